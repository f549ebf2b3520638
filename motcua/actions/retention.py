"""Erasing what may not be kept any longer: listed, agreed to, erased for good."""

import math
from uuid import UUID, uuid4

from django.db import models, transaction

from motcua.actions.act import By, action, allow, tell
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.erased import Gone, put_down
from motcua.records.message import Message
from motcua.records.retention import (
    DIGESTS,
    Erasure,
    let_go,
    results_of,
    retention,
    rows_of,
    sealed_fields,
)
from motcua.records.sealed import SealedJSON
from motcua.rules.dossier import CLOSED
from motcua.rules.events.delivery import Erased, ErasureAgreed, ErasureListed
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.retention import KeptPart
from motcua.rules.time.wall_clock import local


@action
def list_erasure(by: By, dossier: UUID, *, what: KeptPart) -> Erasure:
    """Its time is over, or nearly: it stands on the list for all of the unit to see."""
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    if held.state not in CLOSED or held.closed_at is None:
        raise Refused("step-not-allowed", detail={"state": held.state})
    keep = retention().keep(what, held.procedure)
    on = retention().due_on(what, held.procedure, local(held.closed_at).date())
    if on is None:
        raise Refused("kept-for-ever", keep.citation)
    listed = Erasure.objects.create(
        id=uuid4(),
        dossier=held,
        unit_id=held.unit_id,
        what=what,
        due_on=on,
        citation=keep.citation[:300],
        consent=keep.consent,
        listed_at=by.at,
    )
    tell(by, ErasureListed(**held.matter, what=what, due=on))
    return listed


@action
def agree_to_erasure(by: By, erasure: UUID) -> Erasure:
    """A leader agrees that what the law has kept until now may go."""
    found = _listed(erasure)
    allow(by, "erasure.agree", found.dossier.target, Purpose.AUDIT)
    if found.erased_at or found.agreed_at:
        raise Refused("erasure-agreed-already")
    found.agreed_by_id, found.agreed_at = by.account, by.at
    found.save(update_fields=["agreed_by", "agreed_at"])
    tell(by, ErasureAgreed(**found.dossier.matter, what=KeptPart(found.what)))
    return found


@action
def erase(by: By, erasure: UUID) -> Erasure:
    """What people said and handed in is gone, in every table of the dossier and on the disk; that
    there was a dossier, its dates and the journal stay.

    A file that another row still names (a person's store, another dossier) stays until that
    row lets it go.
    """
    found = _listed(erasure)
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=found.dossier_id)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    if found.erased_at or found.due_on > local(by.at).date():
        raise Refused("erasure-not-due")
    if found.consent and found.agreed_at is None:
        raise Refused("erasure-not-agreed", found.citation)
    return _wipe(by, held, found, by.at.timestamp())


@action
def erase_again(by: By, dossier: UUID, *, what: KeptPart) -> Erasure:
    """What was erased and came back with a backup from before goes at once: its time was over,
    and whoever had to agree did. Its files too, however new they are on this disk."""
    held = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    keep = retention().keep(what, held.procedure)
    found, _ = Erasure.objects.get_or_create(
        dossier=held,
        what=what,
        defaults={
            "unit_id": held.unit_id,
            "due_on": local(by.at).date(),
            "citation": keep.citation[:300],
            "consent": keep.consent,
            "listed_at": by.at,
        },
    )
    if found.erased_at:
        raise Refused("erasure-not-due")
    return _wipe(by, held, found, math.inf)


def _wipe(by: By, held: Dossier, found: Erasure, now: float) -> Erasure:
    """Gone from the tables, then from the disk (what is a day old at `now`); put down as gone."""
    what = KeptPart(found.what)
    files = _forget_result(held) if what == KeptPart.RESULT else _forget_content(held)
    found.erased_at, found.files = by.at, len(files)
    found.save(update_fields=["erased_at", "files"])
    tell(by, Erased(**held.matter, what=what, files=len(files)))
    transaction.on_commit(lambda: put_down([Gone(what, held.id)]))
    transaction.on_commit(lambda: let_go(files, now))
    return found


def _listed(erasure: UUID) -> Erasure:
    rows = Erasure.objects.select_for_update(of=("self",)).select_related("dossier")
    found = rows.filter(pk=erasure).first()
    if found is None:
        raise Denied("erasure.agree")
    return found


def _forget_result(held: Dossier) -> set[str]:
    files: set[str] = set()
    for paper in results_of(held):
        files |= _let_go(paper)
        paper.save()
    return files


def _forget_content(held: Dossier) -> set[str]:
    """Every sealed column of every row, the names of files, the words of messages."""
    files: set[str] = set()
    for rows in rows_of(held):
        for row in rows:
            if isinstance(row, Paper) and row.kind == Paper.Kind.RESULT:
                continue
            files |= _let_go(row)
            _empty(row)
            row.save()
    return files


def _empty(row: models.Model) -> None:
    for field in sealed_fields(type(row)):
        setattr(row, field.attname, None if field.null else _nothing(field))
    if isinstance(row, Dossier):
        row.track_index = b""
    elif isinstance(row, Message):
        row.text = ""
    elif isinstance(row, Attachment):
        row.removed, row.given = True, b""


def _nothing(field: object) -> object:
    return {} if isinstance(field, SealedJSON) else ""


def _let_go(row: models.Model) -> set[str]:
    """The files a row named; it names them no longer."""
    named = {f.name for f in row._meta.concrete_fields if f.name in DIGESTS}
    files = {getattr(row, name) for name in named} - {""}
    for name in named:
        setattr(row, name, "")
    if isinstance(row, Paper):
        for renewal in row.renewals.all():
            files |= _let_go(renewal)
            renewal.save()
    return files
