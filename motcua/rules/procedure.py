"""A procedure as the law has it on a day: what is asked, brought, paid, waited for, and given.

Written in procedures/*.toml, one file a procedure, its versions dated inside (docs/procedures.md).
Unknown keys are errors, so that a misspelt word is found by the person who wrote it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from motcua.rules.consent import Way
from motcua.rules.facts import FACTS, KNOWN
from motcua.rules.parts import (
    LEVELS,
    NEEDED_TO_FILE,
    PAPERS,
    REPRESENTATIVES,
    UNKNOWN,
    Answers,
    Began,
    Check,
    Component,
    Condition,
    Consent,
    Ended,
    Fee,
    FeeRule,
    Field,
    Form,
    Kind,
    Representative,
    Result,
    TimeRule,
)
from motcua.rules.shape import Shape
from motcua.rules.tables import DataError, Tables
from motcua.rules.timeline import Change, Transition
from motcua.rules.working_time import Measure, TimeLimit

ProcedureError = DataError
KEYED = {"field": "key", "component": "key", "consent": "who", "check": "name",
         "representative": "who"}  # fmt: skip
LISTS = (*KEYED, "time", "fee")
OWN = ("valid_from", "valid_to", "note", "transition", "under_way", "moves",
       "confidence", "like", "drop")  # fmt: skip
"""What a version never takes over from the one it is like."""

MADE = ("code", "name", *(f"{kind}s" for kind in LISTS))
"""What a version has that is not written in it under this name."""

SERVICES = 25  # essential services of Đề án 06


@dataclass(frozen=True)
class Version:
    """A procedure as in force from `valid_from` to `valid_to` (both included).

    `answers` below are what was said, what is known and the facts, in one mapping. What was
    said to a question that no longer applies is disregarded throughout.
    """

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
    representatives: tuple[Representative, ...] = ()
    form: Form | None = None
    note: str = ""  # shown to the person before they begin
    level: str = "commune"  # one of LEVELS: who decides
    anywhere: bool = False  # received by any office of that level, wherever one lives
    transition: str = ""  # what becomes of dossiers received before `valid_from`
    under_way: str = "old"  # the same for their time limit: one of `Transition`
    moves: bool = False  # dossiers under way go on under this version, not under theirs
    unknown: tuple[str, ...] = ()  # words of UNKNOWN: what this version does not know
    confidence: str = "high"

    @property
    def key(self) -> str:
        """How a dossier remembers the version it began with: `1.004194@2025-07-01`."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def field(self, key: str) -> Field:
        """The field with this key; StopIteration where there is none."""
        return next(f for f in self.fields if f.key == key)

    @property
    def goes_by_dwelling(self) -> bool:
        """Whether a dwelling is asked for: it decides which commune is competent."""
        return any(field.kind == Kind.DWELLING for field in self.fields)

    @property
    def filed_here(self) -> bool:
        """Whether a dossier can be taken in and finished here: nothing needed for it is
        unknown, and its result is one of the papers made here. Otherwise it is only shown."""
        return bool(self.result.paper) and NEEDED_TO_FILE.isdisjoint(self.unknown)

    def said(self, answers: Answers) -> dict[str, Any]:
        """The answers without those to questions that do not apply (any more)."""
        kept = dict(answers)
        for field in self.fields:
            if field.key in kept and not field.applies(kept):
                del kept[field.key]
        return kept

    def applying(self, answers: Answers) -> list[Field]:
        """The fields of this form, asked or known."""
        said = self.said(answers)
        return [f for f in self.fields if f.applies(said)]

    def pages(
        self, answers: Answers, held: Collection[str] | None = None
    ) -> list[tuple[Field, ...]]:
        """The questions to be asked, in order; each page is one question to the person.

        `held` are the keys of answers that came from a register (see `Field.asked`); give it
        whenever pages are walked, else a known field disappears once the person answers it.
        """
        said = self.said(answers)
        pages: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.asked(said, held):
                pages.setdefault(field.page or field.key, []).append(field)
        return [tuple(page) for page in pages.values()]

    def needed(self, answers: Answers) -> list[Component]:
        """The papers of this dossier that no register replaces."""
        said = self.said(answers)
        return [c for c in self.components if c.needed(said)]

    def time_limit(self, answers: Answers) -> TimeLimit:
        """The first time rule whose condition holds; LookupError where `unknown` has "time"
        and none does."""
        said = self.said(answers)
        for rule in self.times:
            if rule.when is None or rule.when.holds(said):
                return rule.limit
        raise LookupError(f"{self.key}: thời hạn chưa rõ")

    def fee(self, answers: Answers, on: date) -> Fee:
        """The first fee rule that applies on that day. Where there is none, 0 đồng; not known
        where `unknown` has "fee"."""
        said = self.said(answers)
        for rule in self.fees:
            if rule.applies(said, on):
                count = len(said.get(rule.per_member) or [0]) if rule.per_member else 1
                known = not rule.set_by
                return Fee(rule.amount * count, rule.label, rule.citation, known, rule)
        basis = "; ".join(self.citation)
        if "fee" in self.unknown:
            return Fee(0, "Chưa rõ mức thu", basis, known=False)
        return Fee(0, "Không thu phí", basis)

    def consents_for(self, answers: Answers) -> list[Consent]:
        """The people whose agreement this dossier needs."""
        said = self.said(answers)
        return [c for c in self.consents if c.when is None or c.when.holds(said)]


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
    online: bool = True  # false: shown and explained, not applied for online
    essential: int = 0  # its number among the essential services, 0 for none
    began: Began | None = None
    ended: Ended | None = None
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

    def changes_after(self, version: Version, answers: Answers) -> tuple[Change, ...]:
        """The later time limits that reach dossiers which began under `version`."""
        return tuple(
            Change(v.valid_from, v.time_limit(answers), Transition(v.under_way), v.transition)
            for v in self.versions
            if v.valid_from > version.valid_from and v.under_way != Transition.OLD
        )

    def moved_to(self, version: Version, on: date) -> Version | None:
        """The last version in force by `on` that takes over dossiers begun under `version`."""
        later = (v for v in self.versions if version.valid_from < v.valid_from <= on and v.moves)
        return max(later, key=lambda v: v.valid_from, default=None)

    def version(self, key: str) -> Version:
        """The version a dossier remembers; StopIteration where there is none."""
        return next(v for v in self.versions if v.key == key)


def by_code(procedures: Iterable[Procedure]) -> dict[str, Procedure]:
    """The catalogue: code → procedure."""
    return {p.code: p for p in procedures}


def parse(raw: Mapping[str, Any], source: str = "") -> Procedure:
    """Build a procedure from one parsed TOML file; raises `ProcedureError` with the place."""
    source = source or str(raw.get("code", "?"))
    Shape(source).check(raw)
    return _Reader(source).procedure(dict(raw))


ENTRIES = (*(f.name for f in fields(Version) if f.name not in MADE), *LISTS, "like", "drop")
"""What may be written in a [[version]]."""
ENDS: Mapping[str, type[Began] | type[Ended]] = {"began": Began, "ended": Ended}


class _Reader(Tables):
    """Turns parsed TOML into the dataclasses above, naming the place of each mistake."""

    def procedure(self, raw: dict[str, Any]) -> Procedure:
        written = [dict(v) for v in raw.pop("version", [])]
        if not written:
            raise self.fail("version", "cần ít nhất một phiên bản [[version]]")
        self.only(raw, [f.name for f in fields(Procedure)], "đầu tệp")
        raw["words"] = tuple(raw.get("words", ()))
        raw |= {end: self.end(end, dict(raw[end])) for end in ENDS if end in raw}
        for version in written:
            self.only(version, ENTRIES, f"phiên bản {version.get('valid_from', '?')}")
        name, code = str(raw.get("name", "")), str(raw.get("code", ""))
        versions = [self.version(self.whole(v, written), name, code) for v in written]
        raw["versions"] = tuple(sorted(versions, key=lambda v: v.valid_from))
        procedure = self.build(Procedure, raw, "đầu tệp")
        self.check_dates(procedure)
        self.check_offer(procedure)
        return procedure

    def end(self, name: str, raw: dict[str, Any]) -> Began | Ended:
        if name == "ended":
            raw["replaced_by"] = tuple(raw.get("replaced_by", ()))
        return self.build(ENDS[name], raw, name)

    def check_offer(self, procedure: Procedure) -> None:
        """What is offered online can be finished here; what is over says why."""
        if not 0 <= procedure.essential <= SERVICES:
            raise self.fail("đầu tệp", f"essential là số từ 1 đến {SERVICES}")
        last = procedure.versions[-1]
        over = last.valid_to is not None
        if over is not (procedure.ended is not None):
            raise self.fail(
                "đầu tệp", "phiên bản cuối có valid_to thì cần bảng [ended], không có thì không"
            )
        if procedure.online and (over or not last.filed_here):
            raise self.fail(
                f"phiên bản {last.valid_from}",
                "không nhận hồ sơ ở đây được (đã hết hiệu lực, còn điều chưa rõ, hoặc kết quả"
                " không làm ở đây);"
                " hãy ghi online = false ở đầu tệp",
            )

    def whole(self, raw: dict[str, Any], written: list[dict[str, Any]]) -> dict[str, Any]:
        """A version written in full: with `like`, another one's with what this one changes."""
        place = f"phiên bản {raw.get('valid_from', '?')}"
        if "like" not in raw:
            if "drop" in raw:
                raise self.fail(place, "“drop” chỉ dùng cùng “like”")
            return raw
        base = next((v for v in written if v.get("valid_from") == raw["like"]), None)
        if base is None or "like" in base:
            raise self.fail(place, f"“like” phải chỉ tới một phiên bản viết đủ: {raw['like']}")
        merged = {k: v for k, v in base.items() if k not in OWN}
        merged |= {k: v for k, v in raw.items() if k not in KEYED}
        for name, key in KEYED.items():
            merged[name] = _overlaid(base.get(name, []), raw.get(name, []), key)
        for dropped in raw.get("drop", []):
            self.drop(merged, dropped, place)
        return {k: v for k, v in merged.items() if k not in ("like", "drop")}

    def drop(self, merged: dict[str, Any], dropped: str, place: str) -> None:
        """Leave out one row of the version that is being repeated: "component.lease"."""
        name, _, value = dropped.partition(".")
        rows = merged.get(name, []) if name in KEYED else []
        left = [row for row in rows if row.get(KEYED[name]) != value]
        if len(left) == len(rows):
            raise self.fail(place, f"“drop” nói tới mục không có: “{dropped}”")
        merged[name] = left

    def check_dates(self, procedure: Procedure) -> None:
        for version in procedure.versions:
            if version.valid_to and version.valid_to < version.valid_from:
                raise self.fail(f"phiên bản {version.valid_from}", "valid_to trước valid_from")
        for earlier, later in zip(procedure.versions, procedure.versions[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise self.fail(
                    f"phiên bản {later.valid_from}",
                    f"chồng ngày với phiên bản {earlier.valid_from}; hãy ghi valid_to cho nó",
                )

    def version(self, written: dict[str, Any], name: str, code: str) -> Version:
        place = f"phiên bản {written.get('valid_from', '?')}"
        raw: dict[str, Any] = {"valid_to": None, "name": name, **written, "code": code}
        raw["citation"] = self.citations(raw.get("citation", ()), place)
        raw["result"] = self.result(raw.get("result"), f"{place}, result")
        raw["unknown"] = tuple(raw.get("unknown", ()))
        self.only(dict.fromkeys(raw["unknown"]), UNKNOWN, f"{place}, unknown")
        self.only({raw.get("level", "commune"): None}, LEVELS, f"{place}, level")
        self.under_way(raw, place)
        if raw.get("moves") and not raw.get("transition"):
            raise self.fail(place, "“moves” cần “transition”: câu nào, điều nào nói hồ sơ chuyển")
        if "form" in raw:
            raw["form"] = self.form(dict(raw["form"]), f"{place}, form")
        for kind, plural in zip(LISTS, (f"{k}s" for k in LISTS), strict=True):
            raw[plural] = tuple(self.rows(kind, raw.pop(kind, []), place))
        version = self.build(Version, raw, place)
        self.check_references(version, place)
        return version

    def under_way(self, raw: Mapping[str, Any], place: str) -> None:
        rule = raw.get("under_way", Transition.OLD)
        self.only({str(rule): None}, tuple(Transition), f"{place}, under_way")
        if rule != Transition.OLD and not (raw.get("transition") and raw.get("time")):
            why = "“under_way” khác old thì ghi “transition” (câu nào, điều nào) và thời hạn mới"
            raise self.fail(place, why)

    def citations(self, raw: Any, place: str) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw or not all(raw):
            raise self.fail(place, "cần “citation” là danh sách căn cứ, không để trống")
        return tuple(raw)

    def rows(self, kind: str, rows: list[dict[str, Any]], place: str) -> Iterator[Any]:
        seen: set[str] = set()
        for number, row in enumerate(rows, 1):
            word = str(row.get(KEYED.get(kind, ""), number))
            here = f"{place}, {kind} “{word}”"
            if word in seen:
                raise self.fail(here, "viết hai lần")
            seen.add(word)
            yield getattr(self, kind)(dict(row), here)

    def condition(self, raw: Any, place: str) -> Condition | None:
        if raw is None:
            return None
        if isinstance(raw, dict) and set(raw) == {"field", "is"}:
            return Condition(raw["field"], (raw["is"],))
        if isinstance(raw, dict) and set(raw) == {"field", "in"}:
            return Condition(raw["field"], tuple(raw["in"]))
        raise self.fail(place, "điều kiện chỉ có dạng { field, is } hoặc { field, in }")

    def result(self, raw: Any, place: str) -> Result:
        result = self.build(Result, raw, place)
        self.only({result.paper: None}, PAPERS, f"{place}, paper")
        return result

    def form(self, raw: dict[str, Any], place: str) -> Form:
        raw |= {k: tuple(raw.get(k, ())) for k in ("items", "columns")}
        return self.build(Form, raw, place)

    def field(self, raw: dict[str, Any], place: str) -> Field:
        kinds = ", ".join(Kind)
        if raw.get("kind") not in tuple(Kind):
            raise self.fail(place, f"kind phải là một trong: {kinds}")
        raw["kind"] = Kind(raw["kind"])
        raw["items"] = tuple(raw.get("items", ()))
        raw["options"] = tuple((o[0], o[1]) for o in raw.get("options", ()))
        if bool(raw["options"]) is not (raw["kind"] is Kind.CHOICE):
            raise self.fail(place, "“options” đi cùng kind = “choice”, và chỉ cùng kind đó")
        raw["when"] = self.condition(raw.get("when"), place)
        field = self.build(Field, raw, place)
        if field.known:
            self.only({field.known: None}, KNOWN, f"{place}, known")
        return field

    def component(self, raw: dict[str, Any], place: str) -> Component:
        raw["when"] = self.condition(raw.get("when"), place)
        component = self.build(Component, raw, place)
        if component.held_by:
            self.only({component.held_by: None}, FACTS, f"{place}, held_by")
        return component

    def time(self, raw: dict[str, Any], place: str) -> TimeRule:
        when = self.condition(raw.pop("when", None), place)
        confidence = raw.pop("confidence", "high")
        if raw.get("measure") not in tuple(Measure):
            raise self.fail(place, f"measure phải là một trong: {', '.join(Measure)}")
        raw["measure"] = Measure(raw["measure"])
        least = 0 if raw["measure"] is Measure.NOW else 1
        if isinstance(raw.get("amount"), int) and raw["amount"] < least:
            raise self.fail(place, "“amount”: thời hạn phải lớn hơn 0")
        return TimeRule(self.build(TimeLimit, raw, place), when, confidence)

    def fee(self, raw: dict[str, Any], place: str) -> FeeRule:
        if ("amount" in raw) is ("set_by" in raw):
            raise self.fail(
                place, "ghi “amount” (số đồng), hoặc “set_by” khi mức do nơi khác định"
            )
        if isinstance(raw.get("amount", 0), int) and raw.get("amount", 0) < 0:
            raise self.fail(place, "“amount”: lệ phí không được dưới 0")
        raw["when"] = self.condition(raw.get("when"), place)
        raw["also"] = self.condition(raw.get("also"), place)
        return self.build(FeeRule, raw, place)

    def consent(self, raw: dict[str, Any], place: str) -> Consent:
        raw["when"] = self.condition(raw.get("when"), place)
        raw["ways"] = tuple(raw.get("ways", Way))
        self.only(dict.fromkeys(raw["ways"]), tuple(Way), f"{place}, ways")
        return self.build(Consent, raw, place)

    def representative(self, raw: dict[str, Any], place: str) -> Representative:
        row = self.build(Representative, raw, place)
        self.only({row.who: None}, REPRESENTATIVES, f"{place}, who")
        return row

    def check(self, raw: dict[str, Any], place: str) -> Check:
        return self.build(Check, raw, place)

    def check_references(self, version: Version, place: str) -> None:
        """Conditions look at facts, or at questions asked earlier, and at values they can have."""
        earlier: dict[str, Field] = {}
        for field in version.fields:
            here = f"{place}, field “{field.key}”"
            self.check_condition(field.when, earlier, here, version, field.key)
            earlier[field.key] = field
        rules: tuple[Any, ...] = (
            *version.components,
            *version.times,
            *version.fees,
            *version.consents,
        )
        for rule in rules:
            what = getattr(rule, "key", "") or getattr(rule, "label", "") or "time"
            for condition in (rule.when, getattr(rule, "also", None)):
                self.check_condition(condition, earlier, f"{place}, “{what}”", version)
        for fee in version.fees:
            if fee.per_member and fee.per_member not in earlier:
                raise self.fail(place, f"per_member nói tới trường không có: “{fee.per_member}”")
        if "time" not in version.unknown and not any(t.when is None for t in version.times):
            raise self.fail(
                place, "cần một thời hạn không điều kiện, hoặc unknown có “time” nếu chưa rõ"
            )

    def check_condition(
        self,
        condition: Condition | None,
        earlier: Mapping[str, Field],
        place: str,
        version: Version,
        asked: str = "",
    ) -> None:
        if condition is None:
            return
        if condition.field.startswith("fact."):
            self.only({condition.field: None}, FACTS, f"{place}, điều kiện")
            return
        if condition.field not in earlier:
            why = f"điều kiện nói tới trường không có ở trên: “{condition.field}”"
            raise self.fail(place, why + _why_not(condition.field, version, asked))
        asked_for = earlier[condition.field]
        said = {v in (True, False, "") for v in condition.values}
        if asked_for.kind is Kind.YES_NO and said != {True}:
            raise self.fail(place, f'“{condition.field}” chỉ có các giá trị: true, false, ""')
        options = {value for value, _ in asked_for.options}
        if options:
            chosen = {str(v): None for v in condition.values if v != ""}
            self.only(chosen, sorted(options), f"{place}, điều kiện trên “{condition.field}”")


def _why_not(looked_at: str, version: Version, asked: str) -> str:
    """What is wrong with looking at a question that is not above the one asked."""
    conditions = {f.key: f.when.field if f.when else "" for f in version.fields}
    seen, at = [asked], looked_at
    while at in conditions and at not in seen:
        seen.append(at)
        at = conditions[at]
    if looked_at == asked:
        return " là chính nó; hãy bỏ điều kiện này"
    if at == asked and asked:
        ring = " → ".join([*seen, asked])
        return f": các câu hỏi chờ nhau thành vòng ({ring}); hãy bỏ một điều kiện"
    return " được hỏi sau; hãy chuyển câu ấy lên trên" if looked_at in conditions else ""


def _overlaid(
    base: list[dict[str, Any]], changes: list[dict[str, Any]], key: str
) -> list[dict[str, Any]]:
    """The rows of `base`, those with the same key replaced, the new ones at the end."""
    changed = {row.get(key): row for row in changes}
    rows = [changed.pop(row.get(key), row) for row in base]
    return [*rows, *changed.values()]
