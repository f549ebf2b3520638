"""What it costs to file one dossier over HTTP, durably, with its journal and its errands.

Run: python -m bench.filing [--quick]. Eight clients with a session each, the web as in the demo
(two workers with threads), the embedded PostgreSQL with fsync on. First the one request that
files, on applications prepared through the pages; then whole journeys; then the errands.
CPU time is that of the web and the database, from /proc.
"""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.browser import Browser
from bench.figure import conclude, percentile, quick
from bench.journey import CONFIRMATION, Journey
from bench.system import Citizen, System, citizens, cpu_ms, set_up_django, system

CLIENTS = 8
BAR_CPU, BAR_RATE = 12.0, 80.0
HEAD = f"{'web':>7}{'base':>7}{'both':>7}{'a second':>9}{'p50':>8}{'p99':>7}"
PEER = "Open Zaak 1.30 on such a machine, otherwise idle: 98-109 CPU ms, 17.3-18.2 a second"


@dataclass(frozen=True)
class Measured:
    """One kind of work, done `count` times by all clients together."""

    count: int
    seconds: float
    web: float  # CPU ms each
    database: float
    waits: Sequence[float]  # ms for each, as its client saw it

    @property
    def cpu(self) -> float:
        return self.web + self.database

    @property
    def rate(self) -> float:
        return self.count / self.seconds

    def line(self, name: str) -> str:
        return (
            f"{name:30}{self.web:7.1f}{self.database:7.1f}{self.cpu:7.1f}{self.rate:9.1f}"
            f"{percentile(self.waits, 0.5):8.0f}{percentile(self.waits, 0.99):7.0f}"
        )


def main() -> int:
    count = 25 if quick() else 250  # for each client
    with system() as running:
        set_up_django(running.urls.clerk, running.more)
        people = citizens(CLIENTS)
        running.start_web()
        _each(running, people, 5, lambda journey: journey.whole())  # warm
        filed, whole = _filings(running, people, count), _journeys(running, people, count // 5)
        print(f"{'CPU ms each:':30}{HEAD}")
        print(filed.line("file one dossier"))
        print(whole.line("whole journey, all its pages"))
        print(f"{PEER}\nbar: {BAR_CPU:.0f} CPU ms, {BAR_RATE:.0f} a second on two cores")
    holds = filed.cpu <= BAR_CPU
    if filed.rate < BAR_RATE:
        print(f"only {filed.rate:.0f} a second: are both cores ours alone?")
    return conclude("file one dossier", filed.cpu, "CPU ms", f"<= {BAR_CPU:.0f}", holds)


def _filings(running: System, people: Sequence[Citizen], count: int) -> Measured:
    """The one request that files; what comes before it is prepared and not counted."""
    ready = _each(running, people, count, lambda journey: journey.prepare())
    return _measure(running, ready, lambda journey: journey.submit())


def _journeys(running: System, people: Sequence[Citizen], count: int) -> Measured:
    fresh = [[_journey(running, person) for _ in range(count)] for person in people]
    return _measure(running, fresh, lambda journey: journey.whole())


def _journey(running: System, person: Citizen) -> Journey:
    return Journey.new(Browser(running.port, person.session), CONFIRMATION)


def _each(
    running: System, people: Sequence[Citizen], count: int, step: Callable[[Journey], object]
) -> list[list[Journey]]:
    made = [[_journey(running, person) for _ in range(count)] for person in people]
    _measure(running, made, step)
    return made


def _measure(
    running: System, work: Sequence[Sequence[Journey]], step: Callable[[Journey], object]
) -> Measured:
    """Each client goes through its list with one connection kept open."""
    waits: list[float] = []
    trouble: list[BaseException] = []

    def client(journeys: Sequence[Journey]) -> None:
        browser = Browser(running.port, journeys[0].browser.session)
        try:
            for journey in journeys:
                journey.browser = browser
                begun = time.perf_counter()
                step(journey)
                waits.append((time.perf_counter() - begun) * 1000)
        except BaseException as problem:
            trouble.append(problem)
        finally:
            browser.close()

    web, database = running.pid("web"), running.pid("database")
    before, begun = (cpu_ms(web), cpu_ms(database)), time.perf_counter()
    threads = [threading.Thread(target=client, args=(journeys,)) for journeys in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if trouble:
        raise trouble[0]
    done = len(waits)
    return Measured(
        done,
        seconds,
        (cpu_ms(web) - before[0]) / done,
        (cpu_ms(database) - before[1]) / done,
        waits,
    )


if __name__ == "__main__":
    sys.exit(main())
