"""The whole system in real processes: what is killed comes back, and nothing is left behind."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from motcua.site import children, parts, ports
from motcua.site.embedded import Embedded, Urls

ROOT = Path(__file__).parents[2]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
    return kept | {"MOTCUA_HOME": str(home), "PYTHONPATH": str(ROOT)} | more


def motcua(home: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "motcua.site.command", *words],
        env=surroundings(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
    )


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    top.chmod(0o755)
    said, _ = motcua(top / "Một cửa", "migrate").communicate()
    assert "procrastinate" in said, said
    yield top / "Một cửa"
    Embedded(top / "Một cửa").remove()
    shutil.rmtree(top)


@pytest.fixture(scope="module")
def port() -> int:
    with ports.listen("127.0.0.1", 18500, print) as found:
        return found.getsockname()[1]


@pytest.fixture
def served(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """`motcua serve` without a database of its own: the whole machine."""
    running = motcua(home, "serve", "--port", str(port))
    lines = []
    for line in running.stdout:
        lines.append(line)
        if "Dừng: Ctrl-C" in line:
            break
    assert parts.answers(f"http://127.0.0.1:{port}/suc-khoe"), "".join(lines)
    yield running
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=60)


def offspring(pid: int) -> dict[int, str]:
    """The living processes below one, with what they are."""
    found = {}
    for child in children_of(pid):
        with suppress(FileNotFoundError, ProcessLookupError):  # gone since it was listed
            line = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            found |= {child: line} | offspring(child)
    return found


def children_of(pid: int) -> list[int]:
    try:
        return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Callable[[], object], seconds: float) -> float:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds
        time.sleep(0.05)
    return time.monotonic() - begun


@pytest.mark.parametrize("which", [r" serve ", r" work ", r"/postgres "])
def test_kill_9_of_any_part_is_over_within_three_seconds(
    served: subprocess.Popen[str], home: Path, port: int, which: str
) -> None:
    below = offspring(served.pid)
    struck = next(pid for pid in children_of(served.pid) if re.search(which, below.get(pid, "")))
    alive = home / "run" / "worker.alive"
    os.kill(struck, signal.SIGKILL)
    killed = time.time()

    def back() -> bool:
        replaced = any(
            re.search(which, line) and pid != struck
            for pid, line in offspring(served.pid).items()
            if pid in children_of(served.pid)
        )
        worker = alive.exists() and alive.stat().st_mtime > killed
        return replaced and worker and parts.answers(f"http://127.0.0.1:{port}/suc-khoe")

    took = wait_for(back, 30)
    assert took < 3 * (1 + os.getloadavg()[0] / 2)  # three seconds on two free cores


def test_kill_9_of_the_supervisor_leaves_no_process(
    served: subprocess.Popen[str], home: Path
) -> None:
    def webs() -> int:
        return sum(" serve " in line for line in offspring(served.pid).values())

    wait_for(lambda: webs() == 3, 10)  # a master and two workers, the second a moment later
    below = offspring(served.pid)
    served.kill()
    served.wait()

    def left() -> list[str]:
        return [line for pid, line in below.items() if is_alive(pid)]

    with suppress(AssertionError):
        wait_for(lambda: not left(), 40)
    assert left() == []
    assert not children.living_in(Embedded(home).data)


def test_ctrl_c_stops_everything_the_database_too(
    served: subprocess.Popen[str], home: Path
) -> None:
    below = offspring(served.pid)
    served.send_signal(signal.SIGINT)
    said, _ = served.communicate(timeout=40)
    assert served.returncode == 0
    assert "Đã dừng." in said and "Traceback" not in said
    assert not any(is_alive(pid) for pid in below)
    assert not (Embedded(home).data / "postmaster.pid").exists()


def test_two_webs_and_two_workers_of_two_machines_share_one_database(
    home: Path, tmp_path: Path
) -> None:
    with Embedded(home) as urls:
        earlier, running, addresses = workers_seen(urls), [], []
        for name in ("máy một", "máy hai"):
            web, worker, address = one_machine(tmp_path / name, home, urls)
            running += [web, worker]
            addresses.append(address)
        try:
            for address in addresses:
                wait_for(lambda address=address: parts.answers(f"{address}/suc-khoe"), 40)
            wait_for(lambda: len(workers_seen(urls) - earlier) == 2, 40)
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.communicate(timeout=40)
        assert not workers_seen(urls) - earlier  # each signed off


def one_machine(
    own: Path, home: Path, urls: Urls
) -> tuple[subprocess.Popen[str], subprocess.Popen[str], str]:
    """A web and a worker with a home of their own; keys and files are shared."""
    shared = {"MOTCUA_KEYS": str(home / "keys"), "MOTCUA_FILES": str(home / "files")}
    with ports.listen("127.0.0.1", 18600, print) as found:
        port = found.getsockname()[1]
    web = motcua(own, "serve", "--port", str(port), MOTCUA_DATABASE_URL=urls.web, **shared)
    worker = motcua(own, "work", MOTCUA_DATABASE_URL=urls.clerk, **shared)
    wait_for(lambda: parts.answers(f"http://127.0.0.1:{port}/suc-khoe"), 40)
    return web, worker, f"http://127.0.0.1:{port}"


def workers_seen(urls: Urls) -> set[int]:
    with psycopg.connect(urls.clerk) as connection:
        return {row[0] for row in connection.execute("SELECT id FROM procrastinate_workers")}
