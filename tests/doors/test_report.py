"""Reports of how a dossier is handled: to the leader, never to whom they are about, in time."""

import pytest
from django.test import Client

from motcua.actions.account import appoint, end_post
from motcua.actions.processing import accept
from motcua.actions.report import (
    answer_report,
    ask_reporter,
    explain_report,
    make_report,
    publish_report,
)
from motcua.actions.supplement import ask_supplement
from motcua.records.journal import Entry
from motcua.records.once_only import AskedAnyway
from motcua.records.report import PublicAnswer, Report
from motcua.rules.refusal import Denied, Refused
from motcua.rules.report import About
from motcua.rules.time.calendar import ONE_DAY
from motcua.rules.time.wall_clock import local
from motcua.rules.who import Role
from tests import cast
from tests.actions.test_representation import child_of
from tests.actions.test_representation import filed as represented
from tests.cast import act, eyes
from tests.doors.desk import press, residence, text_of

pytestmark = pytest.mark.django_db
RUDE = "Cán bộ nói nặng lời và hẹn đi hẹn lại."
RIGHT, DECLINED = Report.Outcome.RIGHT, Report.Outcome.DECLINED


def complain(officer: str = "") -> Report:
    """Thuý reports how somebody behaved in her dossier."""
    dossier = residence("thuy")
    act("police", accept, dossier.id)
    who = cast.who(officer).account if officer else None
    return act("thuy", make_report, dossier.id, what=RUDE, about=About.CONDUCT, officer=who)


def test_a_citizen_reports_and_the_leader_answers_and_the_citizen_reads_it(client_of) -> None:
    dossier = residence("thuy")
    items = [{"key": "purpose", "why": "Ghi rõ và nộp thêm sổ hộ khẩu."}]
    request = act("police", ask_supplement, dossier.id, items=items)
    thuy, url = client_of("thuy"), f"/ho-so/{dossier.id}/phan-anh"
    assert "Tôi bị đòi thêm giấy tờ" in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    page = thuy.get(url)
    empty = press(thuy, page, url, where=str(request.id), what=" ")
    assert empty.status_code == 422 and "Hãy ghi điều Bạn muốn phản ánh" in text_of(empty)
    sent = press(thuy, page, url, where=str(request.id), what="Anh công an đòi sổ hộ khẩu.")
    assert sent.url == f"{url}?xong=1" and "Chúng tôi đã nhận" in text_of(thuy.get(sent.url))
    leader = client_of("leader")
    assert dossier.number in text_of(leader.get("/quay/phan-anh"))
    with eyes("leader") as who:
        report = Report.objects.visible_to(who).get()
    place = f"/quay/phan-anh/{report.id}"
    opened = leader.get(place)
    said = text_of(opened)
    assert "Anh công an đòi sổ hộ khẩu." in said and "nộp thêm sổ hộ khẩu" in said
    assert "Xa Văn Bền, Công an xã" in said and "309/2026" in said
    assert press(leader, opened, place, act="answer", answer="Không phải nộp.").status_code == 422
    done = press(
        leader,
        opened,
        place,
        act="answer",
        outcome="right",
        answer="Bạn không phải nộp sổ hộ khẩu.",
    )
    assert done.status_code == 302
    answered = text_of(thuy.get(url))
    assert "Bạn phản ánh đúng. Bạn không phải nộp sổ hộ khẩu." in answered
    assert "Lãnh đạo đã trả lời điều Bạn báo" in text_of(thuy.get(f"/ho-so/{dossier.id}"))


def test_an_auditor_reads_a_report_and_answers_none(client_of) -> None:
    dossier = residence("thuy")
    report = act("thuy", make_report, dossier.id, what="Bị đòi ảnh.", how=Report.How.SPOKEN)
    page = client_of("auditor").get(f"/quay/phan-anh/{report.id}")
    assert "Bị đòi ảnh." in text_of(page) and "Gửi trả lời" not in text_of(page)
    for key in ("police", "counter", "minh", "leader_there"):
        assert client_of(key).get(f"/quay/phan-anh/{report.id}").status_code == 404
    with pytest.raises(Denied):
        act("auditor", answer_report, report.id, outcome=Report.Outcome.RIGHT, answer="Đúng.")


def test_who_stands_for_a_child_reports_and_reads_the_answer(client_of) -> None:
    dossier = represented("minh", child_of("minh"))
    minh, url = client_of("minh"), f"/ho-so/{dossier.id}/phan-anh"
    sent = press(minh, minh.get(url), url, where="spoken", what="Bị đòi giấy khai sinh của con.")
    assert sent.status_code == 302
    with eyes("leader") as who:
        report = Report.objects.visible_to(who).get()
    answer = {"outcome": Report.Outcome.RIGHT, "answer": "Không phải nộp."}
    act("leader", answer_report, report.id, **answer)
    assert "Không phải nộp." in text_of(minh.get(url))
    assert client_of("thuy").get(url).status_code == 404


def test_one_report_at_a_time_and_one_answer_to_each() -> None:
    dossier = residence("thuy")
    said = {"what": "Bị đòi ảnh.", "how": Report.How.CALLED}
    report = act("thuy", make_report, dossier.id, **said)
    with pytest.raises(Refused, match="report-open-already"):
        act("thuy", make_report, dossier.id, **said)
    answer = {"outcome": Report.Outcome.RIGHTLY_DONE, "answer": "Cần ảnh."}
    act("leader", answer_report, report.id, **answer)
    with pytest.raises(Refused, match="report-answered-already"):
        act("leader", answer_report, report.id, **answer)
    assert act("thuy", make_report, dossier.id, **said).id != report.id


def test_nobody_reports_about_the_dossier_or_the_request_of_another() -> None:
    hers, his = residence("thuy"), residence("minh")
    with pytest.raises(Denied):
        act("minh", make_report, hers.id, what="x", how=Report.How.SPOKEN)
    items = [{"key": "purpose", "why": "Ghi rõ."}]
    request = act("police", ask_supplement, hers.id, items=items)
    with pytest.raises(Denied):
        act("minh", make_report, his.id, what="x", how=Report.How.REQUEST, request=request.id)


def test_a_leader_neither_reads_nor_answers_about_a_request_of_their_own(client_of) -> None:
    appoint(cast.command(), cast.account_of("leader"), unit=cast.commune("Đức Nhàn"),
            role=Role.SPECIALIST, title="Kiêm nhiệm", valid_from=cast.TODAY)  # fmt: skip
    dossier = residence("thuy")
    items = [{"key": "purpose", "why": "Ghi rõ."}]
    request = act("leader", ask_supplement, dossier.id, items=items)
    report = act("thuy", make_report, dossier.id, what="x", how=Report.How.REQUEST,
                 request=request.id)  # fmt: skip
    assert client_of("leader").get(f"/quay/phan-anh/{report.id}").status_code == 404
    with pytest.raises(Denied):
        act("leader", answer_report, report.id, outcome=Report.Outcome.RIGHT, answer="y")


def test_the_journal_holds_none_of_the_words() -> None:
    dossier = residence("thuy")
    act("thuy", make_report, dossier.id, what="Sổ hộ khẩu của mẹ tôi", how=Report.How.SPOKEN)
    with eyes("thuy"):
        entry = Entry.objects.of(dossier.id).get(kind="report.made")
    assert set(entry.data) == {"report", "request"} and entry.data["request"] is None


def test_a_report_is_read_by_leader_and_auditor_and_never_by_whom_it_is_about(client_of) -> None:
    report = complain("police")
    for overseer in ("leader", "auditor"):
        page = client_of(overseer).get(f"/quay/phan-anh/{report.id}")
        assert RUDE in text_of(page) and "Xa Văn Bền" in text_of(page)
    for other in ("police", "counter", "specialist", "minh", "leader_there", "operator"):
        assert client_of(other).get(f"/quay/phan-anh/{report.id}").status_code == 404
        with eyes(other):
            assert Report.objects.count() == 0
            assert not Entry.objects.filter(kind="report.made").exists()
    for url in ("/quay/", f"/quay/ho-so/{report.dossier_id}"):
        assert "phản ánh" not in text_of(client_of("police").get(url)).lower()


def test_one_names_only_who_did_something_to_the_dossier(client_of) -> None:
    dossier = residence("thuy")
    act("police", accept, dossier.id)
    page = text_of(client_of("thuy").get(f"/ho-so/{dossier.id}/phan-anh"))
    assert "Xa Văn Bền, Công an xã" in page and "Lường Thị Mai" not in page
    with pytest.raises(Denied):
        act("thuy", make_report, dossier.id, what=RUDE, about=About.CONDUCT,
            officer=cast.who("counter").account)  # fmt: skip


def test_about_the_only_leader_it_goes_to_the_unit_above() -> None:
    other = cast.account_of("chairman").posts.get()
    end_post(cast.command(), other.id, on=cast.TODAY - ONE_DAY)
    appoint(cast.command(), cast.account_of("leader"), unit=cast.commune("Đức Nhàn"),
            role=Role.SPECIALIST, title="Kiêm nhiệm", valid_from=cast.TODAY)  # fmt: skip
    dossier = residence("thuy")
    act("leader", accept, dossier.id)
    said = {"what": RUDE, "about": About.CONDUCT, "officer": cast.who("leader").account}
    report = act("thuy", make_report, dossier.id, **said)
    above = cast.commune("Đức Nhàn").parent
    assert report.unit_id == above.id
    with pytest.raises(Denied):
        act("leader", answer_report, report.id, outcome=RIGHT, answer="Không có chuyện đó.")
    appoint(cast.command(), cast.account_of("leader_there"), unit=above, role=Role.LEADER,
            title="Phó Chủ tịch tỉnh", valid_from=cast.TODAY)  # fmt: skip
    answered = act("leader_there", answer_report, report.id, outcome=RIGHT, answer="Đã nhắc nhở.")
    assert answered.answer == "Đã nhắc nhở."


def test_its_times_are_working_days_of_the_office_and_what_comes_late_is_counted() -> None:
    report = complain()
    assert f"{local(report.due_at):%d/%m/%Y}" == "15/12/2026"  # 15 working days, and a holiday
    assert not act("leader", answer_report, report.id, outcome=RIGHT, answer="Xin lỗi chị.").late
    second = act("thuy", make_report, report.dossier_id, what=RUDE, about=About.CONDUCT)
    late = {"outcome": DECLINED, "answer": "Không thuộc ở đây.", "at": cast.later(days=5)}
    assert act("leader", answer_report, second.id, **late).late  # to decline, two


def test_what_the_leader_asks_is_answered_once_and_the_time_begins_anew(client_of) -> None:
    report = complain()
    with pytest.raises(Refused, match="question-missing"):
        act("leader", ask_reporter, report.id, asked=" ")
    act("leader", ask_reporter, report.id, asked="Chuyện ấy hôm nào?")
    with pytest.raises(Refused, match="report-asked-already"):
        act("leader", ask_reporter, report.id, asked="Ai nữa?")
    thuy, url = client_of("thuy"), f"/ho-so/{report.dossier_id}/phan-anh"
    page = thuy.get(url)
    assert "Chuyện ấy hôm nào?" in text_of(page)
    assert press(thuy, page, url, report=str(report.id), what="Sáng thứ Sáu.").status_code == 302
    assert "Sáng thứ Sáu." in text_of(client_of("leader").get(f"/quay/phan-anh/{report.id}"))
    with pytest.raises(Refused, match="report-answered-already"):
        act("thuy", explain_report, report.id, more="Và chiều.")


def judged(thuy: Client, report: Report, words: str) -> None:
    url = f"/ho-so/{report.dossier_id}/phan-anh"
    pressed = press(thuy, thuy.get(url), url, report=str(report.id), content=words)
    assert pressed.status_code == 302


def test_an_answer_is_judged_counted_and_put_up_without_a_name(client_of) -> None:
    report = complain("police")
    leader, place = client_of("leader"), f"/quay/phan-anh/{report.id}"
    with pytest.raises(Refused, match="report-not-answered"):
        act("leader", publish_report, report.id, text="Đã nhắc nhở cán bộ.")
    act("leader", answer_report, report.id, outcome=RIGHT, answer="Xin lỗi chị Thuý.")
    assert "100,0 %" in text_of(leader.get("/quay/phan-anh"))
    judged(client_of("thuy"), report, "no")
    assert "1 1 0 0 1 0 0,0 %" in text_of(leader.get("/quay/phan-anh"))
    public = "Có người phản ánh bị nói nặng lời. Đã nhắc nhở cán bộ."
    press(leader, leader.get(place), place, act="publish", answer=public)
    seen = text_of(client_of().get("/phan-anh"))
    assert public in seen and "Thuý" not in seen and PublicAnswer.objects.count() == 1
    with pytest.raises(Refused, match="report-published-already"):
        act("leader", publish_report, report.id, text=public)


def test_in_the_database_itself_a_stranger_sees_no_report_and_no_case() -> None:
    dossier = residence("thuy")
    act("thuy", make_report, dossier.id, what="x", how=Report.How.SPOKEN)
    items = [{"key": "full_name", "why": "Khác thẻ.", "ground": "wrong-data"}]
    act("police", ask_supplement, dossier.id, items=items)
    for stranger in ("minh", "leader_there", "operator"):
        with eyes(stranger):
            assert (Report.objects.count(), AskedAnyway.objects.count()) == (0, 0)
    with eyes("leader"):
        assert Report.objects.count() == 1
