"""Printed forms: a dossier's on request, the blank ones ahead of it."""

import pytest
import zxingcpp

from motcua.actions.form import ask_form
from motcua.actions.supplement import answer_request, ask_supplement
from motcua.bridges.typesetter import PAPERS
from motcua.clerks.paper_form import PAGES, form_data, print_blank_forms
from motcua.records.files import store
from motcua.records.form import BlankForm, blank_form
from motcua.records.procedure import catalogue
from motcua.rules.paper_form import Mark
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.test_typesetter import picture, words
from tests.cast import act, later
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
