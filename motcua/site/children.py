"""Child processes that never outlive the process that started them."""

import ctypes
import os
import pwd
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG, _PR_GET_PDEATHSIG = 1, 2
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Person:
    """The account of the operating system that a child runs under."""

    uid: int
    gid: int


def die_with_parent(sent: signal.Signals, parent: int | None = None) -> Callable[[], None]:
    """What a fork runs, so that the kernel sends it `sent` when its parent (we) ends.

    The kernel watches the *thread* that forks: start children from a thread that stays.
    """
    expected = parent or os.getpid()

    def before_exec() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(sent), 0, 0, 0)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        if os.getppid() != expected:  # the parent ended before we asked to be told
            os._exit(1)

    return before_exec


def end_soon_after_parent(seconds: float) -> None:
    """In a child that dies with its parent: end for certain so long after it. The signal asks for
    an orderly end, which may wait for a database that has gone as well."""
    asked = ctypes.c_int()
    _libc.prctl(_PR_GET_PDEATHSIG, ctypes.byref(asked), 0, 0, 0)
    if not asked.value:
        return
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        time.sleep(seconds)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def start(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    output: IO[bytes],
    cwd: Path | str = "/",
    person: Person | None = None,
    when_orphaned: signal.Signals = signal.SIGTERM,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: Ctrl-C reaches us, and we stop it in our order."""
    return subprocess.Popen(
        list(command),
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=die_with_parent(when_orphaned),
        pass_fds=tuple(pass_fds),
        user=person.uid if person else None,
        group=person.gid if person else None,
        extra_groups=[] if person else None,
    )


def run(
    command: Sequence[str], *, env: Mapping[str, str], person: Person | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a short program to its end and keep what it printed."""
    return subprocess.run(
        list(command),
        env=dict(env),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=die_with_parent(signal.SIGKILL),
        user=person.uid if person else None,
        group=person.gid if person else None,
        extra_groups=[] if person else None,
    )


def ordinary_person() -> Person | None:
    """Whom PostgreSQL runs as: ourselves (None), or for root an ordinary account."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Person(found.pw_uid, found.pw_gid)
    return Person(65534, 65534)


def stop(child: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> int:
    """Send each signal in turn, waiting its seconds, at last SIGKILL; give the exit code."""
    for sent, seconds in steps:
        if child.poll() is not None:
            return child.returncode
        child.send_signal(sent)
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    child.kill()
    return child.wait()


def wait_or_kill(child: subprocess.Popen[bytes], seconds: float) -> int:
    """The exit code of a child that has been told to stop; SIGKILL if it takes longer."""
    try:
        return child.wait(max(seconds, 0))
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


def living_in(folder: Path) -> list[int]:
    """The processes whose working folder is `folder`: a database's server and its sessions."""
    wanted = os.stat(folder)
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            there = os.stat(f"/proc/{name}/cwd")
        except OSError:
            continue
        if (there.st_dev, there.st_ino) == (wanted.st_dev, wanted.st_ino):
            found.append(int(name))
    return found
