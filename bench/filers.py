"""Citizens who file without end, retry until they are answered, and write down what they know.

Each writes a ledger of its own, on the disk before it goes on: what it is about to send, and what
was acknowledged. The ledgers alone are believed afterwards, nothing the system says of itself.
"""

import hashlib
import json
import os
import random
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.browser import Browser, Unanswered
from bench.journey import ANSWERS, STAY, Journey, Strayed
from bench.system import Citizen

PAUSE = 0.1  # seconds between two tries
PATIENCE = 15.0  # seconds for an answer


@dataclass(frozen=True)
class Application:
    """What one citizen wants: told apart from all others by its paper."""

    id: UUID
    person: UUID
    paper: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.paper).hexdigest()


def paper(pick: random.Random) -> bytes:
    """A small PDF like no other."""
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + page
        + f"% {pick.getrandbits(128):032x} {'.' * pick.randrange(20_000)}\n".encode()
        + b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


class Ledger:
    """Lines that are on the disk before anything else happens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab")

    def write(self, what: str, application: Application) -> None:
        line = {"what": what, "id": str(application.id), "person": str(application.person),
                "sha256": application.sha256, "at": time.time()}  # fmt: skip
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


@dataclass
class Filers:
    """Some citizens at work, each in a thread with a ledger in `folder`."""

    port: int
    people: Sequence[Citizen]
    folder: Path
    seed: str
    stable_key: bool = True  # the control makes a new key for each try, and is impatient
    filed_at: list[float] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    _no_more: threading.Event = field(default_factory=threading.Event)
    _give_up: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _browsers: list[Browser] = field(default_factory=list)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for number, person in enumerate(self.people):
            thread = threading.Thread(target=self._work, args=(number, person), daemon=True)
            self._threads.append(thread)
            thread.start()

    def finish(self, seconds: float = 60) -> None:
        """No new applications; what was begun is retried to its end, or given up."""
        self._no_more.set()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.1, deadline - time.monotonic()))
        self.stop()

    def stop(self) -> None:
        """As if the citizens went away at once."""
        self._no_more.set()
        self._give_up.set()
        while any(thread.is_alive() for thread in self._threads):
            for browser in self._browsers:
                browser.hang_up()
            time.sleep(0.05)

    def filings_since(self, moment: float) -> int:
        return sum(at > moment for at in self.filed_at)

    def _work(self, number: int, person: Citizen) -> None:
        pick = random.Random(f"{self.seed} {number}")
        ledger = Ledger(self.folder / f"{number}.jsonl")
        browser = Browser(self.port, person.session, PATIENCE)
        self._browsers.append(browser)
        while not self._no_more.is_set():
            wanted = Application(uuid.uuid4(), person.person, paper(pick))
            ledger.write("wanted", wanted)
            self._until_filed(browser, wanted, ledger)
        browser.close()
        ledger.close()

    def _until_filed(self, browser: Browser, wanted: Application, ledger: Ledger) -> None:
        sent = wanted.id
        while not self._give_up.is_set():
            journey = Journey(browser, STAY, sent, ANSWERS[STAY], wanted.paper, looks=False)
            browser.lose_patience(PATIENCE)
            try:
                self._file(journey, wanted, ledger)
                return
            except (Unanswered, Strayed) as unsure:
                if isinstance(unsure, Strayed):
                    self.trouble.append(str(unsure)[:400])
                time.sleep(PAUSE)
                sent = sent if self.stable_key else uuid.uuid4()

    def _file(self, journey: Journey, wanted: Application, ledger: Ledger) -> None:
        if not journey.is_filed():
            journey.prepare()
            ledger.write("attached", wanted)
            if not self.stable_key:
                journey.browser.lose_patience(random.uniform(0.01, 0.2))
            journey.submit()
        ledger.write("filed", wanted)
        self.filed_at.append(time.time())


# the judgement


@dataclass
class Verdict:
    """Ledgers against database and files."""

    filed: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    files_lost: list[str] = field(default_factory=list)
    journal: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.doubled or self.files_lost or self.journal)

    def __str__(self) -> str:
        return (
            f"{self.filed} acknowledged: {len(self.lost)} lost, {len(self.doubled)} doubled,"
            f" {len(self.files_lost)} files lost, {len(self.journal)} faults in the journal"
        )


def judge(folder: Path, by_paper: bool = False) -> Verdict:
    """Everything acknowledged must be there, once and whole (Django is set up as the clerk).

    Where clients change their key, `by_paper` says which dossier is meant.
    """
    from django.db import connections

    from motcua.records import journal

    connections.close_all()
    verdict = Verdict()
    lines = list(_lines(folder))
    verdict.filed = sum(line["what"] == "filed" for line in lines)
    found = _in_database()
    for line in lines:
        if line["what"] == "filed" and line["sha256"] not in found:
            verdict.lost.append(line["id"])
        if line["what"] == "filed" and not by_paper and line["id"] not in found[line["sha256"]]:
            verdict.lost.append(line["id"])
    wanted = {line["sha256"] for line in lines}
    verdict.doubled = [sha for sha, ids in found.items() if sha in wanted and len(ids) > 1]
    verdict.files_lost = _missing_files(lines)
    verdict.journal = [str(fault) for fault in journal.verify()]
    return verdict


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            yield json.loads(line)


def _in_database() -> dict[str, set[str]]:
    """The ids of the dossiers that hold each paper."""
    from motcua.records.document import Attachment
    from motcua.records.dossier import Dossier

    there = set(Dossier.objects.values_list("id", flat=True))
    found: dict[str, set[str]] = {}
    for dossier, sha in Attachment.objects.values_list("dossier", "sha256"):
        if dossier in there:
            found.setdefault(sha, set()).add(str(dossier))
    return found


def _missing_files(lines: Sequence[dict[str, Any]]) -> list[str]:
    """Papers acknowledged that are not in the table or not, byte for byte, on the disk."""
    from motcua.records.document import Attachment
    from motcua.records.files import store

    kept = set(Attachment.objects.filter(removed=False).values_list("sha256", flat=True))
    acknowledged = {line["sha256"] for line in lines if line["what"] != "wanted"}
    return [sha for sha in acknowledged if sha not in kept or not store().verify(sha)]
