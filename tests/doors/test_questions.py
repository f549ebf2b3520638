"""Questions are read as people write, kept whole when wrong, and shown again as they were."""

from datetime import date
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.doors.shared import asking, forms, questions
from motcua.doors.shared.places import Reach
from motcua.doors.shared.sentences import SENTENCES, say
from motcua.records.dwelling import Dwelling
from motcua.records.procedure import catalogue
from motcua.rules.words.names import nfc

TODAY = date(2026, 11, 23)
KINDS = ("text", "paragraph", "date", "time", "number", "phone", "yes-no", "person", "address")


def ask(kind: str, key: str = "q", **more: Any) -> SimpleNamespace:
    usual = {"label": "Câu hỏi", "hint": "", "required": True, "options": ()}
    return SimpleNamespace(**{"key": key, "kind": kind} | usual | more)


def sent(values: dict[str, str] | None = None) -> QueryDict:
    post = QueryDict(mutable=True)
    post.update(values or {})
    return post


def answer(kind: str, typed: str, **more: Any) -> tuple[Any, str | None]:
    answers, errors = forms.read([ask(kind, **more)], sent({"q": typed}), today=TODAY)
    return answers["q"], errors.get("q")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  Nguye\u0302\u0303n   Thi\u0323 Mai ", "Nguyễn Thị Mai"),
        ("paragraph", "Dòng một\r\n\r\n dòng hai ", "Dòng một\n\ndòng hai"),
        ("date", "2/3/1985", "1985-03-02"),
        ("date", "02031985", "1985-03-02"),
        ("date", "2.3.1985", "1985-03-02"),
        ("date", "1985-03-02", "1985-03-02"),
        ("date", "ngày 2 tháng 3 năm 1985", "1985-03-02"),
        ("time", "14h30", "14:30"),
        ("time", "2 giờ 30 chiều", "14:30"),
        ("time", "7 giờ", "07:00"),
        ("number", "1.234.000", 1234000),
        ("number", "25,5", 25.5),
        ("number", "0", 0),
        ("phone", "+84 905 123 456", "0905123456"),
        ("phone", "0905.123.456", "0905123456"),
        ("yes-no", "no", False),
    ],
)
def test_people_may_write_as_they_are_used_to(kind: str, typed: str, kept: object) -> None:
    assert answer(kind, typed) == (kept, None)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("text", "a" * 201, "too-long"),
        ("paragraph", "a" * 3001, "too-long"),
        ("date", "hôm qua", "date"),
        ("date", "3/1985", "date"),
        ("date", "2/3/85", "date-year"),
        ("date", "31/02/2026", "date-none"),
        ("date", "00/00/1950", "date-none"),
        ("time", "25:00", "time"),
        ("time", "sáng sớm", "time"),
        ("number", "-3", "number"),
        ("number", "12.34.56", "number"),
        ("phone", "02363000000", "phone-desk"),
        ("phone", "01681234567", "phone-old"),
        ("phone", "0905 12", "phone"),
    ],
)
def test_what_was_typed_wrongly_is_kept_and_a_sentence_says_what_to_do(
    kind: str, typed: str, code: str
) -> None:
    assert answer(kind, typed) == (typed, code)
    assert say(code, {"label": "Câu hỏi", "limit": 9}).endswith(".")


@pytest.mark.parametrize("kind", [*KINDS, "choice", "members", "file"])
def test_blank_is_asked_for_only_where_it_is_needed(kind: str) -> None:
    answers, errors = forms.read([ask(kind)], sent())
    assert not answers["q"] and errors
    assert set(errors.values()) <= SENTENCES.keys()
    answers, errors = forms.read([ask(kind, required=False)], sent())
    assert not answers["q"] and not errors


def test_only_an_offered_choice_is_taken() -> None:
    offered = (("self", "Cho tôi"), ("family", "Cho người nhà"))
    assert answer("choice", "family", options=offered) == ("family", None)
    assert answer("choice", "admin", options=offered) == (None, "choose")


def test_a_birth_date_may_be_a_year_and_never_a_day_to_come() -> None:
    def born(typed: str) -> tuple[Any, Any]:
        post = sent({"q.full_name": "Lò Thị Ổn", "q.birth_date": typed})
        answers, errors = forms.read([ask("person")], post, today=TODAY)
        return answers["q"]["birth_date"], errors.get("q.birth_date")

    assert born("1950") == ("1950", None)
    assert born("3/1950") == ("1950-03", None)
    assert born("00/00/1950") == ("1950", None)
    assert born("24/11/2026") == ("24/11/2026", "birth-date-future")
    assert born("5/00/1950") == ("5/00/1950", "date-none")


def test_a_person_is_named_and_known_by_number_or_birth_date() -> None:
    def wrong(**typed: str) -> dict[str, str]:
        post = sent({f"q.{part}": value for part, value in typed.items()})
        return forms.read([ask("person")], post, today=TODAY)[1]

    assert wrong(full_name="Lò Thị Ổn", number="017 190 000 101") == {}
    assert wrong(full_name="Lò Thị Ổn", birth_date="1950") == {}
    assert wrong(full_name="Lò Thị Ổn") == {"q.number": "id-or-birth"}
    assert wrong(number="017190000101") == {"q.full_name": "missing"}
    assert wrong(full_name="Lò", number="17190000101") == {"q.number": "identity-lost-zero"}
    assert wrong(full_name="Lò", number="113456789") == {"q.number": "identity-old-card"}


def test_a_number_that_speaks_of_another_year_is_a_doubt_and_not_an_error() -> None:
    post = sent(
        {"q.full_name": "Lò Thị Ổn", "q.number": "017190000101", "q.birth_date": "5/3/1950"}
    )
    answers, errors = forms.read([ask("person")], post, today=TODAY)
    assert errors == {}
    assert forms.doubts([ask("person")], answers) == {"q.number": "identity-year-differs"}
    answers["q"]["birth_date"] = "1990-03-05"
    assert forms.doubts([ask("person")], answers) == {}


def tenants(*names: str) -> dict[str, str]:
    return {f"q.{at}.full_name": name for at, name in enumerate(names)}


def names_of(post: QueryDict) -> list[str | None]:
    return [row["full_name"] for row in forms.read([ask("members")], post)[0]["q"]]


def test_people_are_added_and_left_out_by_plain_buttons() -> None:
    two = tenants("Hà Văn A", "Hà Thị B")
    assert names_of(sent(two)) == ["Hà Văn A", "Hà Thị B"]
    assert names_of(sent(two | {"add": "q"})) == ["Hà Văn A", "Hà Thị B", None]
    assert names_of(sent(two | {"remove": "q.0"})) == ["Hà Thị B"]
    assert forms.reshapes(sent(two | {"add": "q"}))
    assert forms.read([ask("members")], sent(two | {"add": "q"}))[1] == {}
    full = tenants(*(f"Người {n}" for n in range(forms.MEMBERS_MOST)))
    assert len(names_of(sent(full | {"add": "q"}))) == forms.MEMBERS_MOST


def test_a_blank_row_is_passed_over_and_errors_stay_with_their_person() -> None:
    post = sent(tenants("", "Hà Thị B") | {"q.1.birth_date": "31/02/1990"})
    answers, errors = forms.read([ask("members")], post, today=TODAY)
    assert [row["full_name"] for row in answers["q"]] == ["Hà Thị B"]
    assert errors == {"q.0.birth_date": "date-none"}
    drawn = questions.draw([ask("members")], answers, errors)
    anchor, words = questions.error_list(drawn)[0]
    assert anchor == "q.0.birth_date" and "người thứ 1" in words


def test_a_commune_is_kept_only_for_the_address_it_was_chosen_for() -> None:
    places = {"q": [("19890", "Xã Hòa Tiến"), ("19891", "Xã Bà Nà")]}
    chosen = {"q.text": "thôn 2, Hòa Phú", "q.code": "19891", "q.for": "thôn 2, Hòa Phú"}

    def code(**changed: str) -> str:
        post = sent(chosen | {f"q.{part}": value for part, value in changed.items()})
        return forms.read([ask("address")], post, choices=places)[0]["q"]["code"]

    assert code() == "19891"
    assert code(text="thôn 5, Nánh Nghê") == ""
    assert code(code="00001") == ""


def test_files_are_counted_and_weighed_before_they_are_opened() -> None:
    paper = forms.Paper("q", "Hợp đồng", most_files=2, most_mb=1)

    def wrong(*sizes: int, held: int = 0) -> str | None:
        bag = [SimpleUploadedFile(f"{n}.jpg", b"x" * size) for n, size in enumerate(sizes)]
        files = MultiValueDict({"q": bag}) if bag else None
        return forms.read([paper], sent(), files, held={"q": held})[1].get("q")

    assert wrong(10) is None
    assert wrong() == "file-missing"
    assert wrong(held=1) is None
    assert wrong(0) == "file-empty"
    assert wrong(1_000_001) == "file-big"
    assert wrong(1, 1, held=1) == "file-many"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_nothing_anybody_types_breaks_the_reading_or_is_lost(typed: str) -> None:
    fields = [ask(kind, kind) for kind in KINDS]
    post = sent(
        {kind: typed for kind in KINDS}
        | {f"person.{p}": typed for p in ("full_name", "birth_date")}
    )
    answers, errors = forms.read(fields, post, today=TODAY)
    assert answers.keys() == set(KINDS)
    for kind in ("date", "time", "number", "phone"):
        if errors.get(kind, "missing") != "missing":
            assert answers[kind] == nfc(typed)
    render_to_string("shared/fields.html", {"questions": questions.draw(fields, answers, errors)})


class Browser(HTMLParser):
    """Collects what a browser would send back from a page left as it is."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sends: dict[str, str] = {}
        self.inside: tuple[str, str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        ticked = has.get("type") not in ("radio", "checkbox") or "checked" in has
        if tag == "input" and ticked and has.get("type") != "file":
            self.sends[has["name"]] = has.get("value", "")
        elif tag in ("textarea", "select"):
            self.inside = (tag, has["name"])
            self.sends[has["name"]] = ""
        elif tag == "option" and "selected" in has and self.inside:
            self.sends[self.inside[1]] = has["value"]

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[0] == "textarea":
            self.sends[self.inside[1]] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[0]:
            self.inside = None


def test_what_is_shown_and_sent_back_unchanged_is_read_the_same() -> None:
    fields = [ask(kind, kind) for kind in (*KINDS, "members")]
    fields.append(ask("choice", "long", options=tuple((str(n), f"Số {n}") for n in range(12))))
    answers = {
        "text": '<script>alert("1")</script> & {{ 7 }}',
        "paragraph": "Dòng một\n\nDòng hai",
        "date": "1985-03-02",
        "time": "14:30",
        "number": 25.5,
        "phone": "0905123456",
        "yes-no": True,
        "person": {"full_name": "Lò Thị Ổn", "number": "017190000101", "birth_date": "1950"},
        "address": {"text": "Thôn 2, xã Nánh Nghê", "code": "04834"},
        "members": [
            {"full_name": "Hà A", "number": None, "birth_date": "1990-03", "relation": "Con"},
            {"full_name": "Hà B", "number": None, "birth_date": "1991-01-02", "relation": None},
        ],
        "long": "7",
    }
    page = render_to_string("shared/fields.html", {"questions": questions.draw(fields, answers)})
    assert "<script>" not in page
    again, errors = forms.read(fields, sent(Browser(page).sends), today=TODAY)
    assert errors == {}
    assert again == answers


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_question_of_every_procedure_can_be_drawn_and_asked_for(code: str) -> None:
    version = catalogue()[code].versions[-1]
    drawn = questions.draw(version.fields, {})
    page = render_to_string("shared/fields.html", {"questions": drawn})
    nowhere = Reach(Dwelling.objects.none())
    read = asking.read(version.fields, sent(Browser(page).sends), nowhere, TODAY)
    answers, errors = read.answers, read.errors
    assert answers.keys() == {field.key for field in version.fields}
    asked = [field.key for field in version.fields if field.required]
    assert {name.partition(".")[0] for name in errors} == set(asked)
    shown = questions.error_list(read.questions())
    assert all(f'id="{anchor}"' in page for anchor, _ in shown)
    assert len(shown) == len(errors)


def test_a_question_alone_on_its_page_is_the_heading() -> None:
    [alone] = questions.draw([ask("text")], {})
    assert alone.heading and "<h1><label" in render_to_string(alone.template, {"question": alone})
    assert not any(one.heading for one in questions.draw([ask("text"), ask("date", "d")], {}))


def test_a_label_with_braces_is_only_a_label() -> None:
    assert say("missing", {"label": "{limit}{x.__class__}"}) == "Hãy điền “{limit}{x.__class__}”."
    assert say("no-such-code") == SENTENCES["refused"]
