"""ClamAV, where it runs: asked by a clerk over its socket; nobody sees a file before its word."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.actions.document import attach, open_attachment
from motcua.bridges.clamav import Scanner
from motcua.bridges.clamav_sandbox import EICAR, LONGEST, clamd
from motcua.bridges.line import Misanswered, Unreachable
from motcua.records.document import Attachment, Check
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.site.health import scanner
from tests.cast import act, eyes
from tests.doors.citizen import BIRTH, begin, text_of

pytestmark = pytest.mark.django_db
PDF = "application/pdf"


@pytest.fixture
def socket(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.MOTCUA_CLAMAV_SOCKET = str(tmp_path / "clamd")
    with clamd(tmp_path / "clamd") as path:
        yield path


@pytest.fixture
def draft(client_of: Any) -> str:
    return begin(client_of("sen"), BIRTH)


def hand_in(draft: str, content: bytes) -> Attachment:
    found: Attachment = act("sen", attach, id=uuid.UUID(draft), component="birth-notice",
                            name="giay.pdf", content=content, media_type=PDF)  # fmt: skip
    return found


def look(file: Attachment) -> Attachment:
    seen: Attachment = act("sen", open_attachment, file.id, purpose=Purpose.OWN)
    return seen


def test_the_scanner_finds_what_is_harmful_and_nothing_else(socket: Path) -> None:
    assert Scanner(socket).answers()
    assert Scanner(socket).finds(b"x" * 200_000 + EICAR)
    assert not Scanner(socket).finds(b"x" * 200_000)
    assert not Scanner(socket).finds(b"")


def test_no_answer_and_no_verdict_are_told_apart(socket: Path, tmp_path: Path) -> None:
    with pytest.raises(Misanswered):
        Scanner(socket).finds(bytes(LONGEST + 1))
    with pytest.raises(Unreachable):
        Scanner(tmp_path / "nobody").finds(b"x")


def test_a_file_is_seen_once_it_is_known_to_be_clean(
    socket: Path, desk: Any, draft: str, client_of: Any
) -> None:
    file = hand_in(draft, b"%PDF-1.4 sach")
    with pytest.raises(Refused, match="file-being-checked"):
        look(file)
    page = f"/don/{draft}/giay/birth-notice"
    assert "đang kiểm tra" in text_of(client_of("sen").get(page))
    desk.furnish(scanner=Scanner(socket))
    assert desk.work("check-file") == ["check-file"]
    assert look(file).check_state == Check.CLEAN
    assert "đang kiểm tra" not in text_of(client_of("sen").get(page))


def test_a_harmful_file_was_never_handed_in_and_the_page_says_why(
    socket: Path, desk: Any, draft: str, client_of: Any
) -> None:
    file = hand_in(draft, b"%PDF-1.4 " + EICAR)
    desk.furnish(scanner=Scanner(socket))
    desk.work("check-file")
    with pytest.raises(Denied):
        look(file)
    page = text_of(client_of("sen").get(f"/don/{draft}/giay/birth-notice"))
    assert "có mã độc nên đã bị bỏ" in page
    hand_in(draft, b"%PDF-1.4 khac")
    page = text_of(client_of("sen").get(f"/don/{draft}/giay/birth-notice"))
    assert "có mã độc" not in page


def test_while_the_scanner_is_away_the_file_waits(socket: Path, desk: Any, draft: str) -> None:
    file = hand_in(draft, b"%PDF-1.4 cho")
    desk.furnish(scanner=Scanner(socket.with_name("away")))
    assert desk.work("check-file") == []
    assert [type(trouble) for _, trouble in desk.failed] == [Unreachable]
    with pytest.raises(Refused, match="file-being-checked"):
        look(file)
    desk.furnish(scanner=None)  # given up altogether: files are as they are without one
    desk.work("check-file")
    assert look(file).check_state == Check.NONE


def test_without_a_scanner_nothing_waits_and_health_says_so(
    desk: Any, draft: str, client_of: Any, tmp_path: Path
) -> None:
    file = hand_in(draft, b"%PDF-1.4 khong quet")
    assert desk.work("check-file") == [] and look(file).check_state == Check.NONE
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "không quét, vì chưa nối ClamAV" in page
    assert scanner("").well and not scanner(str(tmp_path / "nobody")).well


def test_health_says_where_the_scanner_answers(socket: Path, client_of: Any) -> None:
    assert scanner(str(socket)) == type(scanner(""))(True, f"ClamAV trả lời ở {socket}.")
    assert "qua ClamAV" in text_of(client_of("operator").get("/van-hanh/he-thong"))
    with eyes("sen"):
        assert not Attachment.objects.exists()
