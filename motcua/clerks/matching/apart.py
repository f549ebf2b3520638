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
from typing import TYPE_CHECKING, Any

from motcua.rules.lists.people import Listed
from motcua.rules.refusal import Refused

if TYPE_CHECKING:
    from motcua.clerks.matching.engine import Matches

_HOME = Path(__file__).parents[3]
SECONDS, MEMORY = 900, 6 << 30
PART = 5_000  # people of a register between two words of how far it is
AT_ONCE = 20_000
"""Rows of the list that are matched at once: who lives in one commune is like many there."""
REGISTER = 10  # of a hundred, when its keys are made


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
        [sys.executable, "-B", "-s", "-P", "-m", __name__],
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
    from motcua.clerks.matching.keys import keep_keys
    from motcua.clerks.matching.listed import Communes, as_people
    from motcua.records.unit_files import country_lists

    lists = country_lists(Path(given["units"]))
    communes = Communes(lists.units, lists.successions, date.fromisoformat(given["today"]))
    people, rows, found = given["register"], given["list"], []
    with duckdb.connect(config={"threads": 2, "temp_directory": ""}) as connection:
        for first, part in _parts(people, PART):
            keep_keys(connection, "register", as_people(part, communes), first)
            _say_done(0, REGISTER, (first + len(part)) / len(people))
        for first, part in _parts(rows, AT_ONCE):

            def told(_: object, share: float, first: int = first, many: int = len(part)) -> None:
                _say_done(REGISTER, 100, (first + share * many) / len(rows))

            keep_keys(connection, "list", as_people(part, communes))
            found.append(match(connection, told=told))
    return _together(found)


def _parts(people: Sequence[Any], most: int) -> Iterator[tuple[int, list[Listed]]]:
    """As few as may be, all of one size, each with where it begins."""
    size = -(-len(people) // -(-len(people) // most))
    for at in range(0, len(people), size):
        yield at, [Listed(*one) for one in people[at : at + size]]


def _together(found: "Sequence[Matches]") -> dict[str, Any]:
    """What was found of all parts, in their order."""
    plain = ("row", "belief", "next_row", "next_belief")
    levels = {a: [x for one in found for x in one.levels[a].tolist()] for a in found[0].levels}
    said = {name: [x for one in found for x in getattr(one, name).tolist()] for name in plain}
    return {**said, "levels": levels}


def _say_done(first: int, last: int, share: float) -> None:
    _say({"done": first + int(share * (last - first))})


def _say(words: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
