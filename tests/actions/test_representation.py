"""A parent files for a child whom the registers call theirs: both are kept, nobody else may."""

import uuid
from datetime import date
from typing import Any

import pytest

from motcua.actions.document import attach
from motcua.actions.dossier import see, withdraw
from motcua.actions.draft import discard_draft, save_draft
from motcua.actions.filing import submit
from motcua.actions.household import register_household, register_marriage
from motcua.actions.person import register_person
from motcua.actions.processing import accept
from motcua.actions.representation import drop_representative, end_mandate, name_representative
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.records.dossier import Dossier, Party
from motcua.records.draft import Draft
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.representation import Mandate, represented, stands_for
from motcua.rules.catalogue.parts import Capacity
from motcua.rules.dossier import Channel, State
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.representation import representative
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
        assert (stands.person_id, stands.capacity) == (cast.who("minh").person, Capacity.PARENT)


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
        assert VERSION is not None
        assert represented(cast.who(other).person, VERSION, cast.TODAY) == []
        assert not Person.objects.filter(pk=child.id).exists()


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
    stay = catalogue()["1.001193"].on(cast.TODAY)  # a witness at most
    assert stay is not None
    with eyes("minh"):
        assert represented(cast.who("minh").person, stay, cast.TODAY) == []
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
        ("2012", date(2026, 12, 30), True),
        ("2012", date(2026, 12, 31), False),  # also who was born on the last day of it
        ("2011", date(2026, 12, 31), False),
    ):
        assert bool(representative(VERSION, Capacity.PARENT, born, on)) is may, born


END = date(2026, 12, 31)


def paper(id: uuid.UUID, component: str) -> None:
    act("counter", attach, id=id, component=component, name="giay.pdf", content=b"%PDF",
        media_type="application/pdf")  # fmt: skip


def at_desk(
    whom: str, other: str, capacity: Capacity, until: date | None = None
) -> dict[str, Any]:
    """Mai has begun a confirmation of residence for one of the cast, whom another came for."""
    with as_role("motcua_clerk"):
        person, came = (Person.objects.get(pk=cast.who(k).person) for k in (whom, other))
    draft = said(person)
    act("counter", save_draft, **draft)
    act("counter", name_representative, draft["id"], person=came, capacity=capacity, until=until)
    return draft


def by_mandate() -> Dossier:
    draft = at_desk("sen", "thuy", Capacity.AUTHORISED, END)
    paper(draft["id"], "proof-authorised")
    return act("counter", submit, **draft)


def test_who_comes_with_a_paper_hands_it_in_and_the_dossier_says_who_they_are() -> None:
    draft = at_desk("sen", "thuy", Capacity.AUTHORISED, END)
    with pytest.raises(Refused) as refused:
        act("counter", submit, **draft)
    assert "proof-authorised" in str(refused.value.detail)
    paper(draft["id"], "proof-authorised")
    dossier = act("counter", submit, **draft)
    assert (dossier.channel, dossier.helped) == (Channel.COUNTER, True)
    for person in ("thuy", "sen", "police"):  # who came, whose it is, the desk
        with eyes(person):
            assert Dossier.objects.visible_to(cast.who(person)).get(pk=dossier.id)
            stands = dossier.parties.select_related("person").get(role="represents")
            assert (stands.capacity, stands.person.full_name) == (
                Capacity.AUTHORISED, "Nguyễn Thị Minh Thuý",
            )  # fmt: skip
    assert act("thuy", withdraw, dossier.id).state == State.WITHDRAWN


def test_the_paper_is_brought_once_and_serves_in_this_procedure_until_its_last_day() -> None:
    by_mandate()
    with as_role("motcua_clerk"):
        sen = Person.objects.get(pk=cast.who("sen").person)
    stay = catalogue()["1.004194"].on(cast.TODAY)
    assert VERSION is not None and stay is not None
    with eyes("thuy") as thuy:
        assert thuy.person is not None
        assert stands_for(thuy.person, sen, VERSION, END) == Capacity.AUTHORISED
        assert stands_for(thuy.person, sen, VERSION, date(2027, 1, 1)) is None
        assert stands_for(thuy.person, sen, stay, END) is None
        assert [(one.id, b) for one, b in represented(thuy.person, VERSION, END)] == [
            (sen.id, Capacity.AUTHORISED)
        ]
    again = act("thuy", submit, **said(sen))  # from her own account: no paper is asked for
    assert (again.channel, again.answers["fact.representation-known"]) == (Channel.ONLINE, True)


def test_whoever_is_represented_ends_it_and_the_other_sees_nothing_any_more() -> None:
    dossier = by_mandate()
    with eyes("sen"):
        mandate = Mandate.objects.get()
    for other in ("thuy", "minh", "counter"):
        with pytest.raises(Denied):
            act(other, end_mandate, mandate.id)
    act("sen", end_mandate, mandate.id)
    with eyes("thuy") as thuy:
        assert not Dossier.objects.visible_to(thuy).exists() and not Dossier.objects.exists()
        assert not Person.objects.filter(pk=cast.who("sen").person).exists()
    with pytest.raises(Denied):
        act("thuy", withdraw, dossier.id)
    with eyes("sen"):
        assert dossier.parties.get(role="former").person.full_name == "Nguyễn Thị Minh Thuý"


def test_a_guardian_by_paper_is_one_in_every_procedure() -> None:
    draft = at_desk("sen", "thuy", Capacity.GUARDIAN)
    paper(draft["id"], "proof-guardian")
    act("counter", submit, **draft)
    with as_role("motcua_clerk"):
        sen = Person.objects.get(pk=cast.who("sen").person)
    stay = catalogue()["1.004194"].on(cast.TODAY)
    assert stay is not None
    with eyes("thuy") as thuy:
        assert thuy.person and stands_for(thuy.person, sen, stay, END) == Capacity.GUARDIAN


def test_a_ward_and_whoever_lives_in_the_household_are_known_from_its_register() -> None:
    ward = child_of("minh", "1950-01-01", "Người được giám hộ")
    stay = catalogue()["1.002755"].on(cast.TODAY)
    assert VERSION is not None and stay is not None
    with eyes("minh") as minh:
        assert minh.person is not None
        assert stands_for(minh.person, ward, VERSION, END) == Capacity.GUARDIAN
        assert stands_for(minh.person, ward, stay, END) == Capacity.GUARDIAN
    with eyes("thuy"):  # of others nobody can ask
        assert stands_for(cast.who("minh").person, ward, VERSION, END) is None  # type: ignore[arg-type]


def test_the_head_files_for_the_household_where_the_law_of_residence_lets_them() -> None:
    wife = child_of("minh", "1990-01-01", "Vợ")
    stay = catalogue()["1.002755"].on(cast.TODAY)
    assert VERSION is not None and stay is not None
    with eyes("minh") as minh:
        assert minh.person is not None
        assert stands_for(minh.person, wife, stay, END) == Capacity.HOUSEHOLD
        assert stands_for(minh.person, wife, VERSION, END) is None


def test_a_witness_is_named_and_neither_stands_for_anybody_nor_sees_anything() -> None:
    draft = at_desk("sen", "thuy", Capacity.WITNESS)
    with pytest.raises(Refused):  # the form with the mark of a finger
        act("counter", submit, **draft)
    paper(draft["id"], "proof-witness")
    dossier = act("counter", submit, **draft)
    with eyes("thuy") as thuy:
        assert not Dossier.objects.visible_to(thuy).exists() and not Dossier.objects.exists()
        assert not Mandate.objects.exists()
    with eyes("sen"):
        assert dossier.parties.get(role="witness").person.full_name == "Nguyễn Thị Minh Thuý"


@pytest.mark.parametrize(
    ("whom", "other", "capacity", "until", "code"),
    [
        ("sen", "thuy", Capacity.AUTHORISED, None, "mandate-needs-end"),
        ("sen", "thuy", Capacity.AUTHORISED, date(2026, 11, 22), "mandate-ended"),
        ("sen", "thuy", Capacity.PARENT, None, "representative-not-allowed"),
        ("sen", "sen", Capacity.GUARDIAN, None, "representative-is-applicant"),
    ],
)
def test_who_may_not_be_there_for_the_applicant_is_refused(
    whom: str, other: str, capacity: Capacity, until: date | None, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        at_desk(whom, other, capacity, until)
    assert refused.value.code == code


def test_an_officer_names_neither_themselves_nor_anybody_in_anothers_draft() -> None:
    with pytest.raises(Denied):
        at_desk("sen", "counter", Capacity.GUARDIAN)
    draft = at_desk("sen", "thuy", Capacity.GUARDIAN)
    with as_role("motcua_clerk"):
        minh = Person.objects.get(pk=cast.who("minh").person)
    for other in ("police", "minh"):
        with pytest.raises(Denied):
            act(other, name_representative, draft["id"], person=minh, capacity=Capacity.GUARDIAN)
    act("counter", drop_representative, draft["id"])
    assert act("counter", submit, **draft).answers["fact.represented-by"] == ""
