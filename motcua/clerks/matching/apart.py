"""Matches a list in a process of its own: what it takes of time and memory is bounded, and whoever
waits can stop it. Told of both lists on its standard input, it says how far it is, line by line,
and at last what it found; it has none of our addresses and secrets.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from motcua.rules.lists.people import Listed
from motcua.rules.refusal import Refused

_HOME = Path(__file__).parents[3]
SECONDS, MEMORY = 900, 6 << 30
PART = 5_000  # people between two words of how far it is
REGISTER, LIST = 35, 60  # of a hundred, when the keys of either are made


@dataclass(frozen=True)
class Found:
    """Of each row of the list the two likeliest of the register (-1: nobody), how likely, and the
    level of each aspect of the first and of the row."""

    row: Sequence[int]
    belief: Sequence[float]
    levels: Mapping[str, Sequence[int]]
    next_row: Sequence[int]
    next_belief: Sequence[float]


def match_apart(
    listed: Sequence[Listed],
    register: Sequence[Listed],
    *,
    units: Path,
    today: date,
    told: Callable[[int], None],
) -> Found:
    """Who of `listed` is who in `register`; `units` is the folder of the country's units. `told`
    hears how far it is, of a hundred; if it raises, all ends.

    Refused with: list-heavy. Raises RuntimeError where it fell.
    """
    words = {"list": listed, "register": register, "units": str(units), "today": f"{today}"}
    with subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # last words may quote somebody
        env={"PYTHONPATH": str(_HOME)},
        cwd="/",
    ) as child:
        try:
            last = _heard(child, json.dumps(words).encode(), told)
        finally:
            child.kill()
    if last is None and child.returncode < 0:
        raise Refused("list-heavy")
    if last is None:
        raise RuntimeError("the matching fell")
    return Found(**last)


def _heard(
    child: "subprocess.Popen[bytes]", words: bytes, told: Callable[[int], None]
) -> dict[str, Any] | None:
    """What it says at last; None where it ended without."""
    assert child.stdin and child.stdout
    try:
        child.stdin.write(words)
        child.stdin.close()
    except BrokenPipeError:
        return None
    for line in child.stdout:
        said: dict[str, Any] = json.loads(line)
        if "done" not in said:
            child.wait()
            return said
        told(said["done"])
    child.wait()
    return None


# in the process of its own


def main() -> None:
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    _say(_matched(json.load(sys.stdin)))


def _matched(given: Mapping[str, Any]) -> dict[str, Any]:
    import duckdb

    from motcua.clerks.matching.engine import match
    from motcua.clerks.matching.listed import Communes
    from motcua.records.unit_files import country_lists

    lists = country_lists(Path(given["units"]))
    communes = Communes(lists.units, lists.successions, date.fromisoformat(given["today"]))
    with duckdb.connect(config={"threads": 2, "temp_directory": ""}) as connection:
        _keep(connection, "register", given["register"], communes, _steps(0, REGISTER))
        _keep(connection, "list", given["list"], communes, _steps(REGISTER, LIST))
        say = _steps(LIST, 100)
        found = match(connection, told=lambda _, share: say(share))
    return {
        "row": found.row.tolist(),
        "belief": found.belief.tolist(),
        "levels": {aspect: of.tolist() for aspect, of in found.levels.items()},
        "next_row": found.next_row.tolist(),
        "next_belief": found.next_belief.tolist(),
    }


def _keep(
    connection: Any,
    table: str,
    people: Sequence[Any],
    communes: Any,
    said: Callable[[float], None],
) -> None:
    from motcua.clerks.matching.keys import keep_keys
    from motcua.clerks.matching.listed import as_people

    for at, part in _parts(people):
        keep_keys(connection, table, as_people(part, communes), at)
        said((at + len(part)) / len(people))


def _parts(people: Sequence[Any]) -> Iterator[tuple[int, list[Listed]]]:
    for at in range(0, len(people), PART):
        yield at, [Listed(*one) for one in people[at : at + PART]]


def _steps(first: int, last: int) -> Callable[[float], None]:
    def say(share: float) -> None:
        _say({"done": first + int(share * (last - first))})

    return say


def _say(words: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
