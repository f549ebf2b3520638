"""Dwellings that owners have declared: rented rooms, houses lent, lodging houses."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.person import Person
from motcua.records.unit import Hamlet, Unit
from motcua.rules.who import Who
from motcua.rules.words import names


class Dwellings(models.QuerySet["Dwelling"]):
    def visible_to(self, who: Who) -> Dwellings:
        """Everybody may find a declared dwelling by its code: it is on the door."""
        return self.filter(open=True) if who.account else self.none()

    def like(self, text: str) -> Dwellings:
        """By the code on the door, or by a part of the address."""
        key = names.accent_free(text)
        return self.filter(models.Q(code__iexact=text.strip()) | models.Q(key__contains=key))


class Dwelling(models.Model):
    """A place to live that its owner declared once, so that no tenant need prove it again."""

    class Use(models.TextChoices):
        RENTED = "rented", "Nhà cho thuê"
        LENT = "lent", "Cho ở nhờ"
        LODGING = "lodging", "Cơ sở lưu trú"
        HOSPITAL = "hospital", "Cơ sở khám bệnh, chữa bệnh"

    HOUSES_OF_GUESTS = (Use.LODGING, Use.HOSPITAL)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=12, unique=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="dwellings")
    owner_name = models.CharField(max_length=120)  # shown to a tenant who knows the code
    unit = models.ForeignKey(Unit, models.PROTECT)
    hamlet = models.ForeignKey(Hamlet, models.PROTECT, null=True)
    address = models.CharField(max_length=300)
    key = models.CharField(max_length=900)
    use = models.CharField(max_length=10, choices=Use.choices)
    rooms = models.PositiveSmallIntegerField(default=1)
    open = models.BooleanField(default=True)
    declared_at = models.DateTimeField()

    objects = Dwellings.as_manager()

    def __str__(self) -> str:
        return self.code
