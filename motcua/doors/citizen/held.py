"""What is held of me: my store, each paper in it, and handing in another one instead."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.actions.draft import KEPT
from motcua.actions.holding import open_holding
from motcua.doors.citizen.application import Application, application
from motcua.doors.citizen.apply import form_page, save_answers
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, me, show
from motcua.doors.shared.access import citizens, public
from motcua.doors.shared.held import origin, papers_held
from motcua.doors.shared.sending import send
from motcua.doors.shared.templatetags.motcua import day, mask
from motcua.doors.shared.values import answer_words
from motcua.records.confirmed import confirmed_of
from motcua.records.holding import Holding
from motcua.records.own_data import OwnCopy, own_data_law
from motcua.records.procedure import once_only
from motcua.rules.catalogue.once_only import INSTEAD
from motcua.rules.catalogue.parts import Field, FieldKind
from motcua.rules.permission import Purpose
from motcua.rules.time.wall_clock import local

MOST = 100
SEXES = {"male": "Nam", "female": "Nữ"}


@public
@require_safe
def my_data(request: Asking) -> HttpResponse:
    """What is kept of a person, why, for how long, and who looked."""
    person = me(request) if request.who.person else None
    return show(
        request,
        "data",
        back_url="/",
        person=person,
        confirmed=confirmed_of(person) if person else {},
        draft_days=KEPT.days,
        store=_store(request) if person else None,
        copy=_copy(request),
        copy_law=own_data_law().copy,
        key=uuid4(),
        law=once_only(),
    )


def _copy(request: Asking) -> OwnCopy | None:
    """What I asked for last on paper, made or not yet."""
    return OwnCopy.objects.visible_to(request.who).order_by("-asked_at").first()


def _store(request: Asking) -> dict[str, list[dict[str, Any]]]:
    """My store: papers and results to look at, and facts in words."""
    today = local(request.at).date()
    mine = Holding.objects.visible_to(request.who).filter(person=request.who.person)
    held = list(mine.valid(today).order_by("-at", "key")[:MOST])
    return {
        "papers": [{"one": one, "where": origin(one)} for one in held if one.sha256],
        "facts": [
            {"label": _fact_label(one), "value": _fact_words(one), "where": origin(one)}
            for one in held
            if one.kind == Holding.Kind.FACT
        ],
    }


def _fact_label(fact: Holding) -> str:
    """`Giới tính của người nộp: male, female` as its owner reads it: `Giới tính của Bạn`."""
    return re.sub("(của )?người nộp", "của Bạn", re.split("[,:]", fact.label)[0])


def _fact_words(fact: Holding) -> str:
    if fact.key == "person.number":
        return mask(str(fact.value))
    as_field = Field(fact.key, fact.label, FieldKind.TEXT, fact.basis)
    words = answer_words(as_field, fact.value, fact.valid_from, masked=True)
    return SEXES.get(words, day(words))


@citizens
@require_safe
def holding(request: Asking, id: UUID) -> FileResponse:
    """A paper of my store, as it was accepted."""
    found = open_holding(by(request), id, dossier=None, purpose=Purpose.OWN)
    name = found.name or f"{found.number}-{found.key}.pdf"
    return send(request, found.sha256, found.media_type, name)


@citizens
@form_page
def held(request: Asking, id: UUID, component: str) -> HttpResponse:
    """A paper I need not hand in: where it is from, and the choice to hand in another one."""
    form = application(request, id)
    without = _instead(form, component, put_aside=False)
    found = papers_held(request.who, without.version, without.whole)
    paper = next((one for one in found if one.key == component and one.files), None)
    if paper is None:
        return redirect("citizen:draft", id)
    choice = request.POST.get("choice", "")
    if choice in ("held", "another"):
        after = _instead(form, component, put_aside=choice == "another")
        save_answers(request, after, {})
        step = next((one for one in after.steps if one.paper and one.key == component), None)
        return redirect(f"{step.url}?sua=1" if step else f"/don/{id}/xem-lai")
    error = "Hãy chọn dùng giấy đã có, hay nộp giấy khác." if request.method == "POST" else ""
    return show(
        request,
        "held",
        WRONG_FORM if error else 200,
        back_url=f"/don/{id}/xem-lai",
        form=form,
        paper=paper,
        put_aside=component in (form.said.get(INSTEAD) or ()),
        error=error,
        error_list=[("choice", error)] if error else [],
        unit_name=form.unit_name,
    )


def _instead(form: Application, component: str, *, put_aside: bool) -> Application:
    """The application with a held paper put aside for another one, or taken up again."""
    others = [key for key in form.said.get(INSTEAD) or () if key != component]
    said = {key: value for key, value in form.said.items() if key != INSTEAD}
    aside = [*others, component] if put_aside else others
    return replace(form, said={**said, INSTEAD: aside} if aside else said)
