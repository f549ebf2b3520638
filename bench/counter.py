"""Sixty officers at once over 300,000 dossiers: how long each page of the counter lets them wait.

Run: python -m bench.counter [--quick]. The web server as `motcua demo` runs it, two processes, on
this machine's processors; each officer opens a page, reads for a while (two to six seconds, as one
who is in a hurry), and opens the next. All dossiers lie in one commune. The last line is JSON: the
95th percentile of the page for which one waits longest.
"""

import os
import random
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import psycopg

from bench.browser import Browser, Unanswered
from bench.figure import conclude, percentile, quick
from bench.system import System, cpu_ms, session_of, set_up_django, system

BAR = 150.0
OFFICERS = 60
READS = (2.0, 6.0)  # seconds
REAL = 60  # dossiers that were really filed, and can be opened


@dataclass
class Desk:
    """What sixty officers measured: milliseconds by kind of page."""

    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    cpu: float = 0.0  # milliseconds of the web server and the database together
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, milliseconds: float, status: int) -> None:
        with self._lock:
            self.waits[kind].append(milliseconds)
            if status != 200:
                self.wrong.append(f"{kind}: {status}")


def main() -> int:
    seconds = 40 if quick() else 120
    with system() as here:
        set_up_django(here.urls.clerk, here.more)
        sessions, dossiers = _commune(here.urls.owner)
        here.start_web()
        _wait_for(here, sessions[0])
        servers = [here.pid(name) for name in ("web", "database")]
        before = cpu_ms(*servers)
        desk = _sit(here, sessions, dossiers, seconds)
        desk.cpu = cpu_ms(*servers) - before
    return report(desk)


def _commune(owner: str) -> tuple[list[str], list[str]]:
    """A full commune, sixty officers signed in, and some dossiers that can be opened."""
    from bench.dossiers import fill
    from tests import cast
    from tests.doors.desk import residence

    cast.load()
    fill()
    opened = [str(residence("minh").id) for _ in range(REAL)]
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return [_officer(number) for number in range(OFFICERS)], opened


def _officer(number: int) -> str:
    """A session of one more officer of the commune."""
    from motcua.actions.account import appoint, sign_in
    from motcua.rules.who import Role
    from tests import cast

    account = sign_in(
        cast.command(),
        subject=f"desk-{number}",
        number=f"0250809{number:05d}",
        name=f"Lường Thị Đo {number}",
        birth_date="1980-01-15",
        level=2,
    )
    appoint(
        cast.command(),
        account,
        unit=cast.commune("Đức Nhàn"),
        role=Role.POLICE if number % 2 else Role.SPECIALIST,
        title="Công chức",
        valid_from=date(2025, 7, 1),
    )
    return session_of(account.id)


def _wait_for(here: System, session: str) -> None:
    """Until the web server answers; what it loads once is loaded."""
    browser = Browser(here.port, session)
    for _ in range(200):
        try:
            if browser.get("/quay/?han=").status == 200:
                break
        except Unanswered:
            time.sleep(0.1)
    browser.close()


def _pages(pick: random.Random, dossiers: list[str]) -> tuple[str, str]:
    """What an officer opens next: a list, most often; then a dossier, and what belongs to it."""
    one = f"/quay/ho-so/{pick.choice(dossiers)}"
    kinds = [
        (8, "inbox", pick.choice(LISTS)),
        (1, "two hundred at once", "/quay/?han=&so=200"),
        (6, "dossier", one),
        (3, "who is here", f"{one}/ai-dang-mo?revision=1"),
        (2, "supplement", f"{one}/bo-sung"),
        (1, "refusal", f"{one}/tu-choi"),
        (1, "workload", "/quay/phan-cong"),
        (1, "notices", "/quay/nhac-viec"),
        (1, "serve", "/quay/tiep"),
        (1, "people", "/quay/nguoi"),
    ]
    weights = [weight for weight, *_ in kinds]
    _, kind, url = pick.choices(kinds, weights)[0]
    return kind, url


LISTS = [
    "/quay/?han=",
    "/quay/?han=late",
    "/quay/?han=week",
    "/quay/?trang-thai=submitted",
    "/quay/?trang-thai=waiting",
    "/quay/?thu-tuc=1.001193",
    "/quay/?cua-toi=1",
    "/quay/?thu-tu=newest",
]


def _sit(here: System, sessions: list[str], dossiers: list[str], seconds: int) -> Desk:
    """All officers at work for so long."""
    desk, until = Desk(), time.monotonic() + seconds
    threads = [
        threading.Thread(target=_work, args=(here.port, session, dossiers, desk, until, number))
        for number, session in enumerate(sessions)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return desk


def _work(
    port: int, session: str, dossiers: list[str], desk: Desk, until: float, number: int
) -> None:
    pick, browser = random.Random(number), Browser(port, session)
    time.sleep(pick.uniform(0, READS[1]))
    while time.monotonic() < until:
        kind, url = _pages(pick, dossiers)
        started = time.monotonic()
        answer = browser.get(url)
        desk.note(kind, (time.monotonic() - started) * 1000, answer.status)
        time.sleep(pick.uniform(*READS))
    browser.close()


def report(desk: Desk) -> int:
    count = sum(map(len, desk.waits.values()))
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{count} pages by {OFFICERS} officers; load {load}; wrong: {desk.wrong[:5]}")
    print(f"{desk.cpu / count:.1f} CPU ms a page, web and database")
    slowest = 0.0
    for kind, waits in sorted(desk.waits.items()):
        half, most = percentile(waits, 0.5), percentile(waits, 0.95)
        slowest = max(slowest, most)
        print(f"{kind:22}{len(waits):6} times   p50 {half:6.0f} ms   p95 {most:6.0f} ms")
    holds = slowest <= BAR and not desk.wrong
    name = "a counter page, 60 officers, 300,000 dossiers"
    return conclude(name, slowest, "ms p95", f"<= {BAR:.0f}", holds)


if __name__ == "__main__":
    sys.exit(main())
