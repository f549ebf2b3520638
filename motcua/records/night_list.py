"""Of which residents the register is to be asked at night, and what came of it."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from motcua.records.person import People, Person
from motcua.records.unit import Unit
from motcua.records.verification import Verification
from motcua.rules.budget import Budget
from motcua.rules.verification_law import LookUp


def to_ask_about(unit: Unit, at: datetime, budget: Budget) -> People:
    """Residents with a number whom the register has not answered about for so many days, and who
    are not being asked about now; who was never asked about first."""
    long_ago = at - timedelta(days=budget.batch_again_days)
    open_ones = Verification.objects.filter(person=OuterRef("pk"), unit=unit, answer="")
    found = Person.objects.filter(unit=unit).exclude(number_index=None)
    stale = found.filter(Q(verified_at=None) | Q(verified_at__lt=long_ago))
    return stale.exclude(Exists(open_ones)).order_by(F("verified_at").asc(nulls_first=True), "id")


def asked_about(unit: Unit, since: datetime) -> dict[str, int]:
    """How many residents were asked about since then, by answer; "" for those not yet answered."""
    rows = Verification.objects.filter(
        unit=unit, dossier=None, purpose=LookUp.RESIDENCE, asked_at__gte=since
    ).values_list("answer", flat=True)
    found = list(rows)
    return {answer: found.count(answer) for answer in sorted(set(found))}
