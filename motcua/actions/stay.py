"""Telling the police who stays the night, taking it back, looking at it, forgetting it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.dossier import next_serial
from motcua.records.dwelling import Dwelling
from motcua.records.sealed import blind_index
from motcua.records.stay import (
    Stay,
    StayNotice,
    StayNotices,
    Stays,
    number_index,
    same_index,
    stay_law,
)
from motcua.rules.events.people import GuestLeft, StaysForgotten, StaysSeen, StaysTold, StaysUndone
from motcua.rules.guest import Guest, Row, late
from motcua.rules.number import format_number
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

CONTENT = "stay.content"
AT_ONCE = 2000


@action
def tell_stays(
    by: By,
    *,
    dwelling: Dwelling,
    means: StayNotice.Means,
    guests: Sequence[Guest],
    returned: dict[str, Any],
    content: bytes | None = None,
) -> StayNotice:
    """Who stays in a dwelling, as its owner tells: what is good is kept, also what comes too
    late; what was told before is not kept twice; what is wrong is given back.

    One sending is one filing with one number. Source: country/stay.toml.
    """
    homes = Dwelling.objects.select_for_update(of=("self",), no_key=True)
    held = homes.select_related("unit").get(pk=dwelling.id)
    target = Target(held.unit_id, frozenset({held.owner_id}))
    allow(by, "stay.tell", target, Purpose.OWN)
    new = _not_told_before(held, guests)
    notice = StayNotice(
        dwelling=held,
        unit=held.unit,
        account=Account(pk=by.account),
        means=means,
        content=content,
        told_at=by.at,
        rows=len(new),
        known=len(guests) - len(new),
        wrong=len(returned.get("rows", [])),
        returned=returned or None,
    )
    stays = _stays(notice, new)
    notice.late = sum(one.late for one in stays)
    notice.save(force_insert=True)
    Stay.objects.bulk_create(stays, batch_size=AT_ONCE)
    if stays:
        _number(notice)
    counts = {"rows": notice.rows, "late": notice.late, "wrong": notice.wrong}
    tell(by, StaysTold(**notice.matter, **counts, known=notice.known))
    return notice


def _number(notice: StayNotice) -> None:
    """Taken last: until this act is over nobody else in the commune is given a number."""
    day, unit = local(notice.told_at).date(), notice.unit
    notice.number = format_number(unit.code, day, next_serial(unit.id, day))
    notice.save(update_fields=["number"])


def content_index(said: str) -> bytes:
    """By which the same file, read in the same way, is known again."""
    return blind_index(CONTENT, said)


def file_key(dwelling: UUID, content: bytes) -> UUID:
    """The key of a file's act: equal files at one instant are one act, unless taken back."""
    undone = StayNotice.objects.filter(
        dwelling=dwelling, content=content, undone_at__isnull=False
    ).count()
    return uuid5(dwelling, f"{content.hex()}/{undone}")


def _not_told_before(dwelling: Dwelling, guests: Sequence[Guest]) -> list[Guest]:
    if not guests:
        return []
    days = [guest.begins for guest in guests]
    told = Stay.objects.filter(dwelling=dwelling, begins__range=(min(days), max(days)))
    known = {bytes(same) for same in told.values_list("same", flat=True)}
    return [guest for guest in guests if same_index(dwelling, guest) not in known]


def _stays(notice: StayNotice, guests: Sequence[Guest]) -> list[Stay]:
    law, at = stay_law(), local(notice.told_at)
    family = Stay.objects.filter(dwelling=notice.dwelling, relative=True)
    known = {bytes(one) for one in family.values_list("number_index", flat=True) if one}
    return [
        Stay(
            notice=notice,
            dwelling=notice.dwelling,
            unit=notice.unit,
            begins=guest.begins,
            ends=guest.ends,
            guest=_kept(guest),
            number_index=(index := number_index(guest.number)),
            same=same_index(notice.dwelling, guest),
            relative=guest.relative,
            late=late(guest, law, at, guest.relative and index in known),
        )
        for guest in guests
    ]


def _kept(guest: Guest) -> dict[str, str]:
    """What is said of a guest, beside the days, which the row itself knows."""
    words = ("full_name", "number", "birth_date", "sex", "nationality", "residence", "hour")
    said = {word: getattr(guest, word) for word in (*words, "room", "reason")}
    return {word: value for word, value in said.items() if value}


def returned_rows(rows: Sequence[Row]) -> list[list[Any]]:
    """The rows given back, as a notice keeps them."""
    return [
        [
            row.line,
            dict(row.cells),
            {key: [r.code, dict(r.detail)] for key, r in row.wrong.items()},
        ]
        for row in rows
        if row.guest is None
    ]


@action
def undo_stays(by: By, notice: UUID) -> StayNotice:
    """Take a whole sending back, as long as no officer has looked at it. Its number stays used."""
    found = StayNotice.objects.select_for_update(of=("self",)).filter(pk=notice).first()
    if found is None:
        raise Denied("stay.undo")
    allow(by, "stay.undo", found.target, Purpose.OWN)
    if found.undone_at:
        raise Refused("stays-undone-already")
    if found.looked_at:
        raise Refused("stays-looked-at", detail={"at": f"{local(found.looked_at):%H:%M %d/%m/%Y}"})
    Stay.objects.filter(notice=found).delete()
    found.undone_at, found.returned = by.at, None
    found.save(update_fields=["undone_at", "returned"])
    tell(by, StaysUndone(**found.matter, rows=found.rows))
    return found


@action
def note_leaving(by: By, stay: UUID) -> Stay:
    """A guest has left sooner than was told: today."""
    rows = Stay.objects.select_for_update(of=("self",)).select_related("notice__dwelling")
    found = rows.filter(pk=stay).first()
    if found is None:
        raise Denied("stay.tell")
    allow(by, "stay.tell", found.notice.target, Purpose.OWN)
    today = local(by.at).date()
    if not found.begins <= today < found.ends:
        raise Refused("guest-not-there")
    found.ends = today
    found.save(update_fields=["ends"])
    tell(by, GuestLeft(**found.notice.matter))
    return found


@action
def look_at_stays(by: By, *, unit: int, begins: date, ends: date, purpose: Purpose) -> None:
    """An officer looks at who stays in a commune on these nights: on the record, and from now on
    what they saw can no longer be taken back."""
    allow(by, "stay.look", Target(unit=unit), purpose)
    seen = Stay.objects.filter(unit=unit).nights(begins, ends)
    notices = StayNotice.objects.filter(looked_at=None, pk__in=seen.values("notice"))
    notices.update(looked_at=by.at)
    subject = uuid5(NAMESPACE_OID, f"stays/{unit}/{begins}")
    tell(by, StaysSeen(subject=subject, unit=unit, begins=begins, ends=ends, purpose=purpose))


@action
def forget_stays(by: By, unit: int) -> None:
    """What has been kept as long as it may be is gone: stays, and rows that were given back."""
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    gone, _ = forgettable(local(by.at).date()).filter(unit=unit).delete()
    old_returned(by.at).filter(unit=unit).update(returned=None)
    subject = uuid5(NAMESPACE_OID, f"stays/{unit}")
    tell(by, StaysForgotten(subject=subject, unit=unit, rows=gone))


def forgettable(today: date) -> Stays:
    """Stays whose last night is longer ago than they may be kept."""
    return Stay.objects.filter(ends__lt=today - timedelta(days=stay_law().kept.days))


def old_returned(at: datetime) -> StayNotices:
    """Sendings whose rows that were given back are still here, after their time."""
    old = at - timedelta(days=stay_law().kept.bad_days)
    return StayNotice.objects.filter(returned__isnull=False, told_at__lt=old)


def units_to_forget(at: datetime) -> set[int]:
    """Where there is something to forget."""
    stays = forgettable(local(at).date()).values_list("unit", flat=True).distinct()
    return {*stays, *old_returned(at).values_list("unit", flat=True).distinct()}
