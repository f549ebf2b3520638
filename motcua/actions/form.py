"""Printed forms: of a dossier, for its applicant or the desk; blank ones, kept ahead for all."""

from typing import Any
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import PAPER_LIMIT
from motcua.actions.dossier import hold
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.draft import Draft
from motcua.records.files import store
from motcua.records.form import BlankForm, DraftForm, form_of_draft
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.document import BlankFormKept, DraftFormAsked, DraftFormMade, FormAsked
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused

FORMS = UUID("6d6f7463-7561-8000-8000-0000666f726d")
"""The name space of blank forms: each is a subject of its own in the journal."""


@action
def ask_form(by: By, dossier: UUID) -> Dossier:
    """Have the dossier printed as its paper form; a clerk sets it in a moment."""
    held = hold(dossier)
    own = by.actor.person in held.target.people
    allow(by, "paper.ask-form", held.target, Purpose.OWN if own else Purpose.COUNTER)
    newest = Paper.objects.filter(dossier=held, kind=Paper.Kind.FORM, made_at__gte=held.changed_at)
    if newest.exists():
        raise Refused("form-already-printed")
    tell(by, FormAsked(**held.matter))
    return held


@action
def ask_draft_form(by: By, id: UUID) -> DraftForm:
    """Have a draft printed as far as it is filled in, to be written on by hand."""
    mine = Draft.objects.select_for_update(of=("self",))
    draft = mine.filter(pk=id, account=by.actor.account, submitted=False).first()
    if draft is None:
        raise Denied("draft.read")
    own = by.actor.person in draft.target.people
    allow(by, "paper.ask-form", draft.target, Purpose.OWN if own else Purpose.COUNTER)
    if form_of_draft(draft):
        raise Refused("form-already-printed")
    asked = {"account": draft.account, "version": draft.version, "saved_at": draft.saved_at}
    form, _ = DraftForm.objects.update_or_create(
        draft=draft, defaults=asked | {"sha256": "", "spots": []}
    )
    tell(by, DraftFormAsked(**draft.matter))
    return form


@action
def keep_draft_form(
    by: By, form: DraftForm, *, content: bytes, spots: list[dict[str, Any]]
) -> DraftForm:
    """Keep a draft as it was printed, with where one writes on it."""
    allow(by, "clerk.record", form.draft.target, Purpose.OPERATION)
    form.sha256, form.spots = store().put(content, limit=PAPER_LIMIT).sha256, spots
    form.save(update_fields=["sha256", "spots"])
    tell(by, DraftFormMade(**form.draft.matter))
    return form


@action
def keep_blank_form(
    by: By, *, version: Version, template: str, content: bytes, spots: list[dict[str, Any]]
) -> BlankForm:
    """Keep the blank form of a version under the layout that set it, with where one writes."""
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    stored = store().put(content, limit=PAPER_LIMIT)
    form = BlankForm.objects.create(
        id=uuid5(FORMS, f"{version.key} {template}"),
        version=version.key,
        template=template,
        sha256=stored.sha256,
        size=stored.size,
        made_at=by.at,
        spots=spots,
    )
    tell(by, BlankFormKept(subject=form.id, begins=version.valid_from))
    return form
