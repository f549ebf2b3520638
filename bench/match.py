"""A list of 100,000 damaged people matched with a register of a million, beside the join on the
identity number: `python -m bench.match [--quick] [--seed N]`.

The people are invented (clerks/matching/invented.py), the truth is known. The seed is drawn anew
each time unless given, so that nothing is tuned to one. `--quick`: a tenth of both.
"""

import argparse
import json
import resource
import secrets
import time

import duckdb
import numpy as np

from motcua.clerks.matching.damage import DEFAULT, HEAVY, SUBSCRIBERS, damaged
from motcua.clerks.matching.engine import match
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.clerks.matching.one import Lookup, make_ready
from motcua.clerks.matching.people import People, Whole
from motcua.rules.matching import SURE, WORTH_A_LOOK

PEOPLE, ROWS, LOOKED_UP = 1_000_000, 100_000, 400
PROFILES = {"default": DEFAULT, "heavy": HEAVY, "subscribers": SUBSCRIBERS}
BARS = {"default": 0.994, "heavy": 0.984}
HEAD = ("", "P", "R", "F1", "linked", "P of these", "person", "absent linked", "CPU s")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    words = parser.parse_args()
    part = 10 if words.quick else 1
    invention = Invention(words.seed)
    register = invention.register(PEOPLE // part)
    print(f"{PEOPLE // part:,} people × {ROWS // part:,} rows, seed {words.seed}")
    print(("{:24}" + "{:>14}" * 8).format(*HEAD))
    reached = {}
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        started = time.process_time()
        keep_keys(connection, "register", register)
        print(f"keys of the register, computed once: {time.process_time() - started:.1f} CPU s")
        for name, profile in PROFILES.items():
            kept, truth = damaged(invention, register, ROWS // part, profile)
            _tell(f"number, {name}", *_by_number(register, kept), truth, 0)
            reached[name] = _ours(connection, name, kept, truth)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        online = _online(connection, *damaged(invention, register, LOOKED_UP, DEFAULT))
    print(f"at most {peak:.2f} GB in memory, the invention of the people included")
    holds = all(reached[name] >= bar for name, bar in BARS.items())
    holds = holds and peak <= 1.7 and online <= 30
    figure = {"name": "match, F1 (default)", "value": round(reached["default"], 4), "unit": ""}
    print(json.dumps({**figure, "bar": ">= 0.994, heavy >= 0.984, one <= 30 ms", "holds": holds}))
    return 0


def _ours(connection: duckdb.DuckDBPyConnection, name: str, kept: People, truth: Whole) -> float:
    started = time.process_time()
    keep_keys(connection, "list", kept.mended())
    found = match(connection)
    spent = time.process_time() - started
    return _tell(f"motcua, {name}", found.row, found.belief, truth, spent)


def _online(connection: duckdb.DuckDBPyConnection, kept: People, truth: Whole) -> float:
    """People looked up one at a time: the 95th percentile, in CPU milliseconds."""
    started = time.process_time()
    make_ready(connection)
    print(f"register made ready for looking up: {time.process_time() - started:.1f} CPU s")
    connection.execute("set threads = 1")
    lookup, people, spent, right = Lookup(connection), kept.mended(), [], 0
    for at in range(len(people)):
        started = time.process_time()
        found = lookup.find_one(people.taken(np.array([at])))
        spent.append(1000 * (time.process_time() - started))
        right += bool(found) and found[0].row == truth[at]
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


def _tell(title: str, found: Whole, belief: np.ndarray, truth: Whole, spent: float) -> float:
    """One line of the table; F1 of what is likelier than not."""
    right, there, said, sure = found == truth, truth >= 0, belief >= 0.5, belief >= SURE
    precision, recall = (said & right).sum() / said.sum(), (said & right).sum() / there.sum()
    f1 = float(2 * precision * recall / (precision + recall))
    cells = (
        f"{precision:.4f}", f"{recall:.4f}", f"{f1:.4f}", f"{sure.mean():.2%}",
        f"{(sure & right).sum() / sure.sum():.5f}",
        f"{(~sure & (belief >= WORTH_A_LOOK)).mean():.2%}",
        f"{(sure & ~there).sum() / (~there).sum():.2%}", f"{spent:.1f}",
    )  # fmt: skip
    print(("{:24}" + "{:>14}" * 8).format(title, *cells), flush=True)
    return f1


if __name__ == "__main__":
    raise SystemExit(main())
