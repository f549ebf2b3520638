"""A day's work of one officer: 60 dossiers received, read, decided, signed and handed over.

Run: python -m bench.day [--quick]. In a browser, on the whole system; of 6 dossiers something is
asked. Clicks, keys and letters typed are counted. The last line is JSON: presses of one plain
approval, from the inbox to the signature.
"""

import sys
import time
from contextlib import nullcontext

from bench.commune import TEMPLATE, built
from bench.figure import conclude, quick
from tests.doors.eyes import chromium
from tests.stories.day import (
    approve_one,
    ask_supplement,
    begin_day,
    do_the_rest,
    look_at_each,
)
from tests.stories.people import People
from tests.stories.system import running

BAR = 12


class Unblocked:
    """Outside pytest nothing keeps anybody from the database."""

    def unblock(self) -> nullcontext[None]:
        return nullcontext()


def main() -> int:
    count, asked = (12, 2) if quick() else (60, 6)
    with (
        built() as server,
        running(server, TEMPLATE, Unblocked()) as system,
        chromium() as browser,
    ):
        one = walk(People(system, browser), count, asked)
    name = "a plain approval, from inbox to signed"
    return conclude(name, one, "presses", f"<= {BAR}", one <= BAR)


def walk(people: People, count: int, asked: int) -> int:
    day = begin_day(people, count)
    started = time.monotonic()
    one = approve_one(day)
    look_at_each(day, count - 1)
    ask_supplement(day, asked)
    do_the_rest(day)
    each = day.presses / count
    print(f"{count} dossiers, {asked} supplements: {day.presses} presses, {each:.1f} a dossier,")
    print(f"in {time.monotonic() - started:.0f} s of a browser that does not read")
    people.leave()
    return one


if __name__ == "__main__":
    sys.exit(main())
