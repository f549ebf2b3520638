"""Dossiers that stand still until the register answers, or a leader lets them go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.records.dossier import Dossier, Party
from motcua.records.procedure import version_of
from motcua.records.sending import Sending
from motcua.records.signer import bodies_led
from motcua.records.verification import (
    Verification,
    unverified_among,
    verification_law,
    words_on,
)
from motcua.rules.dossier import State
from motcua.rules.permission import GRANTS
from motcua.rules.unverified import STEP_NEXT, Fact, needs_word
from motcua.rules.who import Who

MOST = 200  # that are looked at, the sooner due first
ASKED = 1000  # questions without an answer that are looked at, the longest out first
OWN = (Party.Role.APPLICANT, Party.Role.REPRESENTATIVE)


@dataclass(frozen=True)
class Awaited:
    """A dossier that may go on by a leader's word, and the facts that wait for an answer."""

    dossier: Dossier
    facts: list[Fact]


def awaiting_word(who: Who, on: date) -> list[Awaited]:
    """Those on which this leader can say it, whose body decides them, the sooner due first;
    nothing for anybody else. One question to the database where none to the register is out."""
    grant = GRANTS["dossier.go-ahead"].roles
    units = {post.unit for post in who.posts if post.role in grant}
    rows = _asking(who, units, on) if units else []
    facts, words, law = unverified_among(rows), words_on(rows), verification_law().steps
    return [
        Awaited(one, [fact for fact in facts[one.id] if fact.waits])
        for one in rows
        if needs_word(facts[one.id], law[STEP_NEXT[State(one.state)]], words.get(one.id))
    ]


def _asking(who: Who, units: Iterable[int], on: date) -> list[Dossier]:
    """Dossiers of these units about which, or about the filing of which, a question is out, and
    that come to a step of the office; a filing of several stages has none of its own, nor has a
    stage at another agency. One's own matter is for another."""
    out = Verification.objects.filter(unit__in=units, answered_at=None, dossier__isnull=False)
    asked = set(out.order_by("asked_at").values_list("dossier", flat=True)[:ASKED])
    if not asked or who.account is None:
        return []
    mine = Party.objects.filter(person=who.person, role__in=OWN).values("dossier")
    rows = Dossier.objects.visible_to(who).of_units(units).filter(state__in=STEP_NEXT)
    rows = rows.filter(Q(pk__in=asked) | Q(part_of__in=asked)).exclude(pk__in=mine)
    rows = rows.exclude(pk__in=Sending.objects.values("dossier"))
    found = rows.by_due().select_related("applicant", "officer")[:MOST]
    led, law = bodies_led(who.account, on), {one.id: version_of(one.version) for one in found}
    return [
        one for one in found if (one.unit_id, law[one.id].body) in led and not law[one.id].stages
    ]
