"""What applies to me: what I am due by law, and what each procedure takes of me."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.actions.filing import completed
from motcua.doors.citizen.case import choices, choices_said
from motcua.doors.citizen.page import Asking, me, show
from motcua.doors.shared.access import citizens
from motcua.records.known import facts_of, held_of
from motcua.records.person import Person
from motcua.records.procedure import catalogue, entitlements
from motcua.records.representation import children_of
from motcua.rules.catalogue.eligibility import CONFIDENCE, depends, spared, unsettled, waivers
from motcua.rules.catalogue.entitlement import BIRTH_DATE, Entitled, Whose, due
from motcua.rules.catalogue.parts import Field
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.dossier import Channel
from motcua.rules.time.wall_clock import local

Waiver = tuple[str, str, date | None]
"""A waiver's label, citation and last day."""


@citizens
@require_http_methods(["GET", "HEAD", "POST"])
def for_me(request: Asking) -> HttpResponse:
    """What I am due, then what can be filed here with what it takes of me, the fewest questions
    first. What is answered here changes this page and is kept nowhere."""
    day, applicant = local(request.at).date(), me(request)
    law, held = entitlements(), held_of(applicant)
    said = choices_said(request.POST, law.questions) | held
    found = _due(applicant, said, day)
    asked = [one for one in law.questions if one.key not in held and _matters(one, found, said)]
    rows = [
        _mine(one, version, applicant, day)
        for one in catalogue().values()
        for version in [one.on(day)]
        if version and one.online and version.filed_here
    ]
    rows.sort(key=lambda row: (row["questions"] + len(row["papers"]), row["procedure"].name))
    return show(
        request,
        "for_me",
        back_url="/",
        due=[one for one in found if not one.hangs_on],
        perhaps=[one for one in found if one.hangs_on and one.due.likely],
        case=choices(asked, said),
        rows=rows,
        waived=_waived(applicant, day),
    )


@dataclass(frozen=True)
class Mine:
    """What I am due, or perhaps: for which child, by which procedure, and what it hangs on."""

    due: Entitled
    child: str
    procedure: Procedure | None
    hangs_on: tuple[str, ...]
    unsure: str


def _due(applicant: Person, said: Mapping[str, Any], day: date) -> list[Mine]:
    law = entitlements()
    labels = {one.key: one.label for one in law.questions} | {BIRTH_DATE: BIRTH_DATE}
    people = [(Whose.SELF, applicant)]
    people += [(Whose.CHILD, child) for child in children_of(applicant.pk)]
    return [
        Mine(
            due=one,
            child=person.full_name if whose is Whose.CHILD else "",
            procedure=catalogue().get(one.entitlement.procedure),
            hangs_on=tuple(labels[word] for word in one.hangs_on),
            unsure=CONFIDENCE.get(one.entitlement.confidence, ""),
        )
        for whose, person in people
        for one in due(law, whose, person.birth_date, said, day)
    ]


def _matters(question: Field, found: list[Mine], said: Mapping[str, Any]) -> bool:
    """Whether an answer may change what is due, or was given and may be taken back."""
    return question.key in said or any(question.key in one.due.hangs_on for one in found)


def _waived(applicant: Person, day: date) -> Iterable[tuple[Waiver, list[Procedure]]]:
    """The fees that data spare me, each rule once with the procedures it is for."""
    facts = facts_of(applicant, {}, Channel.ONLINE, day)
    found: dict[Waiver, list[Procedure]] = {}
    for one in catalogue().values():
        version = one.on(day)
        for rule in waivers(version, facts, day) if version else ():
            found.setdefault((rule.label, rule.citation, rule.valid_to), []).append(one)
    return found.items()


def _mine(found: Procedure, version: Version, applicant: Person, day: date) -> dict[str, Any]:
    """One procedure in my case; `usual` is the fee of somebody of whom nothing is held."""
    whole = completed(version, applicant, {}, Channel.ONLINE, day)
    fee = version.fee(whole, day)
    usual = version.fee({"fact.channel": str(Channel.ONLINE)}, day)
    return {
        "procedure": found,
        "questions": len(version.pages(whole, whole["fact.known"])),
        "known": len(whole["fact.known"]),
        "papers": [one for one in version.needed(whole) if one.required],
        "papers_open": depends(version.components, unsettled(version, whole, whole["fact.known"])),
        "spared": spared(version, whole),
        "fee": fee,
        "usual": usual if usual.known and fee.known and usual.amount > fee.amount else None,
    }
