"""Runs the processes of one machine: starts them in order, restarts what falls, stops them all.

No process outlives this one, not even after kill -9 (children.py). The socket of the web is held
here, so a request that comes while the web restarts waits instead of being refused.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from motcua.site import children
from motcua.site.embedded import Embedded
from motcua.site.failure import Failure

_LONGEST_PAUSE = 15.0
_IN_A_MOMENT = 0.05  # seconds
_SOON = 0.2  # seconds
_LOG_LIMIT = 10_000_000  # bytes; the log before it is kept beside it as .1
Say = Callable[[str], None]


@dataclass(frozen=True)
class Part:
    """One process: what is run, with which environment, and how to know that it works."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    works: Callable[[], bool]
    pass_fds: Sequence[int] = ()


@dataclass
class _Running:
    part: Part
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    start_again_at: float = 0.0
    has_worked: bool = False  # since it was last started
    listen_again_at: float = 0.0
    silent_since: float | None = None


@dataclass
class Supervisor:
    """The parts of one machine, with the embedded database, already started, if it has one."""

    home: Path
    embedded: Embedded | None = None
    say: Say = print
    hung_after: float = 60.0  # seconds without an answer after which a part is started again
    listen_every: float = 5.0
    patience: float = 20.0  # seconds a part may take to stop
    _running: list[_Running] = field(default_factory=list)
    _stop_asked: threading.Event = field(default_factory=threading.Event)

    def start(self, parts: Sequence[Part], seconds: float = 60) -> None:
        """Start these parts, all at once, and return when each says that it works."""
        added = [_Running(part) for part in parts]
        for one in added:
            self._start_one(one)
            self._running.append(one)
        deadline = time.monotonic() + seconds
        for one in added:
            while not one.part.works():
                self._ensure_still_starting(one, deadline)
                time.sleep(0.05)

    def watch(self) -> None:
        """Keep the parts running until stop_soon is called or a signal ends us."""
        watcher = threading.Thread(target=self._listen_to_parts, daemon=True)
        watcher.start()
        while not self._stop_asked.wait(0.1):
            self._keep_database()
            for one in self._running:
                self._keep(one)
        watcher.join(10)

    def stop_soon(self) -> None:
        self._stop_asked.set()

    def stop(self) -> None:
        """Stop the parts, all at once, and then the database."""
        self._stop_asked.set()
        alive = [one.process for one in self._running if one.process]
        for process in alive:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + self.patience
        for process in alive:
            children.wait_or_kill(process, deadline - time.monotonic())
        self._running = []
        if self.embedded:
            self.embedded.stop()

    def pids(self) -> dict[str, int]:
        """The process of each part that lives: for tests and for who wants to look."""
        found = {one.part.name: one.process.pid for one in self._running if one.process}
        if self.embedded and self.embedded.process:
            found["database"] = self.embedded.process.pid
        return found

    def _start_one(self, one: _Running) -> None:
        with _open_log(self.home / "log" / f"{one.part.name}.log") as output:
            one.process = children.start(
                one.part.command, env=one.part.env, output=output, pass_fds=one.part.pass_fds
            )
        one.has_worked, one.listen_again_at, one.silent_since = False, 0.0, None

    def _ensure_still_starting(self, one: _Running, deadline: float) -> None:
        assert one.process
        log = self.home / "log" / f"{one.part.name}.log"
        if one.process.poll() is not None:
            raise Failure(f"“{one.part.name}” dừng ngay khi khởi động:\n{last_words(log)}")
        if time.monotonic() > deadline:
            raise Failure(f"“{one.part.name}” không sẵn sàng kịp. Xem {log}.\n{last_words(log)}")

    def _keep_database(self) -> None:
        if self.embedded and not self.embedded.alive():
            self.say("Cơ sở dữ liệu dừng bất ngờ, đang khởi động lại.")
            self.embedded.stop()
            self.embedded.start()

    def _keep(self, one: _Running) -> None:
        now = time.monotonic()
        if one.process is None:
            if now >= one.start_again_at:
                self._start_one(one)
        elif one.process.poll() is not None:
            self._note_fall(one, now)
        elif one.silent_since and now - one.silent_since > self.hung_after:
            self.say(f"“{one.part.name}” không trả lời, đang khởi động lại.")
            children.stop(one.process, (signal.SIGTERM, 5))

    def _note_fall(self, one: _Running, now: float) -> None:
        """What has worked does start: its fall is mended at once, however often it is struck."""
        assert one.process
        one.falls = 0 if one.has_worked else one.falls + 1
        pause = min(0.2 * 2**one.falls, _LONGEST_PAUSE) if one.falls > 1 else 0.0
        self.say(
            f"“{one.part.name}” dừng bất ngờ (mã {one.process.returncode}), "
            f"khởi động lại sau {pause:.1f} giây."
        )
        one.process, one.start_again_at = None, now + pause

    def _listen_to_parts(self) -> None:
        """Hear which parts work, of a new one soon, and since when one has not answered; a
        thread, since answers may take long."""
        while not self._stop_asked.wait(min(_SOON, self.listen_every)):
            for one in self._running:
                if time.monotonic() >= one.listen_again_at:
                    self._listen_to(one)

    def _listen_to(self, one: _Running) -> None:
        asked = one.process
        if one.part.works():
            one.has_worked, one.silent_since = asked is not None and asked is one.process, None
        elif one.silent_since is None:
            one.silent_since = time.monotonic()
        if one.has_worked:
            one.listen_again_at = time.monotonic() + self.listen_every


def end_on_signals() -> None:
    """Let SIGTERM end us as Ctrl-C does, by KeyboardInterrupt; further ones change nothing.

    Where Python listens to no exception, as between the two halves of a fork, what is raised is
    lost: it is raised again in a moment.
    """
    tell_before = sys.unraisablehook

    def asked(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise KeyboardInterrupt

    def unheard(lost: "sys.UnraisableHookArgs") -> None:
        if isinstance(lost.exc_value, KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_REAL, _IN_A_MOMENT)
        else:
            tell_before(lost)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, asked)
    sys.unraisablehook = unheard


def last_words(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _open_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_LIMIT:
        path.replace(path.with_name(f"{path.name}.1"))
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb")
