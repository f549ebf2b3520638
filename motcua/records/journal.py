"""The journal: audit, timeline, outbox and source of every figure.

Entries are append-only and chained per subject; a trigger numbers and hashes them, so no
caller can forge a place in the chain.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from motcua.records.seal import signature_holds
from motcua.rules.journal import Fault, Link, chain_faults, root_of
from motcua.rules.who import Who


class Entries(models.QuerySet["Entry"]):
    def about(self, person: uuid.UUID) -> Entries:
        """What was done to or seen of one person, newest first."""
        return self.filter(about__contains=[person]).order_by("-at", "-id")

    def of(self, subject: uuid.UUID) -> Entries:
        """The chain of one subject, in order."""
        return self.filter(subject=subject).order_by("position")

    def visible_to(self, who: Who) -> Entries:
        """Row-level security holds for every query; this says it again where one can read it."""
        if who.clerk:
            return self.all()
        return self.filter(
            models.Q(unit__in=who.units)
            | models.Q(about__contains=[who.person] if who.person else [uuid.UUID(int=0)])
        )


class Entry(models.Model):
    """One thing that happened."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    position = models.PositiveIntegerField(default=0)  # set by the trigger
    actor = models.UUIDField(null=True)
    via = models.CharField(max_length=10)
    key = models.UUIDField(null=True)
    about = ArrayField(models.UUIDField(), default=list)
    unit = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous = models.BinaryField(default=b"")  # set by the trigger
    hash = models.BinaryField(default=b"")  # set by the trigger

    objects = Entries.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "position"], name="entry_has_one_place")
        ]
        indexes = [
            models.Index(fields=["unit", "-id"], name="entry_unit"),
            GinIndex(fields=["about"], name="entry_about"),  # "who looked at my data"
            BrinIndex(fields=["at"], autosummarize=True, name="entry_at"),  # a month of years
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


_ENTRIES = (
    "insert into motcua_entry (at, kind, subject, actor, via, key, about, unit, data, position,"
    " previous, hash) values {} returning id"
)
_ENTRY = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, 0, '', '')"  # the last three: by the trigger


def write_entries(entries: Sequence[Entry]) -> None:
    """All in one statement, made by hand since every act pays for it; they get their ids."""
    told: list[tuple[Any, ...]] = [
        (e.at, e.kind, e.subject, e.actor, e.via, e.key, e.about, e.unit, Jsonb(e.data))
        for e in entries
    ]
    with connection.cursor() as cursor:
        rows = ", ".join([_ENTRY] * len(told))
        cursor.execute(_ENTRIES.format(rows), [value for row in told for value in row])
        for entry, (id,) in zip(entries, cursor.fetchall(), strict=True):
            entry.pk = id


class Chain(models.Model):
    """The head of a subject's chain: how long it is and its last hash. Kept by the trigger."""

    subject = models.UUIDField(primary_key=True)
    length = models.PositiveIntegerField()
    head = models.BinaryField()


class DayRoot(models.Model):
    """All chain heads of a day under one hash, signed, chained to the day before."""

    day = models.DateField(primary_key=True)
    last_entry = models.BigIntegerField()
    chains = models.PositiveIntegerField()
    previous = models.BinaryField()
    root = models.BinaryField()
    signature = models.BinaryField()
    certificate = models.TextField()
    at = models.DateTimeField()


class Outcome(models.Model):
    """What came of a request with an idempotency key: kept for ever, given again when asked."""

    key = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=60)
    digest = models.BinaryField()
    model = models.CharField(max_length=40, blank=True)
    record = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()


# reading the journal to seal it, or to see whether anyone changed it


def hold_last_entry() -> int:
    """The newest entry. No other is written until this transaction ends: an entry takes its
    number before it is committed, and could otherwise appear in a day already sealed."""
    with connection.cursor() as cursor:
        cursor.execute("select motcua_hold_journal()")
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def heads_between(since: int, until: int) -> list[tuple[uuid.UUID, int, bytes]]:
    """The last place and hash, as of entry `until`, of each chain that grew after `since`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (subject) subject, position, hash from motcua_entry"
            " where id > %s and id <= %s order by subject, position desc",
            [since, until],
        )
        return [(subject, place, bytes(head)) for subject, place, head in cursor.fetchall()]


def verify(
    witness: Mapping[dt.date, bytes] | None = None, seal: str | None = None
) -> Iterator[Fault]:
    """Every fault in the journal: in its chains, its day roots, and against a witness's roots.

    `seal`: the public key (PEM) days must be sealed with. Run by the owner or the clerk, who see
    all rows; the journal may go on growing meanwhile.
    """
    with _one_moment():
        heads = {c.subject: (c.length, bytes(c.head)) for c in Chain.objects.iterator()}
        yield from chain_faults(_links(), heads)
        yield from _root_faults(witness or {}, seal)


def day_roots() -> Iterator[tuple[dt.date, bytes]]:
    """What a witness keeps: the root of each day."""
    for day, root in DayRoot.objects.order_by("day").values_list("day", "root"):
        yield day, bytes(root)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it was at one instant."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _links() -> Iterator[Link]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            "select id, subject, position, previous, hash, motcua_entry_text(e)"
            " from motcua_entry e order by subject, position, id"
        )
        for id, subject, position, previous, digest, text in cursor:
            yield Link(id, subject, position, bytes(previous), bytes(digest), text)


def _root_faults(witness: Mapping[dt.date, bytes], seal: str | None) -> Iterator[Fault]:
    previous, since = b"", 0
    seen = set()
    for sealed in DayRoot.objects.order_by("day"):
        day = sealed.day.isoformat()
        seen.add(sealed.day)
        root = root_of(previous, heads_between(since, sealed.last_entry))
        if bytes(sealed.previous) != previous or root != bytes(sealed.root):
            yield Fault(day, 0, "gốc của ngày không khớp với sổ")
        if seal is not None and sealed.certificate != seal:
            yield Fault(day, 0, "ngày được niêm phong bằng khoá khác khoá của hệ thống này")
        if not signature_holds(sealed.certificate, bytes(sealed.root), bytes(sealed.signature)):
            yield Fault(day, 0, "chữ ký của ngày không đúng")
        if sealed.day in witness and witness[sealed.day] != bytes(sealed.root):
            yield Fault(day, 0, "gốc của ngày khác bản người làm chứng giữ")
        previous, since = bytes(sealed.root), sealed.last_entry
    for day_missing in sorted(set(witness) - seen):
        yield Fault(day_missing.isoformat(), 0, "ngày người làm chứng giữ không còn trong sổ")
