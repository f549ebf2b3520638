"""The clock of one dossier: what has happened to it, and from that its date and its verdict.

A timeline is a value. Its date follows from the calendar, the time limit and the happenings
alone, so it can be reckoned anew at any time; nothing is moved step by step.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial

from motcua.rules.refusal import Refused
from motcua.rules.time.calendar import Calendar, length_words, moment_words
from motcua.rules.time.working_time import (
    BY_CALENDAR,
    Due,
    TimeLimit,
    add_to,
    add_working_minutes,
    amount_words,
    course,
    due_on,
    end_of_office,
    forecast,
    last_day,
    working_minutes,
)

Turn = tuple[datetime, Callable[[], str]]
"""What moves a date: the date after it, and the words for it."""


class WhyPaused(StrEnum):
    """Why a clock stands still; the calendar's [basis] cites each by this name."""

    CITIZEN = "citizen"
    CONSENT = "consent"
    OUTAGE = "outage"


WAITING = {
    WhyPaused.CITIZEN: "chờ người nộp bổ sung",
    WhyPaused.CONSENT: "chờ người có quyền đồng ý trả lời",
    WhyPaused.OUTAGE: "hệ thống dừng đã thông báo",
}


class Transition(StrEnum):
    """What a new rule says of dossiers that were under way when it came into force."""

    OLD = "old"  # they are finished under the rule they began with
    NEW = "new"  # from that day on the new limit counts, as if received that morning
    SOONER = "sooner"  # whichever of the two ends first


@dataclass(frozen=True)
class Pause:
    """Time that is not the office's. `end` is None while it lasts; `citation` where a
    procedure names a text of its own."""

    why: WhyPaused
    begin: datetime
    end: datetime | None = None
    citation: str = ""


@dataclass(frozen=True)
class Extension:
    """More time, granted once, with its reason and the text that allows it (`more.citation`)."""

    at: datetime
    more: TimeLimit
    reason: str


@dataclass(frozen=True)
class LimitChange:
    """From `on` the law has another limit, and says by `rule` what holds for dossiers that were
    filed before; `citation` is where it says so."""

    on: date
    limit: TimeLimit
    rule: Transition
    citation: str = ""


@dataclass(frozen=True)
class Timeline:
    """All that the date of one dossier hangs on.

    `start` is when the competent agency had it complete and correct (NĐ 118/2025/NĐ-CP Điều
    17.3 as amended by NĐ 309/2026/NĐ-CP); `filed` when it was handed in, `elsewhere` if at
    another agency. `requests` counts the requests for supplement. `ended` is the closing act,
    whatever it was: done, refused, stopped or withdrawn.
    """

    start: datetime
    limit: TimeLimit
    filed: datetime | None = None
    elsewhere: bool = False
    pauses: tuple[Pause, ...] = ()
    extension: Extension | None = None
    changes: tuple[LimitChange, ...] = ()
    requests: int = 0
    ended: datetime | None = None

    def due(self, calendar: Calendar) -> Due:
        """The date and hour, with the steps that lead there; pauses that last are not in it.

        A change of the law counts where the dossier was still under way, and in time, when it
        came into force.
        """
        found = self._course(self.start, self.limit, calendar, self._opening(calendar))
        for change in sorted(self.changes, key=lambda change: change.on):
            if change.rule is Transition.OLD or not self._meets(change, found):
                continue
            since = max(datetime.combine(change.on, time()), self.start)
            anew = self._course(since, change.limit, calendar, _changed_words(change))
            if change.rule is Transition.NEW or anew.at < found.at:
                found = _after(found, anew)
        standing, ahead = self._standing(calendar), forecast(found.at, calendar)
        return Due(found.at, found.begins, lambda: (*found.steps, *standing, *ahead))

    def is_late(self, calendar: Calendar, *, until: datetime | None = None) -> bool:
        """On time or late, as QĐ 766/QĐ-TTg, indicator 2.1, judges it.

        Asked for supplements more than once is late, whatever the date. Else it is in time
        when it ended no later than its date, from which waiting for the citizen is taken out.
        Not ended, it is judged by the one request that is still open, or else `until`, the end
        of the period (which must then be given).
        """
        ended = self._judged_at(until)
        return self.requests > 1 or ended > replace(self, ended=ended).due(calendar).at

    def waited(self, since: datetime, calendar: Calendar) -> Iterator[tuple[Pause, int]]:
        """Each pause that is over, with its office minutes; what overlaps is counted once."""
        for pause in self._over(since):
            assert pause.end is not None
            yield pause, working_minutes(pause.begin, pause.end, calendar)

    def extended(self, calendar: Calendar, extension: Extension) -> "Timeline":
        """With more time: once, with a reason, and before the date has passed.

        Raises `Refused`: a promise that has been broken is not mended by another date.
        """
        if self.extension is not None:
            raise Refused("already-extended", self.extension.more.citation)
        if not extension.reason.strip():
            raise Refused("reason-missing", extension.more.citation)
        if extension.at > self.due(calendar).at:
            raise Refused("too-late-to-extend", extension.more.citation)
        return replace(self, extension=extension)

    def happened(
        self, *, pauses: Iterable[Pause], requests: int, ended: datetime | None
    ) -> "Timeline":
        """With what has happened since it started."""
        both = (*self.pauses, *pauses)
        return replace(self, pauses=both, requests=requests, ended=ended)

    # ------------------------------------------------------------------------------ reckoning

    def _judged_at(self, until: datetime | None) -> datetime:
        asked = [p.begin for p in self.pauses if p.why is WhyPaused.CITIZEN and p.end is None]
        found = self.ended or min(asked, default=until)
        if found is None:
            raise ValueError("a dossier that has not ended is judged at the end of a period")
        return found

    def _meets(self, change: LimitChange, found: Due) -> bool:
        under_way = change.on <= found.at.date()
        return under_way and (self.ended is None or change.on <= self.ended.date())

    def _course(self, start: datetime, limit: TimeLimit, calendar: Calendar, opening: str) -> Due:
        """One limit from one start, prolonged and paused."""
        base = course(start, limit, calendar, opening)
        by_calendar = limit.measure in BY_CALENDAR
        turns = list((self._days_on if by_calendar else self._time_on)(base, limit, calendar))
        at = turns[-1][0] if turns else base.at
        return Due(at, base.begins, lambda: (*base.steps, *(say() for _, say in turns)))

    def _time_on(self, base: Due, _: TimeLimit, calendar: Calendar) -> Iterator[Turn]:
        """More time first, then each pause, in minutes of office time. What begins when the
        date has passed moves nothing: neither a planned outage nor a question asked too late."""
        at = base.at
        if self.extension is not None:
            at = self._prolonged(at, calendar)
            yield at, partial(_extension_words, self.extension, at)
        for pause, minutes in self.waited(base.begins, calendar):
            if working_minutes(at, pause.begin, calendar):
                return
            at = add_working_minutes(at, minutes, calendar)
            yield at, partial(_pause_words, pause, length_words(minutes), at, calendar)

    def _days_on(self, base: Due, limit: TimeLimit, calendar: Calendar) -> Iterator[Turn]:
        """The same in days of the calendar; only the day that comes out must be worked."""
        day = last_day(base.begins.date(), limit)
        if self.extension is not None:
            more = self.extension.more
            whole = more.measure in BY_CALENDAR
            day = last_day(day, more) if whole else self._prolonged(base.at, calendar).date()
        at = end_of_office(day, calendar)
        if self.extension is not None:
            yield at, partial(_extension_words, self.extension, at)
        until = at.date()
        for pause in self._over(base.begins):
            if pause.begin.date() > until or pause.end is None:
                return
            waited = pause.end.date() - pause.begin.date()
            day, until = day + waited, until + waited
            at = end_of_office(day, calendar)
            yield at, partial(_pause_words, pause, f"{waited.days} ngày", at, calendar)

    def _prolonged(self, at: datetime, calendar: Calendar) -> datetime:
        assert self.extension is not None
        return add_to(at, self.extension.more.amount, self.extension.more.measure, calendar)

    def _over(self, since: datetime) -> Iterator[Pause]:
        """The pauses that are over, in order, from `since` to the end, each without what an
        earlier one covers."""
        reached = since
        for pause in sorted(self.pauses, key=lambda pause: pause.begin):
            end = pause.end if self.ended is None else min(pause.end or self.ended, self.ended)
            begin = max(pause.begin, reached)
            if end is not None and end > begin:
                yield replace(pause, begin=begin, end=end)
                reached = end

    # ------------------------------------------------------------------------------- in words

    def _opening(self, calendar: Calendar) -> str:
        """Why the clock does not start when the dossier was handed in."""
        started = moment_words(self.start)
        if self.filed is None or self.filed >= self.start:
            return f"nhận lúc {started}"
        handed = f"nộp lúc {moment_words(self.filed)}"
        if self.elsewhere:
            basis = calendar.citation("elsewhere")
            return f"{handed} tại nơi khác, cơ quan có thẩm quyền nhận lúc {started}{basis}"
        return f"{handed}, nhận đủ và hợp lệ lúc {started}{calendar.citation('complete')}"

    def _standing(self, calendar: Calendar) -> Iterator[str]:
        """What holds the clock now."""
        for pause in self.pauses:
            if pause.end is None and self.ended is None:
                begun = moment_words(pause.begin)
                yield f"dừng từ {begun}, {WAITING[pause.why]}{_basis(pause, calendar)}"


def holds_from(begin: datetime, calendar: Calendar) -> datetime:
    """The earliest date (on the wall) that a pause beginning then still moves: no office time
    lies between the two."""
    return calendar.table.first_at(calendar.table.minutes_at(begin))


@dataclass(frozen=True)
class Consultation:
    """Another agency asked for its opinion; where the law says so, its silence is agreement."""

    asked: datetime
    limit: TimeLimit

    def due(self, calendar: Calendar) -> Due:
        """Until when it may answer, counted as every other limit is."""
        opening = f"hỏi ý kiến lúc {moment_words(self.asked)}"
        return due_on(self.asked, self.limit, calendar, opening)


def _after(before: Due, anew: Due) -> Due:
    """The later course, told after the one it replaces."""
    return Due(anew.at, before.begins, lambda: (*before.steps, *anew.steps))


def _basis(pause: Pause, calendar: Calendar) -> str:
    return f" ({pause.citation})" if pause.citation else calendar.citation(pause.why)


def _pause_words(pause: Pause, length: str, at: datetime, calendar: Calendar) -> str:
    assert pause.end is not None
    span = f"từ {moment_words(pause.begin)} đến {moment_words(pause.end)}"
    basis = _basis(pause, calendar)
    return f"{WAITING[pause.why]} {span}: {length} không tính{basis}, đến {moment_words(at)}"


def _extension_words(extension: Extension, at: datetime) -> str:
    more = extension.more
    return (
        f"gia hạn một lần {amount_words(more)}, vì {extension.reason.strip()}"
        f" ({more.citation}): đến {moment_words(at)}"
    )


def _changed_words(change: LimitChange) -> str:
    sooner = change.rule is Transition.SOONER
    how = "lấy ngày nào đến trước" if sooner else "tính lại từ ngày đó"
    basis = f" ({change.citation})" if change.citation else ""
    return f"từ {change.on:%d/%m/%Y} thời hạn là {amount_words(change.limit)}, {how}{basis}"
