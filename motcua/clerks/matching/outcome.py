"""What became of each row of a list, in words for the file that goes back to whoever keeps it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import duckdb
import numpy as np

from motcua.clerks.matching.engine import Matches
from motcua.rules.lists.reply import percent
from motcua.rules.matching import Band, band_of, reasons

BANDS = {
    Band.LINKED: "khớp",
    Band.PERSON: "cần người xem",
    Band.ABSENT: "không có trong cơ sở dữ liệu",
}
HEADS = (
    "Kết quả",
    "Mã trong cơ sở dữ liệu",
    "Số định danh trong cơ sở dữ liệu",
    "Chắc chắn",
    "Lý do",
    "Người thứ hai: mã",
    "Người thứ hai: số định danh",
    "Người thứ hai: chắc chắn",
)


class Outcome(NamedTuple):
    """One row's band, how sure its best candidate is (0 to 1), and its cells under `HEADS`."""

    band: Band
    belief: float
    cells: tuple[str, ...]


def outcomes(
    connection: duckdb.DuckDBPyConnection,
    matches: Matches,
    thin: Collection[int],
    unread: Mapping[int, Sequence[str]],
) -> list[Outcome]:
    """Of every row of the list. `thin` are rows that say too little: nobody can say that such a
    person is not there. `unread` is what could not be read in a row, in words."""
    called = _called(connection, matches)
    told = []
    for at, belief in enumerate(matches.belief.tolist()):
        band = band_of(belief)
        found = band is not Band.ABSENT
        why = [*unread.get(at, ())]
        if found:
            why = reasons({aspect: int(of[at]) for aspect, of in matches.levels.items()}) + why
        elif at in thin:
            band, why = Band.PERSON, ["dòng không đủ thông tin để đối chiếu", *why]
        first = (*called[int(matches.row[at])], percent(belief)) if found else _NOBODY
        other = int(matches.next_row[at]) if band is Band.PERSON else -1
        second = (*called[other], percent(float(matches.next_belief[at])))
        cells = (BANDS[band], *first, "; ".join(why), *(second if other >= 0 else _NOBODY))
        told.append(Outcome(band, belief, cells))
    return told


_NOBODY = ("", "", "")


def _called(connection: duckdb.DuckDBPyConnection, matches: Matches) -> dict[int, tuple[str, str]]:
    """What those who were found are called in the register: id and number."""
    both = np.unique(np.concatenate([matches.row, matches.next_row]))
    wanted = {"row": both}  # noqa: F841 - DuckDB finds it by its name
    found = connection.execute(
        "select row, id, number from called semi join wanted using (row)"
    ).fetchall()
    return {-1: ("", "")} | {row: (name, number) for row, name, number in found}


def by_worth(told: Sequence[Outcome]) -> list[int]:
    """The rows that a person must see, those first that most likely end in a link: so each minute
    of the person's yields the most."""
    waiting = [at for at, one in enumerate(told) if one.band is Band.PERSON]
    return sorted(waiting, key=lambda at: -told[at].belief)


def counts(told: Sequence[Outcome]) -> dict[str, int]:
    """How many rows each band has, in words."""
    many = Counter(one.band for one in told)
    return {word: many[band] for band, word in BANDS.items()}
