"""After an outage was announced, ended or taken back: dates are reckoned anew."""

from typing import Any

from motcua.actions.calendar import behind, reckon_dates
from motcua.clerks.errands import by_clock, errand
from motcua.records.journal import Entry
from motcua.records.unit import Unit


@errand("reckon-dates")
def reckon_dates_of(*, entry: int, **_: Any) -> None:
    """Of the unit the entry is about, until every open dossier follows what holds now."""
    unit = Unit.objects.get(pk__in=Entry.objects.filter(pk=entry).values("unit"))
    while behind(unit).exists():
        reckon_dates(by_clock(), unit)
