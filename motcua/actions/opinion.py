"""Asking another unit or agency for its opinion on a dossier, and what it answers, or does not."""

from collections.abc import Sequence
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold, version_behind
from motcua.records.deadlines import deadlines
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.opinion import Opinion, asked_about
from motcua.records.timeline import calendar_of
from motcua.records.unit import Unit
from motcua.rules.catalogue.parts import OpinionRule
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import EXAMINED
from motcua.rules.events.stage import OpinionAsked, OpinionGiven, OpinionSeen
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.timeline import Consultation
from motcua.rules.time.wall_clock import instant, local

WORD_MOST = 2000


@action
def ask_opinion(
    by: By,
    dossier: UUID,
    *,
    question: str,
    asked: Unit | None = None,
    agency: str = "",
    shown: Sequence[UUID] = (),
) -> Opinion:
    """Ask a unit here (`asked`), or an agency that has no desk here (`agency`), for its opinion.

    It sees the question and the files in `shown`. The clock of the dossier runs on. How long it
    has, and whether its silence is agreement, is in the procedure's file; else in
    country/deadlines.toml.
    """
    held = hold(dossier)
    allow(by, "opinion.ask", held.target, Purpose.DOSSIER)
    if held.state not in EXAMINED:
        raise Refused("step-not-allowed", detail={"state": held.state})
    if not question.strip():
        raise Refused("question-missing")
    if (asked is None) is not bool(agency.strip()) or (asked and asked.pk == held.unit_id):
        raise Refused("ask-another-unit")
    own = set(Attachment.objects.of(held.id).filter(pk__in=shown).values_list("pk", flat=True))
    if set(shown) - own:
        raise Denied("opinion.ask")
    rule = _rule(version_behind(held))
    consultation = Consultation(local(by.at), rule.limit)
    opinion = Opinion.objects.create(
        dossier=held,
        version=held.version,
        unit_id=held.unit_id,
        asked=asked,
        agency=agency.strip()[:160],
        question=question.strip()[:WORD_MOST],
        shown=sorted(own),
        asked_by_id=by.account,
        asked_at=by.at,
        until=instant(consultation.due(calendar_of(held)).at),
        tacit=rule.tacit,
        citation=rule.limit.citation[:300],
    )
    tell(by, OpinionAsked(**held.matter, opinion=opinion.id, until=opinion.until))
    return opinion


def _rule(version: Version) -> OpinionRule:
    return version.opinion or OpinionRule(deadlines().opinion.limit)


@action
def give_opinion(by: By, opinion: UUID, *, agrees: bool, word: str) -> Opinion:
    """The unit that was asked answers; for an agency without a desk here, the officer who asked
    puts down the letter that came. Whoever disagrees says why. An answer that comes late still
    counts, unless silence was agreement."""
    found = _held(opinion)
    desk = found.unit_id if found.asked_id is None else found.asked_id
    allow(by, "opinion.give", Target(unit=desk), Purpose.DOSSIER)
    if found.agrees is not None:
        raise Refused("opinion-given-already")
    if not agrees and not word.strip():
        raise Refused("reason-missing")
    found.agrees, found.word = agrees, word.strip()[:WORD_MOST]
    found.answered_by_id, found.answered_at, found.silent = by.account, by.at, False
    found.save()
    _tell_given(by, found, asked_about(found.id))
    return found


@action
def take_silence(by: By, opinion: UUID) -> Opinion:
    """Its time is over and nobody answered: that is agreement where the law says so, and else
    keeps the dossier no longer."""
    found = _held(opinion)
    dossier = Dossier.objects.get(pk=found.dossier_id)
    allow(by, "opinion.give", dossier.target, Purpose.DOSSIER)
    if found.answered_at is not None or by.at <= found.until:
        raise Refused("opinion-still-awaited")
    found.agrees, found.answered_at, found.silent = found.tacit or None, by.at, True
    found.save()
    _tell_given(by, found, dossier.applicant_id)
    return found


@action
def open_shown(by: By, opinion: UUID, attachment: UUID) -> Attachment:
    """An officer of the unit that is asked looks at a file that was shown to it."""
    found = Opinion.objects.filter(pk=opinion, shown__contains=[attachment]).first()
    file = found.files.filter(pk=attachment).first() if found else None
    if found is None or file is None or found.asked_id is None:
        raise Denied("document.read")
    allow(by, "opinion.give", Target(unit=found.asked_id), Purpose.DOSSIER)
    if file.is_being_checked:
        raise Refused("file-being-checked")
    told = OpinionSeen(
        subject=found.dossier_id,
        about=(asked_about(found.id),),
        unit=found.unit_id,
        opinion=found.id,
        document=file.pk,
    )
    tell(by, told)
    return file


def _held(opinion: UUID) -> Opinion:
    found = Opinion.objects.select_for_update(of=("self",)).filter(pk=opinion).first()
    if found is None:
        raise Denied("opinion.give")
    return found


def _tell_given(by: By, found: Opinion, applicant: UUID) -> None:
    """Told of the dossier, to whose it is; the unit that answers need not know who that is."""
    told = OpinionGiven(
        subject=found.dossier_id,
        about=(applicant,),
        unit=found.unit_id,
        opinion=found.id,
        agrees=found.agrees,
        silent=found.silent,
    )
    tell(by, told)
