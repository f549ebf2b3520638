"""A procedure as the law has it on a day: what is asked, brought, paid, waited for, and given.

Written in procedures/*.toml, one file a procedure, its versions dated inside
(docs/procedures.md); rules/catalogue/procedure_file.py reads them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from motcua.rules.catalogue.parts import (
    NEEDED_TO_FILE,
    Answers,
    Began,
    Component,
    ConsentRule,
    Ended,
    Fee,
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
from motcua.rules.catalogue.result import MADE, NOTED, Result
from motcua.rules.catalogue.stage import Stage, taken
from motcua.rules.dated import Dated
from motcua.rules.signer import Body
from motcua.rules.tables import DataError
from motcua.rules.time.timeline import LimitChange, Transition
from motcua.rules.time.working_time import TimeLimit

ProcedureError = DataError
POLICE = "Công an"  # how the files begin the name of that authority
SERVICES = 25  # essential services of Đề án 06 (QĐ 06/QĐ-TTg ngày 06/01/2022)


@dataclass(frozen=True)
class Version(Dated):
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
    consents: tuple[ConsentRule, ...] = ()
    checks: tuple[NamedCheck, ...] = ()
    representatives: tuple[Representative, ...] = ()
    outcomes: tuple[Field, ...] = ()  # what the officer adds to the answers when deciding
    stages: tuple[Stage, ...] = ()  # the matters of a filing that goes through several agencies
    stage: str = ""  # of the version of one such matter: its key
    opinion: OpinionRule | None = None  # how long another agency has to give its opinion
    verify: VerifyRule | None = None  # what is put to the population database, where not the usual
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
        """How a dossier remembers the version it began with: `1.004194@2025-07-01`; a stage of a
        filing `3.000722@2026-09-01/birth`."""
        behind = f"/{self.stage}" if self.stage else ""
        return f"{self.code}@{self.valid_from.isoformat()}{behind}"

    @cached_property
    def parts(self) -> dict[str, "Version"]:
        """Each stage of the filing, by key, as a version of its own: so that all that is done
        with a dossier can be done with a stage."""
        return {stage.key: self._part(stage) for stage in self.stages}

    def _part(self, stage: Stage) -> "Version":
        added = [one for other in self.stages for one in other.outcomes]
        keys = taken(stage, self.fields)
        return Version(
            code=self.code,
            name=stage.name,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            citation=(stage.citation, *self.citation),
            authority=stage.authority,
            result=stage.result,
            fields=tuple(one for one in (*self.fields, *added) if one.key in keys),
            components=tuple(one for one in self.components if one.key in keys),
            times=stage.times,
            fees=(),
            consents=tuple(one for one in self.consents if one.who in keys),
            representatives=self.representatives,
            outcomes=stage.outcomes,
            stage=stage.key,
            opinion=self.opinion,
            verify=self.verify,
            confidence=stage.confidence,
        )

    def field(self, key: str) -> Field:
        """The field with this key; StopIteration where there is none."""
        return next(f for f in self.fields if f.key == key)

    @property
    def most_years(self) -> int:
        """How many years what is applied for may last, 0 where no check says."""
        return max((check.years for check in self.checks), default=0)

    @property
    def goes_by_dwelling(self) -> bool:
        """Whether a dwelling is asked for: it decides which commune is competent."""
        return any(field.kind == FieldKind.DWELLING for field in self.fields)

    @property
    def filed_here(self) -> bool:
        """Whether a dossier can be taken in and finished here: nothing needed for it is
        unknown, and its result is made here, or noted here. Otherwise it is only shown."""
        ours = self.result.paper in (*MADE, NOTED)
        return ours and NEEDED_TO_FILE.isdisjoint(self.unknown)

    @property
    def noted(self) -> bool:
        """Whether another system makes the result, and only its number and day are noted here."""
        return self.result.paper == NOTED

    @property
    def body(self) -> Body:
        """Who decides, and whose paper the result is: the commune's police, or its committee."""
        return Body.POLICE if self.authority.startswith(POLICE) else Body.COMMITTEE

    @property
    def by_police(self) -> bool:
        return self.body is Body.POLICE

    @property
    def deciding(self) -> str:
        """The act that decides: what the police decide is not the committee's to decide."""
        return "dossier.decide-as-police" if self.by_police else "dossier.decide-as-committee"

    @property
    def by_others(self) -> bool:
        """Whether somebody may file it for another; a witness does not."""
        return any(one.who != "witness" for one in self.representatives)

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

    def consents_for(self, answers: Answers) -> list[ConsentRule]:
        """The people whose agreement this dossier needs."""
        said = self.said(answers)
        return [c for c in self.consents if c.when is None or c.when.holds(said)]

    def consents_now(self, answers: Answers) -> list[ConsentRule]:
        """Those of them to be asked at once: whom a stage needs is asked when it begins."""
        later = {key for stage in self.stages for key in stage.takes}
        return [c for c in self.consents_for(answers) if c.who not in later]


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
        return next((version for version in self.versions if version.in_force(day)), None)

    def changes_after(self, version: Version, answers: Answers) -> tuple[LimitChange, ...]:
        """The later time limits that reach dossiers which began under `version`."""
        return tuple(
            LimitChange(
                v.valid_from,
                v.parts.get(version.stage, v).time_limit(answers),
                Transition(v.under_way),
                v.transition,
            )
            for v in self.versions
            if v.valid_from > version.valid_from and v.under_way != Transition.OLD
        )

    def moved_to(self, version: Version, on: date) -> Version | None:
        """The last version in force by `on` that takes over dossiers begun under `version`."""
        later = (v for v in self.versions if version.valid_from < v.valid_from <= on and v.moves)
        return max(later, key=lambda v: v.valid_from, default=None)

    def version(self, key: str) -> Version:
        """The version a dossier remembers, or that of its stage; StopIteration where there is
        none."""
        return next(v for one in self.versions for v in (one, *one.parts.values()) if v.key == key)


def by_code(procedures: Iterable[Procedure]) -> dict[str, Procedure]:
    """The catalogue: code → procedure."""
    return {p.code: p for p in procedures}
