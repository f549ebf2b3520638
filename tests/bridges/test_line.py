"""The line keeps its times, tries little, opens its breaker, and says which way a call failed."""

import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from flask import Flask, Response

from motcua.bridges.diary import Diary
from motcua.bridges.line import Breaker, Limits, Line, Misanswered, Parts, Rejected, Unreachable
from tests.bridges.conftest import HASTY, HTTP, QUICK, ROOTS


class Other:
    """An outside system whose every answer the test decides, and which counts the calls."""

    def __init__(self):
        self.calls = 0
        self.answer = lambda: Response('{"ok": true}', mimetype="application/json")
        self.app = Flask("other")
        self.app.add_url_rule("/x", "x", self.x)

    def x(self):
        self.calls += 1
        return self.answer()


@pytest.fixture
def other():
    return Other()


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def line(other, serve, clock):
    return Line("other", serve(other.app), client=HTTP, limits=QUICK, clock=clock)


def test_a_good_answer_is_given_with_its_status(line):
    reply = line.get("/x")
    assert (reply.status, reply.body) == (200, {"ok": True})


def test_a_failing_system_is_asked_again_once_and_then_left(line, other):
    other.answer = lambda: Response("", 500)
    with pytest.raises(Unreachable):
        line.get("/x")
    assert other.calls == 2


def test_a_system_that_fails_once_is_answered_by_the_second_try(line, other):
    def first_fails():
        return Response("", 503) if other.calls == 1 else Response("{}")

    other.answer = first_fails
    assert line.get("/x").status == 200
    assert other.calls == 2


def test_the_breaker_opens_after_five_failed_tries_and_closes_after_a_good_one(line, other, clock):
    good = other.answer
    other.answer = lambda: Response("", 500)
    for _ in range(20):
        with pytest.raises(Unreachable) as fault:
            line.get("/x")
    assert (other.calls, fault.value.reason) == (5, "resting after repeated failures")
    clock.now += QUICK.rest
    for _ in range(5):
        with pytest.raises(Unreachable):
            line.get("/x")
    assert other.calls == 6, "after the rest exactly one try goes through"
    other.answer = good
    clock.now += QUICK.rest
    assert [line.get("/x").status for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize("status", [429, 503])
def test_a_system_that_says_when_to_come_back_is_left_alone_until_then(line, other, clock, status):
    good = other.answer
    other.answer = lambda: Response("", status, {"Retry-After": "90"})
    with pytest.raises(Unreachable) as fault:
        line.get("/x")
    assert (other.calls, fault.value.after) == (1, 90), "not even a second try"
    other.answer = good
    clock.now += 89
    with pytest.raises(Unreachable):
        line.get("/x")
    clock.now += 1
    assert (line.get("/x").status, other.calls) == (200, 2)


@pytest.mark.parametrize("went_well", [True, False])
def test_what_was_under_way_does_not_shorten_the_rest_that_was_asked_for(clock, went_well):
    breaker = Breaker(failures=5, rest=30, clock=clock)
    breaker.note(went_well=False, rest=90)
    breaker.note(went_well)  # it had been sent before
    for passed, through in ((0, False), (31, False), (58, False), (1, True)):
        clock.now += passed
        assert breaker.lets_through() is through, clock.now


def test_an_answer_too_large_was_an_answer_all_the_same(other, serve):
    met = Diary(lambda: datetime.now(UTC))
    line = Line("other", serve(other.app), client=HTTP, limits=QUICK, diary=met)
    other.answer = lambda: Response("x" * (QUICK.bytes + 1))
    for _ in range(QUICK.failures + 1):
        with pytest.raises(Misanswered):
            line.get("/x")
    (minute,) = met.take(datetime.now(UTC) + timedelta(minutes=2)).values()
    assert (len(minute.answered_ms), minute.failed) == (QUICK.failures + 1, 0)


def test_nobody_is_obeyed_for_ever_and_a_date_is_understood(line, other, clock):
    other.answer = lambda: Response("", 503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"})
    with pytest.raises(Unreachable) as fault:
        line.get("/x")
    assert fault.value.after == Limits().obeyed
    clock.now += Limits().obeyed
    other.answer = lambda: Response("", 503, {"Retry-After": "soon"})
    with pytest.raises(Unreachable) as fault:
        line.get("/x")
    assert fault.value.after == 0


def test_when_the_line_returns_four_threads_send_one_try_before_all_go(other, serve, clock):
    """What stood in the queue meanwhile does not fall upon a system that has just come back."""
    line = Line("other", serve(other.app), client=HTTP, limits=QUICK, clock=clock)
    other.answer = lambda: Response("", 500)
    for _ in range(3):
        with pytest.raises(Unreachable):
            line.get("/x")
    clock.now += QUICK.rest
    other.calls, tried, gone = 0, threading.Event(), threading.Event()

    def slow():
        tried.set()
        gone.wait(5)
        return Response('{"ok": true}', mimetype="application/json")

    other.answer = slow
    with ThreadPoolExecutor(4) as threads:
        first = threads.submit(line.get, "/x")
        tried.wait(5)
        for waiting in [threads.submit(line.get, "/x") for _ in range(12)]:
            assert isinstance(waiting.exception(), Unreachable)
        gone.set()
        assert first.result().status == 200
    assert other.calls == 1
    assert line.get("/x").status == 200


def test_each_try_is_put_down_under_its_minute_and_taken_away_once(other, serve):
    nine = datetime(2026, 11, 23, 9, tzinfo=UTC)
    diary = Diary(lambda: nine)
    line = Line("other", serve(other.app), client=HTTP, limits=QUICK, diary=diary)
    line.get("/x")
    other.answer = lambda: Response("", 500)
    with pytest.raises(Unreachable):
        line.get("/x")
    assert diary.take(nine) == {}, "this minute is not over"
    ((key, met),) = diary.take(nine + timedelta(minutes=1)).items()
    assert key == ("other", nine)
    assert (len(met.answered_ms), met.failed) == (1, 2)
    assert diary.take(nine + timedelta(minutes=1)) == {}


def test_half_a_minute_is_how_long_a_failing_system_is_left_alone():
    assert (Limits().failures, Limits().rest) == (5, 30)


def test_refusals_do_not_open_the_breaker_and_are_not_repeated(line, other):
    other.answer = lambda: Response('{"error": "unknown-agency"}', 422)
    for _ in range(7):
        with pytest.raises(Rejected) as refusal:
            line.get("/x")
    assert (refusal.value.status, refusal.value.code, other.calls) == (422, "unknown-agency", 7)


@pytest.mark.parametrize(
    "answer",
    [
        "<html>Wi-Fi miễn phí</html>",
        "[1, 2]",
        "",
        '{"ok": tr',
        "[" * 100_000,
        b"\xff\xfe{}",
    ],
)
def test_an_answer_that_is_no_json_object_is_misanswered(line, other, answer):
    other.answer = lambda: Response(answer, 200)
    with pytest.raises(Misanswered):
        line.get("/x")


def test_a_redirect_is_not_followed(line, other):
    other.answer = lambda: Response("", 302, {"Location": "http://127.0.0.1:1/"})
    with pytest.raises(Misanswered):
        line.get("/x")


def test_an_answer_larger_than_any_is_cut_off(line, other):
    other.answer = lambda: Response("x" * 1_000_100, 200)
    with pytest.raises(Misanswered, match="too large"):
        line.get("/x")


BRIEF = Limits(whole=0.3, tries=1)


@contextmanager
def dripping(head):
    """A system that accepts whatever comes, says `head`, and then a byte now and then."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(5)
        over = threading.Event()

        def drip():
            with suppress(OSError), door.accept()[0] as line:
                for drop in (head, *[b"x"] * 100):
                    line.sendall(drop)
                    if over.wait(0.05):
                        break

        dripper = threading.Thread(target=drip)
        dripper.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            over.set()
            dripper.join()


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Drop: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"]
)
def test_an_answer_that_drips_is_given_up_though_each_drop_is_in_time(head):
    with dripping(head) as address:
        _given_up(Line("other", address, client=HTTP, limits=BRIEF))


def test_what_drips_through_a_proxy_is_given_up_too():
    with dripping(b"") as address:
        client = httpx.Client(proxy=address, verify=ROOTS)
        _given_up(Line("other", "http://other.invalid", client=client, limits=BRIEF))


def _given_up(line):
    began = time.monotonic()
    with pytest.raises(Unreachable, match="ReadTimeout"):
        line.get("/x")
    assert 0.3 <= time.monotonic() - began < 3


def test_a_system_that_reads_a_drop_at_a_time_is_given_up_too():
    """It takes a connection, and nothing from it."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        line = Line("other", address, client=HTTP, limits=BRIEF)
        began = time.monotonic()
        with pytest.raises(Unreachable, match="WriteTimeout"):
            line.fetch("POST", "/x", content=bytes(20_000_000))
        assert time.monotonic() - began < 3


def test_a_silent_system_is_given_up_after_the_read_time(other, serve):
    other.answer = lambda: time.sleep(5) or Response("{}")
    began = time.monotonic()
    with pytest.raises(Unreachable, match="ReadTimeout"):
        Line("other", serve(other.app), client=HTTP, limits=HASTY).get("/x")
    assert time.monotonic() - began < 3


def test_nobody_listening_is_unreachable_and_the_fault_does_not_tell_the_address():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unreachable) as fault:
            Line("other", f"http://127.0.0.1:{port}", client=HTTP, limits=QUICK).get(
                "/x", name="Nguyen"
            )
    assert "Nguyen" not in str(fault.value) and str(port) not in str(fault.value)


def test_the_ordinary_limits_are_two_seconds_to_connect_and_five_to_read():
    assert (Limits().connect, Limits().read) == (2, 5)


def test_a_proxy_named_by_the_machine_is_not_asked_for_this_machine(line, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert Line("other", line.address, limits=QUICK).get("/x").status == 200
    with pytest.raises(httpx.ConnectError):  # control: an ordinary client does ask it
        httpx.get(f"{line.address}/x")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda parts: parts.text("a"), 1),
        (lambda parts: parts.whole("a"), "1"),
        (lambda parts: parts.whole("a"), True),
        (lambda parts: parts.items("a"), {}),
        (lambda parts: parts.texts("a"), {"x": 1}),
        (lambda parts: parts.moment("a"), "hôm qua"),
        (lambda parts: parts.moment("a"), "2026-11-22T08:00:00"),
        (lambda parts: parts.echoes("a", "ours"), "theirs"),
    ],
)
def test_an_odd_part_of_an_answer_is_misanswered(read, value):
    for body in ({"a": value}, {}):
        with pytest.raises(Misanswered):
            read(Parts("other", body))


def test_every_sandbox_is_a_process_of_its_own_that_stops_at_sigterm(tmp_path):
    started = {name: _start(name, tmp_path) for name in NAMES}
    try:
        for name, (process, port) in started.items():
            assert _healthy(port)["system"] == name
            process.send_signal(signal.SIGTERM)
        for process, _ in started.values():
            _, said = process.communicate(timeout=5)
            assert (process.returncode, said) == (0, b"")
    finally:
        for process, _ in started.values():
            process.kill()
            process.wait()
    kept = [*(tmp_path / "signer").glob("*.pem"), tmp_path / "eidentity" / "key.json"]
    assert len(kept) == 4 and all(file.stat().st_mode & 0o077 == 0 for file in kept)


NAMES = ("population", "eidentity", "signer", "sms", "post", "agency")


def _start(name, home):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = (
        f"from motcua.bridges.{name}_sandbox import serve; from pathlib import Path; "
        f"serve({port}, Path({str(home)!r}))"
    )
    return subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE), port


def _healthy(port):
    for _ in range(200):
        try:
            return HTTP.get(f"http://127.0.0.1:{port}/_health").json()
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the sandbox did not start")
