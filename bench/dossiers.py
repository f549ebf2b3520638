"""A commune with 300,000 dossiers of years, 30,000 of them under way: for benches of the desk.

They are copies of two that were really filed, put in by SQL: whatever columns there are come
along. What is sealed in a copy cannot be opened, and lists do not open it.
"""

import time
import uuid

from django.db import connection

from motcua.actions.processing import accept
from motcua.actions.supplement import ask_supplement
from motcua.records.person import Name, Person
from tests import cast
from tests.cast import act
from tests.doors.desk import residence
from tests.world import as_role

DOSSIERS, PEOPLE = 300_000, 20_000
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Bùi", "Đinh", "Hà", "Lường", "Quách", "Xa"]
MIDDLES = ["Thị", "Văn", "Minh", "Đức", "Thanh", "Ngọc", "Xuân", "Quang"]
GIVEN = [
    "An",
    "Anh",
    "Bình",
    "Dũng",
    "Hà",
    "Hạnh",
    "Hùng",
    "Hương",
    "Lan",
    "Phượng",
    "Quý",
    "Thuý",
]

NEW = {
    "id": "gen_random_uuid()",
    "number": "'B-' || n",
    "procedure": "(array['1.004194', '1.010041', '1.001193'])[1 + n %% 3]",
    "applicant_id": "p.ids[1 + n %% cardinality(p.ids)]",
    "state": "k.state",
    "accepted_at": "case when k.state <> 'submitted' then"
    " %(now)s - n * interval '7 minutes' + interval '20 minutes' end",
    "submitted_at": "%(now)s - n * interval '7 minutes'",
    "due_at": "case when k.state <> 'submitted' then"
    " %(now)s + ((n %% 900) - 400) * interval '1 hour' end",
    "closed_at": "case when k.state = 'returned' then %(now)s - n * interval '3 minutes' end",
    "officer_id": "case when n %% 4 = 0 then %(officer)s::uuid end",
}
AMONG = """
    cross join generate_series(1, %(count)s) n
    cross join (select array_agg(id) as ids from motcua_person where full_name like '%% B') p
    cross join lateral (select case when n > %(open)s then 'returned' else
        (array['submitted', 'accepted', 'processing', 'waiting', 'signing'])[1 + n %% 5] end
        as state) k
"""
PARTIES = """
    insert into motcua_party (id, dossier_id, person_id, unit_id, role, capacity)
    select gen_random_uuid(), id, applicant_id, unit_id, 'applicant', '' from motcua_dossier
    where number like 'B-%'
"""
RATINGS = """
    insert into motcua_rating (id, dossier_id, unit_id, officer_id, steps, words, way, at)
    select gen_random_uuid(), id, unit_id, officer_id, case when n % 50 = 0 then 1 else 4 end,
        '', 'account', closed_at from (select *, row_number() over () as n from motcua_dossier
        where state = 'returned' and number like 'B-%') d where n % 5 = 0
"""
"""One in five of what ended, one in fifty of those low."""


def fill() -> None:
    """Put them in, and have the database look at what it has."""
    started = time.monotonic()
    put_in(DOSSIERS, PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    print(f"{DOSSIERS:,} dossiers filled in {time.monotonic() - started:.0f} s")


def put_in(dossiers: int, people: int) -> None:
    """As an inbox of years has them."""
    _people(people)
    given = {"now": cast.NOW, "officer": cast.who("police").account}
    given |= {"count": dossiers, "open": dossiers // 10}
    _copy("motcua_dossier", residence("minh").id, NEW, AMONG, given)
    with connection.cursor() as cursor:
        cursor.execute(PARTIES)
    _requests()
    with connection.cursor() as cursor:
        cursor.execute(RATINGS)


def _people(people: int) -> None:
    """Half of them live elsewhere."""
    here = cast.commune("Đức Nhàn")
    made = [_person(n, here if n % 2 else None) for n in range(people)]
    Person.objects.bulk_create(made, batch_size=2000)
    with as_role("motcua_clerk"):
        for key in {person.name_key for person in made}:
            Name.remember(key)


def _person(n: int, unit: object) -> Person:
    words = (SURNAMES[n % 10], MIDDLES[n // 10 % 8], GIVEN[n // 80 % 12], "B")
    person = Person(birth_date="1990", unit=unit)  # type: ignore[misc]
    person.name(" ".join(words))
    return person


def _requests() -> None:
    """What waits was asked for something, and has a day until when."""
    asked = residence("minh")
    act("police", accept, asked.id)
    items = [{"key": "purpose", "why": "Ghi rõ hơn."}]
    request = act("police", ask_supplement, asked.id, items=items)
    new = {
        "id": "gen_random_uuid()",
        "dossier_id": "w.id",
        "number": "w.place",
        "asked_at": "w.submitted_at",
        "answer_by": "(w.submitted_at + interval '30 days')::date",
    }
    among = """
        cross join (select id, submitted_at, row_number() over () as place from motcua_dossier
            where state = 'waiting' and number like 'B-%%') w
    """
    _copy("motcua_request", request.id, new, among, {})


def _copy(
    table: str, id: uuid.UUID, new: dict[str, str], among: str, given: dict[str, object]
) -> None:
    """Copies of a row, with some columns made anew."""
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {table} limit 0")
        columns = [column.name for column in cursor.description]
        values = ", ".join(new.get(column, f"d.{column}") for column in columns)
        cursor.execute(
            f"insert into {table} ({', '.join(columns)}) select {values} from {table} d"
            f" {among} where d.id = %(id)s",
            given | {"id": id},
        )
