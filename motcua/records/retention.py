"""What of closed dossiers is due to be erased, and what refers to a file.

The law of it is country/retention.toml.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.sealed import Sealed
from motcua.records.unit import Unit
from motcua.rules.dossier import CLOSED
from motcua.rules.retention import WHAT_WORDS, KeptPart, Retention, retention_from
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import years_later
from motcua.rules.who import Who

OWN_LAW = ("Holding",)
"""What is of a dossier and kept by a rule of its own: the store of its person."""
BY_HOME = ("Draft", "Wish")
"""Rows whose own id is the dossier's."""
DIGESTS = ("sha256", "came", "frozen", "prepared", "signed", "outcomes", "reply")
"""The columns that name a file by its hash."""


@cache
def retention() -> Retention:
    """The file, read once."""
    return country_file("retention.toml", retention_from)


class Erasures(models.QuerySet["Erasure"]):
    def visible_to(self, who: Who) -> Erasures:
        return self.filter(unit__in=who.units)

    def awaiting(self) -> Erasures:
        """What a leader has to agree to."""
        return self.filter(consent=True, agreed_at=None, erased_at=None)

    def ready(self, on: dt.date, shown_since: dt.datetime) -> Erasures:
        """What may go now: due, shown for long enough, agreed to where that is needed."""
        shown = self.filter(erased_at=None, due_on__lte=on, listed_at__lte=shown_since)
        return shown.filter(Q(consent=False) | Q(agreed_at__isnull=False))


class Erasure(models.Model):
    """Something of a dossier whose time is over: listed, agreed to, erased. It stays as the trace
    that there was something."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="erasures")
    unit = models.ForeignKey(Unit, models.PROTECT)
    what = models.CharField(max_length=8, choices=[(w, WHAT_WORDS[w]) for w in KeptPart])
    due_on = models.DateField()
    citation = models.CharField(max_length=300)
    consent = models.BooleanField()
    listed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    files = models.PositiveIntegerField(default=0)

    objects = Erasures.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "what"], name="erased_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)


def due(until: dt.date) -> Iterator[tuple[Dossier, KeptPart, dt.date]]:
    """What of which closed dossier is due until a day and is not listed yet, the oldest first."""
    for keep in retention().keeps:
        if not keep.years:
            continue
        latest = instant(dt.datetime.combine(years_later(until, -keep.years), dt.time.max))
        rows = Dossier.objects.filter(state__in=CLOSED, closed_at__lte=latest)
        rows = rows.exclude(erasures__what=keep.what)
        if keep.procedures:
            rows = rows.filter(procedure__in=keep.procedures)
        for dossier in rows.order_by("closed_at").iterator(chunk_size=500):
            what = KeptPart(keep.what)
            assert dossier.closed_at is not None
            on = retention().due_on(what, dossier.procedure, local(dossier.closed_at).date())
            if retention().keep(what, dossier.procedure) is keep and on and on <= until:
                yield dossier, what, on


def rows_of(dossier: Dossier) -> Iterator[models.QuerySet[models.Model]]:
    """Everything that is of one dossier, in whatever table; new tables are found by themselves."""
    files = Attachment.objects.filter(dossier=dossier.id)
    for model in apps.get_app_config("motcua").get_models():
        names = {field.name for field in model._meta.concrete_fields}
        rows = model._default_manager
        if model.__name__ in OWN_LAW:
            continue
        if model is Dossier or model.__name__ in BY_HOME:
            yield rows.filter(pk=dossier.id)
        elif "dossier" in names:
            yield rows.filter(dossier=dossier.id)
        elif "home" in names:
            yield rows.filter(home=dossier.id)
        elif "attachment" in names:
            yield rows.filter(attachment__in=files)


def sealed_fields(model: type[models.Model]) -> list[Sealed]:
    """The columns of a table that hold what people said."""
    return [field for field in model._meta.concrete_fields if isinstance(field, Sealed)]


def refers_to(sha256: str) -> bool:
    """Whether any row, of whichever person, still names the file with this hash."""
    for model in apps.get_app_config("motcua").get_models():
        named = [f.name for f in model._meta.concrete_fields if f.name in DIGESTS]
        if any(model._default_manager.filter(**{name: sha256}).exists() for name in named):
            return True
    return False


def let_go(files: Iterable[str], now: float) -> None:
    """Remove from the disk those of these files, by their hashes, that no row names any more; in
    a process that sees all rows. One that is too new goes when what was left is gone through."""
    for sha256 in files:
        if refers_to(sha256):
            store().stay(sha256)
        else:
            store().remove(sha256, now)


def results_of(dossier: Dossier) -> models.QuerySet[Paper]:
    return Paper.objects.filter(dossier=dossier, kind=Paper.Kind.RESULT)
