"""The supervisor, with small programs in place of the real parts."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.site import parts, ports
from motcua.site.failure import Failure
from motcua.site.supervisor import Part, Supervisor

ROOT = Path(__file__).parents[2]
SLEEPER = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
FALLS = "import sys; print('không có khoá'); sys.exit(3)"
DEAF = "import pathlib, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + (
    "pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
)
WHOLE = """
import pathlib, sys, time
from motcua.site.supervisor import Part, Supervisor, end_on_signals
folder = pathlib.Path(sys.argv[1])
sleeper = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
command = [sys.executable, "-c", sleeper, str(folder / "up")]
supervisor = Supervisor(folder)
end_on_signals()
try:
    supervisor.start([Part("sleeper", command, {}, (folder / "up").exists)])
    print(supervisor.pids()["sleeper"], flush=True)
    supervisor.watch()
except KeyboardInterrupt:
    print("stopping", flush=True)
finally:
    supervisor.stop()
print("stopped", flush=True)
"""


def part(name: str, program: str, up: Path) -> Part:
    return Part(name, [sys.executable, "-c", program, str(up)], {}, up.exists)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path, say=said.append)
    yield made
    made.stop()


@pytest.fixture
def watched(supervisor: Supervisor, tmp_path: Path) -> Iterator[Supervisor]:
    """A supervisor at work on one sleeper. The kernel watches the thread that forks: it stays."""
    supervisor.start([part("sleeper", SLEEPER, tmp_path / "up")])
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    yield supervisor
    supervisor.stop_soon()
    thread.join()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, seconds: float = 5.0) -> float:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)
    return time.monotonic() - begun


def test_a_part_killed_with_9_is_back_within_three_seconds(
    watched: Supervisor, said: list[str], tmp_path: Path
) -> None:
    first = watched.pids()["sleeper"]
    (tmp_path / "up").unlink()
    os.kill(first, signal.SIGKILL)
    assert wait_for((tmp_path / "up").exists) < 3
    assert watched.pids()["sleeper"] != first
    assert "sleeper" in said[0] and "khởi động lại" in said[0]


def test_a_part_that_falls_again_and_again_is_started_ever_more_seldom(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    counter, up = tmp_path / "starts", tmp_path / "up"
    up.touch()
    program = f"open({str(counter)!r}, 'a').write('x')"
    supervisor.start([Part("brief", [sys.executable, "-c", program], {}, up.exists)])
    up.unlink()
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    time.sleep(4)
    supervisor.stop_soon()
    thread.join()
    assert 2 <= len(counter.read_text()) <= 6
    assert said[-1] > said[0]


def test_a_part_that_works_is_back_at_once_however_often_it_is_struck(
    watched: Supervisor, tmp_path: Path
) -> None:
    """Half a dozen blows with growing pauses would take more than six seconds."""
    begun = time.monotonic()
    for _ in range(6):
        struck = watched.pids()["sleeper"]
        (tmp_path / "up").unlink()
        os.kill(struck, signal.SIGKILL)
        wait_for((tmp_path / "up").exists)
        time.sleep(0.3)
    assert time.monotonic() - begun < 6


def test_a_part_that_cannot_start_gives_its_last_words(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    with pytest.raises(Failure, match="không có khoá"):
        supervisor.start([part("web", FALLS, tmp_path / "up")])


def test_a_part_that_is_never_ready_is_given_up(supervisor: Supervisor, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="không sẵn sàng"):
        never = part("web", SLEEPER, tmp_path / "up")
        supervisor.start([Part("web", never.command, {}, lambda: False)], seconds=0.3)


def test_a_part_that_no_longer_answers_is_started_again(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    supervisor.hung_after = 0.2
    supervisor.listen_every = 0.1
    supervisor.start([part("web", SLEEPER, tmp_path / "up")])
    first = supervisor.pids()["web"]
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    (tmp_path / "up").unlink()
    wait_for(lambda: supervisor.pids().get("web", first) != first)
    supervisor.stop_soon()
    thread.join()
    assert "không trả lời" in said[0]


def test_a_part_deaf_to_sigterm_is_stopped_all_the_same(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor.patience = 0.5
    supervisor.start([part("deaf", DEAF, tmp_path / "up")])
    pid = supervisor.pids()["deaf"]
    supervisor.stop()
    assert not is_alive(pid)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_sigterm_and_ctrl_c_stop_everything(sent: signal.Signals, tmp_path: Path) -> None:
    whole, pid = run_whole(tmp_path)
    whole.send_signal(sent)
    rest, _ = whole.communicate(timeout=20)
    assert rest.split() == ["stopping", "stopped"]
    assert not is_alive(pid)


def test_kill_9_of_the_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    whole, pid = run_whole(tmp_path)
    whole.kill()
    whole.communicate()
    wait_for(lambda: not is_alive(pid))


def run_whole(folder: Path) -> tuple[subprocess.Popen[str], int]:
    whole = subprocess.Popen(
        [sys.executable, "-c", WHOLE, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    return whole, int(whole.stdout.readline())


def test_kill_9_of_the_web_master_takes_its_workers_along_and_no_request_is_refused(
    supervisor: Supervisor, tmp_path: Path
) -> None:
    with ports.listen("127.0.0.1", 18400, print) as listening:
        port = listening.getsockname()[1]
        supervisor.start([stand_in_web(listening.fileno(), port)])
        master = supervisor.pids()["web"]
        wait_for(lambda: len(children_of(master)) == 2)
        workers = children_of(master)
        thread = threading.Thread(target=supervisor.watch)
        thread.start()
        os.kill(master, signal.SIGKILL)
        for _ in range(50):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            assert connection.getresponse().status == 200
            connection.close()
        wait_for(lambda: supervisor.pids().get("web", master) != master)
        wait_for(lambda: not any(is_alive(pid) for pid in workers))
        supervisor.stop_soon()
        thread.join()


def stand_in_web(listening: int, port: int) -> Part:
    """Our own gunicorn around an application of three lines."""
    program = (
        "from motcua.site.web import Web\n"
        "class Small(Web):\n"
        "    def load(self):\n"
        "        return lambda environ, start: (start('200 OK', []), [b'ok'])[1]\n"
        f"Small('fd://{listening}', 2, 2).run()"
    )
    return Part(
        "web",
        [sys.executable, "-P", "-c", program],
        parts.environment(),
        lambda: parts.answers(f"http://127.0.0.1:{port}/"),
        pass_fds=(listening,),
    )


def children_of(pid: int) -> list[int]:
    return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_taken_port_is_named_and_the_next_one_used(said: list[str]) -> None:
    with ports.listen("127.0.0.1", 18410, said.append) as first:
        taken = first.getsockname()[1]
        with ports.listen("127.0.0.1", taken, said.append) as second:
            assert second.getsockname()[1] == taken + 1
        assert said[-1] == (
            f"Cổng {taken} đang có chương trình khác dùng, chuyển sang cổng {taken + 1}."
        )
        with pytest.raises(Failure, match=f"Cổng {taken}"):
            ports.listen("127.0.0.1", taken, said.append, tries=1)
        assert ports.choose(taken, "sms", {taken + 1}, said.append) == taken + 2
        assert f"sms chuyển sang cổng {taken + 2}" in said[-1]


def test_a_part_is_told_our_settings_and_little_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_ADDRESS", "https://motcua.example.vn")
    monkeypatch.setenv("AWS_SECRET", "x")
    told = parts.environment(MOTCUA_DATABASE_URL="postgresql://web@/motcua")
    assert told["MOTCUA_ADDRESS"] == "https://motcua.example.vn"
    assert "AWS_SECRET" not in told
    box = parts.sandbox("sms", 8104, Path("/tmp"))
    assert not [name for name in box.env if name.startswith("MOTCUA_")]


FORKING = """
import os, signal, time
from motcua.site.supervisor import end_on_signals
end_on_signals()
os.register_at_fork(after_in_parent=lambda: signal.raise_signal(signal.SIGTERM))
try:
    os.fork() or os._exit(0)
    time.sleep(20)
except KeyboardInterrupt:
    print("heard")
"""


def test_a_signal_that_comes_in_the_middle_of_a_fork_is_heard() -> None:
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", FORKING], capture_output=True, text=True)
    assert done.stdout == "heard\n", done.stderr
    assert time.monotonic() - begun < 15
