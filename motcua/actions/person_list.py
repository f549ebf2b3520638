"""A list from another office: sent, its columns said, matched by a clerk, given back, let go."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.erased import LIST, Gone, put_down
from motcua.records.files import store
from motcua.records.person_list import ListRow, PersonList, list_law, list_terms
from motcua.records.retention import let_go
from motcua.records.sealed import blind_index
from motcua.records.unit import Unit
from motcua.rules.events.lists import (
    ListAccepted,
    ListFileAsked,
    ListFileMade,
    ListFileTaken,
    ListForgotten,
    ListMatched,
    ListRead,
    ListSent,
    ListStepped,
    ListUndone,
    PeopleMatched,
)
from motcua.rules.lists.headings import NEEDED
from motcua.rules.lists.terms import ListStage
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused

TOLD_AT_ONCE = 1000  # people in one entry of the journal
AT_ONCE = 2000
KINDS = ("xlsx", "csv")


@dataclass(frozen=True)
class ToReview:
    """A row for a person: as `ListRow` keeps it."""

    line: int
    worth: float
    said: Mapping[str, str]
    found: Sequence[Mapping[str, Any]]
    people: Sequence[UUID]


UnreadAt = tuple[int, str, str, str]
"""A cell from which nothing was taken: its row, its column's letter and name, and why."""


def content_index(sha256: str, purpose: str) -> bytes:
    """By which the same list for the same purpose is known again."""
    return blind_index("list.content", f"{purpose}/{sha256}")


@action
def send_list(
    by: By, *, unit: Unit, purpose: str, name: str, file: bytes, content: bytes
) -> PersonList:
    """Keep a list until it was matched and given back; a clerk reads its columns first."""
    allow(by, "list.send", Target(unit.id), Purpose.LIST)
    if purpose not in list_terms().aims:
        raise Denied("list.send")
    found = PersonList.objects.create(
        unit=unit,
        account=Account(pk=by.account),
        purpose=purpose,
        name=name[:200] or "danh sách",
        sha256=store().put(file, limit=list_terms().most.megabytes << 20).sha256,
        content=content,
        sent_at=by.at,
    )
    tell(by, ListSent(**found.matter))
    return found


@action
def keep_headings(
    by: By, id: UUID, *, heads: Mapping[str, Any], taken: Mapping[str, int], rows: int
) -> PersonList:
    """What a clerk makes of the columns; its sender says whether that is right."""
    held = _for_clerk(by, id, ListStage.READING)
    held.heads, held.taken, held.rows, held.stage = (
        dict(heads),
        dict(taken),
        rows,
        ListStage.COLUMNS,
    )
    held.began_at, held.done = None, 0
    held.save()
    tell(by, ListRead(**held.matter, rows=rows))
    return held


@action
def fail_list(by: By, id: UUID, *, why: str, detail: Mapping[str, Any]) -> PersonList:
    """It cannot be read, or not matched: nothing of it is kept but why."""
    held = _for_clerk(by, id, ListStage.READING, ListStage.MATCHING)
    held.trouble, held.stage, held.ended_at = [why, dict(detail)], ListStage.FAILED, by.at
    _let_go(held, by.at.timestamp())
    tell(by, ListRead(**held.matter, rows=0))
    return held


@action
def say_columns(by: By, id: UUID, *, taken: Mapping[str, int]) -> PersonList:
    """Its sender says which column is what: now it is matched. Refused: list-not-now,
    list-columns-few."""
    held = _own(by, id, ListStage.COLUMNS)
    width = len(held.heads["names"])
    known = {key: at for key, at in taken.items() if key in list_law().labels and at < width}
    if not NEEDED & known.keys() or len(known) < 2:
        raise Refused("list-columns-few")
    held.taken, held.stage, held.done = known, ListStage.MATCHING, 0
    held.save()
    tell(by, ListAccepted(**held.matter))
    return held


@action
def note_step(by: By, id: UUID, *, done: int) -> PersonList:
    """The reading or the matching has come so far (of a hundred); refused where its sender has
    stopped it."""
    held = _for_clerk(by, id, ListStage.READING, ListStage.MATCHING)
    held.began_at, held.done = held.began_at if done else by.at, done
    held.save(update_fields=["began_at", "done"])
    tell(by, ListStepped(**held.matter, done=done))
    return held


@action
def keep_outcomes(
    by: By,
    id: UUID,
    *,
    outcomes: bytes,
    counts: Mapping[str, int],
    unread: Sequence[UnreadAt],
    review: Sequence[ToReview],
    people: Sequence[UUID],
) -> PersonList:
    """What became of every row, all at once: counts of the bands, the first cells that were not
    read, the rows for a person, and who was found (`people`), who are told."""
    held = _for_clerk(by, id, ListStage.MATCHING)
    held.outcomes = store().put(outcomes, limit=len(outcomes)).sha256
    held.linked, held.person, held.absent = (
        counts[band] for band in ("linked", "person", "absent")
    )
    held.unread, held.done = counts["unread"], 100
    held.heads["unread"] = list(unread)
    held.stage, held.matched_at = ListStage.READY, by.at
    held.save()
    rows = [
        ListRow(
            person_list=held,
            unit_id=held.unit_id,
            line=one.line,
            worth=one.worth,
            said=dict(one.said),
            found=list(one.found),
            people=list(one.people),
        )
        for one in review
    ]
    ListRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    tell(
        by, ListMatched(**held.matter, linked=held.linked, person=held.person, absent=held.absent)
    )
    for at in range(0, len(people), TOLD_AT_ONCE):
        tell(
            by,
            PeopleMatched(
                subject=held.id,
                about=tuple(people[at : at + TOLD_AT_ONCE]),
                unit=held.unit_id,
                sender=held.account_id,
                purpose=Purpose.LIST,
            ),
        )
    return held


@action
def ask_list_file(by: By, id: UUID, *, kind: str) -> PersonList:
    """The list with its answers is wanted as a file; the one before it goes, by a clerk: who asks
    does not see whether another list has the same."""
    held = _own(by, id, ListStage.READY)
    if kind not in KINDS:
        raise Denied("list.send")
    before, held.reply = held.reply, ""
    held.reply_as, held.asked_at, held.replied_at = kind, by.at, None
    held.save()
    if before:
        transaction.on_commit(lambda: store().leave(before))
    tell(by, ListFileAsked(**held.matter))
    return held


@action
def keep_list_file(by: By, id: UUID, *, content: bytes) -> PersonList:
    held = _for_clerk(by, id, ListStage.READY)
    held.reply = store().put(content, limit=len(content)).sha256
    held.replied_at = by.at
    held.save()
    tell(by, ListFileMade(**held.matter))
    return held


@action
def take_list_file(by: By, id: UUID) -> PersonList:
    """Its sender downloads the file; each time is on record."""
    held = _own(by, id, ListStage.READY)
    if not held.reply:
        raise Denied("list.send")
    tell(by, ListFileTaken(**held.matter))
    return held


@action
def undo_list(by: By, id: UUID) -> PersonList:
    """Take the whole list back, at whatever stage: a clerk who is at it stops, and its rows, its
    files and all answers go."""
    held = _own(by, id, *set(ListStage) - {ListStage.UNDONE, ListStage.OVER})
    held.stage, held.ended_at = ListStage.UNDONE, by.at
    held.save(update_fields=["stage", "ended_at"])
    tell(by, ListUndone(**held.matter, rows=held.rows, answers=held.answered))
    return held


@action
def erase_list(by: By, id: UUID) -> PersonList:
    """Nothing remains of it but that it was, when, for what, and how many rows it had."""
    held = PersonList.objects.select_for_update(of=("self",), no_key=True).get(pk=id)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    if held.stage != ListStage.UNDONE:
        held.stage, held.ended_at = ListStage.OVER, by.at
    return _erase(held, by, by.at.timestamp())


@action
def undo_again(by: By, id: UUID) -> PersonList:
    """What was taken back and came with a backup from before goes at once, its files too, however
    new they are on this disk."""
    held = PersonList.objects.select_for_update(of=("self",), no_key=True).get(pk=id)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    held.stage, held.ended_at = ListStage.UNDONE, by.at
    return _erase(held, by, math.inf)


def _erase(held: PersonList, by: By, now: float) -> PersonList:
    gone, _ = ListRow.objects.filter(person_list=held).delete()
    _let_go(held, now)
    if held.stage == ListStage.UNDONE:
        transaction.on_commit(lambda: put_down([Gone(LIST, held.id)]))
    tell(by, ListForgotten(**held.matter, rows=gone))
    return held


def _let_go(held: PersonList, now: float) -> None:
    """Its files go, those a day old at `now` at once."""
    files = {held.sha256, held.outcomes, held.reply} - {""}
    held.sha256 = held.outcomes = held.reply = ""
    held.heads, held.taken = {}, {}
    held.save()
    transaction.on_commit(lambda: let_go(files, now))


def _own(by: By, id: UUID, *stages: ListStage) -> PersonList:
    """The sender's own list, where it is at one of these stages."""
    rows = PersonList.objects.select_for_update(of=("self",), no_key=True)
    held = rows.filter(pk=id, account=by.account).first()
    if held is None:
        raise Denied("list.send")
    allow(by, "list.send", held.target, Purpose.LIST)
    return _at(held, stages)


def _for_clerk(by: By, id: UUID, *stages: ListStage) -> PersonList:
    held = PersonList.objects.select_for_update(of=("self",), no_key=True).get(pk=id)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    return _at(held, stages)


def _at(held: PersonList, stages: Sequence[ListStage]) -> PersonList:
    if held.stage not in stages:
        raise Refused("list-not-now")
    return held
