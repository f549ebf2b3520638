"""Telling the police who stays the night, taking it back, looking at it, forgetting it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.dossier import Dossier, next_serial
from motcua.records.dwelling import Dwelling
from motcua.records.retention import let_go
from motcua.records.stay import (
    Stay,
    StayNotice,
    StayNotices,
    Stays,
    number_index,
    people_of,
    same_index,
    stay_law,
)
from motcua.rules.events.people import (
    GuestLeft,
    RoomCorrected,
    StaysForgotten,
    StaysSeen,
    StaysTold,
    StaysUndone,
    TenancyEnds,
)
from motcua.rules.guest import Guest, late
from motcua.rules.number import format_number
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.room import rooms_named
from motcua.rules.time.wall_clock import local

AT_ONCE = 2000


@action
def tell_stays(by: By, *, dwelling: Dwelling, guests: Sequence[Guest]) -> StayNotice:
    """Who stays in a dwelling, as its owner tells on a page: what is good is kept, also what
    comes too late; what was told before is not kept twice.

    One sending is one filing with one number. Source: country/stay.toml.
    """
    homes = Dwelling.objects.select_for_update(of=("self",), no_key=True)
    held = homes.select_related("unit").get(pk=dwelling.id)
    target = Target(held.unit_id, frozenset({held.owner_id}))
    allow(by, "stay.tell", target, Purpose.OWN)
    notice = StayNotice(
        dwelling=held,
        unit=held.unit,
        account=Account(pk=by.account),
        means=StayNotice.Means.PAGE,
        told_at=by.at,
    )
    notice.save(force_insert=True)
    note_guests(notice, guests)
    tell(by, end_sending(notice, by.at))
    return notice


def note_guests(notice: StayNotice, guests: Sequence[Guest]) -> None:
    """Keep what was not told before of these guests, and count it."""
    new = _not_told_before(notice.dwelling, guests)
    stays = _stays(notice, new)
    Stay.objects.bulk_create(stays, batch_size=AT_ONCE)
    notice.rows += len(new)
    notice.known += len(guests) - len(new)
    notice.late += sum(one.late for one in stays)


def end_sending(notice: StayNotice, at: datetime) -> StaysTold:
    """All of it is read: it has its number, where there is anything in it, and is told.

    The number is taken last: until the act is over nobody else in the commune is given one.
    """
    day, unit = local(notice.told_at).date(), notice.unit
    if notice.rows:
        notice.number = format_number(unit.code, day, next_serial(unit.id, day))
    notice.read_at = at
    notice.save()
    counts = {"rows": notice.rows, "late": notice.late, "wrong": notice.wrong}
    return StaysTold(**notice.matter, **counts, known=notice.known)


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
    registered = people_of(guest.number for guest in guests)
    return [
        Stay(
            notice=notice,
            dwelling=notice.dwelling,
            unit=notice.unit,
            begins=guest.begins,
            ends=guest.ends,
            guest=_kept(guest),
            number_index=(index := number_index(guest.number)),
            person=registered.get(guest.number),
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


@action
def undo_stays(by: By, notice: UUID) -> StayNotice:
    """Take a whole sending back, as long as no officer has looked at it. Its number stays used."""
    found = StayNotice.objects.select_for_update(of=("self",)).filter(pk=notice).first()
    if found is None:
        raise Denied("stay.undo")
    allow(by, "stay.undo", found.target, Purpose.OWN)
    if found.undone_at:
        raise Refused("stays-undone-already")
    if found.read_at is None:
        raise Refused("stays-being-read")
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
def correct_room(by: By, stay: UUID, *, room: str) -> Stay:
    """A guest who was told of has another room: it stands as a correction beside what was told."""
    rows = Stay.objects.select_for_update(of=("self",)).select_related("notice__dwelling")
    found = rows.filter(pk=stay).first()
    if found is None:
        raise Denied("stay.tell")
    allow(by, "stay.tell", found.notice.target, Purpose.OWN)
    named = rooms_named(room)
    before = found.guest.get("room", "")
    if len(named) != 1 or named[0] == before:
        raise Refused("room-not-another")
    if found.ends < local(by.at).date():
        raise Refused("guest-not-there")
    corrected = [*found.guest.get("corrected", []), {"room": before, "at": by.at.isoformat()}]
    found.guest = {**found.guest, "room": named[0], "corrected": corrected}
    found.save(update_fields=["guest"])
    tell(by, RoomCorrected(**found.notice.matter))
    return found


@action
def tell_of_end(by: By, dossier: UUID, *, ends: date) -> None:
    """A registered residence ends soon: a short message with its number, no name, no address."""
    held = Dossier.objects.get(pk=dossier)
    allow(by, "clerk.record", held.target, Purpose.DOSSIER)
    tell(by, TenancyEnds(**held.matter, ends=ends))


@action
def look_at_stays(
    by: By, *, unit: int, begins: date, ends: date, people: frozenset[UUID], purpose: Purpose
) -> None:
    """An officer looks at who stays in a commune on these nights: on the record, seen by those on
    the list (`people`), and from now on what they saw can no longer be taken back."""
    allow(by, "stay.look", Target(unit=unit), purpose)
    seen = Stay.objects.filter(unit=unit).nights(begins, ends)
    notices = StayNotice.objects.filter(looked_at=None, pk__in=seen.values("notice"))
    notices.update(looked_at=by.at)
    subject = uuid5(NAMESPACE_OID, f"stays/{unit}/{begins}")
    about = tuple(sorted(people))
    nights = {"begins": begins, "ends": ends}
    tell(by, StaysSeen(subject=subject, about=about, unit=unit, **nights, purpose=purpose))


@action
def forget_stays(by: By, unit: int) -> None:
    """What has been kept as long as it may be is gone: stays, rows that were given back, files a
    day after they were read."""
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    gone, _ = forgettable(local(by.at).date()).filter(unit=unit).delete()
    old_returned(by.at).filter(unit=unit).update(returned=None)
    files = set(read_files(by.at).filter(unit=unit).values_list("sha256", flat=True))
    read_files(by.at).filter(unit=unit).update(sha256="")
    transaction.on_commit(lambda: let_go(files, by.at.timestamp()))
    subject = uuid5(NAMESPACE_OID, f"stays/{unit}")
    tell(by, StaysForgotten(subject=subject, unit=unit, rows=gone))


def forgettable(today: date) -> Stays:
    """Stays whose last night is longer ago than they may be kept."""
    return Stay.objects.filter(ends__lt=today - timedelta(days=stay_law().kept.days))


def old_returned(at: datetime) -> StayNotices:
    """Sendings whose rows that were given back are still here, after their time."""
    old = at - timedelta(days=stay_law().kept.bad_days)
    return StayNotice.objects.filter(returned__isnull=False, told_at__lt=old)


def read_files(at: datetime) -> StayNotices:
    """Sendings whose file was read more than a day ago and is still here."""
    return StayNotice.objects.filter(read_at__lt=at - timedelta(days=1)).exclude(sha256="")


def units_to_forget(at: datetime) -> set[int]:
    """Where there is something to forget."""
    found = forgettable(local(at).date()), old_returned(at), read_files(at)
    return {unit for rows in found for unit in rows.values_list("unit", flat=True).distinct()}
