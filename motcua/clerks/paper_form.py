"""The paper form of a version as plain data for the typesetter, blank or filled."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from motcua.actions.filing import completed
from motcua.actions.form import keep_blank_form, keep_draft_form
from motcua.bridges.typesetter import PAPERS, form_spots, typeset
from motcua.clerks.errands import by_clerk, by_clock, errand, rounds
from motcua.clerks.paper_data import About, agency
from motcua.clerks.workplace import here
from motcua.records.dossier import Dossier
from motcua.records.form import BlankForm, DraftForm
from motcua.records.procedure import catalogue, version_of
from motcua.records.representation import representation_of
from motcua.records.unit import Unit
from motcua.rules.catalogue.paper_form import Box, Mark, Table, lay_out
from motcua.rules.catalogue.parts import Answers
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import Channel
from motcua.rules.time.wall_clock import local

PAGES = 6  # the most a form may have


def form_data(
    version: Version, addressee: str, answers: Answers | None = None, id: UUID | None = None
) -> dict[str, Any]:
    """The shape `PrintedForm` of a version; filled with `answers` of the draft or dossier `id`."""
    form = lay_out(version, answers)
    unsure = "" if form.sure else "Bố cục chưa đối chiếu với mẫu đang có hiệu lực. "
    return {
        "name": form.name,
        "source": f"{unsure}Theo {form.citation}.",
        "addressee": addressee,
        "procedure": {"code": version.code, "name": version.name},
        "items": [_box(one) for one in form.items],
        "tables": [_table(one) for one in form.tables],
        "more": [_box(one) for one in form.more],
        "signatures": list(form.signatures),
        "marks": [Mark(version.key, page, id).text() for page in range(1, PAGES + 1)],
    }


def _box(box: Box) -> dict[str, Any]:
    return {
        "key": box.key,
        "label": box.label,
        "kind": box.kind,
        "number": box.number,
        "wide": box.wide,
        "value": box.value,
        "options": [asdict(one) for one in box.options],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "label": table.label,
        "number": table.number,
        "columns": list(table.columns),
        "rows": [list(row) for row in table.rows],
    }


def filled_form(dossier: Dossier, about: About) -> dict[str, Any]:
    """The form of a dossier as it stands."""
    version = version_of(dossier.version)
    return form_data(version, agency(dossier)["name"], dossier.answers, dossier.id)


def _addressee(version: Version, unit: Unit | None) -> str:
    """To whom it goes; "" for a draft of which that is not known yet."""
    if unit is None:
        return ""
    body = "Công an" if version.by_police else "Ủy ban nhân dân"
    return f"{body} {unit.full_name[:1].lower()}{unit.full_name[1:]}"


@errand("make-draft-form")
def make_draft_form(*, entry: int, subject: str, **_: Any) -> None:
    """A draft as far as it is filled in, unless it has been saved anew or thrown away."""
    found = DraftForm.objects.select_related("draft__applicant", "draft__account", "draft__unit")
    form = found.filter(draft=UUID(subject), sha256="").first()
    if form is None or form.saved_at != form.draft.saved_at:
        return
    draft, at = form.draft, here().clock()
    version, day = version_of(draft.version), local(at).date()
    own = draft.account.person_id in draft.target.people
    channel = Channel.ONLINE if own else Channel.COUNTER
    representation = representation_of(draft, version, day)
    whole = completed(version, draft.applicant, draft.answers, channel, day, representation)
    data = form_data(version, _addressee(version, draft.unit), whole, draft.id)
    content = typeset("form", data, at=at)
    by = by_clerk("make-draft-form", entry)
    keep_draft_form(by, form, content=content, spots=form_spots(data, at=at))


@rounds("print-blank-forms", cron="*/5 * * * *")
def print_blank_forms(timestamp: int = 0) -> None:
    """Print the blank form of each version in force that has none by the layout of today."""
    at = here().clock()
    template = PAPERS["form"][0]
    made = set(BlankForm.objects.filter(template=template).values_list("version", flat=True))
    for procedure in catalogue().values():
        version = procedure.on(local(at).date())
        if version and version.filed_here and version.key not in made:
            data = form_data(version, "")
            keep_blank_form(
                by_clock(),
                version=version,
                template=template,
                content=typeset("form", data, at=at),
                spots=form_spots(data, at=at),
            )
