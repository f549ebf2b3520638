"""Once only: what the State holds is not asked for again, and when it may be after all.

Source: NĐ 118/2025/NĐ-CP Điều 4.2a (added by NĐ 309/2026/NĐ-CP), NĐ 224/2026/NĐ-CP Điều 18.4; the
words, grounds and reasons are data: country/once_only.toml (docs/procedures.md).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from motcua.rules.catalogue.facts import FACTS, KNOWN
from motcua.rules.catalogue.parts import Answers, Component
from motcua.rules.catalogue.procedure import Version
from motcua.rules.tables import Tables
from motcua.rules.words.names import accent_free

Row = TypeVar("Row")
HELD = "fact.held"  # in a dossier's answers: component → ids of what is held instead of it
INSTEAD = "paper.instead"  # in the answers: components the citizen hands in although held
KNOWN_FIELDS = "fact.known"  # in a dossier's answers: fields whose value came from a register


class Ground(StrEnum):
    """The three cases in which the law lets an officer ask for what is held."""

    OUTAGE = "outage"
    DISASTER = "disaster"
    WRONG_DATA = "wrong-data"


@dataclass(frozen=True)
class GroundRule:
    """A ground in words, with the article that allows it."""

    name: str
    short: str
    label: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Reusable:
    """A paper that, once accepted, serves again: for the same matter, where it is about one.

    `same` are the questions whose answers must be equal; `results` the papers made here that
    serve as it; `until` the question whose answer ends it.
    """

    key: str
    citation: str
    same: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    until: str = ""
    confidence: str = "high"


@dataclass(frozen=True)
class ResultRule:
    """When a result ends: by the answer to the question `until`."""

    paper: str
    until: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Source:
    """What a connected source knows, and the words a question or a paper for it has."""

    knows: str
    fields: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reason:
    """Why fields (or papers) are asked although a source knows; everywhere, or in `procedures`."""

    fields: tuple[str, ...]
    because: str
    citation: str
    procedures: tuple[str, ...] = ()
    confidence: str = "high"

    def is_for(self, code: str, key: str) -> bool:
        """Whether it speaks of this field of this procedure."""
        return key in self.fields and (not self.procedures or code in self.procedures)


@dataclass(frozen=True)
class StoreRule:
    """The law of the store itself, and how long it keeps a thing."""

    citation: str
    keep_years: int
    keep_citation: str
    confidence: str = "high"
    keep_confidence: str = "high"


@dataclass(frozen=True)
class _Rule:
    citation: str
    valid_from: date


@dataclass(frozen=True)
class _Report:
    citation: str


@dataclass(frozen=True)
class OnceOnly:
    """The whole of country/once_only.toml."""

    citation: str
    valid_from: date
    report_citation: str
    store: StoreRule
    grounds: Mapping[Ground, GroundRule]
    documents: Mapping[str, Reusable]
    results: Mapping[str, ResultRule]
    sources: tuple[Source, ...]
    reasons: tuple[Reason, ...]

    def serves_as(self, paper: str) -> str:
        """The component a result made here serves as, else the result's own name."""
        return next((d.key for d in self.documents.values() if paper in d.results), paper)

    def reason_for(self, code: str, key: str) -> Reason | None:
        """Why this field is still asked, if the file says so."""
        return next((r for r in self.reasons if r.is_for(code, key)), None)


def once_only_from(raw: Mapping[str, Any], source: str = "once_only.toml") -> OnceOnly:
    """The parsed file as `OnceOnly`; unknown keys, a missing ground, a source that is not in
    KNOWN or FACTS and things said twice are errors (`DataError`) that name the place."""
    tables = Tables(source)
    words = ("rule", "store", "report", "ground", "document", "result", "source", "asked")
    tables.only(raw, words, "đầu tệp")
    rule = tables.single(_Rule, raw, "rule")
    grounds = {g.name: g for g in tables.several(GroundRule, raw, "ground")}
    if set(grounds) != set(Ground):
        raise tables.fail("ground “1”", f"phải có đúng các lý do: {', '.join(Ground)}")
    sources = tuple(tables.several(Source, raw, "source"))
    for number, one in enumerate(sources, 1):
        tables.only({one.knows: 1}, {**KNOWN, **FACTS}, f"source “{number}”")
    return OnceOnly(
        citation=rule.citation,
        valid_from=rule.valid_from,
        report_citation=tables.single(_Report, raw, "report").citation,
        store=tables.single(StoreRule, raw, "store"),
        grounds={Ground(name): one for name, one in grounds.items()},
        documents=_once(tables, "document", "key", tables.several(Reusable, raw, "document")),
        results=_once(tables, "result", "paper", tables.several(ResultRule, raw, "result")),
        sources=sources,
        reasons=tuple(tables.several(Reason, raw, "asked")),
    )


def _once(tables: Tables, name: str, key: str, rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for number, row in enumerate(rows, 1):
        word = getattr(row, key)
        if word in found:
            raise tables.fail(f"{name} “{number}”", f"“{word}” đã ghi ở trên; hãy bỏ một")
        found[word] = row
    return found


# what is held in a dossier, and what may be asked


def held_in(version: Version, answers: Answers) -> dict[str, str]:
    """Everything of this dossier that may not be asked for → by which hand it is held: a fact
    (`fact.marriage-known`), the store (HELD) or a register (KNOWN_FIELDS)."""
    said = version.said(answers)
    papers = {c.key: _holder(c, said) for c in version.components if c.applies(said)}
    fields = {
        f.key: KNOWN_FIELDS
        for f in version.applying(said)
        if f.key in (said.get(KNOWN_FIELDS) or ())
    }
    return {key: holder for key, holder in papers.items() if holder} | fields


def _holder(component: Component, said: Answers) -> str:
    if component.held_by and said.get(component.held_by):
        return component.held_by
    return HELD if component.key in (said.get(HELD) or ()) else ""


def given_anew(answers: Answers, said: Answers, asked: Collection[str]) -> dict[str, Any]:
    """The answers of a dossier after a supplement. What was asked for and given now is the
    citizen's own word or paper, and no longer what a register or the store held."""
    own = {key: value for key, value in said.items() if key in asked}
    known = [key for key in answers.get(KNOWN_FIELDS) or () if key not in asked]
    held = {key: ids for key, ids in (answers.get(HELD) or {}).items() if key not in asked}
    return {**answers, **own, KNOWN_FIELDS: known, HELD: held}


def about(reusable: Reusable, answers: Answers) -> list[Any] | None:
    """What a paper is about, in a form in which two tellings of one matter are equal; None
    where that has not been said yet."""
    values = [_plainly(answers.get(key)) for key in reusable.same]
    return None if any(value in ("", None) for value in values) else values


def _plainly(value: Any) -> Any:
    if isinstance(value, Mapping):
        where = value.get("id") or value.get("address") or value.get("text") or ""
        words = " ".join(accent_free(str(where)).replace(",", " ").split())
        return [words, str(value.get("commune") or value.get("code") or "")] if words else ""
    return accent_free(value) if isinstance(value, str) else value


def wanted(
    version: Version, answers: Answers, documents: Mapping[str, Reusable]
) -> dict[str, list[Any]]:
    """The papers of this dossier that the store may hold → what they must be about. Not those
    a register holds, nor those the citizen would rather hand in."""
    said = version.said(answers)
    instead = said.get(INSTEAD) or ()
    found = {
        c.key: about(documents[c.key], said)
        for c in version.components
        if c.key in documents and c.key not in instead and c.applies(said) and not _held(c, said)
    }
    return {key: matter for key, matter in found.items() if matter is not None}


def _held(component: Component, said: Answers) -> bool:
    return bool(component.held_by and said.get(component.held_by))
