"""Signatures on what people hand in: who, when, intact, trusted by which list, still holding."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from motcua.actions.document import attach
from motcua.actions.draft import save_draft
from motcua.bridges.line import Unreachable
from motcua.bridges.proof import ProofLine
from motcua.bridges.signer import SignerLine
from motcua.bridges.signer_sandbox import SECRET
from motcua.clerks.workplace import here
from motcua.doors.shared.signatures import FAULTS, lines_of
from motcua.records import trust
from motcua.records.document import Attachment
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.signature import SignatureCheck
from motcua.rules.signature import Reason
from motcua.rules.tables import DataError
from motcua.rules.trust import trust_lists_from
from tests import cast
from tests.actions.files.test_pdf_signature import OFFICER, PAPER, ROOTS, SIGNED, signed_by
from tests.bridges.certificates import authority, officer
from tests.bridges.conftest import HTTP
from tests.bridges.test_proof import proven
from tests.cast import act, eyes
from tests.clerks.desk import HASTY, Desk, added_to, waiting

pytestmark = pytest.mark.django_db


def handed_in(pdf: bytes) -> Attachment:
    """Thuý hands a file in with a draft of hers."""
    with eyes("thuy") as actor:
        me = Person.objects.get(pk=actor.person)
    id, unit = uuid.uuid4(), cast.commune("Đức Nhàn")
    version = catalogue()["1.004194"].on(cast.TODAY)
    act("thuy", save_draft, id=id, version=version, unit=unit, applicant=me, answers={})
    said = {"component": "lease", "name": "hop-dong.pdf", "media_type": "application/pdf"}
    kept = act("thuy", attach, id=id, content=pdf, **said)
    assert isinstance(kept, Attachment)
    return kept


def check_of(file: Attachment) -> SignatureCheck | None:
    with eyes("thuy"):
        return SignatureCheck.objects.filter(attachment=file.id).first()


def said_of(file: Attachment) -> list[tuple[str, str, str, str]]:
    check = check_of(file)
    return [(one.kind, one.words, one.who, one.more) for one in lines_of(check)] if check else []


@pytest.fixture
def line(desk: Desk) -> ProofLine:
    """The desk asks the authorities, whose signatures it trusts as the sandbox's."""
    url = desk.signer.url
    line = ProofLine(f"{url}/tsa", relay=url, client=HTTP, limits=HASTY)
    desk.at = datetime.now(UTC) + timedelta(seconds=5)
    desk.furnish(proofs=line)
    trust.remember(here().roots())
    return line


def test_a_signed_file_is_looked_at_and_the_authorities_are_asked(
    desk: Desk, line: ProofLine
) -> None:
    service = SignerLine(desk.signer.url, SECRET, client=HTTP)
    file = handed_in(proven(line, service, desk.signer.home, lasting=False))
    assert check_of(file) is None
    desk.work("check-signatures")
    ((kind, words, who, more),) = said_of(file)
    assert (kind, words) == ("verified", "Chữ ký số hợp lệ")
    assert who == "Đinh Văn Chủng, Ủy ban nhân dân xã Đức Nhàn"
    assert "có dấu thời gian" in more and "tin cậy theo nơi cấp chứng thư để thử" in more


def test_while_the_authorities_are_silent_what_the_file_tells_is_kept(
    desk: Desk, line: ProofLine
) -> None:
    service = SignerLine(desk.signer.url, SECRET, client=HTTP)
    file = handed_in(proven(line, service, desk.signer.home, lasting=False))
    desk.pass_time(minutes=11)
    desk.signer.switch(mode="down", only="/chung-thu")
    desk.work("check-signatures")
    assert [type(trouble) for _, trouble in desk.failed] == [Unreachable]
    assert said_of(file)[0][:2] == (
        "unverified",
        "Chữ ký đúng, chưa biết chứng thư có bị thu hồi không",
    )
    desk.signer.switch(revoked="chu-tich")
    desk.work("check-signatures")
    assert said_of(file)[0][:2] == ("mismatch", "Chứng thư của người ký đã bị thu hồi")


def test_strangers_and_altered_files_are_named_and_a_bare_file_has_no_check(desk: Desk) -> None:
    known_one = signed_by(OFFICER)
    stranger = signed_by(officer(authority("Cơ quan tự xưng")))
    desk.furnish(roots=lambda: ROOTS)
    damaged = SIGNED[:3000] + b"\0" * 40 + SIGNED[3040:]
    files = [handed_in(pdf) for pdf in (known_one, stranger, added_to(SIGNED), damaged, PAPER)]
    desk.work("check-signatures")
    kinds = [[one[0] for one in said_of(file)] for file in files]
    assert kinds == [["unverified"], ["unverified"], ["mismatch"], ["mismatch"], []]


def test_a_file_without_signatures_waits_for_no_other_system(desk: Desk) -> None:
    def unreachable() -> list[bytes]:
        raise Unreachable("signer")

    desk.furnish(roots=unreachable)
    bare, signed = handed_in(PAPER), handed_in(SIGNED)
    desk.work("check-signatures")
    assert check_of(bare) is None
    (left,) = waiting("check-signatures")
    assert left.args["attachment_id"] == str(signed.id)


def test_only_whose_file_it_is_sees_who_signed_it(desk: Desk) -> None:
    desk.furnish(roots=lambda: ROOTS)
    file = handed_in(SIGNED)
    desk.work("check-signatures")
    assert check_of(file)
    with eyes("minh") as minh:
        assert not SignatureCheck.objects.visible_to(minh).exists()
        assert not SignatureCheck.objects.exists()


def test_every_fault_has_its_words() -> None:
    assert set(FAULTS) == set(get_args(Reason)) - {""}


def test_each_list_of_trust_has_a_name_a_source_and_a_confidence() -> None:
    lists = trust.trust_lists()
    assert {"public", "public-service", "installed", "sandbox"} <= set(lists)
    assert lists["vneid"].confidence == "low"
    assert trust.list_of("0" * 64) is None
    with pytest.raises(DataError, match="key"):
        trust_lists_from({"list": [{"name": "x", "citation": "y"}]}, "trust.toml")
