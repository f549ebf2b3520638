"""Running the system: what waits, what fails, who holds which post; and no citizen's name."""

import uuid

import pytest
from django.db import connection

from motcua.actions.processing import accept
from motcua.clerks.tasks import errands
from motcua.doors.office.tasks import TASKS
from motcua.records.account import Post
from motcua.records.journal import Entry
from motcua.rules.who import Role
from tests.cast import PEOPLE, POSTS, TODAY, act, who
from tests.doors.desk import RESIDENCE, file_for, press, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db

PAGES = ("/van-hanh/", "/van-hanh/he-thong", "/van-hanh/vai-tro", "/van-hanh/don-vi")


def trouble(task: str, status: str = "failed") -> int:
    """An errand that has failed for good, or waits for its next try."""
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'doing' where id = (select max(id) from"
            " procrastinate_jobs where task_name = %s) returning id",
            [f"clerk:{task}"],
        )
        (job,) = cursor.fetchone()
        cursor.execute(
            "update procrastinate_jobs set status = %s::procrastinate_job_status, attempts = 5"
            " where id = %s",
            [status, job],
        )
    return int(job)


def test_every_task_of_the_clerks_has_a_name_one_can_read() -> None:
    assert set(errands.tasks) == set(TASKS)


def status_of(job: int) -> str:
    with as_role("motcua_clerk"), connection.cursor() as cursor:
        cursor.execute("select status from procrastinate_jobs where id = %s", [job])
        return str(cursor.fetchone()[0])


@pytest.fixture
def dossier():
    """Somebody without an account: the register is asked, a receipt and a message are owed."""
    dossier = file_for("counter", "Bùi Thị Sen", RESIDENCE, content="current", purpose="vay vốn")
    return act("police", accept, dossier.id)


def test_what_waits_on_which_system_is_said_in_numbers_and_times(client_of, dossier) -> None:
    page = text_of(client_of("operator").get("/van-hanh/"))
    assert "1 câu hỏi xác thực chưa có trả lời, cũ nhất từ 09:00" in page
    assert dossier.number in page


def test_a_failing_errand_is_shown_and_sent_on_its_way_again(client_of, dossier) -> None:
    job = trouble("make-receipt")
    client = client_of("operator")
    page = client.get("/van-hanh/")
    assert "Lập giấy tiếp nhận" in text_of(page) and "Đã thất bại" in text_of(page)
    assert press(client, page, f"/van-hanh/viec/{job}/lam-lai").status_code == 302
    assert status_of(job) == "todo"
    assert "Đã thất bại" not in text_of(client.get("/van-hanh/"))
    with as_role("motcua_clerk"):
        told = Entry.objects.get(kind="errand.retried")
        assert (told.data["job"], told.actor) == (job, who("operator").account)


def test_an_errand_that_waits_for_its_next_try_may_be_hurried(client_of, dossier) -> None:
    job = trouble("ask-population", "todo")
    client = client_of("operator")
    page = client.get("/van-hanh/")
    assert "Chờ thử lại" in text_of(page)
    assert press(client, page, f"/van-hanh/viec/{job}/lam-lai").status_code == 302


def test_who_only_reads_or_works_elsewhere_retries_nothing(client_of, dossier) -> None:
    job = trouble("make-receipt")
    key = {"key": str(uuid.uuid4())}
    for stranger in ("auditor", "police", "leader", "minh"):
        answer = client_of(stranger).post(f"/van-hanh/viec/{job}/lam-lai", key)
        assert answer.status_code == 404, stranger
    assert client_of("operator").post("/van-hanh/viec/999999/lam-lai", key).status_code == 404
    assert status_of(job) == "failed"


def test_an_operator_of_another_unit_sees_none_of_it(client_of, dossier) -> None:
    trouble("make-receipt")
    with as_role("motcua_clerk"):
        there = Post.objects.get(account=who("police_there").account)
        there.role = Role.OPERATOR
        there.save()
    page = text_of(client_of("police_there").get("/van-hanh/"))
    assert dossier.number not in page and "Lập giấy tiếp nhận" not in page
    assert "Không có việc nào đang lỗi" in page


def names_on(page) -> list[str]:
    """Which citizens of the cast a page names, by name or number."""
    html = page.content.decode()
    citizens = {key: row for key, row in PEOPLE.items() if key not in POSTS}
    return [key for key, (name, number, *_) in citizens.items() if name in html or number in html]


def test_the_eye_for_names_sees_them_where_they_are(client_of, dossier) -> None:
    assert names_on(client_of("police").get("/quay/")) == ["sen"]


@pytest.mark.parametrize("url", PAGES)
def test_no_page_of_the_office_names_a_citizen(client_of, dossier, url) -> None:
    trouble("make-receipt")
    client_of("minh")
    for reader in ("operator", "auditor"):
        page = client_of(reader).get(url)
        assert page.status_code == 200
        assert names_on(page) == []


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("stranger", ["police", "leader", "minh", "volunteer"])
def test_the_office_is_for_those_who_run_the_system(client_of, url, stranger) -> None:
    assert client_of(stranger).get(url).status_code == 404


def test_an_operator_reads_no_dossier_and_no_person(client_of, dossier) -> None:
    client = client_of("operator")
    assert client.get(f"/quay/ho-so/{dossier.id}").status_code == 404
    assert client.get("/quay/nguoi").status_code == 404
    assert client.get("/quay/").status_code == 404


def test_health_says_what_the_promises_rest_on(client_of) -> None:
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "synchronous_commit" in page and "còn trống" in page
    assert "1.004194" in page and "từ 01/07/2026 đang dùng" in page
    assert "Ngày niêm phong cuối" in page and "chưa có" in page


def test_a_post_is_given_to_whoever_has_signed_in_and_taken_away_again(client_of) -> None:
    client_of("minh")
    client = client_of("operator")
    page = client.get("/van-hanh/vai-tro")
    sent = {
        "number": "001079000104",
        "role": "counter",
        "title": "Công chức",
        "begins": "1/11/2026",
    }
    assert press(client, page, "/van-hanh/vai-tro/giao", **sent).status_code == 302
    assert client_of("minh").get("/quay/").status_code == 200
    with as_role("motcua_clerk"):
        post = Post.objects.get(account=who("minh").account)
    page = client.get("/van-hanh/vai-tro")
    assert press(client, page, f"/van-hanh/vai-tro/{post.id}/ket-thuc").status_code == 302
    assert client_of("minh").get("/quay/").status_code == 404
    with as_role("motcua_clerk"):
        kinds = Entry.objects.filter(subject=post.account_id).values_list("kind", flat=True)
        assert {"account.appointed", "account.post-ended"} <= set(kinds)


def test_a_wrong_appointment_says_why_and_keeps_what_was_typed(client_of) -> None:
    client = client_of("operator")
    page = client.get("/van-hanh/vai-tro")
    sent = {"number": "017190000101", "title": "Công chức số hoá", "begins": "32/1/2026"}
    wrong = press(client, page, "/van-hanh/vai-tro/giao", **sent)
    said = text_of(wrong)
    assert wrong.status_code == 422 and "Chưa có tài khoản với số định danh này" in said
    assert "không có ngày này" in said and "Vai trò" in said
    assert 'value="Công chức số hoá"' in wrong.content.decode()


def test_nobody_gives_themselves_a_post_or_ends_their_own(client_of) -> None:
    client = client_of("operator")
    page = client.get("/van-hanh/vai-tro")
    sent = {"number": PEOPLE["operator"][1], "role": "leader", "title": "Chủ tịch",
            "begins": "1/11/2026"}  # fmt: skip
    own = press(client, page, "/van-hanh/vai-tro/giao", **sent)
    assert own.status_code == 422 and "Không ai tự giao vai trò" in text_of(own)
    mine = Post.objects.held_on(TODAY).get(account=who("operator").account)
    url = f"/van-hanh/vai-tro/{mine.id}/ket-thuc"
    assert press(client, client.get("/van-hanh/vai-tro"), url).status_code == 404


def test_an_operator_of_one_commune_appoints_in_no_other(client_of) -> None:
    client = client_of("operator")
    there = Post.objects.get(account=who("police_there").account)
    url = f"/van-hanh/vai-tro/{there.id}/ket-thuc"
    assert press(client, client.get("/van-hanh/vai-tro"), url).status_code == 404


def test_units_are_listed_by_province_and_found_by_name(client_of) -> None:
    client = client_of("operator")
    provinces = client.get("/van-hanh/don-vi")
    assert "Thành phố Hà Nội" in text_of(provinces)
    assert "Đức Nhàn" in text_of(client.get("/van-hanh/don-vi?q=duc nhan"))
    assert "Không tìm thấy đơn vị nào" in text_of(client.get("/van-hanh/don-vi?q=zzz"))
    assert len(client.get("/van-hanh/don-vi?tinh=01").content) < 120_000
