"""The half year of Đà Nẵng again: dossiers filed, worked on, signed and handed over, by our acts.

Run: python -m bench.replay [--quick | --share 1 | --count N]. The article (Công an TP Đà Nẵng,
first half of 2023) says: 259,976 dossiers received and settled, 117,566 results signed, some
services taken online from 90 to 100 %. So 45.2 % end in a result that we sign (a confirmation of
residence), and nine of ten come online. It says no more: ours are that the rest end in a result
which another system makes and we note (guests of a night), that one of ten is asked for a
supplement, that 2 of 100 are refused and 1 is withdrawn.

As many processes as cores each take dossiers through their whole life: the acts in the visitor's
scope as the pages do them, the errands from the queue as a worker takes them, signed with a
software key and a time-stamp of the sandbox. First on empty tables, then with 1 % and 10 % of the
half year in them already (--quick: 1 % only; --share 1: then 100 %, which takes long to put
there), copies of what was replayed before. The CPU of a step is that of its process and of the
database's process behind it; the outside systems, of this machine too, are told apart. The last
line is JSON.
"""

import argparse
import json
import multiprocessing
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psycopg

from bench.figure import conclude
from bench.multiply import multiply
from bench.replay_desk import GUEST, HALF_YEAR, SIGNED, Life, Spent, begin, live
from bench.signatures import openssl
from bench.system import System, citizens, cpu_ms, set_up_django, system
from tests.world import superuser

SHARES = (0.01, 0.1, 1.0)
SANDBOXES = ("population", "sms", "signer")
KEY, PASSPHRASE = "truong-cong-an", b"do"  # of the leader of tests.cast
CORES = os.cpu_count() or 1
PEOPLE = 200
SLOWER = 1.5  # at most so many times dearer over full tables than over empty ones
TOLD = "select xact_commit, tup_inserted + tup_updated from pg_stat_database where datname = %s"


@dataclass
class Slice:
    """Some dossiers from beginning to end."""

    before: int  # in the tables already
    count: int
    seconds: float
    steps: Counter[str] = field(default_factory=Counter)  # CPU ms of all of them
    all_cpu: float = 0.0  # ms: the whole database, its writers too, and our processes
    outside: float = 0.0  # ms: the sandboxes
    commits: float = 0.0  # each dossier
    rows: float = 0.0

    @property
    def cpu(self) -> float:
        return sum(self.steps.values()) / self.count

    def __str__(self) -> str:
        return (
            f"{self.before:9,} there: {self.count} at {self.count / self.seconds:.1f} a second,"
            f" {self.cpu:.1f} CPU ms each ({self.all_cpu / self.count:.1f} with the database's"
            f" writers, {self.outside / self.count:.1f} outside),"
            f" {self.commits:.0f} commits and {self.rows:.0f} rows each"
        )


def main() -> int:
    asked = _arguments()
    with system() as running:
        superuser(running.embedded, "grant motcua_web, motcua_clerk to motcua_owner")
        set_up_django(running.urls.clerk, running.more)
        people = citizens(PEOPLE)
        _prepare(running)
        spawned = multiprocessing.get_context("spawn")
        told = (running.urls.owner, running.more, people)
        with ProcessPoolExecutor(CORES, spawned, begin, told) as hands:
            _replay(running, hands, 8 * CORES)  # warm
            slices = [_replay(running, hands, asked.count)]
            print(slices[0], flush=True)
            seeds, there = _worked(running), slices[0].count
            for share in SHARES:
                if share <= asked.share:
                    there = _fill(running, seeds, there, share)
                    slices.append(_replay(running, hands, asked.count, there))
                    print(slices[-1], flush=True)
        commits = _raw_commits(running, slices[-1])
    return report(slices, commits, openssl(1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--share", type=float, default=0.1, help="of the half year, at most")
    parser.add_argument("--count", type=int, default=400, help="dossiers replayed each time")
    asked = parser.parse_args()
    if asked.quick:
        asked.share, asked.count = SHARES[0], 20
    return asked


def _prepare(running: System) -> None:
    """The officers, the leader's key, who is in the register; the outside systems start."""
    from motcua.records.person import Person
    from motcua.site import clock
    from tests import cast

    cast.load(clock.now())
    box, signer = running.home / "sandbox", running.more["MOTCUA_SIGNER_URL"]
    known = Person.objects.only("id", "number", "full_name", "birth_date", "sex")
    register = [GUEST] + [
        {key: getattr(one, key) for key in ("number", "full_name", "birth_date", "sex")}
        for one in known
    ]
    (box / "population.json").write_text(json.dumps(register), "utf-8")
    name, office = cast.PEOPLE["leader"][0], "Công an xã"
    holder = {"key": KEY, "common_name": name, "organisation": office, "title": "Trưởng Công an"}
    (box / "signers.json").write_text(json.dumps([holder]), "utf-8")
    running.more.update(MOTCUA_TSA_URL=f"{signer}/tsa", MOTCUA_PROOF_RELAY=signer)
    running.start_sandboxes(*SANDBOXES)
    _keep_key(running, signer)


def _keep_key(running: System, signer: str) -> None:
    """The leader's key as a file of this installation, under a passphrase; whom it trusts."""
    from cryptography.hazmat.primitives import serialization as pem

    from motcua.bridges.signer import SignerLine
    from motcua.bridges.signing import pem_chain

    service = SignerLine(signer, running.more["MOTCUA_SIGNER_SECRET"])
    keys = Path(running.more["MOTCUA_KEYS"])
    (keys / "signers").mkdir(exist_ok=True)
    (keys / "trusted-roots.pem").write_bytes(service.trust_roots())
    (keys / "signers" / f"{KEY}.chain.pem").write_bytes(pem_chain(service.certificates(KEY)))
    (keys / "signers" / f"{KEY}.pass").write_bytes(PASSPHRASE)
    both = (running.home / "sandbox" / "signer" / f"{KEY}.pem").read_bytes()
    plain = pem.load_pem_private_key(both[: both.index(b"-----BEGIN CERT")], None)
    sealed = plain.private_bytes(
        pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.BestAvailableEncryption(PASSPHRASE)
    )
    (keys / "signers" / f"{KEY}.pem").write_bytes(sealed)


def _replay(running: System, hands: ProcessPoolExecutor, count: int, before: int = 0) -> Slice:
    """Replay so many, in all processes together."""
    begun, base = time.perf_counter(), cpu_ms(running.pid("database"))
    outside = _outside(running)
    told = _told(running)
    each = [Life(seed=number, count=count // CORES) for number in range(CORES)]
    spent: list[Spent] = list(hands.map(live, each))
    seconds = time.perf_counter() - begun
    done = sum(life.count for life in each)
    commits, rows = (b - a for a, b in zip(told, _told(running), strict=True))
    found = Slice(before, done, seconds, commits=commits / done, rows=rows / done)
    for one in spent:
        found.steps.update(one.steps)
    found.all_cpu = cpu_ms(running.pid("database")) - base + sum(one.own for one in spent)
    found.outside = _outside(running) - outside
    return found


def _outside(running: System) -> float:
    return cpu_ms(*(running.pid(f"sandbox-{name}") for name in SANDBOXES))


def _told(running: System) -> tuple[int, int]:
    """Commits and rows written so far, as the database counts them."""
    with psycopg.connect(running.urls.owner, autocommit=True) as connection:
        connection.execute("select pg_stat_force_next_flush()")
        time.sleep(1.1)  # each backend tells once a second at most
        found = connection.execute(TOLD, [connection.info.dbname]).fetchone()
    assert found
    return int(found[0]), int(found[1])


def _worked(running: System) -> list[UUID]:
    with psycopg.connect(running.urls.owner) as connection:
        return [id for (id,) in connection.execute("select id from motcua_dossier")]


def _fill(running: System, seeds: Sequence[UUID], there: int, share: float) -> int:
    """Copies of what was replayed, until so much of the half year is there."""
    begun, first = time.monotonic(), there // len(seeds) + 1
    last = max(first, round(HALF_YEAR * share) // len(seeds) - 1)
    multiply(running.urls.owner, seeds, first, last)
    with psycopg.connect(running.urls.owner) as connection:
        found = connection.execute("select count(*) from motcua_dossier").fetchone()
    assert found
    print(f"filled to {found[0]:,} dossiers in {time.monotonic() - begun:.0f} s", flush=True)
    return int(found[0])


def _raw_commits(running: System, like: Slice, seconds: float = 3.0) -> float:
    """Bare commits a second with as many rows each, by as many clients as cores."""
    rows = max(1, round(like.rows / like.commits))
    done, until = [0] * CORES, time.monotonic() + seconds
    with psycopg.connect(running.urls.owner, autocommit=True) as connection:
        connection.execute("create table if not exists bare (id uuid, said text)")

    def client(number: int) -> None:
        with psycopg.connect(running.urls.owner) as connection:
            while time.monotonic() < until:
                connection.execute(
                    "insert into bare select gen_random_uuid(), repeat('m', 200)"
                    " from generate_series(1, %s)",
                    [rows],
                )
                connection.commit()
                done[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CORES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def report(slices: Sequence[Slice], commits: float, signatures: float) -> int:
    first, last = slices[0], slices[-1]
    print(f"\n{'CPU ms a dossier':34}" + "".join(f"{one.before:>11,}" for one in slices))
    for step in sorted(first.steps, key=lambda one: -first.steps[one]):
        print(f"{step:34}" + "".join(f"{one.steps[step] / one.count:11.2f}" for one in slices))
    print(f"{'all of it':34}" + "".join(f"{one.cpu:11.1f}" for one in slices))
    rate, signed = last.count / last.seconds, SIGNED / HALF_YEAR
    print(f"limit: {commits:.0f} bare commits a second, {commits / last.commits:.0f} dossiers")
    print(
        f"limit: {signatures * CORES:.0f} bare RSA-2048 signatures a second,"
        f" {signatures * CORES / signed:.0f} dossiers"
    )
    print(f"the half year at this rate: {HALF_YEAR / rate / 3600:.1f} hours on {CORES} cores")
    grown = last.cpu / first.cpu
    print(f"{grown:.2f} times the CPU over {last.before:,} dossiers as over none (bar {SLOWER})")
    name = f"Đà Nẵng's half year, over {last.before:,} dossiers"
    return conclude(name, rate, "a second", f"grows <= {SLOWER}x", grown <= SLOWER)


if __name__ == "__main__":
    sys.exit(main())
