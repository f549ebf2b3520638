"""The leader's list: the exact bytes are opened, signed, sent back, taken back."""

import re
import uuid
from datetime import timedelta

import pytest

from motcua.actions.document import keep_paper
from motcua.actions.processing import accept, decide
from motcua.records.account import Account
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from tests.cast import NOW, act, clerk, eyes, who
from tests.doors.desk import press, residence, text_of, verified
from tests.world import as_role

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 xac nhan thong tin ve cu tru %%EOF"


def to_sign(dossier: Dossier, signer: str = "leader") -> Paper:
    """An officer decides, and a clerk has made the paper."""
    act("police", accept, dossier.id)
    verified(dossier)
    act("police", decide, dossier.id)
    account = who(signer).account
    with as_role("motcua_clerk"):
        Account.objects.filter(pk=account, signing_key="").update(signing_key="key-leader")
        return keep_paper(
            clerk(), dossier.id, id=uuid.uuid4(), kind=Paper.Kind.RESULT, template="ct07-2025",
            title="Xác nhận thông tin về cư trú", content=PDF + dossier.number.encode(),
            signer=Account.objects.get(pk=account),
        )  # fmt: skip


@pytest.fixture
def paper() -> Paper:
    return to_sign(residence("minh"))


def now(paper: Paper) -> Paper:
    with as_role("motcua_clerk"):
        return Paper.objects.select_related("dossier").get(pk=paper.id)


def chosen(*papers: Paper, unopened: str = "yes") -> dict[str, object]:
    seen = {f"seen.{paper.id}": paper.frozen for paper in papers}
    return {"paper": [str(paper.id) for paper in papers], "unopened": unopened} | seen


def test_a_leader_opens_the_exact_bytes_and_signs_them(client_of, paper) -> None:
    client = client_of("leader")
    assert "chưa mở" in text_of(client.get("/ky/"))
    page = client.get(f"/ky/giay/{paper.id}")
    assert " ".join(paper.frozen[at : at + 4] for at in range(0, 16, 4)) in text_of(page)
    file = client.get(f"/ky/giay/{paper.id}/tep")
    assert b"".join(file.streaming_content) == PDF + paper.dossier.number.encode()
    assert file["Content-Type"] == "application/pdf"
    assert "mở lúc 09:00" in text_of(client.get("/ky/"))
    done = press(client, page, "/ky/", **chosen(paper))
    assert "Đã gửi ký" in text_of(done) and "Đang ký" in text_of(client.get("/ky/"))
    assert now(paper).state == Paper.State.SIGNING
    with eyes("minh") as minh:
        seen = Entry.objects.visible_to(minh).about(minh.person).filter(kind="document.opened")
        assert [entry.data["purpose"] for entry in seen] == ["signing"]


def test_what_was_not_opened_is_signed_at_a_word_and_not_without(client_of) -> None:
    first, second = to_sign(residence("minh")), to_sign(residence("thuy"))
    client = client_of("leader")
    assert b"".join(client.get(f"/ky/giay/{first.id}/tep").streaming_content)
    page = client.get("/ky/")
    assert text_of(page).count("Chưa mở") == 1
    stopped = press(client, page, "/ky/", **chosen(first, second, unopened=""))
    assert stopped.status_code == 422 and "chưa mở 1 văn bản" in text_of(stopped)
    assert (now(first).state, now(second).state) == ("to-sign", "to-sign")
    assert stopped.content.decode().count('name="paper"') == 2
    assert len(re.findall(r'name="paper" value="[^"]+" checked', stopped.content.decode())) == 2
    assert "Đã gửi ký" in text_of(press(client, page, "/ky/", **chosen(first, unopened="")))
    alone = client.get(f"/ky/giay/{second.id}")
    assert "Bạn chưa mở văn bản này" in text_of(alone) and "Ký dù chưa mở" in text_of(alone)
    assert press(client, alone, "/ky/", **chosen(second)).status_code == 200
    assert now(second).state == "signing"


def test_many_are_signed_at_once_and_each_is_an_act_of_its_own(client_of) -> None:
    first, second = to_sign(residence("minh")), to_sign(residence("thuy"))
    client = client_of("leader")
    page = client.get("/ky/")
    sent = chosen(first, second) | {f"seen.{second.id}": "0" * 64}
    done = text_of(press(client, page, "/ky/", **sent))
    assert "Đã gửi ký" in done and "Văn bản đã khác bản Bạn xem" in done
    assert (now(first).state, now(second).state) == ("signing", "to-sign")
    batch = re.search(
        r"/ky/lan/[0-9a-f-]{36}", (press(client, page, "/ky/", **sent)).content.decode()
    )
    assert batch and "Lần ký 1 văn bản" in text_of(client.get(batch[0]))
    again = press(client, page, "/ky/", **chosen(first))
    assert again.status_code == 200  # the same sending is the same act
    with eyes("leader"):
        told = Entry.objects.of(first.dossier_id).filter(kind="paper.signature-asked")
        assert told.count() == 1


def test_nothing_and_more_than_two_hundred_are_no_batch(client_of, paper) -> None:
    client = client_of("leader")
    page = client.get("/ky/")
    for sent in ([], [str(uuid.uuid4()) for _ in range(201)]):
        done = press(client, page, "/ky/", paper=sent)
        assert done.status_code == 422 and "từ 1 đến 200" in text_of(done)


def test_signing_asks_for_a_fresh_sign_in_and_the_choice_is_kept(client_of, paper) -> None:
    client = client_of("leader", fresh_at=NOW - timedelta(hours=1))
    page = client.get("/ky/")
    sent = press(client, page, "/ky/", **chosen(paper))
    assert sent.status_code == 302 and "fresh=1" in sent.url
    assert now(paper).state == Paper.State.TO_SIGN
    assert f'value="{paper.id}" checked' in client.get("/ky/").content.decode()


def test_a_paper_goes_back_with_a_reason_that_the_officer_reads(client_of, paper) -> None:
    client, url = client_of("leader"), f"/ky/giay/{paper.id}"
    page = client.get(url)
    bare = press(client, page, f"{url}/tra-lai", why=" ")
    assert bare.status_code == 422 and "Hãy ghi lý do" in text_of(bare)
    assert press(client, bare, f"{url}/tra-lai", why="Sai tên thôn.").status_code == 302
    assert now(paper).state == Paper.State.REVOKED
    assert now(paper).dossier.state == State.PROCESSING
    officer = text_of(client_of("police").get(f"/quay/ho-so/{paper.dossier_id}"))
    assert "Lãnh đạo trả lại" in officer and "Sai tên thôn." in officer
    assert "Sai tên thôn." not in now(paper).ended_why  # whoever checks the paper reads that


def test_a_signed_result_is_in_the_history_and_can_be_taken_back(client_of, paper) -> None:
    with as_role("motcua_clerk"):
        signed = {"state": Paper.State.SIGNED, "signed": paper.frozen, "signed_at": NOW}
        Paper.objects.filter(pk=paper.id).update(**signed)
    client, url = client_of("leader"), f"/ky/da-ky/{paper.id}/thu-hoi"
    assert "Xác nhận thông tin về cư trú" in text_of(client.get("/ky/da-ky"))
    page = client.get(url)
    assert press(client, page, url, why="").status_code == 422
    assert press(client, page, url, why="Ký nhầm hồ sơ.").status_code == 302
    assert now(paper).state == Paper.State.REVOKED
    assert "Ký nhầm hồ sơ." in text_of(client.get("/ky/da-ky"))


def test_a_result_that_is_wrong_is_taken_back_to_be_made_anew(client_of, paper) -> None:
    with as_role("motcua_clerk"):
        signed = {"state": Paper.State.SIGNED, "signed": paper.frozen, "signed_at": NOW}
        Paper.objects.filter(pk=paper.id).update(**signed)
        done = {"state": State.DONE, "delivery": "ready", "closed_at": NOW, "late": False}
        type(paper.dossier).objects.filter(pk=paper.dossier_id).update(**done)
    client, url = client_of("leader"), f"/ky/da-ky/{paper.id}/thu-hoi"
    page = client.get(url)
    assert "Thu hồi và làm lại" in text_of(page)
    wrong = press(client, page, url, why="", act="redo")
    assert wrong.status_code == 422
    assert press(client, page, url, why="Sai tên thôn.", act="redo").status_code == 302
    assert now(paper).state == Paper.State.REVOKED
    assert now(paper).dossier.state == State.PROCESSING
    officer = text_of(client_of("police").get(f"/quay/ho-so/{paper.dossier_id}"))
    assert "Sai tên thôn." in officer and "Đồng ý giải quyết, trình ký" in officer
    assert "Lãnh đạo cho làm lại kết quả" in officer
    minh, his = client_of("minh"), f"/ho-so/{paper.dossier_id}"
    told = text_of(minh.get(his))
    assert "Sai tên thôn." in told and "Bạn đừng đưa bản này cho ai nữa" in told
    assert "Tờ giải thích" not in told
    assert minh.get(f"{his}/giay/{paper.id}/giai-thich").status_code == 404


@pytest.mark.parametrize("stranger", ["leader_there", "police", "counter", "operator", "minh"])
def test_nobody_else_opens_signs_or_sends_back(client_of, paper, stranger) -> None:
    client = client_of(stranger)
    url = f"/ky/giay/{paper.id}"
    assert client.get(url).status_code == client.get(f"{url}/tep").status_code == 404
    key = {"key": str(uuid.uuid4())}
    assert client.post(f"{url}/tra-lai", key | {"why": "Không."}).status_code == 404
    assert client.post(f"/ky/da-ky/{paper.id}/thu-hoi", key | {"why": "x"}).status_code == 404
    client.post("/ky/", key | chosen(paper))
    assert now(paper).state == Paper.State.TO_SIGN


def test_an_empty_list_says_so(client_of) -> None:
    client = client_of("leader")
    assert "Không có văn bản nào chờ Bạn ký" in text_of(client.get("/ky/"))
    assert "Bạn chưa ký văn bản nào" in text_of(client.get("/ky/da-ky"))
