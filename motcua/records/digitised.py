"""What officers wrote down from scanned papers, and the three measures of digitisation."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.signature import SignatureCheck
from motcua.rules.who import Who


class Digitised(models.Model):
    """What stands on a scanned paper, typed and compared by an officer: never by a machine."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, primary_key=True, related_name="digitised"
    )
    number = SealedText(blank=True)
    issued_on = models.DateField(null=True)
    issued_by = SealedText(blank=True)
    by = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.attachment_id)


Figures = dict[int, int]
"""How many, by unit."""


@dataclass(frozen=True)
class Span:
    """From a moment up to another, of the dossiers one may see in one's own units.

    Dossiers are counted, but of results each: so the figures of six months were told, 2,598
    dossiers with data fields, 117,566 results signed, 5,706 dossiers with a signed component.
    """

    who: Who
    since: dt.datetime
    until: dt.datetime

    def digitised(self) -> models.QuerySet[Dossier]:
        """Dossiers with a paper whose data an officer wrote down."""
        done = Digitised.objects.filter(at__gte=self.since, at__lt=self.until)
        return self._dossiers(
            done.filter(attachment__removed=False).values_list("attachment__dossier", flat=True)
        )

    def results(self) -> models.QuerySet[Paper]:
        """Results that were signed and have not been revoked since."""
        signed = Paper.objects.filter(kind=Paper.Kind.RESULT, state=Paper.State.SIGNED)
        signed = signed.filter(signed_at__gte=self.since, signed_at__lt=self.until)
        return signed.filter(dossier__in=self._seen())

    def signed_results(self) -> models.QuerySet[Dossier]:
        """The dossiers of those results."""
        return self._dossiers(self.results().values_list("dossier", flat=True))

    def signed_components(self) -> models.QuerySet[Dossier]:
        """Dossiers with a certified copy, or a paper handed in that carries a sound signature."""
        copies = Paper.objects.filter(kind=Paper.Kind.COPY, state=Paper.State.SIGNED)
        copies = copies.filter(signed_at__gte=self.since, signed_at__lt=self.until)
        checks = SignatureCheck.objects.visible_to(self.who).select_related("attachment")
        checks = checks.filter(at__gte=self.since, at__lt=self.until, attachment__removed=False)
        return self._dossiers(
            [
                *copies.values_list("dossier", flat=True),
                *(
                    check.attachment.dossier
                    for check in checks
                    if any(one.intact and one.trusted and not one.reason for one in check.verdicts)
                ),
            ]
        )

    def _dossiers(self, ids: Iterable[uuid.UUID]) -> models.QuerySet[Dossier]:
        return self._seen().filter(pk__in=ids).order_by("number")

    def _seen(self) -> models.QuerySet[Dossier]:
        return Dossier.objects.visible_to(self.who).filter(unit__in=self.who.units)


def by_unit(rows: models.QuerySet[Dossier] | models.QuerySet[Paper]) -> Figures:
    """How many of these rows each unit has."""
    counted = rows.order_by().values("unit").annotate(many=models.Count("pk"))
    return {one["unit"]: one["many"] for one in counted}
