"""Matches the lists that other offices send with the people of a unit, and writes them again with
what came of it; lets them go when their time is over."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from motcua.actions.person_list import (
    ToReview,
    UnreadAt,
    erase_list,
    keep_list_file,
    keep_outcomes,
    note_step,
)
from motcua.clerks.errands import NotYet, by_clock, errand, rounds
from motcua.clerks.list_columns import give_up, opened
from motcua.clerks.list_reply import Became, reply
from motcua.clerks.matching.apart import Found, match_apart
from motcua.clerks.workplace import here
from motcua.records.person import Person
from motcua.records.person_list import PersonList
from motcua.rules.fonts.together import mend_table
from motcua.rules.lists.headings import column_name
from motcua.rules.lists.people import Listed, Remark, Row, read_people
from motcua.rules.lists.terms import Stage
from motcua.rules.matching import Band, band_of, reasons
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

STEP = 5  # of a hundred
TOLD = 10  # cells that could not be read, on the page
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
WORDS = ("full_name", "father", "mother", "address")
HAND = threading.Semaphore(1)
"""Of each worker one hand is for lists: whatever else there is to do has the others."""
A_WHILE = timedelta(seconds=15)  # until it is asked again whether that hand is free
Numbered = tuple[int, Row]


class Register(NamedTuple):
    """The people a list is matched with: who they are, and as a list has them."""

    people: Sequence[UUID]
    listed: Sequence[Listed]


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
        rows = opened(held).below(held.heads["rows"])
        today = local(held.sent_at).date()
        listed, remarks = read_people(rows, held.taken, today)
        register = _register(held)
        units = Path(settings.COUNTRY) / "units"
        found = match_apart(listed, register.listed, units=units, today=today, told=tell)
        _keep(held, rows, listed, remarks, register, found)
    except Refused as why:
        give_up(held.id, why)


@errand("return-list")
def return_list(*, subject: str, **_: Any) -> None:
    """The list as it came, and beside each row what became of it."""
    held = PersonList.objects.get(pk=subject)
    if held.stage == Stage.READY and held.asked_at and not held.reply:
        with _one_hand():
            content = reply(held, opened(held).table)
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
        unread=_first_unread(remarks, held.heads["names"]),
        review=_mended(review),
        people=sorted(linked),
    )


def _unread(remarks: Sequence[Remark], names: Sequence[str]) -> Mapping[int, list[str]]:
    """By row of the file what could not be used in it, in words."""
    unread: dict[int, list[str]] = defaultdict(list)
    for one in remarks:
        unread[one.row].append(f"cột {names[one.column]}: {one.why}")
    return unread


def _first_unread(remarks: Sequence[Remark], names: Sequence[str]) -> list[UnreadAt]:
    return [
        (one.row, column_name(one.column), names[one.column], str(one.why))
        for one in remarks[:TOLD]
    ]


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


def _mended(review: Sequence[ToReview]) -> list[ToReview]:
    """With the words as they were compared where an old font had broken them; `written` is the
    name as it stands in the list."""
    table = mend_table([[one.said.get(name, "") for name in WORDS] for one in review])
    mended = []
    for one, cells in zip(review, table, strict=True):
        words = {name: cell.text for name, cell in zip(WORDS, cells, strict=True) if cell.text}
        name = one.said.get("full_name", "")
        kept = {"written": name} if name != words.get("full_name", "") else {}
        mended.append(replace(one, said={**one.said, **words, **kept}))
    return mended


def _shown(one: Listed) -> dict[str, str]:
    said = {name: getattr(one, key) for name, key in SHOWN.items()}
    return {name: value for name, value in said.items() if value}
