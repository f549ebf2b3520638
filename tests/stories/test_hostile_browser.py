"""What people may type to harm others: it goes through form, desk and paper as plain letters."""

from datetime import date, timedelta
from pathlib import Path
from subprocess import run

import pytest

from motcua.rules.words.names import nfc
from tests.doors.citizen import photo
from tests.doors.eyes import axe, faults
from tests.stories.people import PHONE, People
from tests.stories.walking import answer_all, begin, fetched, file_it, number_of, vn

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://xau.example","Bấm vào đây")'
BACKWARDS = "\N{RIGHT-TO-LEFT OVERRIDE}gnôđ\N{POP DIRECTIONAL FORMATTING} קורא מימין"
STACKED = "Nguyễ\u0323\u0301\u0302\u0308\u0303\u0304" + "n" + "\u0301" * 20 + " Văn Ổn"
LONG = "dàidằngdặc" * 11
MARKUP = "{{7*7}} {% now 'Y' %} #eval(1) \\input{/etc/passwd} $x^2$ @ref *b* `a` <!-- --"
HOSTILE = {
    "script": {"name": SCRIPT, "number": FORMULA[:40], "place": BACKWARDS},
    "marks": {"name": STACKED, "number": MARKUP[:40], "place": LONG},
    "markup": {"name": MARKUP, "number": BACKWARDS[:40], "place": SCRIPT},
}


def typed(words: dict[str, str]) -> dict[str, str | bytes]:
    return {
        "relation": "mother",
        "child_name": words["name"],
        "birth_proof": "notice",
        "birth_notice_number": words["number"],
        "child_birth_date": vn(date.today() - timedelta(days=9)),
        "child_sex": "female",
        "child_birth_place": words["place"],
        "mother.full_name": "Bùi Thị Sen",
        "mother.number": "017190000101",
        "parents_married": "no",
        "birth-notice": photo(),
    }


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_typed_stays_letters_everywhere(
    people: People, tmp_path: Path, kind: str
) -> None:
    words = HOSTILE[kind]
    mother = begin(people, "sen", "con moi sinh", "Đăng ký khai sinh", script=True)
    mother.press("Gửi tới xã Đức Nhàn")
    answer_all(mother, typed(words))
    assert faults(mother.page) == []
    dossier, number = file_it(mother), number_of(mother)
    assert all(letters(each) in letters(mother.text) for each in words.values())
    assert faults(mother.page) == []

    officer = people.signed_in("specialist", dossier.replace("/ho-so/", "/quay/ho-so/"))
    assert all(letters(each) in letters(officer.text) for each in words.values())
    assert faults(officer.page) == [] and axe(officer.page) == []
    officer.reload_until("● Dữ liệu dân cư")
    officer.press("Tiếp nhận hồ sơ")
    officer.press("Đồng ý giải quyết, trình ký")

    leader = people.signed_in("chairman", "/ky/")
    leader.reload_until(number)
    leader.page.locator("tr", has_text=number).get_by_role("link").first.click()
    file = tmp_path / "paper.pdf"
    file.write_bytes(fetched(leader, f"{leader.path}/tep"))
    said = run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    if kind != "marks":  # how stacked marks come out of a PDF is its reader's business
        assert letters(words["name"].upper()) in letters(said.upper())
    assert not [visit.trouble for visit in people.visits if visit.trouble]


def letters(words: str) -> str:
    """As a page keeps them, without the blanks that differ there."""
    return "".join(nfc(words).split())


def test_a_dialog_would_be_noticed(people: People) -> None:
    """The control: a script that runs is seen by these tests, and our policy stops the usual."""
    visit = people.at(PHONE)
    visit.open("/")
    visit.page.evaluate("() => { setTimeout(() => alert('chạy'), 0) }")
    visit.page.wait_for_timeout(300)
    assert visit.trouble == ["dialog: chạy"]
    visit.trouble.clear()
    picture = "<img src=x onerror=alert(2)>"
    visit.page.evaluate("words => document.body.insertAdjacentHTML('beforeend', words)", picture)
    visit.page.wait_for_timeout(300)
    assert visit.trouble and "Content Security Policy" in visit.trouble[0]
    assert not any(words.startswith("dialog") for words in visit.trouble)
