"""Short messages to citizens: a number and an office, never the content of a dossier."""

import uuid

from django.db import models

from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit


class Message(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="messages")
    unit = models.ForeignKey(Unit, models.PROTECT)
    phone = SealedText()
    text = models.CharField(max_length=160)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
