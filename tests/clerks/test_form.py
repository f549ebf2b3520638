"""Printed forms: a dossier's on request, the blank ones ahead of it."""

import io
from uuid import uuid4

import pytest
import zxingcpp

from motcua.actions.draft import discard_draft, save_draft
from motcua.actions.files.read_form import read_form
from motcua.actions.form import ask_draft_form, ask_form
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.bridges.typesetter import PAPERS
from motcua.clerks.paper_form import PAGES, form_data, print_blank_forms
from motcua.records.files import store
from motcua.records.form import BlankForm, DraftForm, blank_form
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.paper_form import Mark
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.test_typesetter import picture, words
from tests.cast import act, eyes, later
from tests.clerks.desk import Desk, content, papers
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_a_dossier_is_printed_for_whoever_may_see_it_with_its_id_in_the_code(desk: Desk) -> None:
    dossier = rent()
    act("thuy", ask_form, dossier.id)
    desk.work()
    (paper,) = papers(dossier, "form")
    assert paper.title == "Tờ khai in từ hồ sơ"
    said = words(content(paper))
    assert "Công an xã Đức Nhàn" in said and "Nguyễn Thị Minh Thuý" in said
    (code,) = zxingcpp.read_barcodes(picture(content(paper)))
    assert Mark.read(code.text) == Mark(dossier.version, 1, dossier.id)


def test_it_is_printed_again_only_when_something_changed(desk: Desk) -> None:
    dossier = rent()
    act("counter", ask_form, dossier.id, at=later(minutes=1))
    desk.work()
    with pytest.raises(Refused, match="form-already-printed"):
        act("thuy", ask_form, dossier.id, at=later(minutes=2))
    items = [{"key": "to", "why": "Quá hạn hợp đồng."}]
    act("police", ask_supplement, dossier.id, items=items, at=later(minutes=3))
    act("thuy", answer_request, dossier.id, answers={"to": "2027-06-01"}, at=later(minutes=4))
    desk.pass_time(minutes=5)
    act("thuy", ask_form, dossier.id, at=later(minutes=5))
    desk.work()
    *_, newest = papers(dossier, "form")
    assert "01/06/2027" in words(content(newest))


def test_nobody_else_prints_it() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    for who in ("thuy", "police_there", "volunteer"):
        with pytest.raises(Denied):
            act(who, ask_form, dossier.id)


def test_the_blank_forms_of_what_can_be_filed_are_there_once(desk: Desk) -> None:
    with as_role("motcua_clerk"):
        print_blank_forms()
        filed = [
            version.key
            for one in catalogue().values()
            if (version := one.on(cast.TODAY)) and version.filed_here
        ]
        assert sorted(BlankForm.objects.values_list("version", flat=True)) == sorted(filed)
        print_blank_forms()
        assert BlankForm.objects.count() == len(filed) >= 3
        form = blank_form(filed[0])
    assert form is not None and form.template == PAPERS["form"][0]
    with store().open(form.sha256) as printed:
        (code,) = zxingcpp.read_barcodes(picture(printed.read()))
    assert code.text == Mark(filed[0]).text()


def test_no_form_has_more_pages_than_codes() -> None:
    for one in catalogue().values():
        for version in one.versions:
            boxes = form_data(version, "")
            lines = len(boxes["items"]) + len(boxes["more"]) + 5 * len(boxes["tables"])
            assert lines < 20 * PAGES, version.key


def test_a_draft_is_printed_as_far_as_it_is_filled_in_and_reads_back(desk: Desk) -> None:
    version = catalogue()["1.004194"].on(cast.TODAY)
    assert version is not None
    id, unit = uuid4(), cast.commune("Đức Nhàn")
    with eyes("thuy") as thuy:
        me = Person.objects.get(pk=thuy.person)
    draft = {"id": id, "version": version, "unit": unit, "applicant": me}
    said = {"for_whom": "family", "from": "2026-12-01"}
    act("thuy", save_draft, **draft, answers=said)
    act("thuy", ask_draft_form, id)
    with pytest.raises(Refused, match="form-already-printed"):
        act("thuy", ask_draft_form, id)
    desk.work()
    with eyes("thuy"):
        form = DraftForm.objects.get()
    with store().open(form.sha256) as file:
        pdf = file.read()
    said_there = words(pdf)
    assert "Nguyễn Thị Minh Thuý" in said_there and "01/12/2026" in said_there
    page = picture(pdf, 150)
    out = io.BytesIO()
    page.save(out, "PNG")
    with eyes("counter"):  # where it is brought
        spots = DraftForm.objects.get().spots
    reading = read_form(out.getvalue(), version.key, lambda draft: spots if draft == id else [])
    assert (reading.mark, reading.ticks["for_whom"]) == (Mark(version.key, 1, id), "family")
    with pytest.raises(Refused, match="form-unknown"):
        read_form(out.getvalue(), version.key, lambda draft: [])
    act("thuy", save_draft, **draft, answers=said | {"to": "2027-01-01"}, at=later(minutes=1))
    act("thuy", ask_draft_form, id, at=later(minutes=1))  # anew, since something was saved
    act("thuy", discard_draft, id, at=later(minutes=2))
    desk.work()
    with as_role("motcua_clerk"):
        assert not DraftForm.objects.exists()


def test_only_its_maker_prints_a_draft() -> None:
    version, id = catalogue()["1.010041"].on(cast.TODAY), uuid4()
    with eyes("minh") as minh:
        me = Person.objects.get(pk=minh.person)
    act("minh", save_draft, id=id, version=version, unit=cast.commune("Đức Nhàn"),
        applicant=me, answers={})  # fmt: skip
    for who in ("thuy", "counter"):
        with pytest.raises(Denied):
            act(who, ask_draft_form, id)
