"""Reads the lists that other offices send, matches them with the people of a unit, and writes
them again with what came of it; lets them go when their time is over."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from motcua.actions.files.read_list import read_list
from motcua.actions.files.read_sheet import Sheet
from motcua.actions.person_list import (
    ToReview,
    erase_list,
    fail_list,
    keep_headings,
    keep_list_file,
    keep_outcomes,
    note_step,
)
from motcua.clerks.errands import NotYet, by_clock, errand, rounds
from motcua.clerks.list_reply import Became, reply
from motcua.clerks.matching.apart import Found, match_apart
from motcua.clerks.workplace import here
from motcua.records.files import store
from motcua.records.person import Person
from motcua.records.person_list import PersonList, list_law, list_terms
from motcua.rules.fonts.together import mend_table
from motcua.rules.lists.headings import HEAD_ROWS, MOST_HEADS, Headings, headings
from motcua.rules.lists.people import Listed, Remark, Row, read_people
from motcua.rules.lists.shapes import usual_shapes
from motcua.rules.lists.terms import Stage
from motcua.rules.matching import Band, band_of, reasons
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

STEP = 5  # of a hundred
SAMPLE = 200  # rows whose shapes are shown
SEXES = {"male": "nam", "female": "nữ"}
SHOWN = {
    "full_name": "full_name",
    "birth_date": "birth",
    "number": "number",
    "old_number": "old_number",
    "sex": "sex",
    "address": "address",
    "father": "father",
    "mother": "mother",
}
"""What a person is shown of a row and of those it may be, and how the list calls it."""
HAND = threading.Semaphore(1)
"""Of each worker one hand is for lists: whatever else there is to do has the others."""
A_WHILE = timedelta(seconds=15)  # until it is asked again whether that hand is free
Numbered = tuple[int, Row]


class Register(NamedTuple):
    """The people a list is matched with: who they are, and as a list has them."""

    people: Sequence[UUID]
    listed: Sequence[Listed]


@errand("read-list")
def read_list_columns(*, subject: str, **_: Any) -> None:
    """Which column is what, for its sender to look at."""
    held = PersonList.objects.get(pk=subject)
    if held.stage != Stage.READING:
        return
    try:
        sheet = _opened(held)
        heads, taken, rows = _headed(sheet)
    except Refused as why:
        fail_list(by_clock(), held.id, why=why.code, detail=dict(why.detail))
        return
    keep_headings(by_clock(), held.id, heads=heads, taken=taken, rows=rows)


@errand("match-list")
def match_list(*, subject: str, **_: Any) -> None:
    """All or nothing: a clerk who falls begins anew, and nothing stands before all is known."""
    held = PersonList.objects.select_related("unit__parent").get(pk=subject)
    if held.stage == Stage.MATCHING:
        with _one_hand():
            _match(held)


def _match(held: PersonList) -> None:
    tell = Steps(held.id)
    try:
        tell(0)
        rows = _people_rows(held, _opened(held).table)
        today = local(held.sent_at).date()
        listed, remarks = read_people(rows, held.taken, today)
        register = _register(held)
        units = Path(settings.COUNTRY) / "units"
        found = match_apart(listed, register.listed, units=units, today=today, told=tell)
    except Refused as why:
        _stop(held.id, why)
        return
    _keep(held, rows, listed, remarks, register, found)


@errand("return-list")
def return_list(*, subject: str, **_: Any) -> None:
    """The list as it came, and beside each row what became of it."""
    held = PersonList.objects.get(pk=subject)
    if held.stage == Stage.READY and held.asked_at and not held.reply:
        with _one_hand():
            content = reply(held, _opened(held).table)
        keep_list_file(by_clock(), held.id, content=content)


@errand("erase-list")
def erase_undone(*, subject: str, **_: Any) -> None:
    erase_list(by_clock(), UUID(subject))


@rounds("forget-lists", cron="47 3 * * *")
def forget_lists(timestamp: int = 0) -> None:
    """Lists whose time is over, with their rows, answers and files."""
    for one in PersonList.objects.past_keeping(here().clock()).values_list("pk", flat=True):
        erase_list(by_clock(), one)


@contextmanager
def _one_hand() -> Iterator[None]:
    if not HAND.acquire(blocking=False):
        raise NotYet(A_WHILE)
    try:
        yield
    finally:
        HAND.release()


class Steps:
    """Tells of a list how far its matching is, not too often."""

    def __init__(self, id: UUID) -> None:
        self._id, self._last = id, -STEP

    def __call__(self, done: int) -> None:
        if done >= self._last + STEP:
            self._last = done
            note_step(by_clock(), self._id, done=done)


def _stop(id: UUID, why: Refused) -> None:
    """Its sender took it back meanwhile; or it cannot be matched, and they are told."""
    if why.code != "list-not-now":
        fail_list(by_clock(), id, why=why.code, detail=dict(why.detail))


def _opened(held: PersonList) -> Sheet:
    most = list_terms().most
    with store().open(held.sha256) as file:
        return read_list(file.read(), rows=most.rows, megabytes=most.megabytes)


def _headed(sheet: Sheet) -> tuple[dict[str, Any], Mapping[str, int], int]:
    """What is said of the file's columns, which is taken for what, and how many rows there are.
    Refused with: list-no-headings, list-none."""
    top = sheet.table[: HEAD_ROWS + MOST_HEADS]
    mended = [[cell.text for cell in row] for row in mend_table(top)]
    found = headings(mended, list_law(), {}) or _unknown(mended)
    below = [row for row in sheet.table[found.rows :] if any(cell.strip() for cell in row)]
    if not below:
        raise Refused("list-none")
    width = max(map(len, [found.names, *below]))
    heads = {
        "names": [*found.names, *[""] * (width - len(found.names))],
        "shapes": [usual_shapes(_column(below[:SAMPLE], at)) for at in range(width)],
        "last": found.last,
        "rows": found.rows,
        "notes": [
            [code, {"names": ", ".join(names)}]
            for code, names in (
                ("sheet-note-hidden", sheet.hidden),
                ("sheet-note-others", sheet.others),
            )
            if names
        ],
    }
    return heads, found.taken, len(below)


def _unknown(top: Sequence[Row]) -> Headings:
    """Headings of which none is known: the row with the most cells, the first of several; its
    sender says what each is. Refused with: list-no-headings."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in top[:HEAD_ROWS]]
    if max(filled, default=0) < 2:
        raise Refused("list-no-headings", detail={"rows": HEAD_ROWS})
    last = filled.index(max(filled)) + 1
    return Headings({}, top[last - 1], last, last, frozenset())


def _column(rows: Sequence[Row], at: int) -> Iterable[str]:
    return (row[at] for row in rows if at < len(row))


def _people_rows(held: PersonList, table: Sequence[Row]) -> list[Numbered]:
    """The rows that are not empty, with their numbers in the file, from 1."""
    first = held.heads["rows"]
    below = enumerate(table[first:], first + 1)
    return [(number, row) for number, row in below if any(cell.strip() for cell in row)]


def _register(held: PersonList) -> Register:
    """The people the house holds of the list's unit. Refused with: list-register-empty."""
    unit = held.unit
    place = ", ".join(one.full_name for one in (unit, unit.parent) if one)
    people = list(Person.objects.filter(unit=unit).order_by("sort_key", "id"))
    if not people:
        raise Refused("list-register-empty", detail={"unit": unit.full_name})
    listed = [
        Listed(
            number=one.number,
            old_number="",
            full_name=one.full_name,
            birth=one.birth_date,
            sex=SEXES.get(one.sex, ""),
            address=f"{one.address}, {place}",
            commune_code=unit.code,
            father="",
            mother="",
        )
        for one in people
    ]
    return Register([one.id for one in people], listed)


def _keep(
    held: PersonList,
    rows: Sequence[Numbered],
    listed: Sequence[Listed],
    remarks: Sequence[Remark],
    register: Register,
    found: Found,
) -> None:
    unread = _unread(remarks, held.heads["names"])
    became = []
    review = []
    linked: set[UUID] = set()
    for at, (line, _) in enumerate(rows):
        band, thin = band_of(found.belief[at]), listed[at].is_thin
        why = _why(found, at) if band is not Band.ABSENT else []
        number = ""
        if band is Band.PERSON:
            review.append(_to_review(line, at, listed[at], register, found))
        elif band is Band.LINKED:
            linked.add(register.people[found.row[at]])
            number = register.listed[found.row[at]].number
        given = number if held.aim.gives_number else ""
        became.append(Became(line, band, thin, found.belief[at], why, unread.get(line, []), given))
    counts = Counter(str(one.band) for one in became) | Counter(unread=len(remarks))
    keep_outcomes(
        by_clock(),
        held.id,
        outcomes=Became.written(became),
        counts=counts,
        review=review,
        people=sorted(linked),
    )


def _unread(remarks: Sequence[Remark], names: Sequence[str]) -> Mapping[int, list[str]]:
    """By row of the file what could not be used in it, in words."""
    unread: dict[int, list[str]] = defaultdict(list)
    for one in remarks:
        unread[one.row].append(f"cột {names[one.column]}: {one.why}")
    return unread


def _why(found: Found, at: int) -> list[str]:
    return reasons({aspect: of[at] for aspect, of in found.levels.items()})


def _to_review(line: int, at: int, said: Listed, register: Register, found: Found) -> ToReview:
    likeliest = [(found.row[at], found.belief[at], _why(found, at))]
    if found.next_row[at] >= 0:
        likeliest.append((found.next_row[at], found.next_belief[at], []))
    return ToReview(
        line=line,
        worth=found.belief[at],
        said=_shown(said),
        found=[
            {"said": _shown(register.listed[row]), "sure": sure, "why": why}
            for row, sure, why in likeliest
        ],
        people=[register.people[row] for row, *_ in likeliest],
    )


def _shown(one: Listed) -> dict[str, str]:
    said = {name: getattr(one, key) for name, key in SHOWN.items()}
    return {name: value for name, value in said.items() if value}
