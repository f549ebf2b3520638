"""How matching grows with the register: 100,000, a million, ten million people, their keys kept.

Each size is made by one process and matched by another (`python -m bench.match_growth match …`),
so that what is measured is matching alone: reading the list's keys, finding, weighing.
"""

import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import duckdb
import numpy as np

from bench.match_line import Bar, Line, head, measured, tell
from motcua.clerks.matching.damage import DEFAULT, damaged
from motcua.clerks.matching.engine import match
from motcua.clerks.matching.invented import Invention
from motcua.clerks.matching.keys import keep_keys
from motcua.clerks.matching.people import People

PART = 1_000_000  # people invented at once
MEMORY = "2500MB"  # of DuckDB
BARS = {
    1_000_000: (Bar("spent", at_most=45), Bar("memory", at_most=1.7)),
    10_000_000: (Bar("spent", at_most=80), Bar("memory", at_most=3.5)),
}


def table(sizes: Sequence[int], rows: int, seed: int) -> bool:
    """Print a line for each size; whether all bars hold."""
    head(f"list of {rows:,}, kept keys")
    return all(
        [tell(f"{people:,}", _line(people, rows, seed), BARS.get(people, ())) for people in sizes]
    )


def _line(people: int, rows: int, seed: int) -> Line:
    with tempfile.TemporaryDirectory() as folder:
        for role in ("make", "match"):
            command = [sys.executable, "-m", "bench.match_growth", role, folder]
            told = subprocess.run(
                [*command, *map(str, (people, rows, seed))], check=True, capture_output=True
            ).stdout
    return Line(**json.loads(told))


def _make(folder: Path, people: int, rows: int, seed: int) -> None:
    """A register's keys in a file, and a damaged list of people out of all its parts."""
    invention = Invention(seed)
    parts = -(-people // PART)
    lists, truths = [], []
    with duckdb.connect(str(folder / "register")) as connection:
        for part in range(parts):
            first = part * PART
            register = invention.register(min(people, PART))
            register = replace(register, commune=register.commune + part * 1_000)
            keep_keys(connection, "register", register, first)
            kept, truth = damaged(invention, register, rows // parts, DEFAULT)
            lists.append(kept)
            truths.append(np.where(truth >= 0, truth + first, -1))
    both = reduce(People.followed_by, lists), np.concatenate(truths)
    (folder / "list").write_bytes(pickle.dumps(both))


def _match(folder: Path) -> None:
    kept, truth = pickle.loads((folder / "list").read_bytes())
    with duckdb.connect() as connection:
        connection.execute(f"set threads = 2; set memory_limit = '{MEMORY}'")
        connection.execute(f"set temp_directory = '{folder / 'aside'}'")
        connection.execute(f"attach '{folder / 'register'}' as kept (read_only)")
        connection.execute("create view register as from kept.register")
        started = time.process_time()
        keep_keys(connection, "list", kept.mended())
        found = match(connection)
        spent = time.process_time() - started
    line = measured(found.row, found.belief, truth, spent, _most_memory())
    print(json.dumps({name: value and float(value) for name, value in line._asdict().items()}))


def _most_memory() -> float:
    """In GB. As `getrusage` tells it, it would count the parent's, too."""
    told = dict(one.split(":", 1) for one in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 2**20


if __name__ == "__main__":
    role, folder, *numbers = sys.argv[1:]
    if role == "make":
        _make(Path(folder), *map(int, numbers))
    else:
        _match(Path(folder))
