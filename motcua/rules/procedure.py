"""A procedure as the law has it on a day: what is asked, brought, paid, waited for, and given.

Written in procedures/*.toml, one file a procedure, its versions dated inside. Unknown keys are
errors, so that a misspelt word is found by the person who wrote it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.rules.working_time import Measure, TimeLimit

Answers = Mapping[str, Any]


class Kind(StrEnum):
    """The kinds of field there are; a form is drawn and read back from these alone."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    YES_NO = "yes-no"
    NUMBER = "number"
    PHONE = "phone"
    PERSON = "person"
    MEMBERS = "members"
    ADDRESS = "address"
    DWELLING = "dwelling"


class ProcedureError(ValueError):
    """A procedure file that cannot be read as one; the message names file, place and mend."""


@dataclass(frozen=True)
class Condition:
    """The one form of condition: a field (or `fact.x`) has one of these values."""

    field: str
    values: tuple[Any, ...]

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.field) in self.values


@dataclass(frozen=True)
class Field:
    """One thing on the form. With `known`, it is shown from what the State holds, not asked."""

    key: str
    label: str
    kind: Kind
    citation: str
    official: str = ""  # as printed on the paper form
    hint: str = ""
    known: str = ""  # "person.full_name": where the State already has it
    page: str = ""  # fields of one page are asked together
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True
    when: Condition | None = None
    max_length: int = 200
    confidence: str = "high"

    def asked(self, answers: Answers) -> bool:
        """Whether a person must answer this, given what is said and known so far."""
        return self.applies(answers) and not (self.known and answers.get(self.key))

    def applies(self, answers: Answers) -> bool:
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True)
class Component:
    """A paper of the dossier (thành phần hồ sơ). `held_by` names the register that replaces it."""

    key: str
    label: str
    citation: str
    required: bool = True
    held_by: str = ""  # a fact: when true, the paper may not be asked for
    when: Condition | None = None
    hint: str = ""
    confidence: str = "high"

    def needed(self, answers: Answers) -> bool:
        applies = self.when is None or self.when.holds(answers)
        return applies and not (self.held_by and answers.get(self.held_by))


@dataclass(frozen=True)
class TimeRule:
    limit: TimeLimit
    when: Condition | None = None
    confidence: str = "high"


@dataclass(frozen=True)
class FeeRule:
    """An amount in đồng, for the whole dossier or for each member."""

    amount: int
    citation: str
    label: str = ""
    when: Condition | None = None
    also: Condition | None = None
    per_member: str = ""  # key of the members field that is counted
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: str = "high"

    def applies(self, answers: Answers, on: date) -> bool:
        in_force = (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )
        return in_force and all(c.holds(answers) for c in (self.when, self.also) if c)


@dataclass(frozen=True)
class Fee:
    amount: int
    label: str
    citation: str


@dataclass(frozen=True)
class Result:
    """The paper that comes out: which template, and the words for it."""

    paper: str
    label: str
    citation: str
    valid_for: str = ""
    confidence: str = "high"


@dataclass(frozen=True)
class Consent:
    """Someone whose agreement is needed, given from their own account (or on paper)."""

    who: str  # "owner"
    label: str
    citation: str
    when: Condition | None = None


@dataclass(frozen=True)
class Check:
    """A rule TOML cannot say: a named Python check, with the article it applies."""

    name: str
    citation: str


@dataclass(frozen=True)
class Version:
    """A procedure as in force from `valid_from` to `valid_to` (both included)."""

    code: str
    name: str
    valid_from: date
    valid_to: date | None
    citation: tuple[str, ...]
    authority: str
    result: Result
    fields: tuple[Field, ...]
    components: tuple[Component, ...]
    times: tuple[TimeRule, ...]
    fees: tuple[FeeRule, ...]
    consents: tuple[Consent, ...] = ()
    checks: tuple[Check, ...] = ()
    confidence: str = "high"

    @property
    def key(self) -> str:
        """How a dossier remembers the version it began with: `1.004194@2025-07-01`."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def field(self, key: str) -> Field:
        return next(f for f in self.fields if f.key == key)

    def applying(self, answers: Answers) -> list[Field]:
        return [f for f in self.fields if f.applies(answers)]

    def pages(self, answers: Answers) -> list[tuple[Field, ...]]:
        """The questions to be asked, in order; each page is one question to the person."""
        pages: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.asked(answers):
                pages.setdefault(field.page or field.key, []).append(field)
        return [tuple(page) for page in pages.values()]

    def needed(self, answers: Answers) -> list[Component]:
        return [c for c in self.components if c.needed(answers)]

    def time_limit(self, answers: Answers) -> TimeLimit:
        """The first time rule whose condition holds."""
        return next(t.limit for t in self.times if t.when is None or t.when.holds(answers))

    def fee(self, answers: Answers, on: date) -> Fee:
        """The first fee rule that applies on that day; 0 đồng where there is none."""
        for rule in self.fees:
            if rule.applies(answers, on):
                count = len(answers.get(rule.per_member) or [0]) if rule.per_member else 1
                return Fee(rule.amount * count, rule.label, rule.citation)
        return Fee(0, "Không thu phí", "; ".join(self.citation))

    def consents_for(self, answers: Answers) -> list[Consent]:
        return [c for c in self.consents if c.when is None or c.when.holds(answers)]


@dataclass(frozen=True)
class Procedure:
    """All versions of one procedure, and the plain words it is found by."""

    code: str
    name: str
    domain: str
    summary: str
    words: tuple[str, ...]
    who: str
    versions: tuple[Version, ...]
    online: bool = True
    confidence: str = "high"

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None."""
        return next(
            (
                v
                for v in self.versions
                if v.valid_from <= day and (v.valid_to is None or day <= v.valid_to)
            ),
            None,
        )

    def version(self, key: str) -> Version:
        return next(v for v in self.versions if v.key == key)


def parse(raw: Mapping[str, Any], source: str = "") -> Procedure:
    """Build a procedure from one parsed TOML file; raises `ProcedureError` with the place."""
    return _Reader(source or str(raw.get("code", "?"))).procedure(dict(raw))


class _Reader:
    """Turns parsed TOML into the dataclasses above, naming the place of each mistake."""

    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, place: str, why: str) -> ProcedureError:
        return ProcedureError(f"{self.source}: {place}: {why}")

    def build(self, kind: type, raw: Any, place: str) -> Any:
        if not isinstance(raw, dict):
            raise self.fail(place, "phải là một bảng")
        known = {f.name for f in fields(kind)}
        unknown = sorted(set(raw) - known)
        if unknown:
            raise self.fail(place, f"không hiểu mục “{unknown[0]}”")
        try:
            return kind(**raw)
        except TypeError as trouble:
            raise self.fail(place, f"thiếu mục: {trouble}") from None

    def condition(self, raw: Any, place: str) -> Condition | None:
        if raw is None:
            return None
        if set(raw) == {"field", "is"}:
            return Condition(raw["field"], (raw["is"],))
        if set(raw) == {"field", "in"}:
            return Condition(raw["field"], tuple(raw["in"]))
        raise self.fail(place, "điều kiện chỉ có dạng { field, is } hoặc { field, in }")

    def procedure(self, raw: dict[str, Any]) -> Procedure:
        raw["words"] = tuple(raw.get("words", ()))
        versions = raw.pop("version", [])
        if not versions:
            raise self.fail("version", "cần ít nhất một phiên bản")
        raw["versions"] = tuple(
            self.version(dict(v), raw.get("code", ""), f"version[{n}]")
            for n, v in enumerate(versions, 1)
        )
        procedure: Procedure = self.build(Procedure, raw, "đầu tệp")
        self.check_dates(procedure)
        return procedure

    def check_dates(self, procedure: Procedure) -> None:
        ordered = sorted(procedure.versions, key=lambda v: v.valid_from)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise self.fail("version", f"hai phiên bản chồng ngày {later.valid_from}")

    def version(self, raw: dict[str, Any], code: str, place: str) -> Version:
        raw |= {"code": code, "citation": tuple(raw.get("citation", ()))}
        raw.setdefault("valid_to", None)
        raw["result"] = self.build(Result, raw.get("result"), f"{place}.result")
        for key, name, read in (
            ("field", "fields", self.field),
            ("component", "components", self.component),
            ("time", "times", self.time),
            ("fee", "fees", self.fee),
            ("consent", "consents", self.consent),
            ("check", "checks", self.check),
        ):
            rows = raw.pop(key, [])
            raw[name] = tuple(read(dict(r), f"{place}.{key}[{n}]") for n, r in enumerate(rows, 1))
        version: Version = self.build(Version, raw, place)
        self.check_references(version, place)
        return version

    def check_references(self, version: Version, place: str) -> None:
        keys = [f.key for f in version.fields]
        twice = {k for k in keys if keys.count(k) > 1}
        if twice:
            raise self.fail(place, f"trường “{sorted(twice)[0]}” viết hai lần")
        for item in (*version.fields, *version.components, *version.fees, *version.consents):
            when = getattr(item, "when", None)
            if when and not when.field.startswith("fact.") and when.field not in keys:
                raise self.fail(place, f"điều kiện nói tới trường không có: “{when.field}”")
        if not any(t.when is None for t in version.times):
            raise self.fail(place, "cần một thời hạn không điều kiện")

    def field(self, raw: dict[str, Any], place: str) -> Field:
        try:
            raw["kind"] = Kind(raw.get("kind", ""))
        except ValueError:
            kinds = ", ".join(Kind)
            raise self.fail(place, f"kind phải là một trong: {kinds}") from None
        raw["options"] = tuple((o[0], o[1]) for o in raw.get("options", ()))
        raw["when"] = self.condition(raw.get("when"), place)
        field: Field = self.build(Field, raw, place)
        return field

    def component(self, raw: dict[str, Any], place: str) -> Component:
        raw["when"] = self.condition(raw.get("when"), place)
        component: Component = self.build(Component, raw, place)
        return component

    def time(self, raw: dict[str, Any], place: str) -> TimeRule:
        when = self.condition(raw.pop("when", None), place)
        confidence = raw.pop("confidence", "high")
        try:
            raw["measure"] = Measure(raw.get("measure", ""))
        except ValueError:
            raise self.fail(place, f"measure phải là một trong: {', '.join(Measure)}") from None
        return TimeRule(self.build(TimeLimit, raw, place), when, confidence)

    def fee(self, raw: dict[str, Any], place: str) -> FeeRule:
        raw["when"] = self.condition(raw.get("when"), place)
        raw["also"] = self.condition(raw.get("also"), place)
        fee: FeeRule = self.build(FeeRule, raw, place)
        return fee

    def consent(self, raw: dict[str, Any], place: str) -> Consent:
        raw["when"] = self.condition(raw.get("when"), place)
        consent: Consent = self.build(Consent, raw, place)
        return consent

    def check(self, raw: dict[str, Any], place: str) -> Check:
        check: Check = self.build(Check, raw, place)
        return check


def by_code(procedures: Iterable[Procedure]) -> dict[str, Procedure]:
    return {p.code: p for p in procedures}
