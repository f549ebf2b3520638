"""Where each value of a dossier comes from: what was said, what a register said, what was seen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.doors.shared.held import Held, papers_held
from motcua.doors.shared.register_words import fields_words
from motcua.doors.shared.values import answer_words
from motcua.records.consent import Consent
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Finding, Party
from motcua.records.person import Person
from motcua.records.verification import Verification, unverified_of, verification_law
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.catalogue.procedure import Version
from motcua.rules.consent import WAY_WORDS, ConsentWay
from motcua.rules.representation import capacity_words
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer, Claim, claim_of
from motcua.rules.who import Who

SYSTEM = "dữ liệu dân cư"
SEXES = {"male": "Nam", "female": "Nữ"}


@dataclass(frozen=True)
class Source:
    """One voice about a value. `kind` is a key of SOURCES in templatetags."""

    kind: str
    at: datetime | None = None
    by: str = ""
    agrees: bool = True


@dataclass(frozen=True)
class Fact:
    key: str
    label: str
    value: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question put to the population database, as the page says it. `again`: it was not asked,
    since its answer of a day before served; that one serves `until`."""

    id: UUID
    whose: str
    what: str
    at: datetime
    answered_at: datetime | None
    words: str
    agrees: bool
    why: str
    again: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class Unconfirmed:
    """A fact that neither the population database nor an officer has confirmed."""

    key: str
    what: str
    whose: str
    value: str
    asked_at: datetime
    said: str

    @property
    def waits(self) -> bool:
        return not self.said


@dataclass(frozen=True)
class Component:
    """A paper of the dossier: held by the State, handed in, or missing."""

    label: str
    citation: str
    required: bool
    held: Held | None = None
    files: list[Attachment] = field(default_factory=list)


def facts(dossier: Dossier, version: Version, officers: dict[UUID, str]) -> list[Fact]:
    """Every field that applies, with who says so and since when."""
    answers = dossier.answers
    known = set(answers.get("fact.known", ()))
    on = local(dossier.submitted_at).date()
    boxes = {claim_of(one.known): one.key for one in version.fields}
    findings: dict[str, list[Finding]] = {}
    for finding in dossier.findings.order_by("at"):
        if finding.person_id in (None, dossier.applicant_id):
            box = boxes.get(_claim(finding), finding.field) if finding.person_id else finding.field
            findings.setdefault(box, []).append(finding)
    return [
        Fact(
            one.key,
            one.label,
            answer_words(one, answers.get(one.key), on, masked=False),
            (
                Source("held" if one.key in known else "told", dossier.submitted_at),
                *(_source(finding, officers) for finding in findings.get(one.key, ())),
            ),
        )
        for one in version.applying(answers)
    ]


def _source(finding: Finding, officers: dict[UUID, str]) -> Source:
    if finding.source == Finding.Source.SIGHTED:
        who = officers.get(finding.by, "") if finding.by else ""
        return Source("seen", finding.at, who, finding.agrees)
    return Source("register", finding.at, "", finding.agrees)


def questions(dossier: Dossier) -> list[Asked]:
    """What was asked of the population database about this dossier, and what it said."""
    asked = Verification.objects.filter(dossier=dossier).select_related("person", "served")
    return [_asked(one) for one in asked.order_by("asked_at")]


def _asked(one: Verification) -> Asked:
    again = one.served.answered_at if one.served else None
    return Asked(
        id=one.id,
        whose=one.person.full_name,
        what=fields_words(one.fields),
        at=one.asked_at,
        answered_at=one.answered_at,
        words=Answer(one.answer).label if one.answer else "",
        agrees=one.answer in ("", Answer.MATCH),
        why=one.why or "",
        again=again,
        until=verification_law().serves_until(one.fields, again) if again else None,
    )


def unconfirmed(dossier: Dossier, who: Who) -> list[Unconfirmed]:
    """Every fact of the dossier that is not confirmed, with what was said and asked."""
    facts = unverified_of(dossier)
    people = Person.objects.visible_to(who).in_bulk({fact.person for fact in facts})
    return [
        Unconfirmed(
            key=f"{fact.person}:{fact.field}",
            what=fact.field.label,
            whose=people[fact.person].full_name,
            value=_held(people[fact.person], fact.field),
            asked_at=fact.asked_at,
            said=fact.answer.label if fact.answer else "",
        )
        for fact in facts
        if fact.person in people
    ]


def outline(facts: Iterable[Unconfirmed]) -> list[dict[str, Any]]:
    """The same in a line for each person and answer: “họ và tên, ngày sinh” of whom."""
    alike: dict[tuple[str, datetime, str], list[str]] = {}
    for one in facts:
        alike.setdefault((one.whose, one.asked_at, one.said), []).append(one.what)
    return [
        {"what": ", ".join(what), "whose": whose, "asked_at": asked_at, "said": said}
        for (whose, asked_at, said), what in alike.items()
    ]


def _held(person: Person, field: Claim) -> str:
    value = str(getattr(person, field))
    if field is Claim.BIRTH_DATE:
        return "/".join(reversed(value.split("-")))
    return SEXES.get(value, value) if field is Claim.SEX else value


def _claim(finding: Finding) -> Claim | None:
    return Claim(finding.field) if finding.field in set(Claim) else None


def components(dossier: Dossier, version: Version, who: Who) -> list[Component]:
    """The papers of this dossier: what the State holds is said, and never asked for."""
    handed: dict[str, list[Attachment]] = {}
    files = Attachment.objects.of(dossier.id).select_related("signature_check", "digitised")
    for file in files.order_by("at"):
        handed.setdefault(file.component, []).append(file)
    answers = version.said(dossier.answers)
    held = {one.key: one for one in papers_held(who, version, dossier.answers)}
    return [
        Component(
            one.label, one.citation, one.required, held.get(one.key), handed.get(one.key, [])
        )
        for one in version.components
        if one.applies(answers)
    ]


def representatives(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Who stands or stood for the applicant or witnessed: name, as what, by what it is known."""
    known = dossier.answers.get("fact.representation-known")
    rows = Party.objects.filter(dossier=dossier).exclude(capacity="").select_related("person")
    return [
        (
            one.person.full_name,
            one.get_role_display(),
            capacity_words(Capacity(one.capacity), bool(known)),
        )
        for one in rows
    ]


def consents(
    dossier: Dossier, version: Version, officers: dict[UUID, str]
) -> list[dict[str, Any]]:
    """Who was asked for their agreement, what came of it, by what means and by whose word."""
    labels = {one.who: one.label for one in version.consents}
    asked = Consent.objects.filter(dossier=dossier).select_related("person").order_by("asked_at")
    return [
        {
            "consent": one,
            "label": labels.get(one.who, one.who),
            "way": WAY_WORDS[ConsentWay(one.way)],
            "officer": officers.get(one.recorded_by_id, "") if one.recorded_by_id else "",
        }
        for one in asked
    ]
