"""Dossiers: what was filed, who is party to it, what was asked and found."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import connection, models
from django.db.models import F, Q
from django.utils.functional import cached_property

from motcua.records.account import Account
from motcua.records.outage import Announcement
from motcua.records.person import Person
from motcua.records.sealed import SealedJSON, SealedText
from motcua.records.unit import Unit
from motcua.rules.dossier import (
    CLOSED,
    HANDLED,
    OPEN,
    RUNNING,
    STATE_WORDS,
    Channel,
    Delivery,
    Money,
    State,
    Sync,
)
from motcua.rules.events.base import Matter
from motcua.rules.permission import Target
from motcua.rules.time.calendar import Outage
from motcua.rules.who import Who


class Dossiers(models.QuerySet["Dossier"]):
    def visible_to(self, who: Who) -> Dossiers:
        """Everything `who` may see; the only way a door obtains dossiers."""
        if who.clerk:
            return self.all()
        mine = Q(pk__in=Party.objects.seen_by(who.person).values("dossier"))
        if not who.units:
            return self.filter(mine)
        if who.person is None:
            return self.filter(unit__in=who.units)
        return self.filter(Q(unit__in=who.units) | mine)

    def held_by(self, person: uuid.UUID | None) -> Dossiers:
        """What a person has going on: their own, and what they filed for whom they stand for."""
        roles = (Party.Role.APPLICANT, Party.Role.REPRESENTATIVE)
        mine = Party.objects.filter(person=person, role__in=roles)
        return self.filter(pk__in=mine.values("dossier"))

    def whole(self) -> Dossiers:
        """What was filed, without the stages a filing is divided into."""
        return self.filter(part_of=None)

    def of_units(self, units: Iterable[int]) -> Dossiers:
        """The work of these units: what an inbox lists."""
        return self.filter(unit__in=units)

    def open(self) -> Dossiers:
        return self.filter(state__in=OPEN)

    def by_due(self) -> Dossiers:
        """What is due first comes first; what has no date yet by its time of filing."""
        return self.order_by(F("due_at").asc(nulls_last=True), "submitted_at", "id")


class Dossier(models.Model):
    """One application under one version of a procedure, in the care of one unit."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=40, unique=True)
    procedure = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    received_under = models.CharField(max_length=40, blank=True)  # where it has moved since
    unit = models.ForeignKey(Unit, models.PROTECT)
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="dossiers")
    filed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="filed")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    stage = models.CharField(max_length=16, blank=True)  # of the filing it is a part of
    channel = models.CharField(max_length=8, choices=[(c, c) for c in Channel])
    helped = models.BooleanField(default=False)  # someone else typed for the applicant
    answers = SealedJSON(default=dict)
    track_index = models.BinaryField()  # blind index of the second fact, for following
    state = models.CharField(max_length=12, choices=[(s, STATE_WORDS[s]) for s in State])
    money = models.CharField(max_length=6, choices=[(m, m) for m in Money], default=Money.NONE)
    delivery = models.CharField(
        max_length=8, choices=[(d, d) for d in Delivery], default=Delivery.NONE
    )
    sync = models.CharField(max_length=8, choices=[(s, s) for s in Sync], default=Sync.WAITING)
    fee = models.PositiveIntegerField(default=0)
    fee_citation = models.CharField(max_length=300, blank=True)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_steps = models.JSONField(default=list)
    calendar = models.CharField(max_length=12, blank=True)  # the version the date follows
    closed_at = models.DateTimeField(null=True)
    late = models.BooleanField(null=True)  # judged once, at the closing act
    requests = models.PositiveSmallIntegerField(default=0)
    officer = models.ForeignKey(Account, models.PROTECT, null=True, related_name="taken")
    reason = SealedText(blank=True)  # of a refusal or stop, in words for the citizen
    reason_basis = models.CharField(max_length=300, blank=True)
    decision_number = models.PositiveIntegerField(null=True)  # of the refusal or the result
    sent_back_why = SealedText(null=True)  # what the leader wants put right before signing
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = Dossiers.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.PROCESSING, State.SIGNING])
                | Q(due_at__isnull=False),
                name="an_accepted_dossier_has_a_due_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(CLOSED)) | Q(closed_at__isnull=False),
                name="a_closed_dossier_says_when",
            ),
        ]
        indexes = [
            # An inbox page is one walk along one of these, from where the last page ended. The
            # first also holds all that is counted for the days ahead (workload.piles).
            models.Index(
                fields=["unit", "due_at", "submitted_at", "id"],
                include=["officer", "procedure", "accepted_at"],
                condition=Q(state__in=sorted(RUNNING)),
                name="dossier_running_due",
            ),
            models.Index(
                fields=["unit", "state", "due_at", "submitted_at", "id"],
                condition=Q(state__in=sorted(OPEN | {State.DONE})),
                name="dossier_state_due",
            ),
            models.Index(
                fields=["officer", "due_at", "submitted_at", "id"],
                condition=Q(state__in=sorted(RUNNING)),
                name="dossier_running_mine_due",
            ),
            models.Index(fields=["unit", "state", "-submitted_at"], name="dossier_unit_state"),
            models.Index(  # how many ended, and how many of them late, without opening a row
                fields=["unit", "closed_at"],
                include=["late"],
                condition=Q(state__in=sorted(HANDLED)),
                name="dossier_handled",
            ),
            models.Index(fields=["unit", "-submitted_at"], name="dossier_unit_submitted"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @cached_property
    def announced(self) -> list[Outage]:
        """The outages its unit announced, read once: a row lives no longer than an act."""
        return Announcement.objects.of_unit(self.unit_id)

    @property
    def timed_by(self) -> str:
        """The version its time limit began under, whatever law it has moved to since."""
        return self.received_under or self.version

    @property
    def target(self) -> Target:
        """Whose matter this is, for `authorize`."""
        parties = list(self.parties.values_list("person", "role"))
        asked = frozenset(p for p, role in parties if role == Party.Role.ASKED)
        own = (Party.Role.APPLICANT, Party.Role.REPRESENTATIVE)
        people = frozenset(p for p, role in parties if role in own)
        return Target(self.unit_id, people, asked)

    @property
    def matter(self) -> Matter:
        """What every event of this dossier begins with."""
        return {"subject": self.id, "about": (self.applicant_id,), "unit": self.unit_id}


class Parties(models.QuerySet["Party"]):
    def seen_by(self, person: uuid.UUID | None) -> Parties:
        """What lets a person see a dossier: not that they witnessed or once stood for another."""
        blind = (Party.Role.FORMER, Party.Role.WITNESS)
        return self.filter(person=person).exclude(role__in=blind) if person else self.none()


class Party(models.Model):
    """A person who has to do with a dossier, and how."""

    class Role(models.TextChoices):
        APPLICANT = "applicant", "Người nộp"
        MEMBER = "member", "Người cùng được giải quyết"
        ASKED = "asked", "Người được hỏi ý kiến"
        REPRESENTATIVE = "represents", "Người đại diện"
        FORMER = "former", "Người đã từng đại diện"
        WITNESS = "witness", "Người làm chứng"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT)
    role = models.CharField(max_length=10, choices=Role.choices)
    capacity = models.CharField(max_length=10, blank=True)  # of a representative: Capacity

    objects = Parties.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person", "role"], name="party_once")
        ]


class Requests(models.QuerySet["Request"]):
    def unanswered(self) -> Requests:
        """Those that a citizen may still answer."""
        return self.filter(answered_at=None, dossier__state=State.WAITING)


class Request(models.Model):
    """A request for supplement: everything that is wrong, in one go, each with its article."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="supplement_requests")
    unit = models.ForeignKey(Unit, models.PROTECT)
    number = models.PositiveIntegerField(default=0)
    # [{"key", "label", "why", "basis"}], with "word" where it was kept as it stood, and why
    items = SealedJSON(default=list)
    # nobody here, where the agency that decides a stage asks
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = Requests.as_manager()

    @property
    def marked(self) -> set[str]:
        """The fields and components that were asked for."""
        return {item["key"] for item in self.items}

    @property
    def kept(self) -> list[dict[str, str]]:
        """What was left as it stood, each with the word why it is right."""
        return [item for item in self.items if item.get("word")]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_open_request"
            )
        ]
        indexes = [
            models.Index(  # what waits, by the day until when
                fields=["unit", "answer_by", "asked_at"],
                condition=Q(answered_at=None),
                name="request_open",
            )
        ]


class Finding(models.Model):
    """Where a field's value comes from: said, in the register, or seen by an officer."""

    class Source(models.TextChoices):
        REGISTER = "register", "Dữ liệu dân cư"
        SIGHTED = "sighted", "Cán bộ đã xem giấy"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    field = models.CharField(max_length=60)  # of the form; with `person`, of what is held of them
    source = models.CharField(max_length=10, choices=Source.choices)
    agrees = models.BooleanField()
    by = models.UUIDField(null=True)  # the officer, or the verification
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person", "field", "source"],
                name="finding_once",
                nulls_distinct=False,
            )
        ]


class Serial(models.Model):
    """The last serial number a unit gave out since a day: to dossiers, or in a book of papers."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT)
    book = models.CharField(max_length=8, blank=True)  # "" is the book of dossiers
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "book", "day"], name="serial_of_a_book")
        ]


def next_serial(unit: int, day: dt.date, book: str = "") -> int:
    """The next serial of a unit since a day. The row stays locked until commit: call it late."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into motcua_serial (unit_id, book, day, last) values (%s, %s, %s, 1)"
            " on conflict (unit_id, book, day) do update set last = motcua_serial.last + 1"
            " returning last",
            [unit, book, day],
        )
        row = cursor.fetchone()
    return int(row[0])


def next_in_book(unit: int, book: str, on: dt.date) -> int:
    """The next number in a book of papers, which begins with 1 each year."""
    return next_serial(unit, on.replace(month=1, day=1), book)
