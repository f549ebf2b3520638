"""Consents: who must agree to a dossier, and what they said."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.consent import WAY_WORDS, ConsentWay


class Consent(models.Model):
    """Someone's agreement to a dossier: asked, then given or refused from their own account, on
    paper or to an officer, who then answers for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="consents")
    named = SealedText(null=True)  # of whom no number is known; nobody can be asked by name
    unit = models.ForeignKey(Unit, models.PROTECT)
    who = models.CharField(max_length=20)
    citation = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    given = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)
    way = models.CharField(
        max_length=8, choices=[(w, WAY_WORDS[w]) for w in ConsentWay], default=ConsentWay.ACCOUNT
    )
    said_at = models.DateTimeField(null=True)  # when signed or said, as the officer attests
    recorded_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    scan = models.UUIDField(null=True)  # the attachment that shows the signature

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person", "who"], name="consent_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(way=ConsentWay.ACCOUNT) | Q(given=None),
                name="a_consent_from_an_account_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(way=ConsentWay.ACCOUNT)
                | Q(recorded_by__isnull=False, said_at__isnull=False),
                name="a_consent_by_other_means_says_who_attests_it",
            ),
        ]

    @property
    def full_name(self) -> str:
        """Whose agreement it is, as far as anybody has said."""
        return self.person.full_name if self.person else self.named or "người chưa được ghi tên"

    @property
    def is_own_word(self) -> bool:
        """Whether the person answered from their own account: nobody can change that for them."""
        return self.answered_at is not None and self.way == ConsentWay.ACCOUNT
