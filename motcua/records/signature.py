"""What was found out about the signatures of a file that came in."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from motcua.records.document import Attachment
from motcua.records.sealed import SealedJSON
from motcua.rules.signature import Verdict
from motcua.rules.who import Who

MOMENTS = ("signed_at", "stamped_at", "provable_until")


class SignatureChecks(models.QuerySet["SignatureCheck"]):
    def visible_to(self, who: Who) -> SignatureChecks:
        return self.filter(attachment__in=Attachment.objects.visible_to(who).values("pk"))


class SignatureCheck(models.Model):
    """The signatures of one file, in the order of signing; they name people, so: sealed."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, primary_key=True, related_name="signature_check"
    )
    found = SealedJSON()
    at = models.DateTimeField()

    objects = SignatureChecks.as_manager()

    def __str__(self) -> str:
        return str(self.attachment_id)

    @property
    def verdicts(self) -> list[Verdict]:
        return [
            Verdict(**row | {one: _moment(row.get(one, "")) for one in MOMENTS})
            for row in self.found
        ]


def as_rows(verdicts: list[Verdict]) -> list[dict[str, object]]:
    """Verdicts as JSON holds them."""
    return [vars(each) | {one: _text(getattr(each, one)) for one in MOMENTS} for each in verdicts]


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
