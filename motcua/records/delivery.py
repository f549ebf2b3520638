"""How results come into people's hands: the way they chose, what was sent, who signed for it."""

from __future__ import annotations

import uuid
from functools import cache

from django.db import models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.country import country_file
from motcua.records.dossier import Dossier, Dossiers
from motcua.records.person import Person
from motcua.records.sealed import SealedText
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Version
from motcua.rules.delivery import (
    FATE_WORDS,
    SIGNING_WORDS,
    TAKER_WORDS,
    DeliveryWay,
    Fate,
    Offer,
    Signing,
    Taker,
    offered,
    offers_from,
)
from motcua.rules.dossier import Delivery, State
from motcua.rules.who import Who


@cache
def offers() -> tuple[Offer, ...]:
    """country/delivery.toml, read once."""
    return country_file("delivery.toml", offers_from)


def offers_of(version: Version) -> tuple[Offer, ...]:
    """The ways in which a result of this version, or of a stage of it, can be had."""
    made_here = any(not one.noted for one in (version, *version.parts.values()))
    return offered(offers(), signed_here=made_here)


class Wish(models.Model):
    """How the applicant wants the result; its id is the draft's, which becomes the dossier's."""

    id = models.UUIDField(primary_key=True)
    account = models.UUIDField()
    way = models.CharField(max_length=10, choices=[(w, w) for w in DeliveryWay])
    name = SealedText(blank=True)  # for whom, where it is sent
    address = SealedText(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


def wish_of(id: uuid.UUID) -> Wish | None:
    """What was wished for a draft or dossier, if anything."""
    return Wish.objects.filter(pk=id).first()


class Shipments(models.QuerySet["Shipment"]):
    def visible_to(self, who: Who) -> Shipments:
        return self.filter(dossier__in=Dossier.objects.visible_to(who))

    def on_the_way(self) -> Shipments:
        return self.filter(fate=Fate.ON_THE_WAY)


class Shipment(models.Model):
    """A result on the road: a parcel, or somebody of the team who carries it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="shipments")
    unit = models.ForeignKey(Unit, models.PROTECT)
    way = models.CharField(
        max_length=10, choices=[(w, w) for w in (DeliveryWay.POST, DeliveryWay.HOME)]
    )
    name = SealedText()
    address = SealedText()
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    carrier = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    tracking = models.CharField(max_length=40, blank=True)  # the post's own number
    sent_at = models.DateTimeField()
    fate = models.CharField(
        max_length=10, choices=[(f, FATE_WORDS[f]) for f in Fate], default=Fate.ON_THE_WAY
    )
    ended_at = models.DateTimeField(null=True)

    objects = Shipments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(fate=Fate.ON_THE_WAY),
                name="one_shipment_on_the_way",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ReceiptLists(models.QuerySet["ReceiptList"]):
    def visible_to(self, who: Who) -> ReceiptLists:
        return self.filter(unit__in=who.units)


class ReceiptList(models.Model):
    """Results that go out together, a line and a place to sign for each: by a team on the move, by
    the head of a hamlet. A clerk sets it as PDF; what comes back signed is put down row by row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    bearer = SealedText()  # who takes the results along
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)  # once it is made
    size = models.PositiveIntegerField(default=0)

    objects = ReceiptLists.as_manager()

    class Meta:
        indexes = [models.Index(fields=["unit", "-at"], name="receipt_list_unit")]

    def __str__(self) -> str:
        return str(self.id)


class ReceiptLine(models.Model):
    """One result on a list, by its place there."""

    id = models.BigAutoField(primary_key=True)
    list = models.ForeignKey(ReceiptList, models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="receipt_lines")
    unit = models.ForeignKey(Unit, models.PROTECT)
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "place"], name="one_place_on_a_list"),
            models.UniqueConstraint(fields=["list", "dossier"], name="once_on_a_list"),
        ]

    def __str__(self) -> str:
        return f"{self.place}"


class SignedFors(models.QuerySet["SignedFor"]):
    def visible_to(self, who: Who) -> SignedFors:
        return self.filter(dossier__in=Dossier.objects.visible_to(who))


class SignedFor(models.Model):
    """Who took a result, and how they signed: with the picture, or on a paper that is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="signed_for")
    unit = models.ForeignKey(Unit, models.PROTECT)
    taker = models.CharField(max_length=10, choices=[(t, TAKER_WORDS[t]) for t in Taker])
    name = SealedText()
    signing = models.CharField(
        max_length=7, choices=[(s, SIGNING_WORDS[s]) for s in Signing], default=Signing.SCANNED
    )
    sha256 = models.CharField(max_length=64, blank=True)  # the picture, where there is one
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=40, blank=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, null=True, related_name="+")
    list = models.ForeignKey(ReceiptList, models.PROTECT, null=True, related_name="receipts")
    officer = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SignedFors.as_manager()

    def __str__(self) -> str:
        return str(self.id)


def to_be_handed(who: Who) -> Dossiers:
    """The desk's list: results that are there and not in anybody's hands, the oldest first."""
    mine = Dossier.objects.visible_to(who).of_units(who.units)
    return mine.filter(state=State.DONE).select_related("applicant").order_by("closed_at", "id")


def can_be_listed(dossier: Dossier) -> bool:
    """Whether its result is at the desk, in nobody's hands."""
    return dossier.state == State.DONE and dossier.delivery == Delivery.READY


def home_of_person(person: Person) -> str:
    """The address a parcel to a person would bear, as far as the register tells."""
    unit = f", {person.unit.path()}" if person.unit else ""
    return f"{person.address}{unit}" if person.address else ""
