"""Kills processes at random while citizens file: nothing acknowledged may be lost or doubled.

Run: python -m bench.kills [--rounds N | --quick] [--seed TEXT] [--control]. kill -9 of a web
process, the web's master, an opener of strangers' files, the worker or the database, in turn of a
printed seed; eight clients that retry, with ledgers of their own as the only witness. With
--control the clients are impatient and make a new key for each try, as clients of systems without
keys do: then filings must be found doubled, else the test could not have seen it.
"""

import argparse
import os
import random
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from bench.figure import conclude, percentile
from bench.filers import Filers, judge
from bench.system import (
    Citizen,
    System,
    children,
    citizens,
    seconds_to_drain,
    set_up_django,
    system,
)

CLIENTS = 8
BAR_GAP = 3.0
DRAINED_WITHIN = 60.0
TARGETS = ("web process", "web master", "opener", "worker", "database")
PEER = "Open Zaak 1.30: 491 acknowledged in 40 kills, 0 lost, 7 doubled, longest gap 20.8 s"


def main() -> int:
    asked = _arguments()
    print(f"seed {asked.seed}, {asked.rounds} rounds")
    with system() as running:
        set_up_django(running.urls.clerk, running.more)
        people = citizens(CLIENTS)
        running.start_sandboxes("population", "sms")
        running.start_web()
        running.start_worker()
        with running.watched():
            return _judged(running, people, asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--seed", default=str(time.time_ns()))
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds = min(asked.rounds, 10)
    return asked


def _judged(running: System, people: Sequence[Citizen], asked: argparse.Namespace) -> int:
    folder = running.home / "ledgers"
    filers = Filers(running.port, people, folder, asked.seed, stable_key=not asked.control)
    filers.start()
    gaps = _rounds(running, filers, asked)
    filers.finish()
    drained = seconds_to_drain(2 * DRAINED_WITHIN)
    verdict = judge(folder, by_paper=asked.control)
    p99, longest = percentile(gaps, 0.99), max(gaps)
    print(f"{verdict}; errands done {drained:.1f} s after")
    print(f"without a filing after a kill: p99 {p99:.1f} s, longest {longest:.1f} s")
    for said in sorted(set(filers.trouble))[:5]:
        print(f"  an answer on the way: {said[:160]!r}")
    print(PEER)
    if asked.control:
        print("control: doubled filings must be seen")
        return conclude("kills, control", len(verdict.doubled), "doubled", ">= 1",
                        bool(verdict.doubled))  # fmt: skip
    sound = verdict.sound and drained <= DRAINED_WITHIN and verdict.filed > 0
    wrong = len(verdict.lost) + len(verdict.doubled) + len(verdict.files_lost)
    if p99 > BAR_GAP:
        print(f"p99 gap over {BAR_GAP} s: is the machine ours alone?")
    name = f"lost or doubled in {asked.rounds} kills"
    return conclude(name, wrong, "filings", "0", sound and p99 <= BAR_GAP)


def _rounds(running: System, filers: Filers, asked: argparse.Namespace) -> list[float]:
    """Kill, wait until somebody has filed again, and so on; seconds each took."""
    pick = random.Random(asked.seed)
    gaps = []
    _await_filing(filers, time.time())
    for _ in range(asked.rounds):
        time.sleep(pick.uniform(0.1, 1.2))
        target = pick.choice(TARGETS)
        struck = _victim(running, target, pick)
        begun = time.time()
        with suppress(ProcessLookupError):
            os.kill(struck, signal.SIGKILL)
        gaps.append(_await_filing(filers, begun))
        if gaps[-1] > BAR_GAP:
            print(f"  {gaps[-1]:5.1f} s after the {target}")
    return gaps


def _await_filing(filers: Filers, begun: float) -> float:
    while not filers.filings_since(begun):
        if time.time() - begun > 60:
            raise SystemExit("no filing for a minute: " + "\n".join(filers.trouble[-3:]))
        time.sleep(0.01)
    return min(at for at in filers.filed_at if at > begun) - begun


def _victim(running: System, target: str, pick: random.Random) -> int:
    """A process of this kind that lives; all of them are there again between two rounds."""
    while True:
        with suppress(KeyError):
            if living := _living(running, target):
                return pick.choice(living)
        time.sleep(0.02)


def _living(running: System, target: str) -> list[int]:
    if target in ("worker", "database"):
        return [running.pid(target)]
    master = running.pid("web")
    if target == "web master":
        return [master]
    processes = children(master)
    if target == "web process":
        return processes
    return [opener for process in processes for opener in children(process)]


if __name__ == "__main__":
    sys.exit(main())
