"""How content people are with how their dossiers were handled, said once for each."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.dossier import HANDLED
from motcua.rules.rating import DISLIKED, STEPS
from motcua.rules.who import Who


class Ratings(models.QuerySet["Rating"]):
    def overseen_by(self, who: Who) -> Ratings:
        """Those of units one oversees, but never about oneself."""
        return self.filter(unit__in=who.overseen).exclude(officer=who.account)


class Rating(models.Model):
    """What one dossier's applicant, or who stands for them, said after the closing act."""

    class Way(models.TextChoices):
        ACCOUNT = "account", "qua tài khoản"
        CODE = "code", "bằng số hồ sơ"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="rating")
    unit = models.ForeignKey(Unit, models.PROTECT)
    officer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    steps = models.PositiveSmallIntegerField()
    words = SealedText(blank=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    at = models.DateTimeField()

    objects = Ratings.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(steps__in=sorted(STEPS)), name="a_rating_is_one_of_its_steps"
            )
        ]
        indexes = [models.Index(fields=["unit", "-at"], name="rating_unit")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def steps_words(self) -> str:
        return STEPS[self.steps]


def asks_rating(dossier: Dossier) -> bool:
    """Whether the applicant is asked: it came to its end at the office's hands, and they did not
    say yet."""
    ended = dossier.closed_at is not None and dossier.state in HANDLED
    return ended and not Rating.objects.filter(dossier=dossier).exists()


def own_figures(since: dt.datetime) -> dict[int, int]:
    """How often each step was given to whoever the scope belongs to; nothing of too few."""
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_own_ratings(%s)", [since])
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Content:
    """QĐ 766/QĐ-TTg 5.4 of what ended in a time: in a hundred, all less the late and the
    disliked or complained of."""

    ended: int
    late: int
    disliked: int

    @property
    def index(self) -> float:
        return max(0.0, 100 - (self.late + self.disliked) * 100 / self.ended) if self.ended else 0


def content_of(unit: int, since: dt.datetime) -> Content:
    """Of what ended in a unit the asker oversees; what is said of the asker is left out. Counted
    by the database along one index: rows of years are not opened."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select ended, late, disliked from motcua_content(%s, %s, %s)",
            [unit, since, sorted(DISLIKED)],
        )
        return Content(*cursor.fetchone())
