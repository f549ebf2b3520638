"""Pages on the scan station: scanned, not yet put into the dossier they are for."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.sealed import SealedText
from motcua.rules.scan import Sight
from motcua.rules.who import Who


class ScannedPages(models.QuerySet["ScannedPage"]):
    def visible_to(self, who: Who) -> ScannedPages:
        """Those one has scanned oneself."""
        return self.filter(account=who.account) if who.account else self.none()

    def of(self, home: uuid.UUID) -> ScannedPages:
        """The pages for a draft or dossier, in their order."""
        return self.filter(home=home, left="").order_by("place", "at", "id")

    def dropped_of(self, home: uuid.UUID) -> ScannedPages:
        """Those that were taken off, and can be laid back until they are forgotten."""
        return self.filter(home=home, left=Left.DROPPED).order_by("place", "at", "id")


class Left(models.TextChoices):
    """How a page left the station; it is forgotten, with its picture, a day after it came."""

    DROPPED = "dropped"
    BOUND = "bound"


class ScannedPage(models.Model):
    """One page, laid flat and straight. `component` is "" until it is known what paper it belongs
    to; `belongs` is the other draft or dossier that a code names, until somebody has decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.UUIDField(db_index=True)
    home = models.UUIDField(db_index=True)
    belongs = models.UUIDField(null=True)
    component = models.CharField(max_length=60, blank=True)
    place = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    came = models.CharField(max_length=64, blank=True)  # as it came, where it was changed
    turned = models.SmallIntegerField()  # tenths of a degree, against the clock
    sharpness = models.PositiveIntegerField()
    contrast = models.PositiveSmallIntegerField()
    side = models.PositiveSmallIntegerField()
    words = SealedText(null=True)  # what a machine read: a suggestion, gone with the page
    at = models.DateTimeField()
    left = models.CharField(max_length=7, blank=True, choices=Left.choices)

    objects = ScannedPages.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def faults(self) -> tuple[str, ...]:
        return Sight(self.sharpness, self.contrast, self.side).faults()

    @property
    def lines(self) -> list[str]:
        """What a machine read on it; nothing where none did."""
        return (self.words or "").splitlines()
