"""A dossier printed as its paper form, and the blank form for whoever writes by hand."""

import uuid

import pytest

from motcua.actions.draft import save_draft
from motcua.actions.form import keep_blank_form, keep_draft_form
from motcua.records.form import DraftForm
from motcua.records.journal import Entry
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.offline import offline_form
from tests import cast
from tests.cast import act, clerk, eyes
from tests.doors.desk import press, rent, text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def asked(dossier) -> int:
    with eyes("police"):
        return Entry.objects.filter(subject=dossier.id, kind="paper.form-asked").count()


def test_the_applicant_and_the_desk_have_it_printed_by_a_button(client_of) -> None:
    dossier = rent()
    mine, url = client_of("thuy"), f"/ho-so/{dossier.id}"
    page = mine.get(url)
    assert "In tờ khai ra giấy" in text_of(page)
    sent = press(mine, page, f"{url}/in-to-khai")
    assert sent.url == f"{url}?xong=to-khai" and asked(dossier) == 1
    assert "Đang in tờ khai" in text_of(mine.get(sent.url))
    desk, place = client_of("counter"), f"/quay/ho-so/{dossier.id}"
    page = desk.get(place)
    assert "In hồ sơ thành tờ khai giấy" in text_of(page)
    assert press(desk, page, f"{place}/lam", act="print-form").url == place
    assert asked(dossier) == 2
    assert "Yêu cầu in tờ khai" in text_of(desk.get(place))


def test_anyone_takes_the_blank_form_once_it_is_printed(client_of) -> None:
    anyone, page = client_of(), "/thu-tuc/1.004194"
    assert anyone.get(f"{page}/to-khai").status_code == 404
    assert "Tờ khai trống" not in text_of(anyone.get(page))
    version = catalogue()["1.004194"].on(cast.TODAY)
    with as_role("motcua_clerk"):
        keep_blank_form(
            clerk(), version=version, template="form.typ", content=b"%PDF-1.4 blank", spots=[]
        )
    assert "Tờ khai trống" in text_of(anyone.get(page))
    taken = anyone.get(f"{page}/to-khai")
    assert (
        b"".join(taken.streaming_content) == b"%PDF-1.4 blank"
        and taken["Content-Type"] == "application/pdf"
    )


def test_a_telephone_takes_the_questions_along_and_asks_again_for_nothing(client_of) -> None:
    anyone, url = client_of(), "/thu-tuc/1.004194/mang-theo.json"
    taken = anyone.get(url)
    form = taken.json()
    assert taken["Content-Type"] == "application/json" and "public" in taken["Cache-Control"]
    assert (form["procedure"], form["version"]) == ("1.004194", "1.004194@2026-07-01")
    assert form == offline_form(catalogue()["1.004194"].on(cast.TODAY))
    again = anyone.get(url, headers={"If-None-Match": taken["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    before = anyone.get(f"{url}?tu=2025-07-01", headers={"If-None-Match": taken["ETag"]})
    assert before.status_code == 200 and before.json()["version"] == "1.004194@2025-07-01"
    for none in (f"{url}?tu=2025-07-02", f"{url}?tu=x", "/thu-tuc/ETS-24/mang-theo.json"):
        assert anyone.get(none).status_code == 404
    assert len(taken.content) < 20_000


@pytest.mark.parametrize(("who", "url"), [("minh", "/don/{}/to-khai"),
                                          ("counter", "/quay/tiep/{}/in-to-khai")])  # fmt: skip
def test_what_is_being_written_is_printed_by_a_button(client_of, who: str, url: str) -> None:
    version, id = catalogue()["1.010041"].on(cast.TODAY), uuid.uuid4()
    with eyes(who):
        person = Person.objects.get(full_name="Nguyễn Đăng Minh")
    act(who, save_draft, id=id, version=version, unit=cast.commune("Đức Nhàn"),
        applicant=person, answers={})  # fmt: skip
    client, url = client_of(who), url.format(id)
    before = client.get(url)
    assert "In tờ khai đang" in text_of(before) and "Refresh" not in before
    assert press(client, before, url).url == url
    waiting = client.get(url)
    assert "Đang in tờ khai" in text_of(waiting) and waiting["Refresh"] == "2"
    with as_role("motcua_clerk"):
        form = DraftForm.objects.get()
        keep_draft_form(clerk(), form, content=b"%PDF-1.4 mine", spots=[])
    made = client.get(url)
    assert b"".join(made.streaming_content) == b"%PDF-1.4 mine"
    assert client_of("thuy").get(url).status_code == 404
