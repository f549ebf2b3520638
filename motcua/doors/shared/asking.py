"""One page of questions: read what came, say what is wrong or doubtful, draw it again.

`forms` reads shapes and `places` finds communes and dwellings; here a page is put together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from motcua.doors.shared import forms, places, questions
from motcua.doors.shared.forms import Asked
from motcua.doors.shared.places import Choice, Place, Reach
from motcua.doors.shared.questions import Question
from motcua.doors.shared.sentences import say
from motcua.rules.fonts import mend
from motcua.rules.words.names import nfc


@dataclass
class Sheet:
    """One reading of a page, and what the page needs to be drawn again."""

    fields: Sequence[Asked]
    answers: dict[str, Any]
    errors: forms.Errors = field(default_factory=dict)
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    homes: dict[str, Place] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def questions(self, heading: bool = True) -> list[Question]:
        answers = self.answers | self.homes
        return questions.draw(self.fields, answers, self.errors, self.choices, heading=heading)


def read(fields: Sequence[Asked], post: QueryDict, reach: Reach, today: date) -> Sheet:
    """What was answered on this page, and everything that is wrong with it at once."""
    plain = [one for one in fields if one.kind != "dwelling"]
    found = {
        one.key: places.communes_like(nfc(post.get(f"{one.key}.text", "")))
        for one in plain
        if one.kind == "address" and post.get(f"{one.key}.text", "").strip()
    }
    choices = {key: communes for key, (_, communes) in found.items()}
    answers, errors = forms.read(plain, post, choices=choices, today=today)
    sheet = Sheet(fields, answers, errors, choices)
    reshaped = forms.reshapes(post)
    for key, (settled, communes) in found.items() if not reshaped else ():
        _settle(sheet, key, settled, communes)
    for one in fields:
        if one.kind == "dwelling":
            _read_home(sheet, one, places.read_dwelling(one.key, post, reach), reshaped)
    sheet.doubts = _doubts(plain, answers, post) if not (reshaped or errors) else []
    return sheet


def before(
    fields: Sequence[Asked], said: dict[str, Any], wrong: dict[str, str], reach: Reach
) -> Sheet:
    """The page as it was left: with what was said, and with what was wrong when put aside."""
    keys = {one.key for one in fields}
    errors = {name: code for name, code in wrong.items() if name.partition(".")[0] in keys}
    sheet = Sheet(fields, {key: said[key] for key in keys if key in said}, errors)
    for one in fields:
        if one.kind == "dwelling":
            sheet.homes[one.key] = places.saved(said.get(one.key), reach)
    return sheet


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


def _read_home(sheet: Sheet, one: Asked, place: Place, reshaped: bool) -> None:
    sheet.homes[one.key] = place
    sheet.answers[one.key] = place.answer or ({"address": place.text} if place.text else None)
    if place.error and not reshaped and (place.text or one.required):
        sheet.errors[one.key] = place.error


def _doubts(plain: Sequence[Asked], answers: dict[str, Any], post: QueryDict) -> list[str]:
    """What is worth a second look and never a ground for refusal."""
    found = [say(code) for code in forms.doubts(plain, answers).values()]
    keys = {one.key: one.label for one in plain}
    for name in post:
        key = name.partition(".")[0]
        read = mend(post.get(name, "")) if key in keys else None
        if read and read.is_broken:
            meant = read.guess or read.text
            code = "letters-lost" if meant == read.original else "broken-font"
            found.append(say(code, {"label": keys[key], "meant": meant}))
    return found
