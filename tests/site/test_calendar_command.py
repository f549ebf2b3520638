"""`motcua calendar`: what the file says, each mistake with its line, and dates reckoned anew."""

import argparse
import shutil
from pathlib import Path

import pytest

from motcua.rules.time.calendar_file import read_calendars
from motcua.site.commands.calendar import run, told
from motcua.site.failure import Failure
from motcua.site.settings import COUNTRY

FILE = (COUNTRY / "calendar.toml").read_text(encoding="utf-8")


def check(file: Path | None = None) -> int:
    return run(argparse.Namespace(what="check", file=file))


def test_the_calendar_in_force_is_read_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    said = capsys.readouterr().out
    assert "giờ làm việc 07:30–11:30, 13:00–17:00" in said
    assert "  2026: 15 ngày nghỉ, 2 ngày làm bù" in said
    assert "sau 31/12/2026 là dự tính, chưa công bố" in said


def test_a_unit_of_its_own_is_told(tmp_path: Path) -> None:
    unit = '[[unit]]\ncode = "04429"\nname = "xã thử"\ncitation = "QĐ thử"\n'
    lines = list(told(read_calendars(f"{FILE}\n{unit}")))
    assert lines[-1].startswith("Đơn vị 04429: lịch ")


def test_a_mistake_fails_with_file_line_and_mend(tmp_path: Path) -> None:
    wrong = tmp_path / "lich.toml"
    wrong.write_text(FILE.replace("to = 2026-02-20", "to = 2025-02-20"), encoding="utf-8")
    with pytest.raises(Failure, match=r"^lich\.toml, dòng \d+: holiday thứ \d+ .*“to” phải từ"):
        check(wrong)
    with pytest.raises(Failure, match="Không mở được tệp"):
        check(tmp_path / "không-có.toml")


def test_a_copy_of_ours_is_in_order(tmp_path: Path) -> None:
    assert check(Path(shutil.copy(COUNTRY / "calendar.toml", tmp_path))) == 0
