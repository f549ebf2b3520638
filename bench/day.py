"""A day's work of one officer: 60 dossiers received, read, decided, signed and handed over.

Run: python -m bench.day [--quick]. In a browser, on the whole system; of 6 dossiers something is
asked. Clicks, keys and letters typed are counted. The last line is JSON: presses of one plain
approval, from the inbox to the signature.
"""

import json
import os
import sys
import time
from contextlib import nullcontext

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")

import django

from tests.world import HOME, TEMPLATE, build, connected, superuser

django.setup()

from django.db import connections  # noqa: E402

from motcua.records.sealed import KeyRing  # noqa: E402
from motcua.site.embedded import Embedded  # noqa: E402
from tests.doors.eyes import chromium  # noqa: E402
from tests.stories.day import (  # noqa: E402
    approve_one,
    ask_supplement,
    begin_day,
    do_the_rest,
    look_at_each,
)
from tests.stories.people import People  # noqa: E402
from tests.stories.system import running  # noqa: E402

BAR = 12


class Unblocked:
    """Outside pytest nothing keeps anybody from the database."""

    def unblock(self) -> nullcontext[None]:
        return nullcontext()


def main() -> None:
    count, asked = (12, 2) if "--quick" in sys.argv else (60, 6)
    KeyRing.create(HOME / "keys")
    server = Embedded(HOME)
    server.start()
    try:
        superuser(server, "grant motcua_web, motcua_clerk to motcua_owner")
        server.create_database(TEMPLATE)
        with connected(server, TEMPLATE, "motcua_owner"):
            build()
        with running(server, TEMPLATE, Unblocked()) as system, chromium() as browser:
            report(walk(People(system, browser), count, asked))
    finally:
        connections.close_all()
        server.stop()
        server.remove()


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


def report(one: int) -> None:
    print(
        json.dumps(
            {
                "name": "a plain approval, from inbox to signed",
                "value": one,
                "unit": "presses",
                "bar": BAR,
                "holds": one <= BAR,
            }
        )
    )


if __name__ == "__main__":
    main()
