"""What citizens report of how a dossier is handled, and what leaders answer."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.db.models import Q

from motcua.records.account import Account, Post
from motcua.records.deadlines import deadlines
from motcua.records.dossier import Dossier, Party, Request
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.timeline import calendar_at
from motcua.records.unit import Unit
from motcua.rules.events.base import Matter
from motcua.rules.permission import Target
from motcua.rules.report import ABOUT_WORDS, About, Handling
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import due_on
from motcua.rules.who import Role, Who


class Reports(models.QuerySet["Report"]):
    def visible_to(self, who: Who) -> Reports:
        """Those about what one has going on, and those one oversees."""
        mine = Q(dossier__in=Dossier.objects.held_by(who.person)) if who.person else Q(pk__in=[])
        return self.filter(mine | Q(pk__in=Report.objects.overseen_by(who)))

    def overseen_by(self, who: Who) -> Reports:
        """Those of units one oversees, but never about oneself."""
        return self.filter(unit__in=who.overseen).exclude(officer=who.account)


class Report(models.Model):
    """One report about a dossier. `unit` is whose leaders answer it: the dossier's own, or the one
    above where it is about the only leader there."""

    class How(models.TextChoices):
        REQUEST = "request", "trong phiếu yêu cầu bổ sung"
        SPOKEN = "spoken", "bằng lời nói ở quầy"
        CALLED = "called", "qua điện thoại, tin nhắn"

    class Outcome(models.TextChoices):
        RIGHT = "right", "Bạn phản ánh đúng"
        RIGHTLY_DONE = "rightly-done", "Việc đã làm đúng quy định"
        DECLINED = "declined", "Không thuộc việc tiếp nhận ở đây"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, related_name="reports")
    about = models.CharField(
        max_length=8, choices=[(a, ABOUT_WORDS[a]) for a in About], default=About.PAPERS
    )
    how = models.CharField(max_length=8, choices=How.choices, blank=True)  # papers were asked for
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="reports")
    officer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    what = SealedText()
    basis = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # to answer by
    asked = SealedText(null=True)  # what the leader wants to know more
    asked_at = models.DateTimeField(null=True)
    more = SealedText(null=True)  # what the citizen said then
    more_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    answer = SealedText(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False)  # something was done after its time
    content = models.BooleanField(null=True)  # whether the citizen is, with the answer

    objects = Reports.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_open_report"
            )
        ]
        indexes = [models.Index(fields=["unit", "-made_at"], name="report_unit")]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def target(self) -> Target:
        """Whose matter it is, for `authorize`; asked by the unit that answers it."""
        stands = Party.objects.filter(dossier=self.dossier_id, role=Party.Role.REPRESENTATIVE)
        people = frozenset({self.person_id, *stands.values_list("person", flat=True)})
        return Target(unit=self.unit_id, people=people)

    @property
    def matter(self) -> Matter:
        """What its events begin with: of no unit, since an officer may be who it is about."""
        return {"subject": self.dossier_id, "about": (self.person_id,), "unit": None}

    @property
    def waits_for_citizen(self) -> bool:
        return bool(self.asked_at and not self.more_at)

    def by_when(self, what: Handling) -> dt.datetime:
        """Until when a leader does this, in the office's time."""
        begins = {Handling.ANSWER: self.more_at, Handling.PUBLISH: self.answered_at}
        start = local(begins.get(what) or self.made_at)
        limit = deadlines().reports[what].limit
        return instant(due_on(start, limit, calendar_at(self.unit_id)).at)


class PublicAnswer(models.Model):
    """What everybody may read of a report and its answer, as the leader wrote it: of nobody."""

    report = models.OneToOneField(Report, models.PROTECT, primary_key=True, related_name="public")
    unit = models.ForeignKey(Unit, models.PROTECT)
    about = models.CharField(max_length=8)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="public_answer_newest")]

    def __str__(self) -> str:
        return str(self.report_id)

    @property
    def about_words(self) -> str:
        return ABOUT_WORDS[About(self.about)]


def answering_unit(dossier: Dossier, officer: uuid.UUID | None, on: dt.date) -> int:
    """Whose leaders answer a report about this officer: those above, where nobody else leads."""
    leaders = Post.objects.held_on(on).filter(unit=dossier.unit_id, role=Role.LEADER)
    alone = leaders.filter(account=officer).exists() and not leaders.exclude(account=officer)
    return (dossier.unit.parent_id if alone else None) or dossier.unit_id
