"""What a decision puts into the stores of the people it is about, and what takes it out again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from motcua.actions.act import By, action, allow, tell
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier, Request
from motcua.records.erased import HOLDING, Gone, put_down
from motcua.records.holding import Holding, matter_index
from motcua.records.person import Person
from motcua.records.procedure import once_only, version_of
from motcua.records.verification import Verification, sightings_of
from motcua.rules.catalogue.facts import KNOWN
from motcua.rules.catalogue.once_only import HELD, about
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.document import DocumentOpened
from motcua.rules.events.people import HoldingsEnded, HoldingsKept
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import years_later
from motcua.rules.verification import Answer

Kind, Source, Ended = Holding.Kind, Holding.Source, Holding.Ended


def keep_accepted(by: By, dossier: Dossier) -> None:
    """What was accepted and verified goes into the stores: a part of the act that decides.

    Source: NĐ 45/2020/NĐ-CP as amended by NĐ 310/2026/NĐ-CP.
    """
    version = version_of(dossier.version)
    accepted = [
        *_documents(by, dossier, version),
        *_verified_facts(by, dossier),
        *_sighted_facts(by, dossier, version),
    ]
    for one in accepted:
        _keep(one)
    if accepted:
        people = tuple(dict.fromkeys(one.person_id for one in accepted))
        matter = dossier.matter | {"about": people}
        tell(by, HoldingsKept(**matter, items=len(accepted)))


def keep_result(by: By, dossier: Dossier, paper: Paper) -> None:
    """The result that was issued goes into the applicant's store: a part of signing it."""
    law, ends = once_only(), once_only().results.get(paper.template)
    kept = _new(
        by,
        dossier,
        Kind.RESULT,
        law.serves_as(paper.template),
        paper.title,
        document=paper.id,
        sha256=paper.signed,
        size=paper.size,
        media_type="application/pdf",
        valid_to=_day(dossier.answers.get(ends.until)) if ends else None,
    )
    _keep(kept)
    tell(by, HoldingsKept(**dossier.matter, items=1))


def take_back(by: By, dossier: Dossier) -> None:
    """The decision is looked at again: what it had put into the stores does not serve."""
    _end(by, dossier, dossier.holdings.all(), Ended.TAKEN_BACK)


def end_result(by: By, dossier: Dossier, paper: Paper) -> None:
    """A result that was revoked serves nobody."""
    _end(by, dossier, Holding.objects.filter(document=paper.id), Ended.REVOKED)


@action
def forget_holding(by: By, holding: UUID) -> Holding:
    """Past the day it may be kept, what a store says of its person is wiped; that there was
    something of this kind, and where it was from, stays."""
    found = Holding.objects.select_for_update(of=("self",)).get(pk=holding)
    allow(by, "clerk.record", found.target, Purpose.OPERATION)
    found.value = found.name = found.document = None
    found.sha256, found.media_type, found.size, found.about = "", "", 0, b""
    found.ended_at, found.ended = found.ended_at or by.at, Ended.FORGOTTEN
    found.save()
    tell(by, HoldingsEnded(**found.matter, items=1))
    transaction.on_commit(lambda: put_down([Gone(HOLDING, found.id)]))
    return found


@action
def open_holding(by: By, holding: UUID, *, dossier: UUID | None, purpose: Purpose) -> Holding:
    """Look at a paper of a store: one's own, or one that the dossier in hand refers to."""
    found = Holding.objects.filter(pk=holding).first()
    if found is None or not found.sha256:
        raise Denied("document.read")
    if dossier is None:
        allow(by, "holding.read", found.target, purpose)
        tell(by, DocumentOpened(**found.matter, document=found.id, purpose=purpose))
        return found
    using = Dossier.objects.filter(pk=dossier).first()
    if using is None or not _refers(using, found):
        raise Denied("document.read")
    allow(by, "document.read", using.target, purpose)
    tell(by, DocumentOpened(**using.matter, document=found.id, purpose=purpose))
    return found


def _refers(dossier: Dossier, holding: Holding) -> bool:
    held: dict[str, list[str]] = dossier.answers.get(HELD) or {}
    return any(str(holding.id) in some for some in held.values())


def _documents(by: By, dossier: Dossier, version: Version) -> Iterable[Holding]:
    """The files that were accepted as papers that may serve again."""
    documents, parts = once_only().documents, {c.key: c for c in version.components}
    for file in _accepted_files(dossier):
        if file.component not in documents or file.component not in parts:
            continue
        reusable = documents[file.component]
        matter = about(reusable, dossier.answers)
        if matter is None:
            continue
        yield _new(
            by,
            dossier,
            Kind.DOCUMENT,
            file.component,
            parts[file.component].label,
            about=matter_index(matter),
            document=file.id,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            valid_to=_day(dossier.answers.get(reusable.until)),
        )


def _accepted_files(dossier: Dossier) -> list[Attachment]:
    """What stands in the dossier; of a paper that was asked for again, only what came since."""
    asked: dict[str, datetime] = {}
    for request in Request.objects.filter(dossier=dossier).order_by("asked_at"):
        asked |= {item["key"]: request.asked_at for item in request.items}
    files = Attachment.objects.of(dossier.id).order_by("at")
    return [f for f in files if f.component not in asked or f.at >= asked[f.component]]


def _verified_facts(by: By, dossier: Dossier) -> Iterable[Holding]:
    """What the population register agreed with, of each person the dossier is for."""
    agreed = Verification.objects.filter(dossier=dossier, answer=Answer.MATCH)
    for asked in agreed.select_related("person").order_by("answered_at"):
        for field, answer in asked.answers.items():
            word = f"person.{field}"
            if answer == Answer.MATCH and word in KNOWN:
                yield _new(
                    by,
                    dossier,
                    Kind.FACT,
                    word,
                    KNOWN[word],
                    person=asked.person,
                    value=str(getattr(asked.person, field)),
                    source=Source.REGISTER,
                    verified_by=asked.id,
                )


def _sighted_facts(by: By, dossier: Dossier, version: Version) -> Iterable[Holding]:
    """What an officer saw on the paper itself, of the applicant."""
    sighted = {key: finding.by for key, finding in sightings_of(dossier).items()}
    for field in version.applying(dossier.answers):
        value = dossier.answers.get(field.key)
        if value and field.key in sighted and field.known.startswith("person."):
            yield _new(
                by,
                dossier,
                Kind.FACT,
                field.known,
                KNOWN[field.known],
                value=value,
                source=Source.OFFICER,
                verified_by=sighted[field.key],
            )


def _new(
    by: By,
    dossier: Dossier,
    kind: Holding.Kind,
    key: str,
    label: str,
    *,
    person: Person | None = None,
    **more: Any,
) -> Holding:
    store, today = once_only().store, local(by.at).date()
    owner = person.id if person else dossier.applicant_id
    thing = more.get("document") or more.get("source", "")
    return Holding(
        id=uuid5(dossier.id, f"holding:{kind}:{key}:{owner}:{thing}"),
        person_id=owner,
        kind=kind,
        key=key,
        label=label[:300],
        dossier=dossier,
        number=dossier.number,
        unit_id=dossier.unit_id,
        basis=store.citation[:300],
        valid_from=today,
        kept_until=years_later(today, store.keep_years),
        at=by.at,
        **{"source": Source.DOSSIER, "verified_by": by.actor.account} | more,
    )


def _keep(new: Holding) -> None:
    """Put it in; an earlier one of another dossier for the same thing gives way to it."""
    if new.kind != Kind.RESULT:
        earlier = Holding.objects.filter(
            person=new.person_id, kind=new.kind, key=new.key, about=new.about, ended_at=None
        )
        earlier.exclude(dossier=new.dossier_id).update(ended_at=new.at, ended=Ended.REPLACED)
    new.save()


def _end(by: By, dossier: Dossier, holdings: Any, why: Holding.Ended) -> None:
    ended = holdings.filter(ended_at=None).update(ended_at=by.at, ended=why)
    if ended:
        tell(by, HoldingsEnded(**dossier.matter, items=ended))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
