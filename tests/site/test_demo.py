"""`motcua demo` as a newcomer meets it: first start, second start, back to the first day."""

import os
import re
import signal
import socket
import time
from pathlib import Path

import psycopg

from motcua.site import parts
from motcua.site.embedded import Embedded
from motcua.site.showing import DATABASE
from tests.site.conftest import Demo


def test_the_first_start_tells_each_long_step_the_addresses_the_cast_and_a_tour(
    demo: Demo, first: str
) -> None:
    assert len(re.findall(r"… \d+,\d giây", first)) >= 5
    assert f"http://localhost:{demo.port}" in first and "Mã QR" not in first
    for name in ("dân cư", "định danh", "ký số", "tin nhắn"):
        assert name in first
    assert "Ai có thể đăng nhập" in first
    assert all(f"  {number}. " in first for number in (1, 2, 3))
    assert first.rstrip().endswith("Đã dừng.")


def test_a_second_start_is_ready_in_under_five_seconds_and_everything_works(
    demo: Demo, first: str
) -> None:
    """At the address the papers lead to, without being told the port again."""
    begun = time.monotonic()
    running = demo.start()
    said = demo.wait_until_ready(running)
    took = time.monotonic() - begun
    assert parts.answers(f"http://127.0.0.1:{demo.port}/suc-khoe")
    assert parts.answers(f"http://127.0.0.1:{demo.port}/") and "Mã QR" not in said
    for address in re.findall(r"http://127\.0\.0\.1:\d+", said):
        assert parts.answers(f"{address}/_health"), address
    running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=40)
    assert running.returncode == 0 and "Đã dừng." in said
    assert took < 5 * (1 + os.getloadavg()[0] / 2)  # five seconds on two free cores


def test_a_reset_brings_back_the_first_day_running_or_not(demo: Demo, first: str) -> None:
    kept = demo.home / "demo" / "now" / "sandbox"
    running = demo.start()
    demo.wait_until_ready(running)
    before = demo.ask("SELECT count(*) FROM django_content_type")
    for words in (("--reset",), ("--reset", "--stop")):
        if "--stop" in words:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=40)
        else:
            spoil(demo, kept)
        said = demo.run(*words)
        assert "trạng thái đầu tiên" in said
        assert not (kept / "spoilt").exists()
    with Embedded(demo.home):
        assert demo.ask("SELECT count(*) FROM django_content_type") == before


def spoil(demo: Demo, kept: Path) -> None:
    (kept / "spoilt").touch()
    with psycopg.connect(Embedded(demo.home).urls(DATABASE).owner) as connection:
        connection.execute("INSERT INTO django_content_type (app_label, model) VALUES ('x', 'y')")


def test_a_taken_port_is_named_and_the_next_one_used(demo: Demo, first: str) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", demo.port))
        taken.listen()
        said = demo.run("--stop")
    assert f"Cổng {demo.port} đang có chương trình khác dùng" in said
    assert f"http://localhost:{demo.port + 1}" in said
    told = " ".join(said.split())
    assert f"Mã QR trên giấy mẫu dẫn tới http://localhost:{demo.port}, lần này web không ở" in told
    assert f"http://localhost:{demo.port + 1}/kiem-tra" in told


def test_the_doctor_looks_at_the_files_of_the_demo(demo: Demo, first: str) -> None:
    said = demo.run("--demo", command="doctor")
    assert said.rstrip().endswith("Mọi thứ đều ổn.")
    assert f"{demo.home / 'demo' / 'now' / 'files'}." in said
    assert not (demo.home / "files").exists()


def test_a_first_start_that_was_broken_off_begins_anew(demo: Demo, first: str) -> None:
    with Embedded(demo.home):
        Embedded(demo.home).drop_database("motcua_demo_first")
    kept = demo.home / "demo" / "now" / "sandbox"
    for strike in (signal.SIGKILL, signal.SIGTERM):
        kept.mkdir(parents=True, exist_ok=True)
        (kept / "spoilt").touch()
        running = demo.start()
        for line in running.stdout:
            if "bảy hệ thống" in line:  # the next is to load the commune
                break
        running.send_signal(strike)
        running.communicate(timeout=60)
        assert not (kept / "spoilt").exists()
    assert not Embedded(demo.home).is_running()
