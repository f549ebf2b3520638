"""What a machine reads is a suggestion, what an officer writes is data: three figures, apart."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.actions.account import appoint
from motcua.actions.signature_check import keep_check
from motcua.bridges.reader import Reader, TooSlow
from motcua.records.digitised import Digitised
from motcua.records.document import Attachment
from motcua.records.scan import ScannedPage
from motcua.rules.signature import Verdict
from motcua.rules.who import Role
from tests import cast
from tests.actions.test_holding import move_in
from tests.cast import NOW, clerk, eyes
from tests.clerks.desk import furnished
from tests.doors.citizen import text_of
from tests.doors.scans import birth, page, pages, press, scan, separator
from tests.world import as_role

pytestmark = pytest.mark.django_db
HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)
ROWS = [
    "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t96.1\tSố:", "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t91\t017/2026/GCS",
    "4\t1\t1\t1\t2\t0\t0\t0\t9\t9\t-1\t", "5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t22.5\tWv~",
    '5\t1\t1\t2\t1\t1\t0\t0\t9\t9\t80\t"Trạm', "5\t1\t1\t2\t1\t2\t0\t0\t9\t9\t80\ty tế",
]  # fmt: skip


@pytest.fixture
def home() -> str:
    return birth()


@pytest.fixture
def desk(client_of: Any) -> Client:
    client: Client = client_of("counter")
    return client


def program(path: Path, body: str) -> Path:
    """A stand-in for tesseract: as it is asked and as it answers (tesseract(1), tsv)."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def tesseract(tmp_path: Path, settings: Any) -> Path:
    table = tmp_path / "table.tsv"
    table.write_text("\n".join([HEAD, *ROWS]) + "\n")
    body = f'[ "$1" = --list-langs ] && echo vie && exit\ncat >/dev/null\ncat {table}'
    settings.MOTCUA_TESSERACT = str(program(tmp_path / "tesseract", body))
    return tmp_path / "tesseract"


def test_lines_are_read_and_noise_is_left_out(tesseract: Path) -> None:
    assert Reader(tesseract).lines(b"jpeg") == ["Số: 017/2026/GCS", '"Trạm y tế']
    assert Reader(tesseract).works() and not Reader(tesseract.with_name("none")).works()


def test_a_page_may_take_so_long_and_no_longer(tmp_path: Path) -> None:
    with pytest.raises(TooSlow):
        Reader(program(tmp_path / "slow", "exec sleep 5"), seconds=0.2).lines(b"jpeg")
    with pytest.raises(OSError, match="no vie"):
        Reader(program(tmp_path / "bare", "echo no vie >&2; exit 1")).lines(b"jpeg")


def test_suggestions_stand_beside_the_picture_and_are_gone_with_it(
    desk: Client,
    home: str,
    tesseract: Path,
    request: Any,
) -> None:
    clerks = request.getfixturevalue("clerks")
    press(desk, home, act="add", pages=scan(separator(home, "birth-notice"), page()))
    assert clerks.work("read-pages") == ["read-pages"]
    shown = text_of(desk.get(f"/quay/quet/{home}"))
    assert "Máy đọc được" in shown and "017/2026/GCS" in shown and "có thể sai" in shown
    assert 'value="017' not in desk.get(f"/quay/quet/{home}").content.decode()
    press(desk, home, act="hand-in")
    with as_role("motcua_clerk"):
        assert not ScannedPage.objects.exclude(words=None).exists()
        assert not Digitised.objects.exists()


@pytest.fixture
def clerks(signing_service: Any, tmp_path: Path, tesseract: Path) -> Any:
    with furnished(signing_service, tmp_path) as found:
        found.furnish(reader=Reader(tesseract))
        yield found


def test_an_officer_writes_down_what_was_compared_and_nothing_else_is_kept(
    desk: Client,
    home: str,
) -> None:
    press(desk, home, act="add", pages=scan(separator(home, "birth-notice"), page()))
    said = {"number.birth-notice": "017/2026/GCS", "on.birth-notice": "2/11/2026",
            "by.birth-notice": "Trạm y tế xã Đức Nhàn"}  # fmt: skip
    answer = press(desk, home, act="hand-in", **said)
    assert "hãy so số và ngày" in text_of(answer).lower()
    assert 'value="017/2026/GCS"' in answer.content.decode() and len(pages(home)) == 1
    wrong = press(desk, home, act="hand-in", compared="yes", **said | {"on.birth-notice": "45/1"})
    assert "chưa đúng" in text_of(wrong)
    assert press(desk, home, act="hand-in", compared="yes", **said).status_code == 302
    with eyes("counter"):
        written = Digitised.objects.get(attachment__dossier=home)
        assert written.attachment == Attachment.objects.get(dossier=home)
    assert written.number == "017/2026/GCS" and f"{written.issued_on:%d/%m/%Y}" == "02/11/2026"
    with eyes("police_there"):
        assert not Digitised.objects.exists()


def test_the_three_figures_are_apart_and_each_opens_its_list(
    desk: Client,
    home: str,
    client_of: Any,
) -> None:
    dossier = move_in("thuy")
    with eyes("police"):
        (paper,) = Attachment.objects.filter(dossier=dossier.id)
    leader = client_of("leader")
    none = text_of(leader.get("/quay/so-hoa"))
    assert "trường dữ liệu: 0" in none and "thành phần đã ký số: 0" in none
    sound = Verdict(True, True, "Trạm y tế", "", NOW - timedelta(days=1), True, "")
    with as_role("motcua_clerk"):
        keep_check(clerk(), paper.id, verdicts=[sound])
    one = text_of(leader.get("/quay/so-hoa?thang=2026-11"))
    assert "thành phần đã ký số: 1" in one and dossier.number in one
    assert "trường dữ liệu: 0" in one and "Kết quả đã ký số: 0" in one
    assert "thành phần đã ký số: 0" in text_of(leader.get("/quay/so-hoa?thang=2026-10"))


def test_a_leader_of_several_units_sees_each_apart(client_of: Any) -> None:
    dossier = move_in("thuy")
    here, there = cast.commune("Đức Nhàn"), cast.commune("Ba Đình")
    assert "Từng đơn vị" not in text_of(client_of("leader").get("/quay/so-hoa"))
    appoint(cast.command(), cast.account_of("leader"), unit=there, role=Role.LEADER,
            title="Chủ tịch", valid_from=cast.TODAY)  # fmt: skip
    with eyes("police"):
        (paper,) = Attachment.objects.filter(dossier=dossier.id)
    sound = Verdict(True, True, "Trạm y tế", "", NOW - timedelta(days=1), True, "")
    with as_role("motcua_clerk"):
        keep_check(clerk(), paper.id, verdicts=[sound])
    shown = text_of(client_of("leader").get("/quay/so-hoa?thang=2026-11"))
    assert f"{here.full_name} 0 0 1" in shown and f"{there.full_name} 0 0 0" in shown
    before = text_of(client_of("leader").get("/quay/so-hoa?thang=2026-10"))
    assert f"{here.full_name} 0 0 0" in before
