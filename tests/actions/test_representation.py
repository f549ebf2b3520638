"""A parent files for a child whom the registers call theirs: both are kept, nobody else may."""

import uuid
from datetime import date
from typing import Any

import pytest

from motcua.actions.document import attach
from motcua.actions.dossier import answer_request, see, submit, withdraw
from motcua.actions.draft import discard_draft, save_draft
from motcua.actions.household import register_household, register_marriage
from motcua.actions.person import register_person
from motcua.actions.processing import accept, ask_supplement
from motcua.records.dossier import Dossier, Draft, Party
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.representation import my_children, represented
from motcua.rules.dossier import Channel, State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied
from motcua.rules.representation import Basis, representative
from tests import cast
from tests.cast import act, command, eyes
from tests.world import as_role

pytestmark = pytest.mark.django_db
VERSION = catalogue()["1.010041"].on(cast.TODAY)
RESIDENCE = {"content": "current", "purpose": "xin học"}


def child_of(head: str, born: str = "2019-05-04", relation: str = "Con", **more: Any) -> Person:
    """A child in the household that one of the cast heads."""
    unit = cast.commune("Đức Nhàn")
    with as_role("motcua_clerk"):
        parent = Person.objects.get(pk=cast.who(head).person)
        child = register_person(command(), unit=unit, full_name="Nguyễn Minh An",
                                number="001319000777", birth_date=born, sex="female",
                                address="Tổ 4")  # fmt: skip
        register_household(command(), unit=unit, address="Tổ 4", hamlet=None,
                           members=[(parent, "Chủ hộ"), (child, relation)],
                           since=date(2019, 6, 1))  # fmt: skip
    return child


def said(child: Person, id: uuid.UUID | None = None) -> dict[str, Any]:
    unit = cast.commune("Đức Nhàn")
    answers = {**RESIDENCE, "phone": "0905000104"}
    return {"id": id or uuid.uuid4(), "version": VERSION, "unit": unit, "applicant": child,
            "answers": answers}  # fmt: skip


def filed(who: str, child: Person) -> Dossier:
    return act(who, submit, **said(child))


def test_a_parent_files_and_the_dossier_keeps_both() -> None:
    child = child_of("minh")
    dossier = filed("minh", child)
    assert (dossier.applicant_id, dossier.channel, dossier.helped) == (
        child.id, Channel.ONLINE, False,
    )  # fmt: skip
    assert dossier.answers["full_name"] == "Nguyễn Minh An"
    with eyes("police"):
        stands = Party.objects.get(dossier=dossier, role=Party.Role.REPRESENTATIVE)
        assert (stands.person_id, stands.basis) == (cast.who("minh").person, Basis.PARENT)


def test_the_parent_reads_answers_and_withdraws_as_their_own() -> None:
    dossier = filed("minh", child_of("minh"))
    assert act("minh", see, dossier.id, purpose=Purpose.OWN).id == dossier.id
    items = [{"key": "purpose", "why": "Ghi rõ trường nào."}]
    act("police", ask_supplement, dossier.id, items=items)
    answered = act("minh", answer_request, dossier.id, answers={"purpose": "vào lớp một"})
    assert answered.state == State.SUBMITTED
    assert act("minh", withdraw, dossier.id).state == State.WITHDRAWN


def test_a_draft_for_a_child_is_its_makers_to_write_and_to_throw_away() -> None:
    draft = said(child_of("minh"))
    act("minh", save_draft, **draft)
    act("minh", attach, id=draft["id"], component="x", name="a.pdf", content=b"%PDF",
        media_type="application/pdf")  # fmt: skip
    with eyes("minh"):
        assert Draft.objects.get().representative_id == cast.who("minh").person
    act("minh", discard_draft, draft["id"])


@pytest.mark.parametrize("other", ["thuy", "sen", "volunteer"])
def test_nobody_else_files_for_the_child_or_sees_it(other: str) -> None:
    child = child_of("minh")
    with pytest.raises(Denied):
        act(other, save_draft, **said(child))
    with pytest.raises(Denied):
        filed(other, child)
    with eyes(other):
        assert my_children() == [] and not Person.objects.filter(pk=child.id).exists()


@pytest.mark.parametrize(
    ("born", "relation"), [("2010-01-01", "Con"), ("2019-05-04", "Cháu"), ("1990-01-01", "Vợ")]
)
def test_a_child_of_fourteen_or_another_of_the_household_is_not_represented(
    born: str, relation: str
) -> None:
    child = child_of("minh", born, relation)
    with pytest.raises(Denied):
        filed("minh", child)


def test_no_version_without_such_a_row_lets_anybody_file_for_another() -> None:
    child = child_of("minh")
    stay = catalogue()["1.004194"].on(cast.TODAY)
    assert stay is not None
    with eyes("minh"):
        assert represented(stay, cast.TODAY) == []
    with pytest.raises(Denied):
        act("minh", save_draft, **said(child) | {"version": stay})


def test_the_spouse_is_a_parent_of_a_child_born_in_the_marriage_only() -> None:
    child = child_of("minh", "2019-05-04")
    unit = cast.commune("Đức Nhàn")
    with as_role("motcua_clerk"):
        wife, husband = (Person.objects.get(pk=cast.who(k).person) for k in ("trinh", "minh"))
        register_marriage(command(), unit=unit, wife=wife, husband=husband, place="Đức Nhàn",
                          on=date(2015, 2, 1), number="12/2015")  # fmt: skip
    assert filed("trinh", child).applicant_id == child.id


def test_and_not_of_one_born_before_it() -> None:
    child = child_of("minh", "2014-12-31")
    unit = cast.commune("Đức Nhàn")
    with as_role("motcua_clerk"):
        wife, husband = (Person.objects.get(pk=cast.who(k).person) for k in ("trinh", "minh"))
        register_marriage(command(), unit=unit, wife=wife, husband=husband, place="Đức Nhàn",
                          on=date(2015, 2, 1), number="12/2015")  # fmt: skip
    with pytest.raises(Denied):
        filed("trinh", child)


def test_an_officer_never_decides_on_what_they_filed_for_their_child() -> None:
    dossier = filed("police", child_of("police"))
    with pytest.raises(Denied):
        act("police", accept, dossier.id)
    assert act("counter", accept, dossier.id).state == State.ACCEPTED


def test_fourteen_years_end_on_the_birthday() -> None:
    assert VERSION is not None
    for born, on, may in (
        ("2012-11-24", date(2026, 11, 23), True),
        ("2012-11-23", date(2026, 11, 23), False),
        ("2012", date(2026, 12, 31), True),
        ("2011", date(2026, 12, 31), False),
    ):
        assert bool(representative(VERSION, Basis.PARENT, born, on)) is may, born
