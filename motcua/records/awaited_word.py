"""Dossiers that stand still until the register answers, or a leader lets them go on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from motcua.records.dossier import Dossier, Party
from motcua.records.procedure import version_of
from motcua.records.sending import Sending
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


def awaiting_word(who: Who) -> list[Awaited]:
    """Those on which this leader can say it, the sooner due first; nothing for anybody else. Two
    questions to the database where no question is out."""
    grant = GRANTS["dossier.go-ahead"].roles
    units = {post.unit for post in who.posts if post.role in grant}
    rows = _asking(who, units) if units else []
    facts, words, law = unverified_among(rows), words_on(rows), verification_law().steps
    return [
        Awaited(one, [fact for fact in facts[one.id] if fact.waits])
        for one in rows
        if needs_word(facts[one.id], law[STEP_NEXT[State(one.state)]], words.get(one.id))
    ]


def _asking(who: Who, units: Iterable[int]) -> list[Dossier]:
    """Dossiers of these units about which, or about the filing of which, a question is out, and
    that come to a step of the office; a filing of several stages has none of its own, nor has a
    stage at another agency. One's own matter is for another."""
    out = Verification.objects.filter(unit__in=units, answered_at=None, dossier__isnull=False)
    asked = set(out.order_by("asked_at").values_list("dossier", flat=True)[:ASKED])
    if not asked:
        return []
    mine = Party.objects.filter(person=who.person, role__in=OWN).values("dossier")
    rows = Dossier.objects.visible_to(who).of_units(units).filter(state__in=STEP_NEXT)
    rows = rows.filter(Q(pk__in=asked) | Q(part_of__in=asked)).exclude(pk__in=mine)
    rows = rows.exclude(pk__in=Sending.objects.values("dossier"))
    found = rows.by_due().select_related("applicant", "officer")[:MOST]
    return [one for one in found if not version_of(one.version).stages]
