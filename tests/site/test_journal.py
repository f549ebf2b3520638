"""`motcua journal verify`, as an operator and a witness use it."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from motcua.actions.journal import seal_day
from motcua.records.seal import SealKey
from motcua.site import parts
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import TODAY, clerk, later
from tests.world import as_role

Motcua = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def motcua(server: Any, own_database: str) -> Motcua:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        environment = parts.environment(MOTCUA_DATABASE_URL=server.urls(own_database).clerk)
        command = parts.command("journal", "verify", *words)
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    return run


@pytest.fixture
def dossier(own_database: str) -> Any:
    found = file("minh", "1.010041", **RESIDENCE)
    with as_role("motcua_clerk"):
        seal_day(clerk(later(days=1)), TODAY, seal=SealKey())
    return found


def test_a_whole_journal_is_said_to_be_whole_and_given_to_a_witness(
    motcua: Motcua, dossier: Any, tmp_path: Path
) -> None:
    kept = tmp_path / "chứng.txt"
    done = motcua("--write-witness", str(kept))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Sổ nguyên vẹn; 1 ngày đã niêm phong." in done.stdout
    assert kept.read_text().startswith("2026-11-23 ")
    assert motcua("--witness", str(kept)).returncode == 0


def test_a_database_without_tables_is_said_to_need_them(server: Any) -> None:
    environment = parts.environment(MOTCUA_DATABASE_URL=server.urls("postgres").clerk)
    command = parts.command("journal", "verify")
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "Cơ sở dữ liệu này chưa có bảng. Hãy chạy motcua migrate.\n"


def test_each_fault_is_a_line_and_the_exit_code_says_so(
    motcua: Motcua, dossier: Any, server: Any, own_database: str
) -> None:
    url = server._url("postgres", "superuser", own_database)
    with psycopg.connect(url, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute(
            "update motcua_entry set via = 'x' where subject = %s and position = 1", [dossier.id]
        )
    done = motcua()
    assert done.returncode == 1
    line = next(line for line in done.stdout.splitlines() if str(dossier.id) in line)
    assert line.startswith("LỖI") and "mục 1" in line and "nội dung mục đã bị sửa" in line
    assert "Nguyễn" not in done.stdout


def test_a_witness_s_other_root_is_a_fault(motcua: Motcua, dossier: Any, tmp_path: Path) -> None:
    kept = tmp_path / "w.txt"
    kept.write_text(f"2026-11-23 {'00' * 32}\n2026-11-21 {'11' * 32}\n")
    done = motcua("--witness", str(kept), "--write-witness", str(kept))
    assert done.returncode == 1
    assert "2026-11-23: gốc của ngày khác bản người làm chứng giữ" in done.stdout
    assert "2026-11-21: ngày người làm chứng giữ không còn trong sổ" in done.stdout
    assert kept.read_text().count("00" * 32) == 1  # a faulty journal never replaces a witness


def test_a_witness_file_that_cannot_be_read_is_explained(motcua: Motcua, tmp_path: Path) -> None:
    kept = tmp_path / "w.txt"
    kept.write_text("hôm qua: đẹp\n")
    done = motcua("--witness", str(kept))
    assert done.returncode == 1
    assert "Không đọc được tệp làm chứng" in done.stderr and "Traceback" not in done.stderr
