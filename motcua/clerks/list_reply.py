"""What became of each row of a list, and the list as it goes back: every row as it came, beside it
the answer, and nothing of the register but what the list's purpose allows."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

from motcua.clerks.workbook import workbook
from motcua.records.files import store
from motcua.records.person_list import ListRow, PersonList
from motcua.rules.lists.people import Row
from motcua.rules.lists.reply import beside
from motcua.rules.lists.terms import RowAnswer
from motcua.rules.matching import Band
from motcua.rules.spreadsheet import safe_cell

MATCHED, NOBODY, SHORT = "khớp", "không có thông tin", "chưa đủ căn cứ"
RESULTS = {Band.LINKED: MATCHED, Band.PERSON: SHORT, Band.ABSENT: NOBODY}
ANSWERS = {
    RowAnswer.SAME: (MATCHED, "đúng là một người"),
    RowAnswer.OTHER: (NOBODY, "không phải người này"),
    RowAnswer.UNSURE: (SHORT, "chưa đủ căn cứ"),
}
THIN = "dòng ghi quá ít để đối chiếu"
TRIED = "quá nhiều dòng tả cùng một người, mỗi dòng một khác: không trả lời"
HEADS = ("Kết quả", "Chắc chắn", "Lý do", "Cán bộ trả lời")
NUMBER = "Số định danh trong dữ liệu dân cư"


class Became(NamedTuple):
    """What became of one row: its line in the file, from 1; its band; why nobody can say that such
    a person is not there; how likely the best candidate is, and what agrees; what of it could not
    be read; and the number that goes back."""

    line: int
    band: Band
    short: str = ""
    sure: float = 0
    why: Sequence[str] = ()
    unread: Sequence[str] = ()
    number: str = ""

    @staticmethod
    def written(rows: Iterable["Became"]) -> bytes:
        return json.dumps(list(rows), ensure_ascii=False).encode()

    @classmethod
    def read(cls, content: bytes) -> Iterator[Self]:
        for line, band, *rest in json.loads(content):
            yield cls(line, Band(band), *rest)


def reply(held: PersonList, table: Sequence[Row]) -> bytes:
    """The file that goes back, as its sender asked for it."""
    with store().open(held.outcomes) as file:
        became = {one.line: one for one in Became.read(file.read())}
    answered = {
        row.line: row for row in ListRow.objects.filter(person_list=held).exclude(answer="")
    }
    gives = held.aim.gives_number
    heads = [*HEADS, NUMBER] if gives else [*HEADS]
    more: dict[int, list[str]] = {held.heads["last"]: heads}
    for line, one in became.items():
        more[line] = _cells(one, answered.get(line), gives)
    rows = beside(table, more)
    return workbook({"Kết quả": rows}) if held.reply_as == "xlsx" else _as_csv(rows)


def _cells(one: Became, row: ListRow | None, gives: bool) -> list[str]:
    """Of somebody who is not there nothing goes back, nor of one who was taken for them."""
    result, said, number = RESULTS[one.band], "", one.number
    if one.short:
        result = SHORT
    if row:
        result, said = ANSWERS[RowAnswer(row.answer)]
        number = row.found[row.which]["said"].get("number", "") if row.which is not None else ""
    is_there = one.band is not Band.ABSENT and result != NOBODY
    sure, agrees = (f"{int(one.sure * 100)} %", one.why) if is_there else ("", ())
    why = [*agrees, *filter(None, [one.short]), *one.unread]
    return [result, sure, "; ".join(why), said, *([number] if gives else [])]


def _as_csv(rows: Iterable[Row]) -> bytes:
    """No cell of it calculates, the sender's own neither: they may be from a stranger."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
