"""Accounts of the national e-identity, and the posts people hold in units."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import connection, models
from django.db.models import Q

from motcua.records.person import Person
from motcua.records.unit import Unit
from motcua.rules import who as whos
from motcua.rules.who import Role, Who


class Account(models.Model):
    """Someone who has signed in. There is no password here: the e-identity proves who it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject = models.BinaryField(unique=True)  # blind index of the provider's `sub`
    person = models.ForeignKey(Person, models.PROTECT, db_constraint=True)
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField()
    locked = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField()
    signing_key = models.CharField(max_length=60, blank=True)  # of one who signs, at the signer
    seal_key = models.CharField(max_length=60, blank=True)  # of the office's seal behind it
    seal_name = models.CharField(max_length=200, blank=True)  # as on the seal's certificate

    def __str__(self) -> str:
        return str(self.id)

    def who(self, on: dt.date, fresh_at: dt.datetime | None) -> Who:
        """The actor as rules know it, with the posts of a day, the desk they stand in at too."""
        with connection.cursor() as cursor:
            cursor.execute("select * from motcua_posts_on(%s, %s)", [self.id, on])
            posts = frozenset(whos.Post(Role(role), unit) for role, unit in cursor.fetchall())
        return Who(self.id, self.person_id, self.name, posts, self.level, fresh_at)


def who_is(account: uuid.UUID | str, on: dt.date, fresh_at: dt.datetime | None) -> Who | None:
    """The actor of a session, read on each request; None if the account is locked or gone."""
    with connection.cursor() as cursor:
        cursor.execute(_WHO, {"account": str(account), "on": on})
        rows = cursor.fetchall()
    if not rows:
        return None
    id, person, name, level = rows[0][:4]
    posts = frozenset(whos.Post(Role(role), unit) for *_, role, unit in rows if role)
    return Who(id, person, name, posts, level, fresh_at)


_WHO = """
    select a.id, a.person_id, a.name, a.level, p.role, p.unit_id
    from motcua_account a left join lateral motcua_posts_on(a.id, %(on)s) p on true
    where a.id = %(account)s::uuid and not a.locked
"""


class Posts(models.QuerySet["Post"]):
    def held_on(self, day: dt.date) -> Posts:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class Post(models.Model):
    """A role held in a unit from a day; one person may hold several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT)
    role = models.CharField(max_length=12, choices=[(r, r) for r in Role])
    title = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = Posts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "unit", "role", "valid_from"], name="post_held_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.role})"
