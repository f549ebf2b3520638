"""How long people and the desk may take, and how long before the end somebody says so.

The days and their sources are data: country/deadlines.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.rules.report import Handling
from motcua.rules.tables import Tables
from motcua.rules.time.working_time import Measure, TimeLimit


@dataclass(frozen=True)
class Answer:
    """Until when a request for supplement may be answered; of `procedures`, or of all."""

    amount: int
    measure: str
    citation: str
    confidence: str = "high"
    procedures: tuple[str, ...] = ()

    @property
    def limit(self) -> TimeLimit:
        return TimeLimit(self.amount, Measure(self.measure), self.citation)


@dataclass(frozen=True)
class Basis:
    """Where the law says so."""

    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Extension:
    """More time with an apology: `days` and `reason` are what a draft suggests, `most` what may
    be typed."""

    citation: str
    days: int
    most: int
    reason: str
    confidence: str = "high"


@dataclass(frozen=True)
class Send:
    """Within how many minutes a stage is with the next agency."""

    minutes: int
    citation: str
    confidence: str = "high"

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Within:
    """How long somebody else may take."""

    amount: int
    measure: str
    citation: str
    confidence: str = "high"

    @property
    def limit(self) -> TimeLimit:
        return TimeLimit(self.amount, Measure(self.measure), self.citation)


@dataclass(frozen=True)
class Ahead:
    """So many working days before the end."""

    days: int


@dataclass(frozen=True)
class Deadlines:
    """All of country/deadlines.toml."""

    answers: tuple[Answer, ...]
    reports: Mapping[Handling, Within]
    second: Basis
    stop: Basis
    extension: Extension
    remind: Ahead
    soon: Ahead
    send: Send
    acknowledge: Within
    opinion: Within
    correction: Within

    def answer_within(self, procedure: str) -> TimeLimit:
        """How long the citizen has to answer a request, by the code of the procedure."""
        fitting = (a for a in self.answers if not a.procedures or procedure in a.procedures)
        return next(fitting).limit


WORDS = (
    "answer",
    "report",
    "second",
    "stop",
    "extension",
    "remind",
    "soon",
    "send",
    "acknowledge",
    "opinion",
    "correction",
)


def deadlines_from(raw: Mapping[str, Any], source: str) -> Deadlines:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(dict(raw), WORDS, "đầu tệp")
    answers = tuple(
        _answer(tables, row, f"answer “{number}”")
        for number, row in enumerate(raw.get("answer", []), 1)
    )
    if not answers or answers[-1].procedures:
        raise tables.fail("answer", "dòng cuối phải dùng cho mọi thủ tục: không ghi “procedures”")
    return Deadlines(
        answers=answers,
        reports=_reports(tables, raw.get("report", {})),
        second=tables.build(Basis, raw.get("second"), "second “1”"),
        stop=tables.build(Basis, raw.get("stop"), "stop “1”"),
        extension=tables.build(Extension, raw.get("extension"), "extension “1”"),
        remind=tables.build(Ahead, raw.get("remind"), "remind “1”"),
        soon=tables.build(Ahead, raw.get("soon"), "soon “1”"),
        send=tables.build(Send, raw.get("send"), "send “1”"),
        acknowledge=_within(tables, raw.get("acknowledge"), "acknowledge “1”"),
        opinion=_within(tables, raw.get("opinion"), "opinion “1”"),
        correction=_within(tables, raw.get("correction"), "correction “1”"),
    )


def _answer(tables: Tables, row: dict[str, Any], place: str) -> Answer:
    found = tables.build(Answer, row | {"procedures": tuple(row.get("procedures", ()))}, place)
    _check_span(tables, found, place)
    return found


def _within(tables: Tables, row: Any, place: str) -> Within:
    found = tables.build(Within, row, place)
    _check_span(tables, found, place)
    return found


def _reports(tables: Tables, rows: Any) -> dict[Handling, Within]:
    tables.only(dict(rows), tuple(Handling), "report")
    return {what: _within(tables, rows.get(what), f"report.{what}") for what in Handling}


def _check_span(tables: Tables, span: Answer | Within, place: str) -> None:
    if span.measure not in list(Measure):
        raise tables.fail(place, f"measure phải là một trong: {', '.join(Measure)}")
    if span.amount < 1:
        raise tables.fail(place, "amount phải từ 1 trở lên")
