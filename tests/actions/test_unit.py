"""Importing units: shown first, all or nothing, closed and never deleted, told to the journal."""

from datetime import date

import pytest

from motcua.actions.unit import import_units, plan_import, seed_units
from motcua.records.journal import Entry
from motcua.records.unit import UNITS, Hamlet, Unit, UnitSuccession, unit_index
from motcua.rules.place.unit import HamletRow, Succession, UnitRow
from motcua.rules.refusal import Denied, Refused
from tests.cast import by, clerk, commune

DAY = date(2027, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clerk(as_clerk: object) -> object:
    with as_clerk():  # type: ignore[operator]
        yield


def version(unit: Unit, **changed: object) -> UnitRow:
    assert unit.parent
    values = {
        "code": unit.code, "valid_from": DAY, "valid_to": None, "level": unit.level,
        "kind": unit.kind, "name": unit.name, "parent": unit.parent.code, "citation": "NQ 1/2026",
        **changed,
    }  # fmt: skip
    return UnitRow(**values)  # type: ignore[arg-type]


def told() -> dict[str, int]:
    return Entry.objects.filter(subject=UNITS).latest("id").data


def test_seeding_again_changes_nothing_and_tells_nothing() -> None:
    before = Entry.objects.count()
    assert seed_units(clerk()) is None
    assert Entry.objects.count() == before
    assert UnitSuccession.objects.filter(whole=False).values("old").distinct().count() == 471


def test_a_commune_that_becomes_a_ward_is_closed_opened_and_tied() -> None:
    was = commune("Đức Nhàn")
    import_units(clerk(), units=[version(was, kind="phường")])
    was.refresh_from_db()
    now = Unit.objects.get(code=was.code, valid_from=DAY)
    assert was.valid_to == date(2026, 12, 31)
    assert now.full_name == "Phường Đức Nhàn"
    assert [(s.new, s.whole) for s in was.successions.all()] == [(now, True)]
    assert told() == {"opened": 1, "closed": 1, "corrected": 0, "successions": 1, "hamlets": 0}


def test_text_is_understood_by_the_new_units_right_after_an_import() -> None:
    was = commune("Đức Nhàn")
    assert unit_index().candidates("xã Đức Nhàn, tỉnh Phú Thọ").settled == (
        "04846",
        was.valid_from,
    )
    import_units(clerk(), units=[version(was, kind="phường")])
    found = unit_index().candidates("xã Đức Nhàn, tỉnh Phú Thọ")
    assert ("04846", DAY) in [c.key for c in found.candidates] + [
        heir.key for c in found.candidates for heir in c.now
    ]


def test_what_is_decided_for_next_year_does_not_count_before_its_day() -> None:
    was = commune("Đức Nhàn")
    import_units(clerk(), units=[version(was, kind="phường")])
    text = "xã Nánh Nghê, huyện Đà Bắc, tỉnh Hòa Bình"
    before = unit_index().candidates(text, today=date(2026, 12, 31))
    assert before.settled == ("04846", was.valid_from)
    assert before.candidates[0].now[0].path == "Xã Đức Nhàn, Tỉnh Phú Thọ"
    after = unit_index().candidates(text, today=DAY)
    assert after.settled == ("04846", DAY)
    ward = unit_index().candidates("phường Đức Nhàn, Phú Thọ", today=date(2026, 12, 31))
    assert ward.candidates[0].path == "Xã Đức Nhàn, Tỉnh Phú Thọ"
    assert ward.candidates[0].ended is None


def test_a_plan_writes_nothing() -> None:
    plan = plan_import([version(commune("Đức Nhàn"), kind="phường")])
    assert len(plan.opened) == 1 and not Unit.objects.filter(valid_from=DAY).exists()


def test_a_file_with_one_wrong_line_changes_nothing_at_all() -> None:
    good = version(commune("Đức Nhàn"), kind="phường")
    bad = version(commune("Ba Đình"), parent="98")
    with pytest.raises(Refused) as refused:
        import_units(clerk(), units=[good, bad])
    assert "không có đơn vị cấp trên mã 98" in str(refused.value.detail["problems"])
    assert not Unit.objects.filter(valid_from=DAY).exists()
    assert commune("Đức Nhàn").valid_to is None


def test_a_split_is_recorded_as_parts_and_then_asked_about() -> None:
    was = commune("Đức Nhàn")
    parts = [version(was, code=code, name=f"Nhàn {i}") for i, code in ((1, "04990"), (2, "04991"))]
    ended = UnitRow(
        was.code, was.valid_from, date(2026, 12, 31), was.level, was.kind, was.name, "25",
        was.citation,
    )  # fmt: skip
    links = [Succession(ended.key, part.key, False, "NQ 1/2026") for part in parts]
    import_units(clerk(), units=[ended, *parts], successions=links)
    found = unit_index().candidates("xã Đức Nhàn, tỉnh Phú Thọ")
    assert found.settled is None
    assert [heir.key[0] for heir in found.candidates[0].now] == ["04990", "04991"]
    old = unit_index().candidates("xã Nánh Nghê, huyện Đà Bắc, tỉnh Hòa Bình")
    assert [heir.whole for heir in old.candidates[0].now] == [False, False]


def test_a_misspelt_name_is_corrected_in_place() -> None:
    was = commune("Đức Nhàn")
    row = version(was, valid_from=was.valid_from, name="Đức Nhạn", citation=was.citation)
    import_units(clerk(), units=[row])
    was.refresh_from_db()
    assert (was.full_name, was.name_key) == ("Xã Đức Nhạn", "duc nhan")
    assert told()["corrected"] == 1


HAMLETS = [
    HamletRow("04846", "xóm", "Bưa Sen", date(2025, 7, 1)),
    HamletRow("04846", "xóm", "Hòa", date(2025, 7, 1)),
]


def test_hamlets_come_in_once_and_end_with_a_day() -> None:
    import_units(clerk(), hamlets=HAMLETS)
    again = [*HAMLETS, HamletRow("04846", "xóm", "Hoà", date(2025, 7, 1), date(2026, 6, 30))]
    import_units(clerk(), hamlets=again)
    here = commune("Đức Nhàn")
    assert Hamlet.objects.filter(unit=here).count() == 2
    assert [h.name for h in Hamlet.objects.of(here, date(2026, 11, 23))] == ["Bưa Sen"]


def test_hamlets_go_on_with_a_new_ward_and_end_when_its_code_goes_elsewhere() -> None:
    import_units(clerk(), hamlets=HAMLETS)
    was = commune("Đức Nhàn")
    import_units(clerk(), units=[version(was, kind="phường")])
    ward = Unit.objects.get(code=was.code, valid_from=DAY)
    assert Hamlet.objects.of(ward, DAY).count() == 2
    later = date(2028, 1, 1)
    import_units(clerk(), units=[version(was, name="Nơi khác", valid_from=later)])
    elsewhere = Unit.objects.get(code=was.code, valid_from=later)
    assert not Hamlet.objects.of(elsewhere, later).exists()


def test_a_hamlet_of_no_commune_is_refused_in_words() -> None:
    with pytest.raises(Refused) as refused:
        import_units(clerk(), hamlets=[HamletRow("99999", "thôn", "Sen", DAY)])
    assert "không có xã mã 99999" in str(refused.value.detail["problems"])


def test_no_officer_imports_units() -> None:
    for key in ("leader", "operator", "counter"):
        with pytest.raises(Denied):
            import_units(by(key), hamlets=HAMLETS)
