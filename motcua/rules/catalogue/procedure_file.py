"""Reads procedures/*.toml, one file a procedure (docs/procedures.md), and tells all its mistakes.

Unknown words are errors, so that a misspelt one is found by the person who wrote it. A part that
cannot be read is told and left out, and what looks at it is not judged: one slip is one mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from motcua.rules.catalogue.checks import CHECKS, OF_YEARS
from motcua.rules.catalogue.facts import FACTS, KNOWN
from motcua.rules.catalogue.parts import (
    LEVELS,
    UNKNOWN,
    Began,
    Capacity,
    Component,
    Condition,
    ConsentRule,
    Ended,
    FeeRule,
    Field,
    FieldKind,
    Form,
    NamedCheck,
    OpinionRule,
    Representative,
    TimeRule,
    VerifyRule,
)
from motcua.rules.catalogue.procedure import SERVICES, Procedure, Version
from motcua.rules.catalogue.result import Result
from motcua.rules.catalogue.result_file import astray, read_result
from motcua.rules.catalogue.shape import Shape
from motcua.rules.catalogue.stage import Stage
from motcua.rules.catalogue.stage_file import read_stage, unjoined
from motcua.rules.catalogue.verify_file import overasked, read_verify
from motcua.rules.consent import ConsentWay
from motcua.rules.tables import DataError, as_meant, refuse
from motcua.rules.time.timeline import Transition
from motcua.rules.time.working_time import Measure, TimeLimit

KEYED = {"field": "key", "component": "key", "consent": "who", "check": "name",
         "representative": "who", "outcome": "key", "stage": "key"}  # fmt: skip
LISTS = (*KEYED, "time", "fee")
OWN = ("valid_from", "valid_to", "note", "transition", "under_way", "moves", "opinion",
       "confidence", "like", "drop")  # fmt: skip
"""What a version never takes over from the one it is like."""

MADE = ("code", "name", "stage", *(f"{kind}s" for kind in LISTS))
"""What a version has that is not written in it under this name."""

ENTRIES = (*(f.name for f in fields(Version) if f.name not in MADE), *LISTS, "like", "drop")
"""What may be written in a [[version]]."""


def parse(raw: Mapping[str, Any], source: str = "") -> Procedure:
    """A procedure from one parsed TOML file; raises `ProcedureError` with every mistake in it."""
    return _Reader(source or str(raw.get("code", "?"))).procedure(dict(raw))


@dataclass
class _Written:
    """A version as written, in full, and those of its rows that could be read."""

    raw: dict[str, Any]
    place: str
    read: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def fields(self) -> list[Field]:
        return self.read["field"]

    def rows(self, kind: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.raw.get(kind, [])
        return rows

    def may_have(self, key: str) -> bool:
        """Whether a question has this key, or may have it: it is written and could not be read."""
        kinds = ("field", "outcome")
        unread = {row.get("key", "") for kind in kinds for row in self.rows(kind)}
        unread -= {one.key for kind in kinds for one in self.read[kind]}
        return key in unread or "" in unread


class _Reader(Shape):
    """Turns parsed TOML into the dataclasses of rules/catalogue/parts.py."""

    def procedure(self, raw: dict[str, Any]) -> Procedure:
        rows = self.tried(self.rows, "version", raw.pop("version", []), "đầu tệp")
        if rows == []:
            self.wrong.append(self.fail("version", "cần ít nhất một phiên bản [[version]]"))
        read = self.versions(rows or [], str(raw.get("name") or "?"), str(raw.get("code") or "?"))
        found = self.tried(self.head, raw, read)
        if found and len(read) == len(rows or ()) > 0:
            self.wrong += self.unoffered(found)
        refuse(self.wrong)
        assert found is not None
        return found

    def head(self, raw: dict[str, Any], versions: Iterable[Version]) -> Procedure:
        """The file but for its versions."""
        sorted_ones = tuple(sorted(versions, key=lambda one: one.valid_from))
        return self.build(
            Procedure, {"words": [], **raw, "versions": sorted_ones}, "đầu tệp",
            words=self.texts, essential=self.essential, began=self.began, ended=self.ended,
        )  # fmt: skip

    def essential(self, word: str, value: Any, place: str) -> int:
        if type(value) is not int or not 0 <= value <= SERVICES:
            raise self.fail(place, f"{word} là số từ 1 đến {SERVICES}")
        return value

    def began(self, word: str, value: Any, place: str) -> Began:
        return self.build(Began, self.table(word, value, place), word)

    def ended(self, word: str, value: Any, place: str) -> Ended:
        return self.build(Ended, self.table(word, value, place), word, replaced_by=self.texts)

    def unoffered(self, procedure: Procedure) -> Iterator[DataError]:
        """What is offered online can be finished here; what is over says why."""
        last = procedure.versions[-1]
        over = last.valid_to is not None
        if over is not (procedure.ended is not None):
            why = "phiên bản cuối có valid_to thì cần bảng [ended], không có thì không"
            yield self.fail("đầu tệp", why)
        if procedure.online and (over or not last.filed_here):
            yield self.fail(
                f"phiên bản {last.valid_from}",
                "không nhận hồ sơ ở đây được (đã hết hiệu lực, còn điều chưa rõ, hoặc kết quả"
                " không làm ở đây);"
                " hãy ghi online = false ở đầu tệp",
            )

    # ------------------------------------------------------------------------ versions in full

    def versions(self, rows: list[dict[str, Any]], name: str, code: str) -> list[Version]:
        """Those that can be read; one like another only where every version is shaped well."""
        shaped = list(filter(None, (self.tried(self.shaped, row) for row in rows)))
        self.wrong += overlapping(self, shaped)
        sound = [one for one in shaped if "like" not in one or len(shaped) == len(rows)]
        whole = filter(None, (self.tried(self.whole, row, shaped) for row in sound))
        return list(filter(None, (self.tried(self.version, one, name, code) for one in whole)))

    def shaped(self, raw: dict[str, Any]) -> dict[str, Any]:
        """A version whose rows are rows, without words that no version has."""
        kept = as_meant(raw, ENTRIES)
        place = _place(kept)
        self.wrong += self.strange(raw, ENTRIES, place)
        for kind in LISTS:
            if kind in kept:
                kept[kind] = self.rows(kind, kept[kind], place, KEYED.get(kind, ""))
        return kept

    def whole(self, raw: dict[str, Any], written: list[dict[str, Any]]) -> _Written:
        """A version written in full: with `like`, another one's with what this one changes."""
        place = _place(raw)
        if "like" not in raw:
            if "drop" in raw:
                raise self.fail(place, "“drop” chỉ dùng cùng “like”")
            return _Written(raw, place)
        base = next((v for v in written if v.get("valid_from") == raw["like"]), None)
        if base is None or "like" in base:
            raise self.fail(place, f"“like” phải chỉ tới một phiên bản viết đủ: {raw['like']}")
        merged = {k: v for k, v in base.items() if k not in OWN}
        merged |= {k: v for k, v in raw.items() if k not in KEYED}
        for name, key in KEYED.items():
            merged[name] = _overlaid(base.get(name, []), raw.get(name, []), key)
        for dropped in self.texts("drop", raw.get("drop", []), place):
            self.drop(merged, dropped, place)
        return _Written({k: v for k, v in merged.items() if k not in ("like", "drop")}, place)

    def drop(self, merged: dict[str, Any], dropped: str, place: str) -> None:
        """Leave out one row of the version that is being repeated: "component.lease"."""
        name, _, value = dropped.partition(".")
        rows = merged.get(name, []) if name in KEYED else []
        left = [row for row in rows if row.get(KEYED[name]) != value]
        if len(left) == len(rows):
            raise self.fail(place, f"“drop” nói tới mục không có: “{dropped}”")
        merged[name] = left

    # ----------------------------------------------------------------------------- one version

    def version(self, written: _Written, name: str, code: str) -> Version:
        """The version, of the rows that could be read; what is wrong with the others is kept."""
        written.read = {kind: list(self.parts(kind, written)) for kind in LISTS}
        self.wrong += self.inconsistent(written)
        raw = {word: value for word, value in written.raw.items() if word not in LISTS}
        parts = {f"{kind}s": tuple(read) for kind, read in written.read.items()}
        proofs = (one.component() for one in written.read["representative"] if one.proof)
        parts["components"] += tuple(proofs)
        version = self.build(
            Version, {"valid_to": None, **raw, **parts, "name": name, "code": code}, written.place,
            citation=self.texts, unknown=self.some_of(UNKNOWN), level=self.one_of(LEVELS),
            under_way=self.one_of(Transition), result=self.result, form=self.form,
            opinion=self.opinion, verify=self.verify,
        )  # fmt: skip
        self.wrong += astray(self, version, written.may_have, f"{written.place}, result")
        self.wrong += unjoined(self, version, written.may_have, written.place)
        if len(written.fields) == len(written.rows("field")):
            self.wrong += overasked(self, version, written.place)
        return version

    def parts(self, kind: str, written: _Written) -> Iterator[Any]:
        """The rows of a kind; one that is wrong or written twice is told and left out."""
        seen: set[str] = set()
        for number, row in enumerate(written.rows(kind), 1):
            word = str(row.get(KEYED.get(kind, ""), number))
            place = f"{written.place}, {kind} “{word}”"
            if word in seen:
                self.wrong.append(self.fail(place, "viết hai lần"))
                continue
            seen.add(word)
            if (read := self.tried(getattr(self, kind), dict(row), place)) is not None:
                yield read

    def result(self, word: str, value: Any, place: str) -> Result:
        return read_result(self, self.table(word, value, place), f"{place}, {word}")

    def form(self, word: str, value: Any, place: str) -> Form:
        raw, here = self.table(word, value, place), f"{place}, {word}"
        raw = {"items": [], **raw}
        return self.build(Form, raw, here, items=self.texts, columns=self.texts)

    def field(self, raw: dict[str, Any], place: str) -> Field:
        read = self.build(
            Field, raw, place,
            kind=self.one_of(FieldKind), options=self.options, items=self.numbers,
            when=self.condition, known=self.one_of(KNOWN),
        )  # fmt: skip
        if bool(read.options) is not (read.kind is FieldKind.CHOICE):
            raise self.fail(place, "“options” đi cùng kind = “choice”, và chỉ cùng kind đó")
        return read

    outcome = field

    def stage(self, raw: dict[str, Any], place: str) -> Stage:
        return read_stage(self, raw, place, field=self.field, time=self.time)

    def opinion(self, word: str, value: Any, place: str) -> OpinionRule:
        raw, here = dict(self.table(word, value, place)), f"{place}, {word}"
        rule = {name: raw.pop(name) for name in ("tacit", "confidence") if name in raw}
        return self.build(OpinionRule, {**rule, "limit": raw}, here, limit=self.limit)

    def verify(self, word: str, value: Any, place: str) -> VerifyRule:
        return read_verify(self, self.table(word, value, place), f"{place}, {word}")

    def component(self, raw: dict[str, Any], place: str) -> Component:
        held = self.one_of(FACTS)
        return self.build(Component, raw, place, when=self.condition, held_by=held)

    def time(self, raw: dict[str, Any], place: str) -> TimeRule:
        rule = {word: raw.pop(word) for word in ("when", "confidence") if word in raw}
        return self.build(
            TimeRule, {**rule, "limit": raw}, place, limit=self.limit, when=self.condition
        )

    def limit(self, _word: str, raw: dict[str, Any], place: str) -> TimeLimit:
        least = 0 if raw.get("measure") == Measure.NOW else 1
        amount = self.at_least(least, "thời hạn phải lớn hơn 0")
        return self.build(TimeLimit, raw, place, measure=self.one_of(Measure), amount=amount)

    def fee(self, raw: dict[str, Any], place: str) -> FeeRule:
        amount = self.at_least(0, "lệ phí không được dưới 0")
        read = self.build(
            FeeRule, raw, place, amount=amount, when=self.condition, also=self.condition
        )
        if ("amount" in raw) is bool(read.set_by):
            why = "ghi “amount” (số đồng), hoặc “set_by” khi mức do nơi khác định"
            raise self.fail(place, why)
        return read

    def consent(self, raw: dict[str, Any], place: str) -> ConsentRule:
        return self.build(
            ConsentRule, raw, place, when=self.condition, ways=self.some_of(ConsentWay)
        )

    def representative(self, raw: dict[str, Any], place: str) -> Representative:
        return self.build(Representative, raw, place, who=self.one_of(Capacity))

    def check(self, raw: dict[str, Any], place: str) -> NamedCheck:
        read = self.build(NamedCheck, raw, place, name=self.one_of(CHECKS))
        if (read.name in OF_YEARS) is not (read.years > 0):
            raise self.fail(place, f"“years” đi cùng name = “{'”, “'.join(OF_YEARS)}”, và chỉ thế")
        return read

    # ------------------------------------------------------------- what parts mean for each other

    def inconsistent(self, written: _Written) -> Iterator[DataError]:
        """Conditions look at questions asked earlier, and at values they can have; what must
        come together does."""
        yield from self.incomplete(written)
        earlier: dict[str, Field] = {}
        for one in written.fields:
            here = f"{written.place}, field “{one.key}”"
            yield from self.unheld(one.when, earlier, here, written, one.key)
            earlier[one.key] = one
        for kind in ("component", "time", "fee", "consent"):
            for rule in written.read[kind]:
                what = getattr(rule, "key", "") or getattr(rule, "label", "") or "time"
                for condition in (rule.when, getattr(rule, "also", None)):
                    here = f"{written.place}, “{what}”"
                    yield from self.unheld(condition, earlier, here, written)
        for fee in written.read["fee"]:
            counted = fee.per_member
            if counted and counted not in earlier and not written.may_have(counted):
                why = f"per_member nói tới trường không có: “{counted}”"
                yield self.fail(written.place, why)

    def incomplete(self, written: _Written) -> Iterator[DataError]:
        """What says that a law moves dossiers names the text; a time limit is there or unknown."""
        raw, place = written.raw, written.place
        if raw.get("moves") and not raw.get("transition"):
            why = "“moves” cần “transition”: câu nào, điều nào nói hồ sơ chuyển"
            yield self.fail(place, why)
        told = raw.get("transition") and raw.get("time")
        if raw.get("under_way", Transition.OLD) != Transition.OLD and not told:
            why = "“under_way” khác old thì ghi “transition” (câu nào, điều nào) và thời hạn mới"
            yield self.fail(place, why)
        times, unknown = written.read["time"], raw.get("unknown", [])
        usual = any(rule.when is None for rule in times) or len(times) < len(written.rows("time"))
        if not usual and not (isinstance(unknown, list) and "time" in unknown):
            why = "cần một thời hạn không điều kiện, hoặc unknown có “time” nếu chưa rõ"
            yield self.fail(place, why)

    def unheld(
        self,
        condition: Condition | None,
        earlier: Mapping[str, Field],
        place: str,
        written: _Written,
        asked: str = "",
    ) -> Iterator[DataError]:
        """Why a condition could never hold."""
        if condition is None or condition.field.startswith("fact."):
            return
        if condition.field not in earlier:
            if not written.may_have(condition.field):
                why = f"điều kiện nói tới trường không có ở trên: “{condition.field}”"
                why += _why_not(condition.field, written.fields, asked)
                yield self.fail(place, why)
            return
        asked_for = earlier[condition.field]
        said = {value in (True, False, "") for value in condition.values}
        if asked_for.kind is FieldKind.YES_NO and said != {True}:
            yield self.fail(place, f'“{condition.field}” chỉ có các giá trị: true, false, ""')
        options = sorted(value for value, _ in asked_for.options)
        if options:
            chosen = [str(value) for value in condition.values if value != ""]
            here = f"{place}, điều kiện trên “{condition.field}”"
            yield from self.strange(chosen, options, here)


def overlapping(reader: Shape, written: list[dict[str, Any]]) -> Iterator[DataError]:
    """Two versions may not both be in force, and none ends before it begins."""
    spans = sorted(
        (one["valid_from"], one.get("valid_to") or date.max)
        for one in written
        if type(one.get("valid_from")) is date and type(one.get("valid_to", date.max)) is date
    )
    for begin, end in spans:
        if end < begin:
            yield reader.fail(f"phiên bản {begin}", "valid_to trước valid_from")
    for (earlier, end), (later, _) in zip(spans, spans[1:], strict=False):
        if end >= later:
            why = f"chồng ngày với phiên bản {earlier}; hãy ghi valid_to cho nó"
            yield reader.fail(f"phiên bản {later}", why)


def _place(raw: Mapping[str, Any]) -> str:
    return f"phiên bản {raw.get('valid_from', '?')}"


def _why_not(looked_at: str, fields: Iterable[Field], asked: str) -> str:
    """What is wrong with looking at a question that is not above the one asked."""
    conditions = {f.key: f.when.field if f.when else "" for f in fields}
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
