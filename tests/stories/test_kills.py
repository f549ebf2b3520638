"""A few kills at random points on each run of the tests, and one in the midst of what takes a
while: asking the register, and matching a list. `make bench` makes two hundred."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cast import PEOPLE
from tests.stories.people import People, Visit
from tests.stories.system import wait_until
from tests.stories.walking import file_residence

ROOT = Path(__file__).parents[2]


def kills(*words: str) -> tuple[dict, str]:
    """The figure and the whole report of a short run; how long a gap lasts is the bench's."""
    command = [sys.executable, "-m", "bench.kills", "--rounds", "4", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.stdout.count("\n") > 1, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stdout


def test_nothing_acknowledged_is_lost_or_doubled_when_processes_are_killed() -> None:
    figure, said = kills()
    assert figure["value"] == 0, said
    assert "0 faults in the journal" in said and " 0 acknowledged" not in said, said


LIST = ["Họ và tên;Số CCCD;Ngày sinh"] + [
    f"{name};{number};" for name, number, *_ in PEOPLE.values()
]
STRANGERS = [
    f"Tô Thị {chr(65 + n % 26)}n;{17 * 10**9 + n:012};{1950 + n % 50}" for n in range(1000)
]
AT_WORK = """select count(*) = 2 from procrastinate_jobs where status = 'doing'
    and task_name in ('clerk:match-list', 'clerk:ask-population')"""


def send_list(people: People) -> Visit:
    """An office sends a list that takes a moment to match."""
    office = people.signed_in("partner", "/doi-tac/")
    office.page.locator("#purpose").check()
    content = "\n".join(LIST + STRANGERS).encode()
    file = {"name": "b.csv", "mimeType": "text/csv", "buffer": content}
    office.page.locator("#list").set_input_files(files=[file])  # type: ignore[list-item]
    office.press("Gửi danh sách")
    office.reload_until("Các cột có đúng không?")
    return office


def test_a_worker_killed_in_the_midst_is_followed_by_one_who_does_it_all_once(
    people: People,
) -> None:
    system, office = people.system, send_list(people)
    system.switch("population", mode="slow", delay_seconds=4, only="/v1/verifications")
    dossier = file_residence(people, "phuong").rpartition("/")[2]
    office.press("Đúng, đối chiếu")
    wait_until(lambda: system.ask(AT_WORK))
    system.kill_worker()
    office.page.reload()
    assert "bị ngắt giữa chừng" in office.text and "Kết quả" not in office.text
    assert not told(people, "list.matched", office.path.rpartition("/")[2])
    system.switch("population")
    system.start_worker()
    office.reload_until("Lập tệp kết quả")
    answered = "select answer from motcua_verification where dossier_id = %s"
    wait_until(lambda: system.ask(answered, dossier))
    id = office.path.rpartition("/")[2]
    assert told(people, "list.matched", id) == 1
    asked = system.ask("select id from motcua_verification where dossier_id = %s", dossier)
    assert told(people, "verification.answered", asked) == 1
    rows = "select person = (select count(*) from motcua_listrow where person_list_id = %s)"
    assert system.ask(f"{rows} from motcua_personlist where id = %s", id, id)
    office.page.locator("summary", has_text="Gửi nhầm?").click()
    office.press("Bỏ danh sách này")


def told(people: People, kind: str, subject: str) -> int:
    """How often the journal tells of it."""
    question = "select count(*) from motcua_entry where kind = %s and subject = %s"
    return int(people.system.ask(question, kind, subject))
