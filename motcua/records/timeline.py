"""The clock of a dossier, put together from its rows: what its date and verdict follow from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256

from motcua.records.apology import Apology
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier, Request
from motcua.records.procedure import calendar, catalogue, version_of
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Version
from motcua.rules.number import BOOKS
from motcua.rules.time.calendar import Calendar, Outage
from motcua.rules.time.timeline import Extension, Pause, Timeline, Transition, WhyPaused
from motcua.rules.time.wall_clock import local
from motcua.rules.time.working_time import Measure, TimeLimit


def calendar_at(unit: int) -> Calendar:
    """The calendar of a unit."""
    return calendar(_code(unit))


def calendar_of(dossier: Dossier) -> Calendar:
    """The calendar of the unit that has the dossier in its care."""
    return calendar_at(dossier.unit_id)


def followed(unit: int, version: str, announced: Iterable[Outage]) -> str:
    """What dates of a unit follow beside what happens, as a dossier keeps it: the calendar's
    version and, where a later version of the law reaches those under way or outages were
    announced, four digits of these."""
    began = version_of(version)
    later = [
        (v.valid_from, v.under_way, v.times)
        for v in catalogue()[began.code].versions
        if v.valid_from > began.valid_from and v.under_way != Transition.OLD
    ]
    beside = [*later, *announced]
    digits = sha256(repr(beside).encode()).hexdigest()[:4] if beside else ""
    return calendar_at(unit).version + digits


@cache
def _code(unit: int) -> str:
    """A unit's code: an id stands for one version of a unit for ever."""
    return str(Unit.objects.values_list("code", flat=True).get(pk=unit))


def outages_of(dossier: Dossier, code: str) -> list[Outage]:
    """What is announced and holds up a dossier: by the calendar, or by its unit. `code` is that of
    the procedure it is timed by; a stage also waits for what holds up its filing."""
    return [
        outage
        for outage in (*calendar_of(dossier).outages, *dossier.announced)
        if outage.holds_up(dossier.procedure) or outage.holds_up(code)
    ]


def clock_from(dossier: Dossier, version: Version, start: datetime) -> Timeline:
    """The clock if it starts at `start`: nothing has stopped it but announced outages."""
    procedure = catalogue()[version.code]
    if dossier.received_under:
        version = version_of(dossier.timed_by)
    return Timeline(
        local(start),
        version.time_limit(dossier.answers),
        filed=local(dossier.submitted_at),
        changes=procedure.changes_after(version, dossier.answers),
        pauses=tuple(
            Pause(
                WhyPaused.OUTAGE, outage.begin, outage.end, f"{outage.reason}; {outage.citation}"
            )
            for outage in outages_of(dossier, version.code)
        ),
    )


def clock_of(dossier: Dossier) -> Timeline:
    """The clock of a dossier that was accepted, with everything that has happened to it."""
    assert dossier.accepted_at is not None
    version = version_of(dossier.version)
    clock = replace(
        clock_from(dossier, version, dossier.accepted_at), extension=_more_time(dossier)
    )
    return clock.happened(
        pauses=(*_waiting_for_citizen(dossier), *_waiting_for_consent(dossier, version)),
        requests=dossier.requests,
        ended=local(dossier.closed_at) if dossier.closed_at else None,
    )


def _more_time(dossier: Dossier) -> Extension | None:
    """The one extension, if any; its reason is on the paper, which only its people read."""
    found = Apology.objects.filter(dossier=dossier, prolongs=True).first()
    if found is None:
        return None
    more = TimeLimit(found.days, Measure.DAY, found.citation)
    reason = f"lý do ghi trong văn bản xin lỗi số {found.number}/{BOOKS['apology']}"
    return Extension(local(found.at), more, reason)


def _waiting_for_citizen(dossier: Dossier) -> Iterator[Pause]:
    if dossier.requests:
        rows = Request.objects.filter(dossier=dossier).order_by("asked_at")
        for asked, answered in rows.values_list("asked_at", "answered_at"):
            yield _pause(WhyPaused.CITIZEN, asked, answered)


def _waiting_for_consent(dossier: Dossier, version: Version) -> Iterator[Pause]:
    uncounted = {c.who: c.uncounted for c in version.consents if c.uncounted}
    if uncounted:
        rows = Consent.objects.filter(dossier=dossier, who__in=uncounted).order_by("asked_at")
        for who, asked, answered in rows.values_list("who", "asked_at", "answered_at"):
            yield _pause(WhyPaused.CONSENT, asked, answered, uncounted[who])


def _pause(why: WhyPaused, begin: datetime, end: datetime | None, citation: str = "") -> Pause:
    return Pause(why, local(begin), local(end) if end else None, citation)
