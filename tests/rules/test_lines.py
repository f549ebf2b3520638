"""In which line of a procedure file a mistake stands."""

import re
from pathlib import Path

import pytest

from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.lines import line_of, read, toml
from motcua.rules.tables import DataError
from tests.rules.law import PROCEDURES

ENTRY = re.compile(r"^(\s*)([a-z_]+)(\s*=)")
FILE = """code = "9.999999"
name = "Thủ tục thử"
domain = "Thử"
summary = "Để thử."
who = "Ai cũng được."

[[version]]
valid_from = 2026-01-01
citation = ["Luật thử"]
authority = "UBND cấp xã"

    [version.result]
    paper = "ct08"
    label = "Giấy thử"
    citation = "Luật thử"

    [[version.field]]
    key = "kind_of"
    label = "Loại nào?"
    kind = "choice"
    options = [["a", "Loại A"], ["b", "Loại B"]]
    citation = "Luật thử Điều 1"

    [[version.field]]
    key = "why"
    label = "Vì sao, và khi nào?"
    kind = "text"
    when = { field = "kind_of", is = "b" }
    citation = "Luật thử Điều 2"

    [[version.time]]
    amount = 3
    measure = "working-day"
    citation = "Luật thử Điều 4"

    [[version.fee]]
    amount = 1000
    label = "Lệ phí"
    citation = "Luật thử Điều 5"
"""


def mistake(text: str) -> DataError:
    with pytest.raises(DataError) as found:
        read(text, "9.999999.toml", parse)
    return found.value


def test_a_file_that_is_right_is_read() -> None:
    assert read(FILE, "9.999999.toml", parse).code == "9.999999"


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('kind = "text"', 'knid = "text"', "không hiểu mục “knid”, có phải “kind”?"),
        ('citation = "Luật thử Điều 2"', 'citaton = "x"', "không hiểu mục “citaton”"),
        ('citation = "Luật thử Điều 5"', 'citation = ""', "“citation” không được để trống"),
        ('is = "b"', 'is = "c"', "không hiểu mục “c”"),
        ('field = "kind_of", is', 'field = "other", is', "không có"),
        ("amount = 3", "amount = 0", "thời hạn phải lớn hơn 0"),
        ("amount = 1000", "amount = -1", "lệ phí không được dưới 0"),
        ('measure = "working-day"', 'measure = "days"', "measure: không hiểu mục “days”"),
        ("valid_from = 2026-01-01", 'valid_from = "2026"', "phải là ngày"),
        ('who = "Ai cũng được."', 'who = "Ai', "thiếu dấu ngoặc kép"),
        ('who = "Ai cũng được."', "who Ai", "phải có dấu ="),
        ('paper = "ct08"', 'papre = "ct08"', "không hiểu mục “papre”"),
    ],
)
def test_a_mistake_is_told_with_the_line_it_stands_in(right: str, wrong: str, says: str) -> None:
    assert FILE.count(right) == 1
    broken = FILE.replace(right, wrong)
    line = broken[: broken.index(wrong)].count("\n") + 1
    found = mistake(broken)
    assert says in str(found)
    assert str(found).startswith("9.999999.toml, dòng ")
    table = max(n for n, text in enumerate(broken.splitlines()[:line], 1) if n == 1 or "[" in text)
    assert found.line in (line, table), str(found)


def test_every_mistake_of_a_file_is_told_in_one_reading_each_once_with_its_line() -> None:
    wrong = {
        "valid_from = 2026-01-01": 'valid_from = 2026-01-01\nlevell = "commune"',
        'paper = "ct08"': 'paper = "ct09"',
        'options = [["a", "Loại A"], ["b", "Loại B"]]': 'options = [["a"]]',
        'kind = "text"': 'kind = "text"\n    knwon = "person.number"',
        'citation = "Luật thử Điều 2"': 'citation = ""',
        "amount = 3": "amount = 0",
        "amount = 1000": "amount = -1",
    }
    text = FILE
    for was, now in wrong.items():
        text = text.replace(was, now)
    text += '\n[[version]]\nvalid_from = 2026-07-01\nlike = 2026-01-01\ncitation = ["Luật mới"]\n'
    found = mistake(text)
    lines = text.splitlines()
    told = [lines[one.line - 1].split("=")[0].strip() for one in found.all]
    assert told == ["levell", "paper", "options", "knwon", "citation", "amount", "amount",
                    "valid_from"]  # fmt: skip
    assert all(f"dòng {one.line}: " in one.said for one in found.all)
    assert str(found).count("\n") == len(found.all) - 1


def test_a_question_that_looks_at_a_later_one_and_a_ring_of_questions_are_told_apart() -> None:
    later = FILE.replace(
        'kind = "choice"', 'kind = "choice"\n    when = { field = "why", is = "x" }'
    )
    assert "vòng" in str(mistake(later))
    alone = later.replace('    when = { field = "kind_of", is = "b" }\n', "")
    found = mistake(alone)
    assert "hỏi sau" in str(found)
    assert found.line == alone.splitlines().index('    when = { field = "why", is = "x" }') + 1
    assert "chính nó" in str(mistake(FILE.replace('field = "kind_of", is', 'field = "why", is')))


def test_two_versions_that_overlap_are_told_at_the_later_one() -> None:
    version = FILE[FILE.index("[[version]]") :]
    both = FILE + version.replace("2026-01-01", "2026-07-01")
    found = mistake(both)
    assert "chồng ngày" in str(found)
    assert both.splitlines()[found.line - 1] == "valid_from = 2026-07-01"


def test_a_key_in_a_text_of_several_lines_is_no_entry() -> None:
    text = 'a = """\nb = 1\n"""\nb = 2\n'
    assert line_of(text, "đầu tệp", "mục “b” sai") == 4


def test_a_list_that_does_not_end_is_told_at_the_end_of_the_file() -> None:
    with pytest.raises(DataError) as found:
        toml('a = [\n  "x",\n', "x.toml")
    assert found.value.line == 3 and "dấu ]" in str(found.value)


@pytest.mark.parametrize("path", PROCEDURES[::4], ids=lambda path: path.name)
def test_a_misspelt_entry_of_our_own_files_is_told_in_its_line(path: Path) -> None:
    """Each kind of entry of each kind of table, one letter added to it, where it stands last."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    header, places = 1, {}
    for number, line in enumerate(lines, 1):
        header = number if line.lstrip().startswith("[") and "=" not in line else header
        if entry := ENTRY.match(line):
            places[lines[header - 1].strip(), entry[2]] = (number, header)
    for number, header in places.values():
        misspelt = ENTRY.sub(r"\1\2x\3", lines[number - 1])
        found = mistake("".join([*lines[: number - 1], misspelt, *lines[number:]]))
        assert found.line in (number, header), f"{number}: {found}"
        assert len(found.all) == 1, str(found)
