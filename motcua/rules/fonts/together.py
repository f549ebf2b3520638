"""Mends strings that stand together: what is sure in a column, a record and a file says what the
rest is likely to be.

A column seldom mixes fonts, but its rows may come from several desks, so the vote is a leaning and
no rule: `Hoàng` in a column of VNI is Hồng; where half the column is right it is for a person.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from motcua.rules.fonts.judge import mend
from motcua.rules.fonts.readings import AS_IS, Path, looks_viqr
from motcua.rules.fonts.verdict import Mended
from motcua.rules.fonts.weighing import OTHERS, Leaning

Votes = Mapping[Path, float]
"""How many strings are surely on each path; () are those that are surely right."""

OF_COLUMN, OF_RECORD, OF_FILE = 50.0, 10.0, 5.0
"""What the votes of a column and of a file are worth at most, and each vote of the same record."""
_OURS = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
"""Letters that no old font shows."""
_UNSEEN = 0.3
"""How many strings of each kind there may be that nobody was sure of."""
_STRANGER = 3.0
"""What a path costs, besides its own price, that nothing here took."""


def mend_column(values: Sequence[str]) -> list[Mended]:
    """The values of one column of a table, each mended with the others in mind."""
    return [row[0] for row in mend_table([[value] for value in values])]


def mend_record(values: Sequence[str]) -> list[Mended]:
    """The fields of one record, each mended with the others in mind."""
    return mend_table([values])[0] if values else []


def mend_table(rows: Sequence[Sequence[str]]) -> list[list[Mended]]:
    """The cells of a table; its rows need not be equally long, each cell is seen twice at most."""
    first = [[mend(cell) for cell in row] for row in rows]
    votes = [[_vote(cell) for cell in row] for row in first]
    file: Counter[Path] = Counter(vote for row in votes for vote in row if vote is not None)
    if not any(file[path] for path in file if path != AS_IS):
        return first
    columns = [_of_column(votes, at) for at in range(max(map(len, votes)))]
    for row, said in zip(first, votes, strict=True):
        for at, cell in enumerate(row):
            if _open(cell, said[at], columns[at]):
                row[at] = mend(cell.original, _around(at, said, columns[at], file))
    return first


def _around(
    at: int, said: Sequence[Path | None], column: Counter[Path], file: Counter[Path]
) -> Leaning:
    """What the others say of one cell: its column, its record and its file, but for itself."""
    own = Counter(vote for vote in said[at : at + 1] if vote is not None)
    record = Counter(vote for vote in said if vote is not None) - own
    return leaning(
        [
            _scaled(column - own, OF_COLUMN),
            _scaled(file - own, OF_FILE),
            {path: OF_RECORD * number for path, number in record.items()},
        ]
    )


def leaning(votes: Sequence[Votes]) -> Leaning:
    """What each path costs, in nats, after all these votes."""
    total: dict[Path, float] = {AS_IS: 0.0}
    for one in votes:
        for path, number in one.items():
            total[path] = total.get(path, 0.0) + number
    every = sum(total.values()) + _UNSEEN * (len(total) + 1)
    costs = {path: -log((number + _UNSEEN) / every) for path, number in total.items()}
    return {**costs, OTHERS: _STRANGER}


def _vote(cell: Mended) -> Path | None:
    """The path a string is surely on; None where it says nothing."""
    if cell.needs_person:
        return None
    if cell.path != AS_IS:
        return cell.path
    return AS_IS if _OURS.search(cell.original) else None


def _open(cell: Mended, vote: Path | None, column: Counter[Path]) -> bool:
    """Whether the others can still change what is thought of a string."""
    if vote is None:
        return not cell.original.isascii() or looks_viqr(cell.original)
    return vote != AS_IS and 2 * column[vote] < column.total()


def _of_column(votes: Sequence[Sequence[Path | None]], at: int) -> Counter[Path]:
    return Counter(vote for row in votes if at < len(row) and (vote := row[at]) is not None)


def _scaled(votes: Votes, most: float) -> Votes:
    number = sum(votes.values())
    return {path: one * min(1.0, most / number) for path, one in votes.items()} if number else {}
