"""Runs the worked cases beside a procedure: examples a civil servant can read and correct.

A case says when a dossier came in, what was said and known, and what the law makes of it:
which version, due when, what fee, which papers, which questions, refused by which article.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from motcua.rules.catalogue.fact_law import BIRTH, DEATH, FactLaw
from motcua.rules.catalogue.facts import FACTS, KNOWN
from motcua.rules.catalogue.procedure import Answers, Procedure, Version
from motcua.rules.catalogue.result import lines_said
from motcua.rules.dossier import check_complete, prefilled
from motcua.rules.refusal import Refused
from motcua.rules.tables import Tables, refuse, tupled
from motcua.rules.time.calendar import Calendar, day_words, moment_words
from motcua.rules.time.working_time import due_on


@dataclass(frozen=True)
class Failure:
    """One expectation of one case that does not hold, with the article that was applied."""

    case: str
    what: str
    expected: str
    found: str
    article: str

    def __str__(self) -> str:
        return (
            f"“{self.case}”: {self.what} mong đợi {self.expected}, tính ra {self.found}"
            f" (theo {self.article})"
        )


@dataclass(frozen=True)
class _Expect:
    """[case.expect]: only what is written is checked."""

    version: date | None = None  # the day the version in force begins
    no_version: bool = False
    due: datetime | None = None
    because: tuple[str, ...] = ()  # words that the explanation of the date contains
    fee: int | None = None
    fee_set_by_province: bool = False
    needed: tuple[str, ...] | None = None  # keys of papers, the optional ones too
    asked: tuple[str, ...] | None = None  # pages, in order
    consents: tuple[str, ...] | None = None
    accepted: bool = False
    refused: str = ""  # code of the refusal
    article: str = ""  # which the refusal must name
    lacking: tuple[str, ...] | None = None  # keys of the gaps of an incomplete dossier
    unknown: tuple[str, ...] | None = None  # what the version says it does not know
    filed_here: bool | None = None  # whether a dossier can be taken in and finished here
    says: tuple[str, ...] = ()  # words that the result contains, each "label: value" or sentence


@dataclass(frozen=True)
class _Case:
    """[[case]]."""

    name: str
    received: datetime
    expect: _Expect
    answers: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)  # added to the file's [known]
    unknown: tuple[str, ...] = ()  # left out of the file's [known]
    attached: tuple[str, ...] = ()
    outcome: Mapping[str, Any] = field(default_factory=dict)  # what the officer adds
    note: str = ""


def failures(
    raw: Mapping[str, Any],
    procedure: Procedure,
    calendar: Calendar,
    law: FactLaw,
    source: str = "",
) -> list[Failure]:
    """Every expectation of a parsed *.cases.toml that does not hold; empty when all is well.

    `law` says which facts follow from the days of a case. Raises `DataError` for a case that
    cannot be read.
    """
    return [
        failure
        for case in _read(raw, source or f"{procedure.code}.cases.toml")
        for failure in _try(case, procedure, calendar, law)
    ]


def _read(raw: Mapping[str, Any], source: str) -> list[_Case]:
    tables = Tables(source)
    tables.only(raw, ("known", "case"), "đầu tệp")
    shared = dict(raw.get("known", {}))
    rows = enumerate(raw.get("case", []), 1)
    cases = [tables.tried(_case, tables, row, number, shared) for number, row in rows]
    refuse(tables.wrong)
    return [case for case in cases if case]


def _case(tables: Tables, row: Mapping[str, Any], number: int, shared: Mapping[str, Any]) -> _Case:
    place = f"case thứ {number} “{row.get('name', '?')}”"

    def expected(_word: str, value: Any, place: str) -> _Expect:
        return tables.build(_Expect, tupled(value), f"{place}, expect")

    case = tables.build(_Case, tupled(row), place, expect=expected)
    known = {k: v for k, v in {**shared, **case.known}.items() if k not in case.unknown}
    facts = {f"fact.{name}": value for name, value in case.facts.items()}
    tables.only(facts, FACTS, f"{place}, facts")
    tables.only(known, KNOWN, f"{place}, known")
    return replace(case, known=known, facts=facts)


def _try(case: _Case, procedure: Procedure, calendar: Calendar, law: FactLaw) -> Iterator[Failure]:
    version = procedure.on(case.received.date())
    if version is None or case.expect.no_version:
        if (version is None) is not case.expect.no_version:
            found = version.key if version else "không có"
            yield Failure(case.name, "phiên bản", "có", found, procedure.name)
        return
    told = _Told(case, version, calendar, law)
    for what, expected, found, article in told.findings():
        if expected is not None and expected != found:
            yield Failure(case.name, what, _words(expected), _words(found), article)


class _Told:
    """What the law makes of one case, beside what the case expects."""

    def __init__(self, case: _Case, version: Version, calendar: Calendar, law: FactLaw) -> None:
        self.case, self.version, self.calendar = case, version, calendar
        self.held = prefilled(version, case.known)
        self.answers: Answers = {**_computed(case, calendar, law), **case.answers, **self.held}

    def findings(self) -> Iterator[tuple[str, Any, Any, str]]:
        """(what, expected or None, found, article)."""
        expect, version = self.case.expect, self.version
        said = "; ".join(version.citation)
        yield "phiên bản", expect.version, version.valid_from, said
        yield "điều chưa rõ", expect.unknown, version.unknown, said
        yield "nhận hồ sơ ở đây", expect.filed_here, version.filed_here, said
        yield from self._time()
        yield from self._fee()
        papers = version.needed(self.answers)
        basis = "; ".join(c.citation for c in papers) or said
        yield "giấy tờ", expect.needed, tuple(c.key for c in papers), basis
        pages = version.pages(self.answers, self.held)
        asked = tuple(page[0].page or page[0].key for page in pages)
        yield "câu hỏi", expect.asked, asked, "; ".join(p[0].citation for p in pages) or said
        consents = version.consents_for(self.answers)
        basis = "; ".join(c.citation for c in consents) or said
        yield "người phải đồng ý", expect.consents, tuple(c.who for c in consents), basis
        yield from self._result()
        yield from self._refusal()

    def _result(self) -> Iterator[tuple[str, Any, Any, str]]:
        version, result = self.version, self.version.result
        fields = {one.key: one for one in (*version.fields, *version.outcomes)}
        said = {**version.said(self.answers), **self.case.outcome}
        paper = "\n".join(
            ": ".join(part for part in (one.label, one.value) if part)
            for one in lines_said(result, fields, said, {})
        )
        for words in self.case.expect.says:
            yield "kết quả ghi", words, words if words in paper else paper, result.citation

    def _time(self) -> Iterator[tuple[str, Any, Any, str]]:
        try:
            limit = self.version.time_limit(self.answers)
        except LookupError as unknown:
            yield "ngày trả", self.case.expect.due, str(unknown), "; ".join(self.version.citation)
            return
        due = due_on(self.case.received, limit, self.calendar)
        yield "ngày trả", self.case.expect.due, due.at, f"{limit.citation}: {'; '.join(due.steps)}"
        for words in self.case.expect.because:
            said = "; ".join(due.steps)
            found = words if words in said else said
            yield "lời giải thích ngày trả", words, found, limit.citation

    def _fee(self) -> Iterator[tuple[str, Any, Any, str]]:
        fee, expect = self.version.fee(self.answers, self.case.received.date()), self.case.expect
        yield "lệ phí", expect.fee, fee.amount if fee.known else fee.label, fee.citation
        if expect.fee_set_by_province:
            yield "lệ phí do tỉnh quy định", True, not fee.known, fee.citation

    def _refusal(self) -> Iterator[tuple[str, Any, Any, str]]:
        expect, said = self.case.expect, "; ".join(self.version.citation)
        if not (expect.accepted or expect.refused or expect.lacking is not None):
            return
        code, article, lacking = self._checked()
        yield "từ chối", expect.refused, code, article or said
        yield "điều luật từ chối", expect.article or None, article, article or said
        yield "còn thiếu", expect.lacking, lacking, article or said

    def _checked(self) -> tuple[str, str, tuple[str, ...]]:
        day = self.case.received.date()
        try:
            check_complete(self.version, self.answers, self.case.attached, day)
        except Refused as refusal:
            gaps: Any = refusal.detail.get("gaps", [])
            return refusal.code, refusal.basis, tuple(gap.key for gap in gaps)
        return "", "", ()


def _computed(case: _Case, calendar: Calendar, law: FactLaw) -> dict[str, Any]:
    """The case's facts, with those that follow from what was said."""
    received = case.received.date()
    days = {
        BIRTH: case.answers.get("child_birth_date") or case.known.get("notice.birth_date"),
        DEATH: case.answers.get("death_date"),
    }
    late = {
        fact: law.is_late(fact, date.fromisoformat(day), received, calendar)
        for fact, day in days.items()
        if isinstance(day, str)
    }
    return {**case.facts, **late}


def _words(value: Any) -> str:
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "không có gì"
    return str(value) or "không có gì"
