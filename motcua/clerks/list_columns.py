"""Reads which column is what of a list that another office sent, for its sender to look at."""

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from motcua.actions.files.confined import Hears
from motcua.actions.files.read_list import read_list
from motcua.actions.files.read_sheet import Sheet
from motcua.actions.person_list import fail_list, keep_headings, note_step
from motcua.clerks.errands import NotYet, by_clock, errand
from motcua.records.files import store
from motcua.records.person_list import PersonList, list_law, list_terms
from motcua.rules.fonts.together import mend_table
from motcua.rules.lists.headings import HEAD_ROWS, MOST_HEADS, Headings, headings
from motcua.rules.lists.people import Row
from motcua.rules.lists.shapes import usual_shapes
from motcua.rules.lists.terms import ListStage
from motcua.rules.refusal import Refused

SAMPLE = 200  # rows whose shapes are shown
STEP = 5  # of a hundred
_NUMBER = re.compile("[0-9]{8}")
HAND = threading.Semaphore(1)
"""Of each worker one hand is for lists: whatever else there is to do has the others."""
A_WHILE = timedelta(seconds=15)  # until it is asked again whether that hand is free


@errand("read-list")
def read_list_columns(*, subject: str, **_: Any) -> None:
    """Which column is what, for its sender to look at."""
    held = PersonList.objects.get(pk=subject)
    if held.stage != ListStage.READING:
        return
    try:
        with one_hand():
            tell = Steps(held.id)
            tell(0)
            sheet = opened(held, tell)
        heads, taken, rows = _headed(sheet)
        keep_headings(by_clock(), held.id, heads=heads, taken=taken, rows=rows)
    except Refused as why:
        give_up(held.id, why)


@contextmanager
def one_hand() -> Iterator[None]:
    if not HAND.acquire(blocking=False):
        raise NotYet(A_WHILE)
    try:
        yield
    finally:
        HAND.release()


def give_up(id: UUID, why: Refused) -> None:
    """Its sender took it back meanwhile; or nothing can be made of it, and they are told why."""
    if why.code != "list-not-now":
        fail_list(by_clock(), id, why=why.code, detail=dict(why.detail))


class Steps:
    """Tells of a list how far its reading or matching is, of a hundred, not too often; each `part`
    of it is told as a hundred too."""

    def __init__(self, id: UUID) -> None:
        self._id, self.done = id, -STEP

    def __call__(self, done: int) -> None:
        if done >= self.done + STEP:
            self.done = done
            note_step(by_clock(), self._id, done=done)

    def part(self, first: int, last: int) -> Hears:
        return lambda done: self(first + done * (last - first) // 100)


def opened(held: PersonList, hears: Hears = lambda _: None) -> Sheet:
    """The table of a list's file. Refused as by `read_list`."""
    most = list_terms().most
    with store().open(held.sha256) as file:
        return read_list(file.read(), rows=most.rows, megabytes=most.megabytes, hears=hears)


def _headed(sheet: Sheet) -> tuple[dict[str, Any], Mapping[str, int], int]:
    """What is said of the file's columns, which is taken for what, and how many rows there are.
    Refused with: list-no-headings, list-none."""
    top = sheet.table[: HEAD_ROWS + MOST_HEADS]
    mended = [[cell.text for cell in row] for row in mend_table(top)]
    found = headings(mended, list_law(), {}) or _unknown(mended)
    below = [row for _, row in sheet.below(found.rows)]
    if not below:
        raise Refused("list-none")
    width = max(map(len, [found.names, *below]))
    heads = {
        "names": [*found.names, *[""] * (width - len(found.names))],
        "shapes": [usual_shapes(_column(below[:SAMPLE], at)) for at in range(width)],
        "last": found.last,
        "rows": found.rows,
        "notes": sheet.notes,
    }
    return heads, found.taken, len(below)


def _unknown(top: Sequence[Row]) -> Headings:
    """Headings of which none is known: the row with the most cells, the first of several; its
    sender says what each is. A row with somebody's number in it is no headings: that person would
    be lost. Refused with: list-no-headings."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in top[:HEAD_ROWS]]
    most = max(filled, default=0)
    if most < 2 or any(map(_NUMBER.search, top[filled.index(most)])):
        raise Refused("list-no-headings", detail={"rows": HEAD_ROWS})
    last = filled.index(most) + 1
    return Headings({}, top[last - 1], last, last, frozenset())


def _column(rows: Sequence[Row], at: int) -> Iterable[str]:
    return (row[at] for row in rows if at < len(row))
