"""What `motcua match` writes: the list with what became of each row, the rows for a person, the
cells that could not be read, and a summary."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from motcua.rules.lists.headings import Headings, ListLaw, column_name
from motcua.rules.lists.people import Remark
from motcua.rules.lists.reply import beside
from motcua.rules.spreadsheet import safe_cell
from motcua.site.table_file import Row, Table, as_csv, count, put

if TYPE_CHECKING:
    from motcua.clerks.matching.outcome import Outcome

_PARTS = {"Kết quả": "", "Cần người xem": "-can-xem", "Ô không đọc được": "-o-loi",
          "Tóm tắt": "-tom-tat"}  # fmt: skip
FIRST = 5  # cells that could not be read, told at once
Numbered = tuple[int, Row]


class Given(NamedTuple):
    """A list: its rows as they came, its headings, and the rows that are not empty, with numbers
    from 1."""

    table: Table
    found: Headings
    rows: Sequence[Numbered]


def places(out: Path) -> list[Path]:
    """The files that are written: one workbook, or a CSV for each of its sheets."""
    if out.suffix.lower() != ".csv":
        return [out]
    return [out.with_name(f"{out.stem}{more}.csv") for more in _PARTS.values()]


def write(
    out: Path,
    given: Given,
    told: Sequence["Outcome"],
    remarks: Sequence[Remark],
    summed_up: Table,
    divider: str,
) -> None:
    """All that is written stands whole, or nothing does."""
    from motcua.clerks.workbook import workbook

    made: list[Table] = [
        *_results(given, told),
        [["Dòng", "Cột", "Tên cột", "Vì sao"], *_unread(given.found, remarks)],
        summed_up,
    ]
    if out.suffix.lower() == ".xlsx":
        put({out: workbook(dict(zip(_PARTS, made, strict=True)))})
    else:  # where a cell can calculate
        safe = [[[safe_cell(cell) for cell in row] for row in table] for table in made]
        put(dict(zip(places(out), [as_csv(table, divider) for table in safe], strict=True)))


def _results(given: Given, told: Sequence["Outcome"]) -> tuple[Table, Table]:
    """The whole list, and the rows for a person by worth; beside each what became of it."""
    from motcua.clerks.matching.outcome import HEADS, by_worth

    lines = [number for number, _ in given.rows]
    cells = {line: one.cells for line, one in zip(lines, told, strict=True)}
    review = [lines[at] for at in by_worth(told)]
    shown = [["Dòng", *given.found.names]]
    shown += [[str(line), *given.table[line - 1]] for line in review]
    results = enumerate([HEADS, *(cells[line] for line in review)], 1)
    whole = beside(given.table, cells | {given.found.last: HEADS})
    return [*whole], [*beside(shown, dict(results))]


def first_unread(found: Headings, remarks: Sequence[Remark]) -> Iterator[str]:
    """The first cells that could not be read, in a line each, and where the others are told."""
    for row, column, name, why in islice(_unread(found, remarks), FIRST):
        yield f"  dòng {row}, cột {column} “{name}”: {why}"
    if len(remarks) > FIRST:
        yield f"  … và {count(len(remarks) - FIRST)} ô nữa, ghi ở phần “Ô không đọc được”"


def _unread(found: Headings, remarks: Sequence[Remark]) -> Iterator[list[str]]:
    for one in remarks:
        yield [str(one.row), column_name(one.column), found.names[one.column], str(one.why)]


def summary(
    given: Given, told: Sequence["Outcome"], remarks: Sequence[Remark], law: ListLaw
) -> Iterator[list[str]]:
    """How many rows there are and how many of each band; after an empty row, the columns."""
    from motcua.clerks.matching.outcome import counts

    yield ["Số dòng", count(len(told))]
    for band, many in counts(told).items():
        share = f"{many / len(told):.1%}".replace(".", ",")
        yield [band, count(many), share]
    yield ["ô không đọc được", count(len(remarks))]
    yield []
    yield from columns(given.found, law)


def columns(found: Headings, law: ListLaw) -> Iterator[list[str]]:
    """Which column was taken for what, and which were not."""
    taken = {at: key for key, at in found.taken.items()}
    for at, name in enumerate(found.names):
        if name or at in taken:
            told = law.labels[taken[at]] if at in taken else "(giữ nguyên)"
            yield [column_name(at), f"“{name}”", "→", told]
