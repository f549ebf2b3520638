"""What one whole submission costs, from the first answer to the PDF receipt in the file store.

Run: python -m bench.submission [--quick]. Eight clients send all forms of an application over
HTTP; an officer's acceptance, made here by its action, owes the receipt, and the worker typesets
and keeps it, asks the population register and tells the citizen. CPU time of the web, the
database and the worker together, from /proc.
"""

import sys
import threading
from collections.abc import Sequence
from uuid import UUID

from bench.browser import Browser
from bench.figure import conclude, quick
from bench.journey import CONFIRMATION, Journey
from bench.system import (
    Citizen,
    System,
    accept,
    citizens,
    cpu_ms,
    officer,
    seconds_to_drain,
    set_up_django,
    system,
)

BAR = 60.0
CLIENTS = 8
PEER = "Open Forms 4.0 on such a machine, otherwise idle: 420-447 CPU ms with its PDF"
PARTS = ("web", "database", "worker")


def main() -> int:
    count = 10 if quick() else 60  # for each client
    with system() as running:
        set_up_django(running.urls.clerk, running.more)
        people, desk = citizens(CLIENTS), officer()
        running.start_sandboxes("population", "sms")
        running.start_web()
        running.start_worker()
        for warming in (True, False):
            before = _spent(running)
            filed = _file(running, people, 3 if warming else count)
            for dossier in filed:
                accept(desk, dossier)
            seconds_to_drain(120)
            after = _spent(running)
        each = [(b - a) / len(filed) for a, b in zip(before, after, strict=True)]
        made = _receipts()
        for part, cost in zip(PARTS, each, strict=True):
            print(f"{part:12}{cost:7.1f} CPU ms")
        print(f"{'together':12}{sum(each):7.1f} CPU ms   (bar {BAR:.0f}), {made} receipts kept")
        print(PEER)
    holds = sum(each) <= BAR and made == (count + 3) * CLIENTS
    return conclude("one submission with its PDF", sum(each), "CPU ms", f"<= {BAR:.0f}", holds)


def _spent(running: System) -> list[float]:
    return [cpu_ms(running.pid(part)) for part in PARTS]


def _file(running: System, people: Sequence[Citizen], count: int) -> list[UUID]:
    filed: list[UUID] = []

    def client(person: Citizen) -> None:
        browser = Browser(running.port, person.session)
        for _ in range(count):
            journey = Journey.new(browser, CONFIRMATION, looks=False)
            journey.whole()
            filed.append(journey.id)

    threads = [threading.Thread(target=client, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return filed


def _receipts() -> int:
    from motcua.records.document import Paper

    return Paper.objects.filter(kind=Paper.Kind.RECEIPT).count()


if __name__ == "__main__":
    sys.exit(main())
