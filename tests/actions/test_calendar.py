"""A date that follows from what happened: pauses, consents, outages, a new calendar, a new law."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from motcua.actions.act import By
from motcua.actions.calendar import behind, reckon_dates, units_behind
from motcua.actions.consent import give_consent
from motcua.actions.dossier import withdraw
from motcua.actions.processing import accept
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.records import procedure as records
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.procedure import Shelf, calendars
from motcua.rules.refusal import Denied, Refused
from motcua.rules.tables import DataError
from motcua.rules.time.wall_clock import local
from motcua.rules.who import CLERK, Door
from motcua.site.failure import Failure
from motcua.site.health import Diagnosis, dates
from motcua.site.law import check_law
from tests import cast
from tests.actions.test_dossier import RESIDENCE, allow_again, file, rent
from tests.cast import act, eyes, later
from tests.clerks.desk import Desk
from tests.clerks.test_message import received
from tests.world import as_role

pytestmark = pytest.mark.django_db

STORM = """
[[holiday]]
from = 2026-11-25
to = 2026-11-26
reason = "tránh bão"
citation = "Công điện thử"
"""
ITEMS = [{"key": "from", "why": "Ngày bắt đầu không khớp hợp đồng."}]


@pytest.fixture
def country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Puts another calendar in force, as an edited file and a restart do."""
    ours = Path(settings.COUNTRY)
    (tmp_path / "units").symlink_to(ours / "units")
    (tmp_path / "synonyms.toml").symlink_to(ours / "synonyms.toml")
    text = (ours / "calendar.toml").read_text(encoding="utf-8")

    def announce(more: str) -> None:
        (tmp_path / "calendar.toml").write_text(text + more, encoding="utf-8")
        calendars.cache_clear()

    announce("")
    monkeypatch.setattr(settings, "COUNTRY", tmp_path)
    monkeypatch.setattr("motcua.site.settings.COUNTRY", tmp_path)
    yield announce
    calendars.cache_clear()


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a changed 1.004194 in force, as a province's own folder does."""
    text = (Path(settings.PROCEDURES) / "1.004194.toml").read_text(encoding="utf-8")
    (tmp_path / "law").mkdir()

    def decree(was: str, now: str, more: str = "") -> None:
        assert was in text
        changed = text.replace(was, now) + more
        (tmp_path / "law" / "1.004194.toml").write_text(changed, encoding="utf-8")
        monkeypatch.setattr(settings, "MOTCUA_OVERLAY", str(tmp_path / "law"))
        monkeypatch.setattr(records, "SHELF", Shelf())

    return decree


def due(dossier: Dossier) -> str:
    with as_role("motcua_clerk"):
        held = Dossier.objects.get(pk=dossier.id)
    assert held.due_at is not None
    return f"{local(held.due_at):%d/%m %H:%M}"


def steps(dossier: Dossier) -> str:
    with as_role("motcua_clerk"):
        return " | ".join(Dossier.objects.get(pk=dossier.id).due_steps)


def reckon() -> list[dict[str, Any]]:
    """What the command does."""
    with as_role("motcua_clerk"):
        return [
            reckon_dates(By(CLERK, later(hours=2), Door.COMMAND), unit).data
            for unit, _ in list(units_behind())
        ]


# --------------------------------------------------------------------- the date of one dossier


def test_three_rounds_of_supplement_each_take_out_their_own_waiting() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    assert due(dossier) == "27/11 17:00"
    for number in range(3):
        begin = 1 + 2 * number  # 10:00, 12:00, 14:00: an hour each, that at noon in the break
        if number:
            allow_again(dossier, at=later(hours=begin))
        act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=begin))
        answers = {"from": f"2026-12-0{number + 2}"}
        act("thuy", answer_request, dossier.id, answers=answers, at=later(hours=begin + 1))
    assert due(dossier) == "30/11 09:30"
    said = [step for step in steps(dossier).split(" | ") if "chờ người nộp bổ sung từ" in step]
    assert [step.split(": ")[1].split(" làm việc")[0] for step in said] == [
        "1 giờ",
        "0 phút",  # at noon no office time passes
        "1 giờ",
    ]


def test_while_the_citizen_is_waited_for_the_page_says_that_the_clock_stands() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=1))
    assert due(dossier) == "27/11 17:00"
    assert steps(dossier).endswith(
        "dừng từ 10:00 thứ Hai 23/11/2026, chờ người nộp bổ sung (QĐ 766/QĐ-TTg, chỉ số 2.1)"
    )


def test_the_receipt_says_why_the_clock_did_not_start_with_filing() -> None:
    dossier = rent()
    act("police", accept, dossier.id, at=later(hours=4))
    assert steps(dossier).startswith(
        "nộp lúc 09:00 thứ Hai 23/11/2026, nhận đủ và hợp lệ lúc 13:00 thứ Hai 23/11/2026"
    )


def test_waiting_for_consent_is_not_counted_where_the_procedure_says_so(
    law: Callable[..., None],
) -> None:
    law('who = "owner"', 'who = "owner"\n    uncounted = "Thông tư thử Điều 7"')
    dossier = rent()
    act("police", accept, dossier.id)
    act("trinh", give_consent, dossier.id, given=True, at=later(hours=2))
    assert due(dossier) == "30/11 09:30"
    assert "chờ người có quyền đồng ý trả lời từ 09:00" in steps(dossier)
    assert "2 giờ làm việc không tính (Thông tư thử Điều 7)" in steps(dossier)


def test_elsewhere_waiting_for_consent_is_the_offices_own_time() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    act("trinh", give_consent, dossier.id, given=True, at=later(hours=2))
    assert due(dossier) == "27/11 17:00"


# ------------------------------------------------------------------------------- the verdict


def test_withdrawn_after_its_date_it_was_late_and_asked_twice_too() -> None:
    in_time, late, twice = rent(), rent(), rent()
    for dossier in (in_time, late, twice):
        act("police", accept, dossier.id)
    assert act("thuy", withdraw, in_time.id, at=later(days=4)).late is False
    assert act("thuy", withdraw, late.id, at=later(days=7)).late is True
    for number in range(2):
        if number:
            allow_again(twice)
        act("police", ask_supplement, twice.id, items=ITEMS)
        act("thuy", answer_request, twice.id, answers={"from": f"2026-12-0{number + 2}"})
    assert act("thuy", withdraw, twice.id, at=later(hours=1)).late is True


def test_withdrawn_while_waiting_the_waiting_is_taken_out_of_the_verdict() -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=1))
    withdrawn = act("thuy", withdraw, dossier.id, at=later(days=14))
    assert withdrawn.late is False
    assert withdrawn.calendar == calendars().country.version


def test_what_was_never_accepted_is_not_judged() -> None:
    assert act("thuy", withdraw, rent().id, at=later(days=90)).late is None


# ------------------------------------------------------------------------ the calendar changes


def test_a_storm_moves_what_is_open_and_nothing_that_is_closed(
    desk: Desk, country: Callable[[str], None]
) -> None:
    """The story of a calendar that changes: from the notice to the citizen's page."""
    waiting_still, open_one, closed, far = rent(), rent(), rent(), rent()
    for dossier in (open_one, closed, far):
        act("police", accept, dossier.id)
    act("thuy", withdraw, closed.id, at=later(hours=1))
    desk.work()
    before, old = len(received(desk.sms)), calendars().country.version

    country(STORM)
    assert reckon() == [{"dossiers": 3, "moved": 2}]
    assert due(open_one) == due(far) == "01/12 17:00"
    assert "từ thứ Tư 25/11/2026 đến thứ Năm 26/11/2026 nghỉ tránh bão" not in steps(closed)
    assert "từ thứ Tư 25/11/2026 đến thứ Năm 26/11/2026 nghỉ tránh bão" in steps(open_one)

    with as_role("motcua_clerk"):
        moved = Entry.objects.get(subject=open_one.id, kind="dossier.date-moved")
        instants = {key: datetime.fromisoformat(at) for key, at in moved.data.items()}
        assert {key: f"{local(at):%d/%m %H:%M}" for key, at in instants.items()} == {
            "was": "27/11 17:00",
            "due": "01/12 17:00",
        }
        assert not Entry.objects.filter(subject=closed.id, kind="dossier.date-moved").exists()
        assert not Entry.objects.filter(subject=waiting_still.id, kind="dossier.date-moved")
        assert Dossier.objects.get(pk=closed.id).calendar == old
        assert Dossier.objects.get(pk=open_one.id).calendar == calendars().country.version != old
    assert due(closed) == "27/11 17:00"
    assert "nghỉ tránh bão" in steps(waiting_still)  # what to expect, before it is accepted

    desk.work()
    told = [m["text"] for m in received(desk.sms)[before:]]
    assert len(told) == 2
    assert all("ngay hen tra doi thanh 01/12/2026" in text for text in told)
    with eyes("thuy") as thuy:
        kinds = Entry.objects.visible_to(thuy).about(thuy.person).values_list("kind", flat=True)
        assert list(kinds).count("dossier.date-moved") == 2


def test_reckoned_twice_there_is_nothing_left_to_do(country: Callable[[str], None]) -> None:
    act("police", accept, rent().id)
    country(STORM)
    assert len(reckon()) == 1
    assert reckon() == []
    with as_role("motcua_clerk"), pytest.raises(Refused, match="dates-are-up-to-date"):
        reckon_dates(By(CLERK, cast.NOW, Door.COMMAND), cast.commune("Đức Nhàn"))


def test_a_storm_that_is_called_off_moves_the_date_back(country: Callable[[str], None]) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    for storm, ends in ((STORM, "01/12 17:00"), ("", "27/11 17:00")):
        country(storm)
        reckon()
        assert due(dossier) == ends


def test_a_notice_that_moves_no_date_tells_nobody(
    desk: Desk, country: Callable[[str], None]
) -> None:
    dossier = rent()
    revision = act("police", accept, dossier.id).revision
    desk.work()
    before = len(received(desk.sms))
    country(STORM.replace("2026-11-25", "2027-03-01").replace("2026-11-26", "2027-03-02"))
    assert reckon() == [{"dossiers": 1, "moved": 0}]
    desk.work()
    assert len(received(desk.sms)) == before
    with as_role("motcua_clerk"):  # no officer's open page is out of date by it
        assert Dossier.objects.get(pk=dossier.id).revision == revision


def test_a_unit_that_closes_moves_its_own_dossiers_alone(country: Callable[[str], None]) -> None:
    here = rent()
    act("police", accept, here.id)
    unit = f"""
[[unit]]
code = "{cast.commune("Ba Đình").code}"
name = "phường thử"
citation = "QĐ thử"

[[unit.closure]]
from = 2026-11-25
to = 2026-11-25
reason = "mất điện"
citation = "Thông báo thử"
"""
    country(unit)
    assert reckon() == []
    country(unit.replace(cast.commune("Ba Đình").code, cast.commune("Đức Nhàn").code))
    assert reckon() == [{"dossiers": 1, "moved": 1}]
    assert due(here) == "30/11 17:00"


def test_an_announced_outage_is_taken_out_of_the_procedures_it_holds_up(
    country: Callable[[str], None],
) -> None:
    tenant, resident = rent(), file("minh", "1.010041", **RESIDENCE)
    act("police", accept, tenant.id)
    act("police", accept, resident.id)
    was = due(resident)
    country("""
[[outage]]
from = 2026-11-23T09:30:00
to = 2026-11-23T15:00:00
reason = "Cơ sở dữ liệu cư trú nâng cấp"
citation = "Thông báo thử"
procedures = ["1.004194"]
""")
    assert reckon() == [{"dossiers": 2, "moved": 1}]
    assert (due(tenant), due(resident)) == ("30/11 11:30", was)
    assert "4 giờ làm việc không tính (Cơ sở dữ liệu cư trú nâng cấp; Thông báo thử)" in steps(
        tenant
    )


def test_nobody_but_the_house_itself_reckons_dates(country: Callable[[str], None]) -> None:
    act("police", accept, rent().id)
    country(STORM)
    unit = cast.commune("Đức Nhàn")
    for stranger in ("thuy", "police", "leader", "operator"):
        with pytest.raises(Denied):
            act(stranger, reckon_dates, unit)
    with eyes("police"):
        assert behind(unit).count() == 1


def test_the_doctor_counts_the_dossiers_that_are_behind(country: Callable[[str], None]) -> None:
    act("police", accept, rent().id)
    act("thuy", withdraw, rent().id)

    def found() -> Diagnosis:
        with as_role("motcua_clerk"):
            return dates(connection.connection)

    assert found().well
    country(STORM)
    assert not found().well
    assert found().sentence.startswith("1 hồ sơ đang hẹn theo lịch làm việc cũ. Hãy chạy motcua")
    reckon()
    assert found().well


def test_nothing_starts_on_a_broken_calendar(country: Callable[[str], None]) -> None:
    country(STORM + STORM)
    with pytest.raises(Failure, match=r"vì lịch làm việc\.\ncalendar\.toml, dòng \d+: holiday"):
        check_law()
    with as_role("motcua_clerk"):
        assert "Lịch làm việc sai: calendar.toml, dòng" in dates(connection.connection).sentence


# ------------------------------------------------------------------------------ the law changes

NEW_LAW = """
[[version]]
like = 2025-07-01
valid_from = 2026-11-26
citation = ["Luật thử"]
transition = "hồ sơ đang giải quyết cũng theo, Luật thử Điều 9"
under_way = "new"

    [[version.time]]
    amount = 5
    measure = "working-day"
    citation = "Luật thử Điều 2"
"""
FIRST_LINE = "valid_from = 2026-07-01\n"
IN_FORCE_UNTIL = f"{FIRST_LINE}valid_to = 2026-11-25\n"


def test_a_new_limit_reaches_dossiers_under_way_where_the_law_says_so(
    law: Callable[..., None],
) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=1))
    assert due(dossier) == "03/12 17:00"
    assert (
        "từ 26/11/2026 thời hạn là 5 ngày làm việc, tính lại từ ngày đó"
        " (hồ sơ đang giải quyết cũng theo, Luật thử Điều 9)"
    ) in steps(dossier)


def test_what_is_open_is_reckoned_anew_when_such_a_law_comes(law: Callable[..., None]) -> None:
    tenant, resident, closed = rent(), file("minh", "1.010041", **RESIDENCE), rent()
    for dossier in (tenant, resident, closed):
        act("police", accept, dossier.id)
    act("thuy", withdraw, closed.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW)
    assert reckon() == [{"dossiers": 1, "moved": 1}]
    assert (due(tenant), due(closed)) == ("03/12 17:00", "27/11 17:00")
    assert reckon() == []


def test_where_the_law_says_nothing_the_old_limit_holds_to_the_end(
    law: Callable[..., None],
) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW.replace('under_way = "new"', ""))
    act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=1))
    assert due(dossier) == "27/11 17:00"


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('"new"', '"newer"', "không hiểu mục “newer”, có phải “new”?"),
        ('transition = "hồ sơ', 'note = "hồ sơ', "thì ghi “transition”"),
    ],
)
def test_what_holds_under_way_is_one_of_three_and_has_its_article(
    law: Callable[..., None], was: str, now: str, says: str
) -> None:
    law(FIRST_LINE, IN_FORCE_UNTIL, NEW_LAW.replace(was, now))
    with pytest.raises(DataError, match=r"^1\.004194\.toml, dòng \d+") as trouble:
        records.catalogue()
    assert says in str(trouble.value)
