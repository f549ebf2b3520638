"""Accepted now, verified later: which steps wait for the register, and what stands for its answer:
an officer who saw the paper, or a leader's word."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold, version_behind
from motcua.actions.mismatch import weigh_again
from motcua.records.dossier import Dossier, Finding
from motcua.records.go_ahead import GoAhead
from motcua.records.signer import is_signer
from motcua.records.verification import unverified_of, verification_law, went_ahead
from motcua.rules.events.dossier import PaperSighted, WentAhead
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from motcua.rules.unverified import held_back
from motcua.rules.verification_law import Paused

WHY_MOST = 500


def waiting_for_register(held: Dossier, step: Paused) -> list[str]:
    """Sentence codes of what the step waits for, by country/verification.toml."""
    law = verification_law().steps[step]
    facts = unverified_of(held) if law.waits else []
    return held_back(facts, law, went_ahead(held)) if facts else []


def check_verified(held: Dossier, step: Paused) -> None:
    """Refuse a step that has to wait for the register."""
    waiting = waiting_for_register(held, step)
    if waiting:
        basis = verification_law().steps[step].citation
        raise Refused(waiting[0], basis, detail={"all": waiting})


@action
def note_sighting(
    by: By,
    dossier: UUID,
    *,
    fields: Sequence[str] = (),
    facts: Sequence[tuple[UUID, str]] = (),
    agrees: bool = True,
) -> Dossier:
    """The officer saw the paper itself and says what agrees with it: `fields` of the form, `facts`
    about a person (person and field) that the register has not confirmed."""
    held = hold(dossier)
    allow(by, "dossier.note-sighting", held.target, Purpose.DOSSIER)
    known = {field.key for field in version_behind(held).fields}
    open_ones = {(one.person, one.field) for one in unverified_of(held)} if facts else set()
    if not (fields or facts) or set(fields) - known or set(facts) - open_ones:
        raise Refused("field-unknown")
    _put_down(by, held, [*((None, one) for one in fields), *facts], agrees)
    weigh_again(held, {person for person, _ in facts})
    tell(by, PaperSighted(**held.matter, fields=len(fields) + len(facts)))
    return held


def _put_down(
    by: By, held: Dossier, seen: Iterable[tuple[UUID | None, str]], agrees: bool
) -> None:
    said = {"unit_id": held.unit_id, "agrees": agrees, "by": by.account, "at": by.at}
    for person, field in seen:
        one: dict[str, Any] = {"dossier": held, "person_id": person, "field": field}
        Finding.objects.update_or_create(**one, source=Finding.Source.SIGHTED, defaults=said)


@action
def go_ahead(by: By, dossier: UUID, *, why: str) -> GoAhead:
    """A leader of the body that decides lets a dossier go on although the register has not
    answered, and answers for it. It covers what waits now; an answer that comes later counts as
    any other."""
    held = hold(dossier)
    allow(by, "dossier.go-ahead", held.target, Purpose.DOSSIER)
    if by.account is None or not is_signer(by.account, held, local(by.at).date()):
        raise Denied("dossier.go-ahead")
    if not why.strip():
        raise Refused("reason-missing")
    if not held.is_open or not any(one.leader for one in verification_law().steps.values()):
        raise Refused("step-not-allowed", detail={"state": held.state})
    if not any(fact.waits for fact in unverified_of(held)):
        raise Refused("nothing-waits-for-register")
    word = GoAhead.objects.create(
        dossier=held,
        unit_id=held.unit_id,
        leader_id=by.account,
        why=why.strip()[:WHY_MOST],
        at=by.at,
    )
    tell(by, WentAhead(**held.matter, word=word.id))
    return word
