"""What is kept of a list that was matched: what goes back for each row, the rows for a person, and
who was found."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from motcua.actions.person_list import ToReview, UnreadAt, keep_outcomes
from motcua.clerks.errands import by_clock
from motcua.clerks.list_reply import THIN, TRIED, Became
from motcua.clerks.matching.apart import Found
from motcua.records.person_list import PersonList, list_terms
from motcua.rules.fonts.together import mend_table
from motcua.rules.lists.headings import column_name
from motcua.rules.lists.people import Listed, Remark, Row
from motcua.rules.matching import Band, agreement, band_of, reasons

TOLD = 10  # cells that could not be read, on the page
LIKELIER = 0.5  # than not
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
Numbered = tuple[int, Row]


class Register(NamedTuple):
    """The people a list is matched with: who they are, and as a list has them."""

    people: Sequence[UUID]
    listed: Sequence[Listed]


def keep(
    held: PersonList,
    rows: Sequence[Numbered],
    listed: Sequence[Listed],
    remarks: Sequence[Remark],
    register: Register,
    found: Found,
) -> None:
    """All of it at once: what goes back for each row, and the rows for a person."""
    unread = _unread(remarks, held.heads["names"])
    tried = _tried(listed, found, list_terms().most.descriptions)
    became: list[Became] = []
    review: list[ToReview] = []
    for at, (line, _) in enumerate(rows):
        one = _became(at, line, listed[at], register, found)
        if at in tried:
            one = Became(line, Band.ABSENT, TRIED)
        elif one.band is Band.PERSON:
            review.append(_to_review(line, at, listed[at], register, found))
        number = one.number if held.aim.gives_number else ""
        became.append(one._replace(unread=unread.get(line, []), number=number))
    counts = Counter(str(one.band) for one in became) | Counter(unread=len(remarks))
    keep_outcomes(
        by_clock(),
        held.id,
        outcomes=Became.written(became),
        counts=counts,
        unread=_first_unread(remarks, held.heads["names"]),
        review=_mended(review),
        people=sorted({register.people[found.row[at]] for at in tried | _linked(became)}),
    )


def _became(at: int, line: int, said: Listed, register: Register, found: Found) -> Became:
    """What would go back for one row, but for what could not be read in it."""
    band, sure = band_of(found.belief[at]), found.belief[at]
    if band is Band.ABSENT:
        return Became(line, band, THIN if said.is_thin else "")
    number = register.listed[found.row[at]].number if band is Band.LINKED else ""
    return Became(line, band, "", sure, agreement(_levels(found, at)), number=number)


def _linked(became: Sequence[Became]) -> set[int]:
    return {at for at, one in enumerate(became) if one.band is Band.LINKED}


def _tried(listed: Sequence[Listed], found: Found, most: int) -> set[int]:
    """The rows that describe somebody in more than so many ways: who sends them tries until one
    fits, and each answer would tell more of that person."""
    ways: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    likely = [at for at, belief in enumerate(found.belief) if belief >= LIKELIER]
    for at in likely:
        said = listed[at]
        ways[found.row[at]].add((said.number, said.old_number, said.full_name, said.birth))
    return {at for at in likely if len(ways[found.row[at]]) > most}


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


def _levels(found: Found, at: int) -> dict[str, int]:
    return {aspect: of[at] for aspect, of in found.levels.items()}


def _to_review(line: int, at: int, said: Listed, register: Register, found: Found) -> ToReview:
    likeliest = [(found.row[at], found.belief[at], reasons(_levels(found, at)))]
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
