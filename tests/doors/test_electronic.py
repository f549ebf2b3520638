"""Electronic papers among people: certified copies, the office's seal, who would not take them."""

import hashlib
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from motcua.actions.account import give_signing_key
from motcua.actions.certified_copy import sign_copy
from motcua.actions.copy_refusal import report_copy_refusal
from motcua.actions.document import attach, redo_paper
from motcua.actions.draft import save_draft
from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.filing import submit
from motcua.bridges.proof import ProofLine
from motcua.clerks.workplace import here
from motcua.records.account import Account
from motcua.records.copy_refusal import CopyRefusal
from motcua.records.document import Attachment, Paper, paper_with_digest
from motcua.records.dossier import Dossier
from motcua.records.electronic_papers import obligations
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Hindrance
from tests import cast
from tests.actions.files.test_pdf_signature import OFFICER, PAPER, ROOTS, signed_by
from tests.actions.test_dossier import RESIDENCE
from tests.actions.test_holding import move_in
from tests.bridges.conftest import HTTP
from tests.cast import act, command, eyes
from tests.clerks.desk import HASTY, SEAL, SEAL_NAME, Desk, content, papers
from tests.clerks.ways import ask, confirmed, result, signed
from tests.doors.conftest import ClientOf
from tests.doors.desk import press, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db
PDF = "application/pdf"


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (400, 300), "white").save(made, "JPEG")
    return made.getvalue()


def handed_in(key: str = "minh", pdf: bytes = PAPER, media_type: str = PDF) -> Attachment:
    """A paper that lies in a filed dossier of somebody's."""
    with eyes(key) as actor:
        me = Person.objects.get(pk=actor.person)
    id, unit = uuid.uuid4(), cast.commune("Đức Nhàn")
    version = catalogue()["1.010041"].on(cast.TODAY)
    said = {"version": version, "unit": unit, "applicant": me}
    act(key, save_draft, id=id, answers={}, **said)
    kept: Attachment = act(key, attach, id=id, component="other", name="giay.pdf", content=pdf,
                           media_type=media_type)  # fmt: skip
    act(key, submit, id=id, answers=RESIDENCE, **said)
    return kept


@pytest.fixture(autouse=True)
def officer_s_key() -> None:
    """The officer at the counter has a key at the signing service."""
    with as_role("motcua_clerk"):
        account = Account.objects.get(pk=cast.who("police").account)
        give_signing_key(command(), account, key="cong-an")


def copied(desk: Desk, file: Attachment) -> Paper:
    act("police", sign_copy, file.id, seen=file.sha256, at=desk.at)
    desk.work("sign-paper")
    desk.work("sign-paper")
    with eyes("police"):
        return Paper.objects.get(copy_of=file.id)


@pytest.mark.parametrize("of", ["pdf", "picture", "a paper signed by others"])
def test_an_officer_signs_a_scan_as_a_certified_copy(desk: Desk, of: str) -> None:
    file = {
        "pdf": lambda: handed_in(),
        "picture": lambda: handed_in(pdf=picture(), media_type="image/jpeg"),
        "a paper signed by others": lambda: handed_in(pdf=signed_by(OFFICER)),
    }[of]()
    paper = copied(desk, file)
    assert (paper.state, paper.kind, paper.signer_title) == ("signed", "copy", "Công an xã")
    verdict = examine(content(paper), here().roots() + ROOTS, at=desk.at)[-1]
    assert (verdict.signer, verdict.reason) == ("Xa Văn Bền", "")
    with eyes("minh") as minh:
        assert Paper.objects.visible_to(minh).filter(pk=paper.id).exists()
        assert Dossier.objects.get(pk=paper.dossier_id).state == State.SUBMITTED, "nothing moved"
    issued = paper_with_digest(paper.signed)
    assert issued and issued.is_file(paper.signed)
    assert paper_with_digest(hashlib.sha256(PAPER).hexdigest()) is None, "the original is theirs"
    with pytest.raises(Refused, match="copied-already"):
        act("police", sign_copy, file.id, seen=file.sha256, at=desk.at)


def test_a_wrong_copy_is_revoked_by_the_leader_and_whoever_checks_it_is_told(
    desk: Desk, client_of: ClientOf
) -> None:
    paper = copied(desk, handed_in())
    client, url = client_of("leader"), f"/ky/da-ky/{paper.id}/thu-hoi"
    assert "Xa Văn Bền ký" in text_of(client.get("/ky/da-ky"))
    page = client.get(url)
    assert "Thu hồi và làm lại" not in text_of(page)
    with pytest.raises(Refused, match="step-not-allowed"):
        act("leader", redo_paper, paper.id, why="Sai.", at=desk.at)
    assert press(client, page, url, why="Chụp thiếu trang.", act="revoke").status_code == 302
    told = text_of(client_of().get(f"/kiem-tra/{paper.code}"))
    assert "Giấy đã bị thu hồi" in told and "Chụp thiếu trang." in told


def test_a_copy_that_came_back_is_asked_for_again_and_only_what_was_seen_is_signed(
    desk: Desk,
) -> None:
    file = handed_in()
    desk.signer.switch(approve="refuse")
    assert copied(desk, file).hindrance == Hindrance.DECLINED
    desk.signer.switch()
    desk.pass_time(minutes=1)
    assert copied(desk, file).state == Paper.State.SIGNED
    with pytest.raises(Refused, match="paper-is-not-what-was-seen"):
        act("police", sign_copy, handed_in().id, seen="0" * 64, at=desk.at)
    with pytest.raises(Denied):
        act("police_there", sign_copy, file.id, seen=file.sha256, at=desk.at)
    with pytest.raises(Refused, match="no-signing-key"):
        act("counter", sign_copy, file.id, seen=file.sha256, at=desk.at)


def with_seal(key: str, name: str) -> None:
    """The leader's office has a seal from now on."""
    with as_role("motcua_clerk"):
        leader = Account.objects.get(pk=cast.who("leader").account)
        give_signing_key(command(), leader, key="truong-cong-an", seal_key=key, seal_name=name)


def test_the_seal_of_the_office_stands_behind_the_signature(desk: Desk) -> None:
    with_seal(SEAL, SEAL_NAME)
    line = ProofLine(f"{desk.signer.url}/tsa", relay=desk.signer.url, client=HTTP, limits=HASTY)
    desk.signer.clock = lambda: desk.at
    desk.furnish(proofs=line)
    dossier = confirmed(desk)
    ask(desk, dossier)
    for _ in range(3):  # the service answers each of two requests when it is asked again
        desk.work("sign-paper")
    paper = result(dossier)
    leader, seal = examine(content(paper), here().roots(), at=desk.at + timedelta(days=1500))
    assert (leader.signer, seal.signer) == ("Lường Văn Thịnh", SEAL_NAME)
    assert [(one.reason, one.checked) for one in (leader, seal)] == [("", True)] * 2
    assert leader.stamped_at and seal.stamped_at
    desk.signer.clock = None


def test_a_result_without_the_seal_it_should_bear_is_not_kept(desk: Desk) -> None:
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work("sign-paper")
    with_seal("truong-cong-an", "Ai khác")
    desk.work("sign-paper")
    desk.work("sign-paper")
    assert (result(dossier).state, result(dossier).hindrance) == ("to-sign", Hindrance.NOT_KEPT)


def test_a_citizen_takes_a_sheet_along_and_says_who_would_not_take_the_paper(
    desk: Desk, client_of: ClientOf
) -> None:
    paper = signed(desk)
    client, base = client_of("minh"), f"/ho-so/{paper.dossier_id}/giay/{paper.id}"
    assert "Tờ giải thích cho nơi nhận" in text_of(client.get(f"/ho-so/{paper.dossier_id}"))
    sheet = text_of(client.get(f"{base}/giai-thich"))
    assert f"/kiem-tra/{paper.code}" in sheet and "Lường Văn Thịnh" in sheet
    assert all(one.says in sheet and one.citation in sheet for one in obligations())
    assert "chưa đối chiếu hết với bản gốc" in sheet
    page = client.get(f"{base}/bi-tu-choi")
    for wrong, words in (
        ({"where": "", "on": "20/11/2026"}, "Hãy ghi nơi nào từ chối"),
        ({"where": "Ngân hàng", "on": "24/11/2026"}, "không sau hôm nay"),
        ({"where": "Ngân hàng", "on": "hôm qua"}, "hãy ghi ngày, tháng, năm"),
    ):
        told = press(client, page, f"{base}/bi-tu-choi", **wrong)
        assert told.status_code == 422 and words in text_of(told)
    sent = {"where": "Ngân hàng Hoa Ban", "on": "20/11/2026", "said": "Phải có dấu đỏ."}
    assert press(client, page, f"{base}/bi-tu-choi", **sent).status_code == 302
    leader = text_of(client_of("leader").get("/quay/mot-lan"))
    assert "90 ngày qua: 1" in leader and "Ngân hàng Hoa Ban" in leader
    assert "Phải có dấu đỏ." in leader
    for stranger in ("thuy", "leader"):
        assert client_of(stranger).get(f"{base}/giai-thich").status_code == 404
    with eyes("police") as police:
        assert not CopyRefusal.objects.visible_to(police).exists()


def test_a_refusal_is_about_a_signed_paper_and_not_without_end(desk: Desk) -> None:
    dossier = confirmed(desk)
    said = {"where": "Ngân hàng", "on": cast.TODAY, "said": ""}
    with pytest.raises(Refused, match="paper-not-signed"):
        act("minh", report_copy_refusal, result(dossier).id, **said)
    with pytest.raises(Denied):
        act("thuy", report_copy_refusal, result(dossier).id, **said)


def test_the_desk_offers_to_sign_a_copy_to_those_who_can(desk: Desk, client_of: ClientOf) -> None:
    url = f"/quay/ho-so/{move_in('minh', PAPER).id}"
    with eyes("police"):
        file = Attachment.objects.get()
    assert "Ký bản sao điện tử" not in text_of(client_of("counter").get(url))
    client = client_of("police")
    page = client.get(url)
    assert "Ký bản sao điện tử" in text_of(page)
    assert press(client, page, f"/quay/tep/{file.id}/ban-sao", seen=file.sha256).status_code == 302
    assert papers(Dossier(id=file.dossier), "copy")[0].state == Paper.State.SIGNING
    assert client_of("minh").post(f"/quay/tep/{file.id}/ban-sao").status_code == 404
