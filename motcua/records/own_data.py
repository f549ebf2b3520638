"""What people ask of the data held about them, and what the desk answered."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache

from django.db import models

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.events.base import Matter
from motcua.rules.own_data import WISH_WORDS, DataWish, OwnDataLaw, own_data_law_from
from motcua.rules.permission import Target
from motcua.rules.who import OFFICERS, Who


@cache
def own_data_law() -> OwnDataLaw:
    """country/personal_data.toml, read once."""
    return country_file("personal_data.toml", own_data_law_from)


class OwnCopies(models.QuerySet["OwnCopy"]):
    def visible_to(self, who: Who) -> OwnCopies:
        """One's own, and nobody else's."""
        return self.filter(person=who.person) if who.person else self.none()

    def past_keeping(self, now: dt.datetime) -> OwnCopies:
        return self.filter(asked_at__lt=now - dt.timedelta(days=own_data_law().copy.days))


class OwnCopy(models.Model):
    """Somebody wants what is held of them on paper; a clerk sets it, after some days it goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)  # "" until it is set

    objects = OwnCopies.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="own_copy_person")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def target(self) -> Target:
        return Target(self.person.unit_id, frozenset({self.person_id}))

    @property
    def matter(self) -> Matter:
        return {"subject": self.id, "about": (self.person_id,), "unit": self.person.unit_id}


class DataRequests(models.QuerySet["DataRequest"]):
    def visible_to(self, who: Who) -> DataRequests:
        """One's own, and as an officer those of one's units."""
        units = [post.unit for post in who.posts if post.role in OFFICERS]
        mine = models.Q(person=who.person) if who.person else models.Q(pk__in=[])
        return self.filter(mine | models.Q(unit__in=units))

    def open(self) -> DataRequests:
        return self.filter(decided_at=None)


class DataRequest(models.Model):
    """Somebody wants one kind of what is held of them corrected or deleted; a person of the desk
    answers, with a reason, by a day the law says."""

    class Outcome(models.TextChoices):
        DONE = "done", "Đã làm theo yêu cầu"
        REFUSED = "refused", "Không làm được"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="data_requests")
    unit = models.ForeignKey(Unit, models.PROTECT)
    wish = models.CharField(max_length=7, choices=[(w, WISH_WORDS[w]) for w in DataWish])
    datum = models.CharField(max_length=20)
    said = SealedText()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    basis = models.CharField(max_length=300)
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    reason = SealedText(null=True)
    article = models.CharField(max_length=300, blank=True)  # by which it must be kept
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DataRequests.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "wish", "datum"],
                condition=models.Q(decided_at=None),
                name="one_open_data_request",
            )
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                condition=models.Q(decided_at=None),
                name="data_request_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def label(self) -> str:
        return own_data_law().data[self.datum].label

    @property
    def kept_by(self) -> str:
        """The law that forbids what is asked, or ""."""
        return own_data_law().kept_by(DataWish(self.wish), self.datum)

    @property
    def target(self) -> Target:
        return Target(self.unit_id, frozenset({self.person_id}))

    @property
    def matter(self) -> Matter:
        return {"subject": self.person_id, "about": (self.person_id,), "unit": self.unit_id}
