"""Pulls the plug while citizens file: what was acknowledged must be there when the power is back.

Run as root: python -m bench.powercut [--rounds N | --quick] [--seed TEXT]. The database and the
attachments lie on an ext4 of their own on a loop device; FS_IOC_SHUTDOWN without a flush of its
log takes away at one instant whatever had not reached the device. The ledgers lie elsewhere.
Beside it, in the same rounds, Django's own FileSystemStorage keeps files: it must lose, else the
plug was not pulled. It shows the loss of what the kernel had not written; of disks that lie about
having written it says nothing.
"""

import argparse
import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.figure import conclude
from bench.filers import Filers, Verdict, judge
from bench.system import HOME, Citizen, System, citizens, set_up_django, system, tree

CLIENTS = 8
SHUTDOWN = 0x8004587D  # FS_IOC_SHUTDOWN
NO_LOG_FLUSH = 2
SIZE = 3 << 30


def main() -> int:
    if os.geteuid():
        print("powercut: needs root (it mounts a file system)")
        return 2
    asked = _arguments()
    print(f"seed {asked.seed}, {asked.rounds} cuts")
    with disk(HOME / "disk") as place:
        (HOME / "postgres.txt").write_text(f"{place}\n")
        with system(files=place / "files") as running:
            set_up_django(running.urls.clerk, running.more)
            people = citizens(CLIENTS)
            return _cuts(running, people, place, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", default=str(time.time_ns()))
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds = min(asked.rounds, 3)
    return asked


def _cuts(
    running: System, people: Sequence[Citizen], place: Path, asked: argparse.Namespace
) -> int:
    pick = random.Random(asked.seed)
    control = Plain(place / "plain", HOME / "plain.jsonl")
    total, recovery = Verdict(), []
    for number in range(asked.rounds):
        folder = HOME / "ledgers" / str(number)
        begun = time.monotonic()
        _start(running)
        recovery.append(time.monotonic() - begun)
        filers = Filers(running.port, people, folder, f"{asked.seed} {number}")
        filers.start()
        control.start()
        _await_first(filers)
        time.sleep(pick.uniform(0.2, 2.5))
        pull_the_plug(place)
        _everything_dies(running)
        control.stop()
        filers.stop()
        _power_returns(place)
        total = _added(total, folder, running)
    lost, kept = control.lost()
    print(f"{asked.rounds} cuts, {total}")
    print(f"Django's FileSystemStorage in the same cuts: {lost} of {kept} files lost or empty")
    print(f"from power to the first page: longest {max(recovery):.1f} s")
    if not lost:
        print("the control lost nothing: the plug was not pulled, the rest shows nothing")
    wrong = len(total.lost) + len(total.files_lost) + len(total.doubled) + len(total.journal)
    holds = total.sound and total.filed > 0 and lost > 0
    name = f"lost in {asked.rounds} power cuts"
    return conclude(name, wrong, "filings, files, entries", "0", holds)


def _added(total: Verdict, folder: Path, running: System) -> Verdict:
    """The judgement of one round, added to those before it."""
    running.embedded.start()
    found = judge(folder)
    from django.db import connections

    connections.close_all()
    for name in ("lost", "doubled", "files_lost", "journal"):
        getattr(total, name).extend(getattr(found, name))
    total.filed += found.filed
    return total


# the machine


def _start(running: System) -> None:
    """The database runs already; the rest comes up as after any boot."""
    running.start_web()
    running.start_worker()


def _await_first(filers: Filers) -> None:
    deadline = time.monotonic() + 60
    while not filers.filed_at:
        if time.monotonic() > deadline:
            raise SystemExit("nobody could file: " + "\n".join(filers.trouble[-3:]))
        time.sleep(0.02)


def pull_the_plug(place: Path) -> None:
    """From this call on nothing reaches the device any more."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    finally:
        os.close(handle)


def _everything_dies(running: System) -> None:
    pids = tree(*running.supervisor.pids().values())
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    running.supervisor.stop()


def _power_returns(place: Path) -> None:
    """Unmounted, checked by the log of the file system alone, mounted again."""
    source = subprocess.check_output(["findmnt", "-n", "-o", "SOURCE", place], text=True).strip()
    for _ in range(100):
        if subprocess.run(["umount", place], stderr=subprocess.DEVNULL).returncode == 0:
            break
        time.sleep(0.1)
    else:
        raise SystemExit(f"{place} stays busy")
    subprocess.run(["mount", source, place], check=True)


@contextmanager
def disk(place: Path) -> Iterator[Path]:
    """A file system of its own, gone afterwards whatever happens."""
    image = place.with_suffix(".img")
    with image.open("wb") as file:
        file.truncate(SIZE)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    device = subprocess.check_output(["losetup", "--find", "--show", image], text=True).strip()
    try:
        place.mkdir()
        subprocess.run(["mount", device, place], check=True)
        place.chmod(0o755)
        yield place
    finally:
        subprocess.run(["umount", "-l", place], stderr=subprocess.DEVNULL)
        subprocess.run(["losetup", "-d", device])
        image.unlink()


# the control


class Plain:
    """Files kept with Django's own storage, each acknowledged once `save` has returned."""

    def __init__(self, folder: Path, ledger: Path) -> None:
        self.folder, self.ledger = folder, ledger
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._stop.clear()
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _work(self) -> None:
        from django.core.files.base import ContentFile
        from django.core.files.storage import FileSystemStorage

        storage = FileSystemStorage(self.folder)
        with self.ledger.open("a") as written:
            while not self._stop.wait(0.02):
                name = uuid.uuid4().hex
                with suppress(OSError):
                    storage.save(name, ContentFile(name.encode() * 100))
                    written.write(f"{name}\n")
                    written.flush()

    def lost(self) -> tuple[int, int]:
        """How many of the acknowledged are missing or not whole."""
        names = self.ledger.read_text().split()
        whole = sum(self._read(name) == name.encode() * 100 for name in names)
        return len(names) - whole, len(names)

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return b""


if __name__ == "__main__":
    sys.exit(main())
