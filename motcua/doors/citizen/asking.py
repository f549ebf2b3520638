"""One page of questions: read what came, say what is wrong or doubtful, draw it again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.doors.citizen import places
from motcua.doors.citizen.page import Asking
from motcua.doors.citizen.places import Choice, Place
from motcua.doors.shared import forms, questions
from motcua.doors.shared.questions import Option, Question
from motcua.doors.shared.sentences import say
from motcua.rules.names import legacy_font, nfc
from motcua.rules.procedure import Field
from motcua.rules.wall_clock import local


@dataclass(frozen=True)
class Home(Question):
    """The dwelling question: a text, dwellings it may mean, and communes it may lie in."""

    communes: tuple[Option, ...] = ()
    for_commune: str = ""

    @property
    def template(self) -> str:
        return "citizen/fields/dwelling.html"


@dataclass
class Sheet:
    """One reading of a page, and what the page needs to be drawn again."""

    fields: Sequence[Field]
    answers: dict[str, Any]
    errors: forms.Errors = field(default_factory=dict)
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    homes: dict[str, Place] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def questions(self, heading: bool = True) -> list[Question]:
        drawn = questions.draw(
            self.fields, self.answers, self.errors, self.choices, heading=heading
        )
        return [
            home_question(one, self.homes[one.key]) if one.key in self.homes else one
            for one in drawn
        ]


def read(fields: Sequence[Field], post: QueryDict, request: Asking) -> Sheet:
    """What was answered on this page, and everything that is wrong with it at once."""
    plain = [one for one in fields if one.kind != "dwelling"]
    found = {
        one.key: places.communes_like(nfc(post.get(f"{one.key}.text", "")))
        for one in plain
        if one.kind == "address" and post.get(f"{one.key}.text", "").strip()
    }
    choices = {key: communes for key, (_, communes) in found.items()}
    answers, errors = forms.read(plain, post, choices=choices, today=_today(request))
    sheet = Sheet(fields, answers, errors, choices)
    if forms.reshapes(post):
        return sheet
    for key, (settled, communes) in found.items():
        _settle(sheet, key, settled, communes)
    for one in fields:
        if one.kind == "dwelling":
            _read_home(sheet, one, post, request)
    sheet.doubts = _doubts(plain, answers, errors, post)
    return sheet


def before(
    fields: Sequence[Field], said: dict[str, Any], wrong: dict[str, str], request: Asking
) -> Sheet:
    """The page as it was left: with what was said, and with what was wrong when put aside."""
    keys = {one.key for one in fields}
    errors = {name: code for name, code in wrong.items() if name.partition(".")[0] in keys}
    sheet = Sheet(fields, {key: said[key] for key in keys if key in said}, errors)
    for one in fields:
        if one.kind == "dwelling":
            own = places.own_dwellings(request.who)
            sheet.homes[one.key] = places.saved(said.get(one.key), request.who, own)
    return sheet


def _today(request: Asking) -> date:
    return local(request.at).date()


def _settle(sheet: Sheet, key: str, settled: str, communes: list[Choice]) -> None:
    """An address has a commune; where several may be meant, the person says which."""
    answer = sheet.answers.get(key)
    if not answer or f"{key}.text" in sheet.errors or answer["code"]:
        return
    answer["code"] = settled
    if not settled:
        sheet.errors[key] = "address-choose" if communes else "address-unknown"
    else:
        sheet.choices.pop(key)


def _read_home(sheet: Sheet, one: Field, post: QueryDict, request: Asking) -> None:
    own = places.own_dwellings(request.who)
    place = places.read_dwelling(one.key, post, request.who, own)
    sheet.homes[one.key] = place
    sheet.answers[one.key] = place.answer or ({"address": place.text} if place.text else None)
    if place.error:
        sheet.errors[one.key] = place.error


def home_question(drawn: Question, place: Place) -> Home:
    key = drawn.name
    undeclared = (places.UNDECLARED, "Không có trong danh sách: chủ nhà chưa khai báo chỗ ở này")
    offered = [*place.homes, undeclared] if place.homes else []
    shared = {name: getattr(drawn, name) for name in ("label", "error", "hint", "heading")}
    return Home(
        name=key,
        **shared,
        kind="dwelling",
        value=place.text,
        for_text=place.text,
        options=_after_text(key, offered, place.chosen),
        communes=_after_text(f"{key}.commune", place.communes, place.commune),
        for_commune=place.commune,
    )


def _after_text(key: str, given: Sequence[Choice], chosen: str) -> tuple[Option, ...]:
    return tuple(
        Option(f"{key}.{at}", value, label, value == chosen)
        for at, (value, label) in enumerate(given)
    )


def _doubts(
    plain: Sequence[Field], answers: dict[str, Any], errors: forms.Errors, post: QueryDict
) -> list[str]:
    """What is worth a second look and never a ground for refusal."""
    if errors:
        return []
    found = [say(code) for code in forms.doubts(plain, answers).values()]
    keys = {one.key: one.label for one in plain}
    for name in post:
        key = name.partition(".")[0]
        font = legacy_font(post.get(name, "")) if key in keys else ""
        if font:
            found.append(say("legacy-font", {"label": keys[key], "font": font}))
    return found


def error_list(drawn: Sequence[Question]) -> list[tuple[str, str]]:
    return questions.error_list(drawn)


def with_error(question: Question, words: str) -> Question:
    return replace(question, error=words)


def heading_of(fields: Sequence[Field]) -> str:
    """A heading for a page of several questions, from their labels."""
    first, *others = [one.label for one in fields]
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in others)][:3])
