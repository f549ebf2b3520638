"""What comes in as files, and the papers that go out."""

from __future__ import annotations

import secrets
import uuid

from django.db import models

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit


class Attachment(models.Model):
    """A file handed in for a component of a draft or dossier (they share one id)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.UUIDField(db_index=True)
    account = models.UUIDField(null=True)  # who handed it in; drafts are theirs alone
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)  # once the dossier is submitted
    component = models.CharField(max_length=60)
    name = SealedText()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    at = models.DateTimeField()
    removed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.id)


def new_code() -> str:
    """A verify code of 80 random bits in letters that are not mistaken for one another."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    return "".join(secrets.choice(alphabet) for _ in range(16))


class Paper(models.Model):
    """A paper made here. Its bytes are frozen before signing: bytes signed are bytes stored."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", "Giấy tiếp nhận và hẹn trả kết quả"
        REQUEST = "request", "Phiếu yêu cầu bổ sung"
        REFUSAL = "refusal", "Phiếu từ chối"
        RESULT = "result", "Kết quả"

    class State(models.TextChoices):
        MADE = "made", "đã lập"
        TO_SIGN = "to-sign", "chờ ký"
        SIGNING = "signing", "đang ký"
        SIGNED = "signed", "đã ký số"
        REPLACED = "replaced", "đã được thay thế"
        REVOKED = "revoked", "đã thu hồi"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    code = models.CharField(max_length=16, unique=True, default=new_code)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    frozen = models.CharField(max_length=64)  # SHA-256 of the bytes before signing
    signed = models.CharField(max_length=64, blank=True)  # SHA-256 of the signed bytes
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    signer = models.ForeignKey(Account, models.PROTECT, null=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        indexes = [
            models.Index(fields=["signed"], name="paper_signed"),
            models.Index(fields=["frozen"], name="paper_frozen"),
            models.Index(fields=["unit", "state"], name="paper_unit_state"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sha256(self) -> str:
        return self.signed or self.frozen
