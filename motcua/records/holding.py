"""The store of a person's data and papers: what was accepted once need not be given again.

Kho quản lý dữ liệu điện tử của tổ chức, cá nhân (NĐ 45/2020/NĐ-CP, amended by NĐ 310/2026/NĐ-CP).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import once_only
from motcua.records.sealed import SealedJSON, SealedText, blind_index
from motcua.records.unit import Unit
from motcua.rules.catalogue.once_only import wanted
from motcua.rules.catalogue.procedure import Answers, Version
from motcua.rules.events.base import Matter
from motcua.rules.permission import Target
from motcua.rules.who import Who

ABOUT = "holding.about"


class Holdings(models.QuerySet["Holding"]):
    def visible_to(self, who: Who) -> Holdings:
        """One's own, and those of people one has a matter of in hand (row-level security)."""
        if who.clerk or who.units:
            return self.all()
        if who.person is None:
            return self.none()
        writing_for = Draft.objects.visible_to(who).filter(submitted=False).values("applicant")
        return self.filter(Q(person=who.person) | Q(person__in=writing_for))

    def valid(self, on: date) -> Holdings:
        """What serves on a day: not ended, not past its own date nor past what may be kept."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=on),
            Q(kept_until=None) | Q(kept_until__gte=on),
            ended_at=None,
            valid_from__lte=on,
        )

    def past_keeping(self, on: date) -> Holdings:
        """What may not be kept any longer and is not forgotten yet."""
        return self.filter(kept_until__lt=on).exclude(ended=Holding.Ended.FORGOTTEN)


class Holding(models.Model):
    """One thing held of a person: a paper that was accepted, a result, or a verified fact.

    `key` is the component's key, the known word (`person.full_name`) or the result's name.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Giấy tờ đã được tiếp nhận"
        RESULT = "result", "Kết quả đã cấp"
        FACT = "fact", "Thông tin đã xác thực"

    class Source(models.TextChoices):
        DOSSIER = "dossier", "hồ sơ đã giải quyết"
        REGISTER = "register", "dữ liệu dân cư"
        OFFICER = "officer", "cán bộ đã xem giấy"

    class Ended(models.TextChoices):
        REPLACED = "replaced", "đã có bản mới hơn"
        TAKEN_BACK = "taken-back", "hồ sơ được xem lại"
        REVOKED = "revoked", "kết quả đã bị thu hồi"
        FORGOTTEN = "forgotten", "hết thời hạn giữ, đã xóa"

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    value = SealedJSON(null=True)  # of a fact
    name = SealedText(null=True)  # of a file
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=40, blank=True)
    document = models.UUIDField(null=True)  # the attachment or paper it is
    about = models.BinaryField(default=b"")  # blind index of the matter it is about
    source = models.CharField(max_length=10, choices=Source.choices)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="holdings")
    number = models.CharField(max_length=40)  # the dossier's: who serves the person sees no more
    verified_by = models.UUIDField(null=True)  # the officer, or the verification
    unit = models.ForeignKey(Unit, models.PROTECT)
    basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    kept_until = models.DateField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=12, choices=Ended.choices, blank=True)

    objects = Holdings.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "key"], condition=Q(ended_at=None), name="holding_current"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def target(self) -> Target:
        return Target(self.unit_id, frozenset({self.person_id}))

    @property
    def matter(self) -> Matter:
        """What an event of looking at it begins with."""
        return {"subject": self.dossier_id, "about": (self.person_id,), "unit": self.unit_id}


def matter_index(matter: list[Any]) -> bytes:
    """A keyed index of what a paper is about; b"" where it is about the person alone."""
    if not matter:
        return b""
    return blind_index(ABOUT, json.dumps(matter, ensure_ascii=False, sort_keys=True))


def held_papers(
    version: Version, answers: Answers, person: Person, on: date
) -> dict[str, list[str]]:
    """The papers of this dossier that the person's store holds: component → holdings' ids."""
    matters = wanted(version, answers, once_only().documents)
    if not matters:
        return {}
    indexes = {key: matter_index(matter) for key, matter in matters.items()}
    found: dict[str, list[str]] = {}
    for one in _of(person, on):
        if one.sha256 and one.key in indexes and bytes(one.about) == indexes[one.key]:
            found.setdefault(one.key, []).append(str(one.id))
    return found


def held_facts(
    version: Version, registered: Mapping[str, Any], person: Person, on: date
) -> dict[str, Any]:
    """What earlier dossiers verified of a person and the register does not hold (`registered`),
    under the names procedures use."""
    wanted = {f.known for f in version.fields if f.known.startswith("person.")} - set(registered)
    if not wanted:
        return {}
    facts = (one for one in _of(person, on) if one.kind == Holding.Kind.FACT)
    return {one.key: one.value for one in facts if one.key in wanted}


def _of(person: Person, on: date) -> list[Holding]:
    """What is held of a person, asked once for each row in hand."""
    kept: dict[str, Any] = vars(person)
    if "store" not in kept:
        kept["store"] = list(Holding.objects.valid(on).filter(person=person).order_by("at", "id"))
    held: list[Holding] = kept["store"]
    return held


def referred_to(who: Who, held: Mapping[str, list[str]]) -> dict[str, list[Holding]]:
    """The holdings a dossier refers to (`fact.held`), by component; ended ones too."""
    ids = [id for some in held.values() for id in some]
    seen = Holding.objects.visible_to(who).filter(pk__in=ids).select_related("unit")
    rows = {str(one.pk): one for one in seen} if ids else {}
    return {key: [rows[id] for id in some if id in rows] for key, some in held.items()}
