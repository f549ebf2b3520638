"""Time for an answer: reminded once before its end; stopped by itself after it, with form 05."""

from datetime import timedelta
from pathlib import Path

import pytest

from motcua.actions.apology import apologise, extend
from motcua.actions.processing import accept
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.records.document import Paper
from motcua.records.dossier import Dossier, Request
from motcua.records.message import Message
from motcua.rules.dossier import State
from motcua.rules.refusal import Refused
from tests.actions.test_dossier import rent
from tests.cast import act, later
from tests.clerks.desk import Desk, papers, words
from tests.world import as_role

pytestmark = pytest.mark.django_db
ITEMS = [{"key": "from", "why": "Khác hợp đồng."}]


def asked() -> Dossier:
    dossier = rent()
    act("police", accept, dossier.id)
    act("police", ask_supplement, dossier.id, items=ITEMS, at=later(hours=1))
    return dossier


def messages(dossier: Dossier, words: str) -> int:
    with as_role("motcua_clerk"):
        return sum(words in one.text for one in Message.objects.filter(dossier=dossier))


def state(dossier: Dossier) -> str:
    with as_role("motcua_clerk"):
        return Dossier.objects.get(pk=dossier.id).state


def rounds(desk: Desk) -> None:
    desk.call("remind-answers")
    desk.call("stop-unanswered")
    desk.work()


def test_the_time_is_seven_working_days_of_the_calendar() -> None:
    dossier = asked()
    with as_role("motcua_clerk"):
        request = Request.objects.get(dossier=dossier)
    assert f"{request.answer_by:%d/%m/%Y}" == "03/12/2026"  # 24/11 is a holiday


def test_reminded_once_then_stopped_by_itself_with_a_notice(desk: Desk, tmp_path: Path) -> None:
    dossier = asked()
    desk.at = later(days=7)
    rounds(desk)
    assert messages(dossier, "de bo sung") == 0
    desk.at = later(days=8)
    rounds(desk)
    desk.at += timedelta(hours=1)
    rounds(desk)
    assert messages(dossier, "het ngay 03/12/2026 de bo sung") == 1
    desk.at = later(days=10)  # 03/12 itself
    rounds(desk)
    assert state(dossier) == State.WAITING
    desk.at = later(days=11)
    rounds(desk)
    assert state(dossier) == State.STOPPED and messages(dossier, "da dung giai quyet") == 1
    (notice,) = papers(dossier, Paper.Kind.STOP)
    said = words(notice, tmp_path)
    for part in ("THÔNG BÁO DỪNG GIẢI QUYẾT", "03/12/2026", "NĐ 301/2026", "1/DGQ", "Xa Văn Bền"):
        assert part in said, part
    with pytest.raises(Refused, match="answered-too-late"):
        act("thuy", answer_request, dossier.id, answers={"from": "2026-12-05"}, at=desk.at)


def test_what_was_answered_is_neither_reminded_nor_stopped(desk: Desk) -> None:
    dossier = asked()
    act("thuy", answer_request, dossier.id, answers={"from": "2026-12-05"}, at=later(hours=2))
    with pytest.raises(Refused, match="request-answered-already"):
        act("thuy", answer_request, dossier.id, answers={"from": "2026-12-06"}, at=later(hours=3))
    desk.at = later(days=12)
    rounds(desk)
    assert state(dossier) == State.PROCESSING and messages(dossier, "de bo sung") == 0


def test_an_apology_names_both_dates_and_the_reason(desk: Desk, tmp_path: Path) -> None:
    dossier = rent()
    act("police", accept, dossier.id)
    act("police", extend, dossier.id, days=2, reason="Phải xác minh thêm.", at=later(days=1))
    desk.work()
    (paper,) = papers(dossier, Paper.Kind.APOLOGY)
    said = words(paper, tmp_path)
    for part in ("ĐỀ NGHỊ GIA HẠN", "27 tháng 11", "01 tháng 12", "Phải xác minh thêm.", "1/XL"):
        assert part in said, part
    assert messages(dossier, "gia han mot lan, hen tra ket qua ngay 01/12/2026") == 1
    act("police", apologise, dossier.id, days=1, reason="Vẫn chưa xong.", at=later(days=9))
    desk.at = later(days=9)
    desk.work()
    late = papers(dossier, Paper.Kind.APOLOGY)[-1]
    assert "HẸN LẠI NGÀY TRẢ KẾT QUẢ" in words(late, tmp_path)
    assert messages(dossier, "hen lai ngay 03/12/2026") == 1
