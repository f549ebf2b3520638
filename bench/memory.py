"""How much memory the whole running system takes, at work: the proportional share of each process.

Run: python -m bench.memory [--quick]. Web (a master and two processes), worker and database, after
200 requests and 50 filings with their receipts. Pages that processes share are counted once.
"""

import random
import sys
import threading
from collections.abc import Sequence
from uuid import UUID

from bench.browser import Browser
from bench.figure import conclude, quick
from bench.filers import paper
from bench.journey import CONFIRMATION, STAY, Journey
from bench.system import (
    Citizen,
    System,
    accept,
    citizens,
    officer,
    pss_mb,
    seconds_to_drain,
    set_up_django,
    system,
    tree,
)

BAR = 600.0
CLIENTS = 8
PEERS = "Open Zaak 1.30: 1.8 GB in 35 processes, 7 services; Open Forms 4.0: 1.5 GB, 22, 9"


def main() -> int:
    filings = 16 if quick() else 50
    with system() as running:
        set_up_django(running.urls.clerk, running.more)
        people = citizens(CLIENTS)
        running.start_sandboxes("population", "sms")
        running.start_web()
        running.start_worker()
        requests, filed = _warm(running, people, filings)
        desk = officer()
        for dossier in filed:
            accept(desk, dossier)
        drained = seconds_to_drain(60)
        print(f"after {requests} requests, {filings} receipts, {drained:.0f} s later")
        total = 0.0
        for name in ("web", "worker", "database"):
            processes = tree(running.pid(name))
            total += (share := pss_mb(running.pid(name)))
            print(f"{name:12}{share:7.0f} MB in {len(processes)} processes")
        print(f"{'together':12}{total:7.0f} MB   (bar {BAR:.0f})\n{PEERS}")
    return conclude("memory of the whole system", total, "MB PSS", f"<= {BAR:.0f}", total <= BAR)


def _warm(running: System, people: Sequence[Citizen], filings: int) -> tuple[int, list[UUID]]:
    """Journeys of both kinds by all clients together: how many requests, which dossiers."""
    filed: list[UUID] = []
    browsers = [Browser(running.port, person.session) for person in people]

    def client(number: int) -> None:
        pick = random.Random(number)
        for turn in range(number, filings, CLIENTS):
            kind = STAY if turn % 2 else CONFIRMATION
            journey = Journey.new(browsers[number], kind, paper=paper(pick))
            journey.whole()
            filed.append(journey.id)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(browser.requests for browser in browsers), filed


if __name__ == "__main__":
    sys.exit(main())
