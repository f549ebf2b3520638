"""The only place where the time is read."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse

Clock = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC) + SHIFT


SHIFT = timedelta(seconds=float(os.environ.get("MOTCUA_CLOCK_SHIFT", "0")))
"""Test systems may live on another day; zero everywhere else."""

_clock: Clock = _system


def now() -> datetime:
    return _clock()


def use(clock: Clock | None) -> None:
    """Put another clock in place of the system's; None puts the system's back."""
    global _clock
    _clock = clock or _system


def stamp_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request its one time, `request.at`: what it does happens at one instant."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.at = now()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
