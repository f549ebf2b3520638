"""What those who run the system see of the law it works with."""

from datetime import date

import pytest

from motcua.records import procedure as records
from motcua.records.account import Account
from motcua.records.journal import Entry
from motcua.records.sheet import Sheet
from motcua.rules.catalogue.procedure import ProcedureError
from motcua.rules.catalogue.rollout import Rollout, rollout, services
from motcua.rules.signer import Body
from motcua.rules.who import Role
from tests.cast import TODAY, eyes, who
from tests.doors.desk import press, text_of
from tests.rules.law import procedure
from tests.world import as_role

pytestmark = pytest.mark.django_db

NO_POLICE = "chưa có trưởng, phó công an cấp xã có chứng thư ký số"
NO_COMMITTEE = "chưa có chủ tịch, phó chủ tịch có chứng thư ký số"


def test_a_refused_procedure_file_is_shown_with_its_line_and_what_to_do(
    client_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "Danh mục thủ tục" in page and "thủ tục" in page and "dòng 12" not in page
    trouble = ProcedureError("1.004194.toml", "phiên bản 2025-07-01", "thiếu mục “citation”", 12)
    monkeypatch.setattr(records.SHELF, "refused", trouble)
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "1.004194.toml, dòng 12" in page and "motcua procedure check" in page


def test_a_leader_sees_how_many_of_the_services_the_unit_offers_and_what_stops_the_others(
    client_of,
) -> None:
    said = text_of(client_of("leader").get("/van-hanh/dich-vu-thiet-yeu"))
    every = {Role.COUNTER, Role.POLICE, Role.SPECIALIST, *Body}
    told = [rollout(one, every) for one in services(records.catalogue().values(), TODAY)]
    offered = told.count(Rollout.OFFERED)
    assert offered >= 2 and f"{offered}/25 dịch vụ nhận và trả được ở đây" in said
    assert "xã chỉ hướng dẫn" in said and "Thủ tục không còn" in said
    assert "Đang chờ, đang lỗi" not in said  # that is for operators


@pytest.mark.parametrize(
    ("head", "says", "other"),
    [("leader", NO_POLICE, NO_COMMITTEE), ("chairman", NO_COMMITTEE, NO_POLICE)],
)
def test_what_a_body_without_a_signing_leader_decides_is_not_offered_and_the_post_is_named(
    client_of, head: str, says: str, other: str
) -> None:
    client, pages = client_of("operator"), ("/van-hanh/dich-vu-thiet-yeu", "/van-hanh/vai-tro")
    for page in pages:
        assert says not in text_of(client.get(page)).casefold()
    with as_role("motcua_clerk"):
        Account.objects.filter(pk=who(head).account).update(signing_key="")
    for page in pages:
        told = text_of(client.get(page)).casefold()
        assert says in told and other not in told


def test_a_sheet_is_put_up_and_listed_for_printing_when_the_version_changes(client_of) -> None:
    client = client_of("operator")
    page = client.get("/van-hanh/niem-yet")
    assert "Chưa niêm yết" in text_of(page) and "phải in lại" in text_of(page)
    sent = press(client, page, "/van-hanh/niem-yet/1.004194/da-dan")
    assert sent.status_code == 302
    assert "Đúng bản đang áp dụng" in text_of(client.get("/van-hanh/niem-yet"))
    with as_role("motcua_clerk"):
        old = procedure("1.004194").on(date(2026, 6, 30))
        Sheet.objects.update(version=old.key)
    said = text_of(client.get("/van-hanh/niem-yet"))
    assert "1 tờ đang dán ở xã Đức Nhàn phải in lại" in said and "điều đã đổi" in said
    with as_role("motcua_clerk"):
        assert Entry.objects.filter(kind="sheet.posted").count() == 1


def test_an_auditor_reads_the_sheets_and_puts_none_up(client_of) -> None:
    client = client_of("auditor")
    assert "Đã in và dán" not in text_of(client.get("/van-hanh/niem-yet"))
    assert client.post("/van-hanh/niem-yet/1.004194/da-dan").status_code == 404


def test_one_unit_does_not_see_the_sheets_of_another(client_of) -> None:
    client = client_of("operator")
    press(client, client.get("/van-hanh/niem-yet"), "/van-hanh/niem-yet/1.004194/da-dan")
    with eyes("leader_there") as there:
        assert Sheet.objects.visible_to(there).count() == 0
    with eyes("leader") as here:
        assert Sheet.objects.visible_to(here).count() == 1
