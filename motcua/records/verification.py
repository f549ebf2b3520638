"""Questions put to the population database, and its answers."""

import uuid

from django.db import models

from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.unit import Unit
from motcua.rules.verification import Answer


class Verification(models.Model):
    """One question: does the register agree with what was said of this person?

    Only the answer per field is kept, with time and source; never a record of the register.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="verifications")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="verifications")
    unit = models.ForeignKey(Unit, models.PROTECT)
    fields = models.JSONField()  # names of the fields asked
    purpose = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=16, blank=True, choices=[(a, a) for a in Answer])
    answers = models.JSONField(default=dict)  # field → answer
    answered_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "answered_at"], name="verification_open")]
