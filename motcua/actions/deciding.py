"""What must be settled before a decision, what the officer adds to it, and results that another
system makes and we only note."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import keep_clean
from motcua.actions.dossier import changed, close, hold, move, version_behind
from motcua.actions.files.inspect_file import Clean
from motcua.actions.holding import keep_accepted
from motcua.actions.unverified import waiting_for_register
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.opinion import Opinion
from motcua.records.outcome import DossierOutcome, outcome_of
from motcua.records.signer import may_decide, signers_of
from motcua.rules.dossier import Money, Step
from motcua.rules.events.document import ResultNoted
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signer import Body
from motcua.rules.time.wall_clock import local
from motcua.rules.verification_law import Paused

NOBODY_SIGNS = {Body.POLICE: "nobody-signs-police", Body.COMMITTEE: "nobody-signs-committee"}
RESULT = "result"  # the component its file is kept as


def allow_deciding(by: By, held: Dossier) -> None:
    """Let pass whose it is to decide: no leader decides what another body does."""
    act = version_behind(held).deciding
    allow(by, act, held.target, Purpose.DOSSIER)
    if not may_decide(by.actor, held, local(by.at).date()):
        raise Denied(act)


def check_settled(by: By, held: Dossier) -> None:
    """Refuse while something is open: consents, the fee, what the register says, who signs."""
    blocking = blockers(held, local(by.at).date())
    if blocking:
        raise Refused(blocking[0], detail={"all": blocking})


def blockers(held: Dossier, on: date) -> list[str]:
    """Sentence codes of what must be settled before a decision on this day."""
    found = []
    if Consent.objects.filter(Q(given=None) | Q(given=False), dossier=held).exists():
        found.append("consent-missing")
    if held.money == Money.DUE:
        found.append("fee-not-paid")
    found += waiting_for_register(held, Paused.DECIDE)
    if Opinion.objects.filter(dossier=held).awaited().exists():
        found.append("opinion-awaited")
    version = version_behind(held)
    if not version.noted and not signers_of(held, on):
        found.append(NOBODY_SIGNS[version.body])
    return found


def keep_outcome(by: By, held: Dossier, added: Mapping[str, Any]) -> None:
    """Put down what the version wants of the officer: a part of the act that decides. What was
    added before a result was sent back or taken back holds until something else is said."""
    kept = _wanted(held, added)
    if version_behind(held).outcomes:
        said = {"unit_id": held.unit_id, "answers": kept, "by_id": by.actor.account, "at": by.at}
        DossierOutcome.objects.update_or_create(dossier=held, defaults=said)


def _wanted(held: Dossier, added: Mapping[str, Any]) -> dict[str, Any]:
    """What of it the version asks for; refused while something it must have is missing."""
    wanted = version_behind(held).outcomes
    answers = {**held.answers, **outcome_of(held), **added}
    asked = [one for one in wanted if one.applies(answers)]
    missing = [one for one in asked if one.required and answers.get(one.key) in (None, "")]
    if missing:
        raise Refused("outcome-missing", detail={"label": missing[0].label})
    return {one.key: answers[one.key] for one in asked if answers.get(one.key) not in (None, "")}


@action
def note_result(
    by: By,
    dossier: UUID,
    *,
    outcome: Mapping[str, Any],
    file: Clean | None = None,
    revision: int | None = None,
) -> Dossier:
    """Another system has made the result: its number and day are noted, its file kept where there
    is one, and the dossier closes.

    It needs no signature of ours, and no paper of ours stands for it.
    """
    held = hold(dossier, revision)
    version = version_behind(held)
    allow_deciding(by, held)
    if not version.noted:
        raise Refused("result-is-made-here")
    check_settled(by, held)
    keep_outcome(by, held, outcome)
    if file:
        keep_clean(by, held, RESULT, file)
    move(held, Step.NOTE)
    held.officer_id = by.account
    close(by, held, judged=True)
    changed(held, by.at)
    tell(by, ResultNoted(**held.matter, late=bool(held.late)))
    keep_accepted(by, held)
    return held
