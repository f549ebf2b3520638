"""Administrative units and hamlets as dated rows: what a code meant on a given day."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from motcua.records.journal import Chain
from motcua.rules.place.unit import HamletRow, Succession, UnitRow
from motcua.rules.place.unit_text import Index
from motcua.rules.words import names

UNITS = UUID("0b9a5c1e-6f0d-5d53-9b2c-4f6c1b1f2a10")
"""The subject under which the journal tells every import of units."""


class Dated(models.QuerySet):
    """Rows that are in force from `valid_from` to `valid_to`, both days included."""

    def in_force(self, on: dt.date) -> Dated:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Level(models.TextChoices):
    """How high a unit stands; districts exist until 30/6/2025 only."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class Unit(models.Model):
    """One version of a unit. Codes are used again for other places, so the key is code and day.

    `parent` is the version the unit was born under. A parent that changes only its own rank or
    name keeps its code and its children, so ask `path(on)`, which looks the parent up by day.
    """

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=5)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name_key = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=400, db_collation="C")
    former = models.TextField(default="", blank=True)
    """Keys (no accents, no spaces) of older units merged into it, or older names of its own."""
    citation = models.CharField(max_length=300)

    objects = Dated.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_from"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="unit_one_open_row_a_code"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["name_key"], name="unit_name_key")]

    def __str__(self) -> str:
        return self.full_name

    def last_day_told(self, on: dt.date | None) -> dt.date:
        """The day to look at: the one asked for, else the last (or latest known) of this row."""
        return on or self.valid_to or dt.date.max

    def parent_on(self, on: dt.date | None = None) -> Unit | None:
        """The parent as it was on a day: the same code, in whichever version held then."""
        if self.parent is None:
            return None
        day = self.last_day_told(on)
        if self.parent.valid_to is None or self.parent.valid_to >= day:
            return self.parent
        return Unit.objects.in_force(day).filter(code=self.parent.code).first() or self.parent

    def path(self, on: dt.date | None = None) -> str:
        """The full address text: 'Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội'."""
        parent = self.parent_on(on)
        return f"{self.full_name}, {parent.path(on)}" if parent else self.full_name

    def whole_address(self, text: str) -> str:
        """An address here, down from the house; who wrote the commune into it has said it all."""
        written = names.accent_free(self.full_name) in names.accent_free(text)
        return text if written else f"{text}, {self.path()}"


class UnitSuccession(models.Model):
    """A unit (or a part of it) became a unit (or a part of one), by a document.

    `whole` says that all of `old` went into `new`; several rows with `whole` false say that the
    old unit was split, and that nobody can tell from its name alone which new one is meant.
    """

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origins")
    whole = models.BooleanField()
    document = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="unit_succession_once"),
            models.UniqueConstraint(
                fields=["old"], condition=Q(whole=True), name="unit_whole_goes_to_one"
            ),
        ]


class Hamlets(Dated):
    """Hamlets, asked for by the commune's code so that a change of rank does not hide them."""

    def of(self, unit: Unit, on: dt.date) -> Hamlets:
        return self.in_force(on).filter(unit__code=unit.code)  # type: ignore[return-value]

    def named_in(self, address: str, unit: Unit, on: dt.date) -> Hamlet | None:
        """The hamlet that an address in this commune names; of two, the one with more words."""
        words = f" {names.nfc(address).casefold().replace(',', ' ')} "
        named = [h for h in self.of(unit, on) if f" {h.kind} {h.name} ".casefold() in words]
        return max(named, key=lambda hamlet: len(hamlet.name), default=None)


class Hamlet(models.Model):
    """A thôn, xóm, bản, tổ dân phố… of one commune; not a level of government, so without code."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hamlets")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name_key = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=400, db_collation="C")

    objects = Hamlets.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "name", "valid_from"], name="hamlet_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="hamlet_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def unit_rows() -> list[UnitRow]:
    """Every version of every unit as plain values."""
    told = Unit.objects.order_by("code", "valid_from").values_list(
        "code", "valid_from", "valid_to", "level", "kind", "name", "parent__code", "citation",
        "former",
    )  # fmt: skip
    return [UnitRow(*row[:8], former=tuple(row[8].split())) for row in told.iterator(5000)]


def succession_rows() -> list[Succession]:
    told = UnitSuccession.objects.order_by("id").values_list(
        "old__code", "old__valid_from", "new__code", "new__valid_from", "whole", "document"
    )
    return [Succession((a, b), (c, d), whole, doc) for a, b, c, d, whole, doc in told]


def hamlet_rows() -> list[HamletRow]:
    told = Hamlet.objects.values_list("unit__code", "kind", "name", "valid_from", "valid_to")
    return [HamletRow(*row) for row in told]


def unit_index() -> Index:
    """The names of all units, read once in a process and again after an import."""
    chain = Chain.objects.filter(subject=UNITS).first()
    return _index_after(bytes(chain.head) if chain else b"")


@lru_cache(maxsize=1)
def _index_after(_head: bytes) -> Index:
    """The last import's place in the journal only tells one state of the tables from another."""
    return Index(unit_rows(), succession_rows())
