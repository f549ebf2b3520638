"""A procedure's page: what it takes in my case, before beginning; and its sheet for the wall."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.actions.filing import completed
from motcua.doors.citizen.application import procedure_with
from motcua.doors.citizen.page import Asking, me, show
from motcua.doors.shared.access import public
from motcua.doors.shared.fees import all_fees, fees_both_ways
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.qr import address_of, qr_code
from motcua.records.form import blank_form
from motcua.records.procedure import calendar, catalogue, fact_law
from motcua.records.stay import stay_law
from motcua.rules.catalogue.eligibility import (
    deciding,
    depends,
    perhaps,
    plain_facts,
    spared,
    unsettled,
    unsure,
)
from motcua.rules.catalogue.once_only import HELD
from motcua.rules.catalogue.parts import LEVELS, UNKNOWN, Condition, Field, FieldKind
from motcua.rules.catalogue.procedure import Procedure, Version
from motcua.rules.catalogue.telling import condition_words, limit_of
from motcua.rules.dossier import Channel
from motcua.rules.refusal import Denied
from motcua.rules.time.wall_clock import instant, local
from motcua.rules.time.working_time import amount_words, due_on

YES_NO = (("yes", "Có"), ("no", "Không"))
ONLY_FOR_VISITORS = ("fact.exempt",)  # proved by data alone once one has signed in


@public
@require_http_methods(["GET", "HEAD", "POST"])
def procedure(request: Asking, code: str) -> HttpResponse:
    """What it takes, what it costs, how long it lasts, and what need not be brought.

    What is said of one's case changes this page and is kept nowhere.
    """
    found = procedure_with(code)
    day = local(request.at).date()
    version = version_on(found, day)
    applicant = me(request) if request.who.account is not None else None
    said = choices_said(request.POST, [*version.fields, *plain_facts(version, fact_law(), day)])
    whole: dict[str, Any] = {"fact.channel": str(Channel.ONLINE), "fact.known": []} | said
    if applicant:
        whole = _for(version, applicant, said, day)
    open_ones = unsettled(version, whole, whole["fact.known"])
    limit = limit_of(version, whole)
    due = due_on(local(request.at), limit, calendar()) if limit else None
    by_dwelling = version.goes_by_dwelling
    return show(
        request,
        "procedure",
        back_url="/",
        procedure=found,
        version=version,
        blank=blank_form(version.key),
        level=LEVELS[version.level],
        replaced_by=[catalogue()[one] for one in found.ended.replaced_by] if found.ended else [],
        coming=next((v for v in found.versions if v.valid_from > day), None),
        draft_id=uuid.uuid4() if not applicant or applicant.unit or by_dwelling else None,
        unit=applicant.unit if applicant else None,
        goes_by_dwelling=by_dwelling,
        for_guests=found.code == stay_law().notice.procedure,
        case=_questions(version, whole, said, applicant is not None, day),
        said=bool(said),
        questions=[_labels(page) for page in version.pages(whole, whole["fact.known"])],
        held=_held(version, whole["fact.known"]),
        papers=version.needed(whole),
        perhaps=perhaps(version, whole, whole["fact.known"]),
        fee_open=depends((r for r in version.fees if r.in_force(day)), open_ones),
        fee_unsaid=version.fee(whole, day).rule is None,
        time_open=depends(version.times, open_ones),
        consents=version.consents_for(whole),
        not_needed=[c for c in spared(version, whole) if c.key not in whole.get(HELD, ())],
        stored=[one for one in papers_held(request.who, version, whole) if one.files],
        fees=fees_both_ways(version, whole, day),
        all_fees=all_fees(version, day),
        due=due,
        due_at=instant(due.at) if due else None,
        limit=limit,
        limit_words=amount_words(limit) if limit else "",
        offered=found.online and version.filed_here and version is found.on(day),
        unknown=[UNKNOWN[word] for word in version.unknown],
        unsure=unsure(version),
    )


@public
@require_safe
def sheet(request: Asking, code: str) -> HttpResponse:
    """The same on one sheet of paper for the wall, with the code that leads back here."""
    found = procedure_with(code)
    day = local(request.at).date()
    version = version_on(found, day)
    page = reverse("citizen:procedure", args=[code])
    return show(
        request,
        "sheet",
        back_url=page,
        procedure=found,
        version=version,
        today=day,
        level=LEVELS[version.level],
        qr=qr_code(page),
        address=address_of(page),
        papers=[(one, _when(version, one.when)) for one in version.components],
        times=[(amount_words(r.limit), r.limit, _when(version, r.when)) for r in version.times],
        fees=[(r, _when(version, r.when, r.also)) for r in version.fees if r.in_force(day)],
        unknown=[UNKNOWN[word] for word in version.unknown],
        unsure=unsure(version),
    )


def version_on(found: Procedure, day: date) -> Version:
    """The version in force; of a procedure that is over the last, of one to come the first."""
    version = found.on(day)
    if version is None and found.ended and day > found.versions[-1].valid_from:
        return found.versions[-1]
    if version is None:
        raise Denied("procedure")
    return version


def choices_said(sent: Mapping[str, str], asked: Iterable[Field]) -> dict[str, Any]:
    """The choices that were sent, each one that can be chosen."""
    found: dict[str, Any] = {}
    for field in asked:
        value = sent.get(field.key, "")
        if field.kind is FieldKind.YES_NO and value in ("yes", "no"):
            found[field.key] = value == "yes"
        elif value in dict(field.options):
            found[field.key] = value
    return found


def _for(version: Version, applicant: Any, said: dict[str, Any], day: date) -> dict[str, Any]:
    """What is said, completed by what is held; a fact may be said where the data are silent."""
    whole = completed(version, applicant, said, Channel.ONLINE, day)
    silent = {
        key: value
        for key, value in said.items()
        if key.startswith("fact.") and key not in ONLY_FOR_VISITORS and whole.get(key, "") == ""
    }
    return whole | silent


def _questions(
    version: Version, whole: dict[str, Any], said: dict[str, Any], signed_in: bool, day: date
) -> list[SimpleNamespace]:
    """The few questions that tell my case, each with what was chosen."""
    plain = plain_facts(version, fact_law(), day)
    facts = [f for f in plain if _open(f.key, whole, said, signed_in)]
    return choices([*deciding(version, whole, whole["fact.known"]), *facts], whole)


def choices(asked: Iterable[Field], said: Mapping[str, Any]) -> list[SimpleNamespace]:
    """Questions to choose an answer to, each with what was chosen."""
    return [
        SimpleNamespace(
            key=field.key,
            label=field.label,
            options=field.options or YES_NO,
            chosen={True: "yes", False: "no"}.get(value, value),
        )
        for field in asked
        for value in [said.get(field.key, "")]
    ]


def _open(fact: str, whole: dict[str, Any], said: dict[str, Any], signed_in: bool) -> bool:
    if not signed_in:
        return True
    return fact not in ONLY_FOR_VISITORS and (fact in said or whole.get(fact, "") == "")


def _labels(page: tuple[Field, ...]) -> str:
    """What one page asks, in one line: `Ở từ ngày, đến ngày`, `Mất ngày nào? Lúc mấy giờ?`."""
    words = page[0].label
    for label in (field.label for field in page[1:]):
        words += f" {label}" if words.endswith("?") else f", {label[:1].lower()}{label[1:]}"
    return words


def _held(version: Version, known: list[str]) -> list[str]:
    """What the State holds of this person; for a visitor, what it will look for."""
    fields = [f for f in version.fields if f.known and (f.key in known or not known)]
    return list(dict.fromkeys(f.label for f in fields if f.known.startswith("person.")))


def _when(version: Version, *wanted: Condition | None) -> str:
    """When it holds, for people who are asked nothing here: an open question is not a case."""
    said = [
        replace(one, values=tuple(v for v in one.values if v != "") or one.values)
        for one in wanted
        if one
    ]
    return " và ".join(condition_words(one, version) for one in said)
