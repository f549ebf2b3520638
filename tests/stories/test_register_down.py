"""The line to the population register is slow, down, lying or says all twice: work goes on, the
pages say what is not yet verified, and when the line is well again all verifies itself.

Each story is about somebody who was never asked about: an answer of late would serve again.
"""

import pytest

from tests.cast import PEOPLE
from tests.stories.people import People, Visit
from tests.stories.system import wait_until
from tests.stories.walking import file_residence

NOT_YET = "Chưa xác thực"
VERIFIED = "● Dữ liệu dân cư"


def at_desk(people: People, dossier: str) -> Visit:
    return people.signed_in("police", dossier)


def asked(people: People, path: str) -> int:
    """How many questions about this dossier are still open."""
    id = path.rpartition("/")[2]
    question = "select count(*) from motcua_verification where dossier_id = %s and answer = ''"
    return int(people.system.ask(question, id))


def test_while_the_register_is_down_all_work_goes_on_and_then_verifies_itself(
    people: People,
) -> None:
    people.system.switch("population", mode="down", only="/v1/verifications")
    dossier = file_residence(people, "specialist")
    officer = at_desk(people, dossier)
    assert NOT_YET in officer.text and "Đã hỏi dữ liệu dân cư lúc" in officer.text
    officer.press("Tiếp nhận hồ sơ")
    assert NOT_YET in officer.text and "Dữ liệu dân cư chưa trả lời" in officer.text
    assert officer.page.get_by_role("button", name="trình ký").count() == 0
    people.system.switch("population")
    officer.reload_until(VERIFIED, seconds=90)
    assert NOT_YET not in officer.text
    assert officer.page.get_by_role("button", name="trình ký").count() == 1


@pytest.mark.parametrize(
    ("key", "how"),
    [
        ("volunteer", {"mode": "slow", "delay_seconds": 1}),
        ("auditor", {"mode": "duplicate"}),
        ("chairman", {"mode": "out-of-order", "later_seconds": 1}),
    ],
    ids=("slow", "duplicate", "out-of-order"),
)
def test_a_slow_or_doubled_answer_counts_once(
    people: People, key: str, how: dict[str, object]
) -> None:
    people.system.switch("population", **how)
    dossier = file_residence(people, key)
    wait_until(lambda: asked(people, dossier) == 0, 60)
    officer = at_desk(people, dossier)
    assert VERIFIED in officer.text and NOT_YET not in officer.text
    told = "select count(*) from motcua_entry where kind = 'verification.answered'"
    about = " and data->>'dossier' = %s"
    assert people.system.ask(told + about, dossier.rpartition("/")[2]) == 1


@pytest.mark.parametrize(("key", "lie"), [("operator", "person"), ("counter", "garbage")])
def test_a_wrong_answer_is_not_believed(people: People, key: str, lie: str) -> None:
    people.system.switch("population", mode="wrong", lie=lie)
    dossier = file_residence(people, key)
    officer = at_desk(people, dossier)
    officer.page.wait_for_timeout(2500)
    officer.page.reload()
    assert NOT_YET in officer.text and VERIFIED not in officer.text
    people.system.switch("population")
    officer.reload_until(VERIFIED, seconds=90)


def test_a_person_the_register_knows_otherwise_needs_an_officers_eyes(people: People) -> None:
    """The control: a real disagreement looks different from a line that is down."""
    name, number, birth_date, *_ = PEOPLE["leader"]
    someone = {"number": number, "full_name": name}
    people.system.tell_register(**someone, birth_date="1975-06-07")
    try:
        officer = at_desk(people, file_residence(people, "leader"))
        officer.reload_until("Dữ liệu dân cư không khớp")
    finally:
        people.system.tell_register(**someone, birth_date=birth_date)
    assert "Hãy xem giấy tờ gốc" in officer.text and NOT_YET not in officer.text
