"""Files that arrive in pieces, until the form they belong to is sent."""

from __future__ import annotations

import uuid

from django.db import models

from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.pieces import Pieces
from motcua.records.sealed import SealedText, blind_index
from motcua.rules.who import Who


class Uploads(models.QuerySet["Upload"]):
    def visible_to(self, who: Who) -> Uploads:
        """One's own alone."""
        return self.filter(account=who.account) if who.account else self.none()


class Upload(models.Model):
    """A file on its way, bound to the account that sends it and to one draft or dossier.

    `same` is a file this account has sent before: then nothing need arrive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.UUIDField(db_index=True)
    home = models.UUIDField()
    name = SealedText()
    size = models.PositiveBigIntegerField()
    given = models.BinaryField(default=b"")  # see `given_index`; empty where nothing was promised
    same = models.ForeignKey(Attachment, models.PROTECT, null=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = Uploads.as_manager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def pieces(self) -> Pieces:
        return Pieces(store(), self.id)

    @property
    def offset(self) -> int:
        """How many bytes need not be sent any more."""
        return self.size if self.same_id else self.pieces.offset()


def given_index(sha256: str) -> bytes:
    """By which a file is known again as it was sent, before it was drawn anew; `sha256` in hex."""
    return blind_index("document.given", sha256)


def sent_before(account: uuid.UUID, given: bytes) -> Attachment | None:
    """A file of this account that came in with the same bytes and is still held."""
    if not given:
        return None
    return Attachment.objects.filter(account=account, given=given, removed=False).first()
