"""People, with what a commune may hold of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import connection, models

from motcua.records.locks import alone_with
from motcua.records.sealed import SealedText, blind_index
from motcua.records.unit import Hamlet, Unit
from motcua.rules.identity import mask
from motcua.rules.verification import Answer
from motcua.rules.who import Who
from motcua.rules.words import names, search

NUMBER = "person.number"


class Name(models.Model):
    """A name without its accents that somebody bears, and the keys it is found by.

    A million people share some ten thousands of names: they are searched, not the people.
    """

    key = models.CharField(max_length=400, primary_key=True)
    search_keys = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["search_keys"], name="name_search")]

    @staticmethod
    def remember(*keys: str) -> None:
        """Keep names, if they are new; where another act is just keeping one of them, it is waited
        for, in one order. The web role writes these and cannot read them."""
        new = [Name(key=key, search_keys=search.stored_keys(key)) for key in sorted({*keys})]
        Name.objects.bulk_create(new, ignore_conflicts=True)


class People(models.QuerySet["Person"]):
    def visible_to(self, who: Who) -> People:
        """Row-level security decides; the clerk sees all, a visitor nobody."""
        if who.clerk:
            return self.all()
        if not who.units:
            return self.filter(id=who.person) if who.person else self.none()
        met = apps.get_model("motcua", "Draft").objects.filter(account=who.account)
        named = apps.get_model("motcua", "Party").objects.filter(unit__in=who.units)
        return self.filter(
            models.Q(id=who.person)
            | models.Q(unit__in=who.units)
            | models.Q(pk__in=named.values("person"))
            | models.Q(pk__in=met.values("applicant"))
        )

    def with_number(self, number: str) -> People:
        """The person with this identity number, if the register holds one."""
        return self.filter(number_index=blind_index(NUMBER, number))


class Person(models.Model):
    """A human being in the register of a commune.

    What is here is *khai báo* (claimed) until the population database or an officer's eyes
    made it *đã xác thực*: `verified` is the last answer, with when and through which request; it
    speaks of what was asked alone. `confirmed` says which facts were (`records/confirmed.py`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = SealedText(blank=True)
    number_index = models.BinaryField(null=True, unique=True)
    full_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=400)  # some letters fold into three
    tone_key = models.CharField(max_length=400)
    sort_key = models.CharField(max_length=900, db_collation="C")
    birth_date = models.CharField(max_length=10)  # ISO; "1955" or "1955-03" where that is all
    sex = models.CharField(max_length=6, blank=True)  # "male", "female"
    ethnicity = models.CharField(max_length=40, blank=True)
    nationality = models.CharField(max_length=40, default="Việt Nam")
    hometown = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, null=True)
    phone = SealedText(blank=True)
    verified = models.CharField(max_length=16, blank=True, choices=[(a, a) for a in Answer])
    verified_at = models.DateTimeField(null=True)
    verified_by = models.UUIDField(null=True)  # the verification; none after a sign-in
    confirmed = models.JSONField(default=dict)  # field → mark of what was claimed, when, by what
    digital = models.BooleanField(default=False)  # "công dân số" (NQ 66.22/2026/NQ-CP)
    poor = models.BooleanField(default=False)

    objects = People.as_manager()
    _named = False  # since it was last saved

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "unit"], name="person_name_key"),
            models.Index(fields=["unit", "sort_key"], name="person_unit_sort"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def name(self, full_name: str) -> None:
        """Set the name and every key it is found, compared and sorted by."""
        self.full_name = names.nfc(full_name)
        self.name_key = names.accent_free(self.full_name)
        self.tone_key = names.tone_key(self.full_name)
        self.sort_key = names.person_sort_key(self.full_name)
        self._named = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self._named:
            Name.remember(self.name_key)
            self._named = False

    def identify(self, number: str) -> None:
        """Set the identity number, sealed, with its keyed index."""
        self.number = number
        self.number_index = blind_index(NUMBER, number) if number else None

    @property
    def masked_number(self) -> str:
        return mask(self.number)


def person_with_number(number: str) -> uuid.UUID | None:
    """The id of the person with this number, whoever asks: a named, narrow hole in the scope."""
    with connection.cursor() as cursor:
        cursor.execute("select motcua_person_by_number(%s)", [blind_index(NUMBER, number)])
        row = cursor.fetchone()
    return row[0] if row else None


def bearer_of(number: str) -> uuid.UUID | None:
    """The same; where it is nobody's, nobody else is given this number until the transaction
    ends."""
    if person_with_number(number) is None:
        alone_with(blind_index(NUMBER, number))
    return person_with_number(number)


def make_room_for(people: Mapping[str, str]) -> None:
    """Before an act puts several people in, those who are new of them (number → full name) have
    their numbers, given to nobody else until the transaction ends, and their names kept, in one
    order: no two acts then wait for each other."""
    new = {each: name for each, name in people.items() if person_with_number(each) is None}
    alone_with(*(blind_index(NUMBER, number) for number in new))
    Name.remember(*map(names.accent_free, new.values()))


def find_people(who: Who, text: str, limit: int = 20) -> list[Person]:
    """People of the units of `who` whose name is like `text`, best first; one typing error
    is forgiven. Names are few and their bearers many: first those like it among the names that
    are borne in the units, then a page of those who bear the best of them."""
    asked, written = names.accent_free(text), names.tone_key(text)
    like = dict.fromkeys([asked, *_names_like(who, text)])
    fits = {key: fit for key in like if (fit := search.key_likeness(asked, key))}
    best = sorted(fits, key=lambda key: -fits[key])[:limit]
    units = sorted(who.units)
    with connection.cursor() as cursor:
        cursor.execute(_BEARERS, {"keys": best, "written": written, "units": units, "most": limit})
        found = Person.objects.in_bulk([row[0] for row in cursor.fetchall()])
    ranked = sorted(
        found.values(), key=lambda p: (p.tone_key != written, -fits[p.name_key], p.sort_key)
    )
    return ranked[:limit]


# Of each name a page at most; those whose marks are as they were typed come first.
_BEARERS = """
    select p.id from unnest(%(keys)s::text[]) with ordinality n (key, place), lateral (
        (select p.id from motcua_person p where p.name_key = n.key
            and p.unit_id = any (%(units)s::bigint[]) and p.tone_key = %(written)s
            limit %(most)s)
        union all
        (select p.id from motcua_person p where p.name_key = n.key
            and p.unit_id = any (%(units)s::bigint[]) limit %(most)s)) p
    order by n.place limit 2 * %(most)s
"""


def _names_like(who: Who, text: str, most: int = 1000) -> list[str]:
    """Keys of names that may be like `text`, of people in the units of `who`."""
    whole, words = search.whole_keys(text), search.word_keys(text)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from motcua_names_like(%s::bigint[], %s::int[], %s::int[], %s)",
            [sorted(who.units), whole, words, most],
        )
        return [row[0] for row in cursor.fetchall()]
