"""How long it takes to find people in a register of a million, as an officer finds them.

Run: python -m bench.people [--quick]. Through `people_like` under the web role with row-level
security, for a commune of 30,000 and, the worst case, for an officer of all communes at once.
One row by its primary key, over the same connection, stands beside it as the limit.
"""

import random
import sys
import time
import uuid
from collections.abc import Callable, Sequence

from bench import register
from bench.figure import conclude, percentile, quick
from bench.system import commune, set_up_django, system

BAR = 50.0
COMMUNE = 30_000
SEED = 2026
LETTERS = "abcdefghiklmnopqrstuvxy"


def main() -> int:
    count, asked = (100_000, 20) if quick() else (1_000_000, 100)
    with system() as running:
        set_up_django(running.urls.web, running.more)
        units = _communes(max(2, count // COMMUNE))
        begun = time.monotonic()
        register.fill(running.urls.owner, count, units, SEED)
        print(f"{count:,} people in {len(units)} communes, {time.monotonic() - begun:.0f} s")
        print(f"{'':44}{'p50':>8}{'p95':>8}{'longest':>9}  ms")
        worst = max(
            _measured(name, scope, asked)
            for name, scope in (("a commune", units[:1]), ("all communes", units))
        )
        print(f"{'one row by its primary key (the limit)':44}{_limit(asked):8.2f}")
    return conclude("people search, worst p95", worst, "ms", f"<= {BAR:.0f}", worst <= BAR)


def _communes(count: int) -> list[int]:
    from motcua.records.unit import Unit

    others = Unit.objects.filter(level="commune", valid_to=None).order_by("id")
    return [commune().id, *others.values_list("id", flat=True)[: count - 1]]


def _measured(name: str, units: Sequence[int], asked: int) -> float:
    """The worst p95 among the kinds of question of an officer of these units."""
    worst = 0.0
    for kind, ask in KINDS.items():
        pick = random.Random(f"{SEED} {kind}")
        questions = [ask(pick, text) for text in _sample(pick, units[0], asked)]
        found, times = _ask_all(questions, units)
        p95 = percentile(times, 0.95)
        print(
            f"{name:14}{kind:20}{found:7.1f} a page{percentile(times, 0.5):8.1f}{p95:8.1f}"
            f"{max(times):9.1f}"
        )
        worst = max(worst, p95)
    return worst


def _sample(pick: random.Random, unit: int, count: int) -> list[tuple[str, str]]:
    """Names and numbers of people who live in the commune, as common as they are."""
    from django.db import connection

    from motcua.records.scope import seen_by

    with seen_by(_officer([unit])), connection.cursor() as cursor:
        cursor.execute("select id, full_name from motcua_person where unit_id = %s", [unit])
        rows = cursor.fetchall()
    chosen = pick.sample(rows, count)
    return [(name, register.number_of(pick.randrange(10_000))) for _, name in chosen]


def _officer(units: Sequence[int]) -> object:
    from motcua.rules.who import Post, Role, Who

    posts = frozenset(Post(Role.COUNTER, unit) for unit in units)
    return Who(uuid.UUID(int=1), uuid.UUID(int=2), "đo", posts, 2)


def _ask_all(questions: Sequence[str], units: Sequence[int]) -> tuple[float, list[float]]:
    """How many were found for a question, and how long each took in ms."""
    from motcua.actions.person import people_like
    from motcua.records.scope import seen_by

    who = _officer(units)
    found, times = 0, []
    for text in [questions[0], *questions]:
        with seen_by(who):
            begun = time.perf_counter()
            found += len(people_like(who, text))
            times.append((time.perf_counter() - begun) * 1000)
    return found / len(times), times[1:]  # the first one pays for a cold connection


def _limit(asked: int) -> float:
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        for _ in range(asked):
            begun = time.perf_counter()
            cursor.execute("select 1 from motcua_unit where id = 1")
            times.append((time.perf_counter() - begun) * 1000)
    return percentile(times, 0.5)


# How officers ask


def _accent_free(_pick: random.Random, person: tuple[str, str]) -> str:
    from motcua.rules.words.names import accent_free

    return accent_free(person[0])


def _in_part(_pick: random.Random, person: tuple[str, str]) -> str:
    first, *_, last = person[0].split()
    return f"{first} {last}"


def _given(_pick: random.Random, person: tuple[str, str]) -> str:
    return " ".join(person[0].split()[-2:])


def _changed(pick: random.Random, person: tuple[str, str]) -> str:
    text, at = _accent_free(pick, person), pick.randrange(1, len(person[0]) - 1)
    return text[:at] + pick.choice(LETTERS) + text[at + 1 :]


def _put_in(pick: random.Random, person: tuple[str, str]) -> str:
    text, at = _accent_free(pick, person), pick.randrange(1, len(person[0]) - 1)
    return text[:at] + pick.choice(LETTERS) + text[at:]


def _left_out(pick: random.Random, person: tuple[str, str]) -> str:
    text, at = _accent_free(pick, person), pick.randrange(1, len(person[0]) - 1)
    return text[:at] + text[at + 1 :]


def _swapped(pick: random.Random, person: tuple[str, str]) -> str:
    text, at = _accent_free(pick, person), pick.randrange(1, len(person[0]) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


KINDS: dict[str, Callable[[random.Random, tuple[str, str]], str]] = {
    "no accents": _accent_free,
    "exact": lambda _, person: person[0],
    "a letter changed": _changed,
    "a letter put in": _put_in,
    "a letter left out": _left_out,
    "two letters swapped": _swapped,
    "surname and given": _in_part,
    "last two words": _given,
    "number": lambda _, person: person[1],
}


if __name__ == "__main__":
    sys.exit(main())
