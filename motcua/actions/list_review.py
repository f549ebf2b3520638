"""Rows of a list that a person must look at: taken one by one, answered, opened again."""

from uuid import UUID

from django.db.models import F

from motcua.actions.act import By, action, allow, tell
from motcua.records.account import Account
from motcua.records.person_list import ListRow, PersonList
from motcua.rules.events.base import Matter
from motcua.rules.events.lists import ListRowAnswered, ListRowSeen
from motcua.rules.lists.terms import ListStage, RowAnswer
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused


@action
def take_row(by: By, id: UUID) -> ListRow:
    """Of a list the row most worth a look that nobody else has before them, for some minutes this
    reviewer's; whom it may be are told that they were looked at. Refused: list-none-left."""
    found = PersonList.objects.filter(pk=id, stage=ListStage.READY).first()
    if found is None:
        raise Denied("list.review")
    allow(by, "list.review", found.target, Purpose.LIST)
    rows = ListRow.objects.filter(person_list=found).free(by.actor, by.at)
    others = rows.exclude(people__contains=[by.actor.person])  # nobody answers of themselves
    row = others.select_for_update(of=("self",), skip_locked=True).first()
    if row is None:
        raise Refused("list-none-left")
    _hold(by, row)
    tell(by, ListRowSeen(**_matter(row), row=row.id, purpose=Purpose.LIST))
    return row


@action
def answer_row(by: By, id: UUID, *, answer: RowAnswer, which: int | None = None) -> ListRow:
    """Whether they are one person; `which` of those found, where they are. Refused:
    list-row-answered, list-row-held, list-row-which."""
    row = _row(by, id)
    if row.answer:
        raise Refused("list-row-answered")
    if row.held_by_id != by.account:
        raise Refused("list-row-held")
    if (answer is RowAnswer.SAME) != (which is not None) or (which or 0) >= len(row.found):
        raise Refused("list-row-which")
    row.answer, row.which = answer, which
    row.answered_by, row.answered_at = Account(pk=by.account), by.at
    row.save()
    _count(row, answer, 1)
    tell(by, ListRowAnswered(**_matter(row), row=row.id, answer=answer))
    return row


@action
def reopen_row(by: By, id: UUID) -> ListRow:
    """Take one's own answer back: the row is before its reviewer again."""
    row = _row(by, id)
    if not row.answer or row.answered_by_id != by.account:
        raise Refused("list-row-not-yours")
    _count(row, RowAnswer(row.answer), -1)
    row.answer, row.which, row.answered_by, row.answered_at = "", None, None, None
    _hold(by, row)
    tell(by, ListRowAnswered(**_matter(row), row=row.id, answer=None))
    return row


def _row(by: By, id: UUID) -> ListRow:
    rows = ListRow.objects.select_for_update(of=("self",)).select_related("person_list")
    row = rows.filter(pk=id, person_list__stage=ListStage.READY).first()
    if row is None:
        raise Denied("list.review")
    allow(by, "list.review", Target(row.unit_id, frozenset(row.people)), Purpose.LIST)
    return row


def _hold(by: By, row: ListRow) -> None:
    row.held_by, row.held_at = Account(pk=by.account), by.at
    row.save()


def _count(row: ListRow, answer: RowAnswer, more: int) -> None:
    PersonList.objects.filter(pk=row.person_list_id).update(**{answer: F(answer) + more})


def _matter(row: ListRow) -> Matter:
    return {"subject": row.person_list_id, "about": tuple(row.people), "unit": row.unit_id}
