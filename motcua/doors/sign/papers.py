"""What waits for a leader's signature, signed one by one or up to two hundred at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F
from django.http import HttpResponse

from motcua.actions.signature import BATCH, ask_signature, check_batch
from motcua.doors.shared.access import posts, row_by_row, takes_typed
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show, today
from motcua.doors.shared.due import Standing, standing
from motcua.doors.shared.sentences import say
from motcua.records.awaited_word import awaiting_word
from motcua.records.document import Paper, Papers
from motcua.records.journal import Entry
from motcua.records.scope import seen_by
from motcua.records.standstill import standstills
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Door, Role

leaders = posts(Role.LEADER)
FRESH = "fresh-sign-in-needed"
UNOPENED = "unopened"
"""The leader's word that papers are signed which they have not opened."""


@dataclass(frozen=True)
class Line:
    """One paper of the list. `opened` is when this leader last opened its bytes."""

    paper: Paper
    standing: Standing
    opened: datetime | None
    chosen: bool


@dataclass(frozen=True)
class PaperOutcome:
    """What came of one paper of a batch."""

    paper: Paper | None
    words: str
    well: bool


@leaders
@takes_typed
@row_by_row
def papers(request: Asking) -> HttpResponse:
    """The list, and what was chosen from it: each paper is signed in a transaction of its own."""
    if request.method != "POST":
        return _page(request)
    try:
        wanted = [UUID(id) for id in request.POST.getlist("paper")]
        check_batch(wanted)
    except ValueError:
        raise Denied("paper.sign") from None
    except Refused as refusal:
        return _page(request, [("", say(refusal.code, refusal.detail))])
    with seen_by(request.who):
        known = mine(request).in_bulk(wanted)
        unopened = len(known) - len(opened_at(request, known.values()))
    if unopened and request.POST.get(UNOPENED) != "yes":
        return _page(request, [(UNOPENED, say("papers-unopened", {"count": unopened}))])
    outcomes = [sign(request, id, known.get(id)) for id in dict.fromkeys(wanted)]
    return _page(request, outcomes=outcomes, batch=form_key(request))


@leaders
def batch(request: Asking, id: UUID) -> HttpResponse:
    """What was sent to be signed together, each paper as it stands now; first what went wrong."""
    sent = list(mine(request).filter(batch=id).order_by("signed_at", "made_at"))
    if not sent:
        raise Denied("paper.sign")
    return show(
        request,
        "sign/batch.html",
        count=len(sent),
        back=[paper for paper in sent if paper.state == Paper.State.TO_SIGN],
        signing=[paper for paper in sent if paper.state == Paper.State.SIGNING],
        signed=[paper for paper in sent if paper.signed],
    )


def sign(request: Asking, id: UUID, paper: Paper | None) -> PaperOutcome:
    """One paper, an act of its own: what stops it does not stop the others. `paper` is what its
    signer may see of it."""
    batch = form_key(request)
    act, seen = by(request, Door.SIGN, uuid5(batch, str(id))), request.POST.get(f"seen.{id}", "")
    try:
        with seen_by(request.who):
            ask_signature(act, id, seen=seen, batch=batch)
    except Refused as refusal:
        if refusal.code == FRESH:
            raise
        return PaperOutcome(paper, say(refusal.code, refusal.detail), False)
    except Denied:
        own = paper is not None and paper.dossier.applicant_id == request.who.person
        return PaperOutcome(paper, say("own-matter" if own else "paper-not-to-sign"), False)
    return PaperOutcome(paper, "Máy đang lấy chữ ký.", True)


def mine(request: Asking) -> Papers:
    """Papers that name this leader as their signer."""
    papers: Papers = Paper.objects.visible_to(request.who)
    return papers.filter(signer=request.who.account).select_related("dossier__applicant")


def lines(request: Asking, again: bool) -> list[Line]:
    """What is due first comes first; no more than may be signed at once. What was chosen stays so
    where the choice is to be made `again`."""
    waiting = mine(request).filter(state=Paper.State.TO_SIGN)
    shown = list(waiting.order_by(F("dossier__due_at").asc(nulls_last=True), "made_at")[:BATCH])
    opened = opened_at(request, shown)
    typed = request.typed.get("paper", []) if request.method == "GET" else ()
    chosen = set(request.POST.getlist("paper") if again else typed)
    still = standstills({paper.dossier.unit_id for paper in shown}, request.at)
    return [
        Line(
            paper,
            standing(paper.dossier, request.at, still),
            opened.get(str(paper.id)),
            str(paper.id) in chosen,
        )
        for paper in shown
    ]


def opened_at(request: Asking, papers: Collection[Paper]) -> dict[str, datetime]:
    """When this leader last opened each of these papers; those never opened are not in it."""
    mine = Entry.objects.visible_to(request.who).filter(
        subject__in={paper.dossier_id for paper in papers},
        actor=request.who.account,
        kind="document.opened",
    )
    seen = {entry.data["document"]: entry.at for entry in mine.order_by("at")}
    return {id: seen[id] for paper in papers if (id := str(paper.id)) in seen}


def _page(
    request: Asking,
    errors: list[tuple[str, str]] | None = None,
    outcomes: list[PaperOutcome] | None = None,
    batch: UUID | None = None,
) -> HttpResponse:
    with seen_by(request.who):
        return _drawn(request, errors, outcomes, batch)


def _drawn(
    request: Asking,
    errors: list[tuple[str, str]] | None,
    outcomes: list[PaperOutcome] | None,
    batch: UUID | None,
) -> HttpResponse:
    waiting = lines(request, again=bool(errors))
    context: dict[str, Any] = {
        "lines": waiting,
        "unopened": sum(line.opened is None for line in waiting),
        "as_they_are": request.typed.get(UNOPENED) == ["yes"],
        "more": mine(request).filter(state=Paper.State.TO_SIGN)[BATCH:].exists(),
        "signing": mine(request).filter(state=Paper.State.SIGNING).order_by("made_at")[:BATCH],
        "error_list": errors,
        "outcomes": outcomes,
        "most": BATCH,
        "awaited": len(awaiting_word(request.who, today(request))),
        "batch": batch if outcomes and any(one.well for one in outcomes) else None,
    }
    return show(request, "sign/papers.html", status=WRONG_FORM if errors else 200, **context)
