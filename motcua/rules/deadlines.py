"""How long people and the desk may take, and how long before the end somebody says so.

The days and their sources are data: country/deadlines.toml (docs/procedures.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from motcua.rules.bases import Basis
from motcua.rules.report import Handling
from motcua.rules.tables import Tables
from motcua.rules.time.working_time import Measure, TimeLimit


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
class AnswerLimit(Within):
    """Until when a request for supplement may be answered; of `procedures`, or of all."""

    procedures: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExtensionRule:
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
class DaysAhead:
    """So many working days before the end."""

    days: int


@dataclass(frozen=True)
class Deadlines:
    """All of country/deadlines.toml."""

    answers: tuple[AnswerLimit, ...]
    reports: Mapping[Handling, Within]
    second: Basis
    stop: Basis
    extension: ExtensionRule
    remind: DaysAhead
    soon: DaysAhead
    send: Send
    acknowledge: Within
    opinion: Within
    correction: Within

    def answer_within(self, procedure: str) -> TimeLimit:
        """How long the citizen has to answer a request, by the code of the procedure."""
        fitting = (a for a in self.answers if not a.procedures or procedure in a.procedures)
        return next(fitting).limit


WORDS = ("answer", "report", "second", "stop", "extension", "remind", "soon", "send",
         "acknowledge", "opinion", "correction")  # fmt: skip


def deadlines_from(raw: Mapping[str, Any], source: str) -> Deadlines:
    """The file as a value; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, WORDS, "đầu tệp")
    answers = tables.several(AnswerLimit, raw, "answer")
    for number, answer in enumerate(answers, 1):
        _check_span(tables, answer, f"answer “{number}”")
    if not answers or answers[-1].procedures:
        raise tables.fail("answer", "dòng cuối phải dùng cho mọi thủ tục: không ghi “procedures”")
    return Deadlines(
        answers=tuple(answers),
        reports=_reports(tables, raw.get("report", {})),
        second=tables.single(Basis, raw, "second"),
        stop=tables.single(Basis, raw, "stop"),
        extension=tables.single(ExtensionRule, raw, "extension"),
        remind=tables.single(DaysAhead, raw, "remind"),
        soon=tables.single(DaysAhead, raw, "soon"),
        send=tables.single(Send, raw, "send"),
        acknowledge=within(tables, raw, "acknowledge"),
        opinion=within(tables, raw, "opinion"),
        correction=within(tables, raw, "correction"),
    )


def within(tables: Tables, raw: Mapping[str, Any], name: str) -> Within:
    """The table `[name]` as a time somebody may take; raises `DataError` for one that is none."""
    found = tables.single(Within, raw, name)
    _check_span(tables, found, f"{name} “1”")
    return found


def _reports(tables: Tables, rows: Any) -> dict[Handling, Within]:
    tables.only(rows, tuple(Handling), "report")
    found = {what: tables.build(Within, rows.get(what), f"report.{what}") for what in Handling}
    for what, span in found.items():
        _check_span(tables, span, f"report.{what}")
    return found


def _check_span(tables: Tables, span: Within, place: str) -> None:
    if span.measure not in list(Measure):
        raise tables.fail(place, f"measure phải là một trong: {', '.join(Measure)}")
    if span.amount < 1:
        raise tables.fail(place, "amount phải từ 1 trở lên")
