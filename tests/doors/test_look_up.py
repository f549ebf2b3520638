"""What is asked of the population database at the desk, and the person who sees it."""

from typing import Any

import pytest

from motcua.actions.processing import accept
from motcua.actions.verification import record_answer
from motcua.records.verification import Verification
from motcua.rules.verification import Answer
from tests.cast import act, clerk, who
from tests.doors.desk import hidden, residence, verified
from tests.world import as_role

pytestmark = pytest.mark.django_db


def page(client: Any) -> tuple[str, str]:
    url = f"/quay/nguoi/{who('minh').person}/hoi-du-lieu"
    return url, hidden(client.get(url), "key")


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_an_officer_asks_for_a_purpose_of_the_list_and_the_person_sees_who_what_and_why(
    client_of: Any,
) -> None:
    police = client_of("police")
    url, key = page(police)
    assert "Hãy chọn Bạn hỏi để làm gì." in text(police.post(url, {"key": key}))
    assert police.post(url, {"key": key, "purpose": "curiosity"}).status_code == 422
    assert police.post(url, {"key": key, "purpose": "residence"}).status_code == 302
    assert "Chưa trả lời" in text(police.get(url))
    with as_role("motcua_clerk"):
        (asked,) = Verification.objects.filter(dossier=None)
        said = {"full_name": "match", "birth_date": "match", "address": "no-match"}
        answer = Answer.NO_MATCH
        record_answer(clerk(), asked.id, answer=answer, answers=said, source="dân cư")
    assert "họ và tên, ngày sinh: trùng khớp; nơi ở: không trùng khớp" in text(police.get(url))
    mine = text(client_of("minh").get("/ai-da-xem"))
    assert "Công an xã, Xã Đức Nhàn" in mine and "Xa Văn Bền" not in mine
    assert "dân cư, không có hồ sơ: họ và tên, ngày sinh, nơi ở" in mine
    assert "Kiểm tra cư trú (Luật Cư trú 68/2020/QH14" in mine
    assert "trả lời: họ và tên, ngày sinh: trùng khớp; nơi ở: không trùng khớp" in mine


def test_a_question_still_out_is_not_asked_twice(client_of: Any) -> None:
    police = client_of("police")
    url, key = page(police)
    police.post(url, {"key": key, "purpose": "residence"})
    url, key = page(police)
    again = police.post(url, {"key": key, "purpose": "residence"})
    assert again.status_code == 422 and "Hãy chờ câu trả lời ấy" in text(again)


def test_what_nobody_confirmed_is_named_with_what_may_be_done_and_by_whose_word(
    client_of: Any,
) -> None:
    dossier = residence()
    act("police", accept, dossier.id)
    officer, url = client_of("police"), f"/quay/ho-so/{dossier.id}/chua-xac-thuc"
    shown = text(officer.get(f"/quay/ho-so/{dossier.id}"))
    waits = "Họ và tên, ngày sinh, giới tính của <bdi>Nguyễn Đăng Minh</bdi>. Đã hỏi dữ liệu dân"
    assert waits in shown
    seen = text(officer.get(url))
    assert "02/02/1979" in seen and "Cho làm tiếp</button>" not in seen
    assert "Chờ trả lời, hoặc lãnh đạo cho làm tiếp" in seen and "chưa đối chiếu Công báo" in seen
    leader = client_of("leader")
    assert "Chờ Bạn cho làm tiếp (1)" in text(leader.get("/ky/"))
    listed = text(leader.get("/quay/cho-lam-tiep"))
    assert url in listed and "Họ và tên, ngày sinh, giới tính" in listed
    assert "Chờ Bạn cho làm tiếp (1)" in text(leader.get("/quay/"))
    assert "cho làm tiếp" not in text(officer.get("/quay/"))
    key = hidden(leader.get(url), "key")
    assert "Hãy ghi lý do" in text(leader.post(url, {"key": key, "why": ""}))
    leader.post(url, {"key": key, "why": "Người nộp mai đi xa."})
    assert "Người nộp mai đi xa." in text(officer.get(url))
    assert "Không có hồ sơ nào chờ Bạn" in text(leader.get("/quay/cho-lam-tiep"))
    assert "Lãnh đạo cho làm tiếp" in text(officer.get(f"/quay/ho-so/{dossier.id}"))


def test_an_officer_ticks_what_the_card_says_and_asks_anew_where_the_answer_is_doubted(
    client_of: Any,
) -> None:
    dossier = residence()
    officer, url = client_of("police"), f"/quay/ho-so/{dossier.id}/xem-giay"
    seen = officer.get(url)
    assert "Ngày sinh của <bdi>Nguyễn Đăng Minh</bdi>: <bdi>02/02/1979</bdi>" in text(seen)
    for fact, status in ((f"{dossier.applicant_id}:birth_date", 302), ("x:y", 422), ("x", 422)):
        sent = {"key": hidden(officer.get(url), "key"), "fact": fact, "agrees": "yes"}
        assert officer.post(url, sent).status_code == status
    assert "Ngày sinh của" not in text(officer.get(url))
    verified(dossier)
    with as_role("motcua_clerk"):
        asked = Verification.objects.get(dossier=dossier)
    url = f"/quay/ho-so/{dossier.id}/chua-xac-thuc"
    for anew, status in ((str(asked.id), 302), ("x", 404)):
        sent = {"key": hidden(officer.get(url), "key"), "anew": anew, "why": "Thẻ mới cấp lại."}
        assert officer.post(url, sent).status_code == status
    assert "hỏi lại vì: <bdi>Thẻ mới cấp lại.</bdi>" in text(officer.get(url))
