"""Noting that the paper itself was seen, and whether it agrees with what was said."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.unverified import note_sighting
from motcua.doors.counter import evidence
from motcua.doors.counter.dossier import acts_open, opened, why_not
from motcua.doors.counter.spoken import spoken_of
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import WRONG_FORM, Asking, by, form_key, show, today
from motcua.doors.shared.values import answer_words
from motcua.records.dossier import Dossier
from motcua.rules.refusal import Refused
from motcua.rules.verification import claim_of
from motcua.rules.who import Door


@officers
def sighting(request: Asking, id: UUID) -> HttpResponse:
    dossier = opened(request, id)
    if request.method == "POST":
        agrees = request.POST.get("agrees", "")
        try:
            if agrees not in ("yes", "no"):  # an attestation is never ticked beforehand
                raise Refused("sighting-needs-answer")
            note_sighting(
                by(request, Door.COUNTER, form_key(request)),
                id,
                fields=request.POST.getlist("field"),
                facts=_facts(request),
                agrees=agrees == "yes",
            )
        except Refused as refusal:
            return page(request, dossier, refusal)
        return redirect("counter:dossier", id=id)
    return page(request, dossier)


def _facts(request: Asking) -> list[tuple[UUID, str]]:
    """Person and field of each fact that was ticked."""
    try:
        named = [one.split(":", 1) for one in request.POST.getlist("fact")]
        return [(UUID(person), field) for person, field in named]
    except ValueError:
        raise Refused("field-unknown") from None


def page(
    request: Asking, dossier: Dossier, refusal: Refused | None = None, **more: Any
) -> HttpResponse:
    """What the dossier says, to be ticked as it is compared: first what nobody has confirmed."""
    version = spoken_of(dossier.version)
    ticked = request.POST.getlist("field")
    facts = evidence.unconfirmed(dossier, request.who)
    mine = {
        one.key.split(":")[1] for one in facts if one.key.startswith(str(dossier.applicant_id))
    }
    return show(
        request,
        "counter/sighting.html",
        status=WRONG_FORM if refusal or more.get("error_list") else 200,
        dossier=dossier,
        facts=[(one, one.key in request.POST.getlist("fact")) for one in facts],
        fields=[
            (one.key, one.label,
             answer_words(one, dossier.answers.get(one.key), today(request), masked=False),
             one.key in ticked)
            for one in version.applying(dossier.answers)
            if claim_of(one.known) not in mine
        ],
        agrees=request.POST.get("agrees", ""),
        can=acts_open(request, dossier),
        **(why_not(request, dossier, refusal) if refusal else {}),
        **more,
    )  # fmt: skip
