"""Handing in papers, looking everything over, and filing."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect

from motcua.actions.document import open_attachment
from motcua.actions.filing import submit
from motcua.doors.citizen.application import Application, Step, application
from motcua.doors.citizen.apply import after_this, back_from, form_page
from motcua.doors.citizen.page import WRONG_FORM, Asking, by, is_filed, show
from motcua.doors.shared import papers
from motcua.doors.shared.access import citizens
from motcua.doors.shared.delivery import wish_question, wished
from motcua.doors.shared.held import papers_held
from motcua.doors.shared.places import owner_words
from motcua.doors.shared.questions import Question, error_list
from motcua.doors.shared.sending import send
from motcua.doors.shared.sentences import say
from motcua.doors.shared.values import answer_words
from motcua.records.known import dwelling_named
from motcua.rules.catalogue.once_only import INSTEAD
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import instant


@citizens
@form_page
def paper(request: Asking, id: UUID, component: str) -> HttpResponse:
    """One paper: photograph it or choose a file; what has arrived can be taken out again."""
    form = application(request, id)
    step = next((one for one in form.steps if one.key == component and one.paper), None)
    if step is None or step.paper is None:
        return redirect("citizen:draft", id)
    asked, held = papers.as_question(step.paper), form.files.get(component, [])
    if request.method != "POST":
        return _show_paper(request, form, step, papers.draw(asked, id, held))
    if papers.taken_out(by(request), request.POST):
        return redirect(f"{step.url}{'?sua=1' if 'sua' in request.POST else ''}")
    wanted = papers.as_question(step.paper, asked.required and "later" not in request.POST)
    notes, error = papers.receive(by(request), id, wanted, request, held)
    form = application(request, id)
    if error or notes or "stay" in request.POST:
        drawn = papers.draw(asked, id, form.files.get(component, []), error)
        return _show_paper(request, form, step, drawn, notes, WRONG_FORM if error else 200)
    if "later" in request.POST:
        return redirect("/ho-so?luu=1")
    after = None if "sua" in request.POST else after_this(form, step)
    left = form.left()
    if after is None and left:
        return redirect(left[0].url)
    return redirect(after.url) if after else redirect("citizen:check", id)


def _show_paper(
    request: Asking,
    form: Application,
    step: Step,
    drawn: Question,
    notes: Iterable[str] = (),
    status: int = 200,
) -> HttpResponse:
    changing = "sua" in request.GET or "sua" in request.POST
    return show(
        request,
        "paper",
        status,
        back_url=back_from(form, step, changing),
        form=form,
        step=step,
        where=form.where(step),
        questions=[drawn],
        error_list=error_list([drawn]),
        notes=notes,
        put_aside=step.key in (form.said.get(INSTEAD) or ()),
        changing=changing,
        unit_name=form.unit_name,
    )


@citizens
@form_page
def check(request: Asking, id: UUID) -> HttpResponse:
    """Everything on one page, each with where it comes from; then it is filed."""
    try:
        form = application(request, id)
    except Denied:
        if is_filed(request, id):
            return redirect(f"/ho-so/{id}?moi=1")
        raise
    if request.method != "POST":
        return _show_check(request, form, [])
    wrong = [(step.url, f"Còn thiếu: {step.title}") for step in form.left()]
    if request.POST.get("agree") != "yes":
        wrong.append(("#agree", "Hãy đánh dấu vào ô cam đoan ở cuối trang."))
    if wrong:
        return _show_check(request, form, wrong, WRONG_FORM)
    try:
        submit(
            by(request, form.draft.id),
            id=form.draft.id,
            version=form.version,
            unit=form.draft.competent,
            applicant=form.applicant,
            answers=form.answers(),
            wish=wished(form.version, request.POST),
        )
    except Refused as refused:
        return _show_check(request, form, _refusal(form, refused), WRONG_FORM)
    return redirect(f"/ho-so/{id}?moi=1")


def _refusal(form: Application, refused: Refused) -> list[tuple[str, str]]:
    """What the law still wants, each with a link to the page where it is given."""
    gaps: Any = refused.detail.get("gaps", [])
    pages = {key: step.url for step in form.steps for key in _keys(step)}
    found = [(pages.get(gap.key, ""), f"Còn thiếu: {gap.label}") for gap in gaps]
    basis = f" Căn cứ: {refused.basis}." if refused.basis else ""
    return found or [("", say(refused.code, refused.detail) + basis)]


def _keys(step: Step) -> list[str]:
    return [step.key] if step.paper else [one.key for one in step.fields]


def _show_check(
    request: Asking, form: Application, wrong: list[tuple[str, str]], status: int = 200
) -> HttpResponse:
    left = form.left()
    due = form.expected()
    last = form.steps[-1].url if form.steps else f"/thu-tuc/{form.procedure.code}"
    return show(
        request,
        "check",
        status,
        back_url=last,
        form=form,
        facts=[*_rows(form), *_paper_rows(form)],
        wrong=wrong,
        left=left,
        fee=form.fee(),
        due=instant(due.at),
        due_steps=due.steps,
        consents=_consents(form),
        held=papers_held(request.who, form.version, form.whole),
        wish=wish_question(form.draft.id, form.version, form.applicant, request.POST, form.whole),
        unit_name=form.unit_name,
    )


def _rows(form: Application) -> list[dict[str, Any]]:
    pages = {key: step.url for step in form.steps for key in _keys(step)}
    return [
        {
            "label": field.label,
            "value": answer_words(field, form.whole.get(field.key), form.day, masked=True),
            "source": "register" if field.key in form.held else "said",
            "change_url": f"{pages[field.key]}?sua=1" if field.key in pages else "",
        }
        for field in form.version.applying(form.whole)
        if field.key in form.held or field.key in pages
    ]


def _paper_rows(form: Application) -> list[dict[str, Any]]:
    return [
        {
            "label": step.title,
            "value": "\n".join(one.name for one in form.files.get(step.key, [])),
            "source": "said" if form.files.get(step.key) else "",
            "change_url": f"{step.url}?sua=1",
        }
        for step in form.steps
        if step.paper
    ]


def _consents(form: Application) -> list[dict[str, str]]:
    home = dwelling_named(form.whole)
    owner = owner_words(form.whole["dwelling"]) if home else ""
    return [
        {"label": one.label, "owner": owner, "citation": one.citation}
        for one in form.version.consents_for(form.whole)
    ]


@citizens
def attachment(request: Asking, id: UUID) -> FileResponse:
    """A file I handed in, as we keep it."""
    found = open_attachment(by(request), id, purpose=Purpose.OWN)
    return send(request, found.sha256, found.media_type, found.name)
