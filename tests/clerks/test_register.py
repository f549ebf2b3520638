"""The control sheet and the register: made from what happened, opened by name."""

from datetime import date
from pathlib import Path

import pytest

from motcua.actions.processing import accept, assign
from motcua.actions.register import ask_control_sheet, ask_register, open_register
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.register import Register
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import rent
from tests.cast import act, later
from tests.clerks.desk import Desk, papers, words
from tests.world import as_role

pytestmark = pytest.mark.django_db
NOVEMBER = {"begins": date(2026, 11, 1), "ends": date(2026, 11, 30)}


def test_the_control_sheet_tells_each_hand_with_the_word_to_it(desk: Desk, tmp_path: Path) -> None:
    dossier = rent()
    act("counter", accept, dossier.id, at=later(minutes=5))
    to, at = cast.who("police").account, later(hours=1)
    act("counter", assign, dossier.id, to=to, note="Chủ nhà hẹn chiều.", at=at)
    act("leader", ask_control_sheet, dossier.id, at=later(hours=2))
    desk.at = later(hours=2)
    desk.work()
    (sheet,) = papers(dossier, Paper.Kind.CONTROL)
    said = words(sheet, tmp_path)
    for part in ("PHIẾU KIỂM SOÁT", "Lường Thị Mai", "Xa Văn Bền", "Chủ nhà hẹn chiều.", "10:00"):
        assert part in said, part
    assert "Trước hạn" in said and "Người nộp" in said
    with pytest.raises(Refused, match="control-sheet-newest"):
        act("leader", ask_control_sheet, dossier.id, at=later(hours=3))


def test_the_register_has_every_dossier_of_the_days(desk: Desk, tmp_path: Path) -> None:
    dossier, unit = rent(), cast.commune("Đức Nhàn").id
    asked = act("leader", ask_register, unit=unit, **NOVEMBER)
    october = {"begins": date(2026, 10, 1), "ends": date(2026, 10, 31)}
    empty = act("leader", ask_register, unit=unit, **october)
    desk.work()
    with as_role("motcua_clerk"):
        made = {one.pk: one for one in Register.objects.all()}
    with store().open(made[asked.pk].sha256) as file:
        said = words(file.read(), tmp_path)
    assert dossier.number in said and "Nguyễn Thị Minh Thuý" in said and "1 hồ sơ" in said
    with store().open(made[empty.pk].sha256) as file:
        assert "0 hồ sơ" in words(file.read(), tmp_path)
    assert act("auditor", open_register, asked.pk, purpose=Purpose.AUDIT).pk == asked.pk
    with pytest.raises(Denied):
        act("police_there", open_register, asked.pk, purpose=Purpose.DOSSIER)


def test_a_register_is_of_ones_own_unit_and_of_a_year_at_most() -> None:
    unit = cast.commune("Đức Nhàn").id
    with pytest.raises(Denied):
        act("police_there", ask_register, unit=unit, **NOVEMBER)
    with pytest.raises(Refused, match="period-wrong"):
        act("leader", ask_register, unit=unit, begins=date(2026, 11, 2), ends=date(2026, 11, 1))
