"""Lists that other offices send to be matched with the people of a unit, and what came of them."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.sealed import SealedJSON, SealedText
from motcua.records.unit import Unit
from motcua.rules.events.base import Matter
from motcua.rules.lists.headings import ListLaw, list_law_from
from motcua.rules.lists.terms import Aim, ListStage, ListTerms, RowAnswer, list_terms_from
from motcua.rules.permission import GRANTS, Target
from motcua.rules.who import Who

SILENT = dt.timedelta(seconds=20)
"""Longer than a worker that lives is ever silent."""


@cache
def list_law() -> ListLaw:
    """country/matching.toml, read once."""
    return country_file("matching.toml", list_law_from)


@cache
def list_terms() -> ListTerms:
    """country/lists.toml, read once."""
    return country_file("lists.toml", list_terms_from)


class PersonLists(models.QuerySet["PersonList"]):
    def visible_to(self, who: Who) -> PersonLists:
        """What one sent oneself, and what one may review."""
        units = [post.unit for post in who.posts if post.role in GRANTS["list.review"].roles]
        return self.filter(Q(account=who.account) | Q(unit__in=units))

    def past_keeping(self, now: dt.datetime) -> PersonLists:
        """Lists that were kept as long as they may be, also those nobody went on with."""
        old = now - dt.timedelta(days=list_terms().kept.days)
        held = self.exclude(stage__in=(ListStage.UNDONE, ListStage.OVER))
        return held.filter(Q(matched_at__lt=old) | Q(matched_at=None, sent_at__lt=old))


class PersonList(models.Model):
    """One list, for one purpose, from its file to the answers that go back.

    `heads` says of the file: the `names` of its columns, the `shapes` of their cells, where the
    people begin (`last`, `rows`), what was not read (`notes`) and, once it was matched, the first
    cells that were not (`unread`); `taken` says which column is what. `outcomes` and `reply` are
    files: what became of each row, and the list with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    name = SealedText()
    sha256 = models.CharField(max_length=64, blank=True)  # the file as it came, while it is kept
    content = models.BinaryField(null=True)  # keyed hash of it: once, until taken back
    stage = models.CharField(
        max_length=8, choices=[(s, s) for s in ListStage], default=ListStage.READING
    )
    heads = SealedJSON(default=dict)
    taken = models.JSONField(default=dict)
    trouble = SealedJSON(null=True)  # why it cannot be read: [code, detail]
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)  # of the matching, of a hundred
    linked = models.PositiveIntegerField(default=0)
    person = models.PositiveIntegerField(default=0)
    absent = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)  # cells
    same = models.PositiveIntegerField(default=0)  # of those for a person, what people answered
    other = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    outcomes = models.CharField(max_length=64, blank=True)
    reply = models.CharField(max_length=64, blank=True)
    reply_as = models.CharField(max_length=4, blank=True)  # xlsx, csv
    sent_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    matched_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # for the file, until it is there
    replied_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = PersonLists.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "content"],
                condition=Q(ended_at=None),
                name="person_list_once",
            )
        ]
        indexes = [models.Index(fields=["account", "-sent_at"], name="person_list_account")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def aim(self) -> Aim:
        return list_terms().aims[self.purpose]

    @property
    def answered(self) -> int:
        return self.same + self.other + self.unsure

    @property
    def is_cut_off(self) -> bool:
        """Whether the worker that was matching it fell, and none has begun it anew."""
        at_it = ProcrastinateJob.objects.filter(
            task_name="clerk:match-list", status="doing", args__subject=str(self.id)
        )
        return at_it.exclude(worker__last_heartbeat__gt=Now() - SILENT).exists()

    @property
    def until(self) -> dt.datetime | None:
        """Until when the answers can be had."""
        days = dt.timedelta(days=list_terms().kept.days)
        return self.matched_at + days if self.matched_at else None

    @property
    def target(self) -> Target:
        return Target(self.unit_id)

    @property
    def matter(self) -> Matter:
        return {"subject": self.id, "about": (), "unit": self.unit_id}


class ListRows(models.QuerySet["ListRow"]):
    def visible_to(self, who: Who) -> ListRows:
        """Rows one may review."""
        units = [post.unit for post in who.posts if post.role in GRANTS["list.review"].roles]
        return self.filter(unit__in=units)

    def open(self) -> ListRows:
        return self.filter(answer="")

    def free(self, who: Who, now: dt.datetime) -> ListRows:
        """What nobody else has before them, those first that most likely end in a link: so each
        minute of a person's yields the most."""
        ago = now - dt.timedelta(minutes=list_terms().most.held_minutes)
        mine = Q(held_by=who.account) | Q(held_by=None) | Q(held_at__lt=ago)
        return self.open().filter(mine).order_by("-worth", "line")


class ListRow(models.Model):
    """One row of a list that a person must look at.

    `said` is what the list says ({"full_name": …}); `found` are whom it may be, the likeliest
    first: what is held of them (`said`), how likely (`sure`) and `why`; `people` who they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person_list = models.ForeignKey(PersonList, models.PROTECT, related_name="review")
    unit = models.ForeignKey(Unit, models.PROTECT)
    line = models.PositiveIntegerField()  # of the file, from 1
    worth = models.FloatField()
    said = SealedJSON()
    found = SealedJSON()
    people = ArrayField(models.UUIDField(), default=list)
    held_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, choices=[(a, a) for a in RowAnswer], blank=True)
    which = models.PositiveSmallIntegerField(null=True)  # of `found` it is
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ListRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_list", "line"], name="list_row_once")
        ]
        indexes = [
            models.Index(
                fields=["person_list", "-worth", "line"],
                condition=Q(answer=""),
                name="list_row_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
