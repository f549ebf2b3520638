"""The rooms of a declared dwelling, as its landlord keeps them, and which tenant has which."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.sealed import SealedText
from motcua.rules.who import Who


class Rooms(models.QuerySet["Room"]):
    def visible_to(self, who: Who) -> Rooms:
        """Those of my own dwellings."""
        return self.filter(dwelling__owner=who.person) if who.person else self.none()


class Room(models.Model):
    """A room by its landlord's own word, which may name somebody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="named_rooms")
    name = SealedText()
    position = models.PositiveSmallIntegerField()

    objects = Rooms.as_manager()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.id)


class Lodgings(models.QuerySet["Lodging"]):
    def visible_to(self, who: Who) -> Lodgings:
        """Of the tenants of my own dwellings."""
        return self.filter(dwelling__owner=who.person) if who.person else self.none()


class Lodging(models.Model):
    """Where in a dwelling a registered tenant lives and since when, or since when no longer.

    The landlord's own notes: what is registered does not change by them.
    """

    dossier = models.OneToOneField(Dossier, models.PROTECT, primary_key=True, related_name="+")
    dwelling = models.ForeignKey(Dwelling, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="lodgings")
    since = models.DateField()  # in this room
    left = models.DateField(null=True)

    objects = Lodgings.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
