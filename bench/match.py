"""A list of 100,000 damaged people matched with a register of a million, beside the join on the
identity number and Splink (match_splink.py): `python -m bench.match [--quick] [--seed N]`.

The people are invented (clerks/matching/invented.py), the truth is known. The seed is drawn anew
each time unless given, so that nothing is tuned to one. Then how it grows (match_growth.py), and
one person looked up. `--quick`: a tenth of both, and no register of ten million.
"""

import argparse
import resource
import secrets
import time

import duckdb
import numpy as np

from bench import match_growth
from bench.figure import conclude
from bench.match_line import Bar, head, measured, tell
from bench.match_splink import by_splink
from motcua.clerks.matching.damage import DEFAULT, HEAVY, SUBSCRIBERS, damaged
from motcua.clerks.matching.engine import match
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.clerks.matching.one import Lookup, make_ready
from motcua.clerks.matching.people import People, Whole

PEOPLE, ROWS, LOOKED_UP = 1_000_000, 100_000, 400
MEMORY, ONLINE = 1.7, 30  # GB; CPU ms
PROFILES = {"default": DEFAULT, "heavy": HEAVY, "subscribers": SUBSCRIBERS}
BARS = {
    "default": (
        Bar("f1", at_least=0.994),
        Bar("linked", at_least=0.93),
        Bar("linked_rightly", at_least=0.9995),
        Bar("spent", at_most=45),
    ),
    "heavy": (Bar("f1", at_least=0.984),),
    "subscribers": (),  # nothing was ever tuned on them: an honest check
}
ABSENT, MANY = 0.001, 3_000
"""The share of those not in the register who may be linked all the same; seen among so many, since
of fewer it is a person or two."""
PEERS = ("default", "heavy")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    words = parser.parse_args()
    part = 10 if words.quick else 1
    people, rows = PEOPLE // part, ROWS // part
    print(f"{people:,} people × {rows:,} rows, seed {words.seed}")
    holds, online = _lists(people, rows, words.seed)
    sizes = [PEOPLE // 10, PEOPLE, *([] if words.quick else [PEOPLE * 10])]
    print()
    grown = match_growth.table(sizes, ROWS // part, words.seed)
    bar = "<= 30, and every line above"
    holds = holds and online <= ONLINE and grown
    return conclude("one of a million looked up, p95", online, "CPU ms", bar, holds)


def _lists(people: int, rows: int, seed: int) -> tuple[bool, float]:
    """The table of all profiles and who finds people how; whether the bars hold, and the time it
    takes to look one person up."""
    invention = Invention(seed)
    register = invention.register(people)
    head()
    truths = {}
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        keys = _spent_on_keys(connection, register)
        holds = True
        for name, profile in PROFILES.items():
            kept, truth = damaged(invention, register, rows, profile)
            tell(f"number, {name}", measured(*_by_number(register, kept), truth, 0))
            holds &= _ours(connection, name, kept, truth, keys)
            truths[name] = truth
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        told = "holds" if peak <= MEMORY else "DOES NOT HOLD"
        print(f"motcua at most {peak:.2f} GB, the invented people included: ≤ {MEMORY} {told}")
        online = _online(connection, *damaged(invention, register, LOOKED_UP, DEFAULT))
        for name in PEERS:
            _splink(connection, name, truths[name])
    return holds and peak <= MEMORY, online


def _spent_on_keys(connection: duckdb.DuckDBPyConnection, register: People) -> float:
    started = time.process_time()
    keep_keys(connection, "register", register)
    spent = time.process_time() - started
    print(f"keys of the register, computed once and counted in each line: {spent:.1f} CPU s")
    return spent


def _ours(
    connection: duckdb.DuckDBPyConnection, name: str, kept: People, truth: Whole, keys: float
) -> bool:
    started = time.process_time()
    keep_keys(connection, "list", kept.mended())
    found = match(connection)
    spent = keys + time.process_time() - started
    connection.execute(f"create table list_{name} as from list")
    absent = [Bar("absent_linked", at_most=ABSENT)] if (truth < 0).sum() >= MANY else []
    line = measured(found.row, found.belief, truth, spent)
    return tell(f"motcua, {name}", line, (*BARS[name], *absent))


def _splink(connection: duckdb.DuckDBPyConnection, name: str, truth: Whole) -> None:
    """On the keys that we made: their CPU seconds come on top."""
    connection.execute(f"create or replace table list as from list_{name}")
    started = time.process_time()
    found = by_splink(connection, len(truth))
    tell(f"splink, {name}", measured(*found, truth, time.process_time() - started))


def _online(connection: duckdb.DuckDBPyConnection, kept: People, truth: Whole) -> float:
    """People looked up one at a time: the 95th percentile, in CPU milliseconds."""
    started = time.process_time()
    make_ready(connection)
    print(f"register made ready for looking up: {time.process_time() - started:.1f} CPU s")
    connection.execute("set threads = 1")  # as in a process that serves many
    lookup, people, spent, right = Lookup(connection), kept.mended(), [], 0
    for at in range(len(people)):
        started = time.process_time()
        found = lookup.find_one(people.taken(np.array([at])))
        spent.append(1000 * (time.process_time() - started))
        right += bool(found) and found[0].row == truth[at]
    connection.execute("set threads = 2")
    p95 = float(np.percentile(spent, 95))
    share = right / (truth >= 0).sum()
    print(
        f"one person looked up: p95 {p95:.1f} CPU ms, mean {np.mean(spent):.1f}; {share:.1%} found"
    )
    return p95


def _by_number(register: People, kept: People) -> tuple[Whole, np.ndarray]:
    of = dict(zip(register.number.tolist(), range(len(register)), strict=True))
    found = np.array([of.get(number, -1) for number in kept.number.tolist()])
    return found, (found >= 0).astype(float)


if __name__ == "__main__":
    raise SystemExit(main())
