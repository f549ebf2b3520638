"""Instants and what the clock on an office wall shows: Vietnam is at +07:00, all year."""

from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "+07")


def local(at: datetime) -> datetime:
    """An instant as the clock on an office wall shows it, without a zone."""
    return at.astimezone(VIETNAM).replace(tzinfo=None)


def instant(wall: datetime) -> datetime:
    """The instant at which the clock on the wall shows this."""
    return wall.replace(tzinfo=VIETNAM)


def morning(day: date) -> datetime:
    """The instant at which a day begins."""
    return instant(datetime.combine(day, time()))
