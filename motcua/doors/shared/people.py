"""People on a form and people in a dossier: the inputs say name and born, the law's words are
full_name and birth_date."""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.doors.shared.forms import Asked

KEPT = {"name": "full_name", "born": "birth_date"}
TYPED = {kept: typed for typed, kept in KEPT.items()}


def as_kept(fields: Iterable[Asked], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What `forms.read` gave, as procedures and dossiers keep it."""
    return _renamed(fields, answers, KEPT)


def as_typed(fields: Iterable[Asked], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft or dossier keeps, as `questions.draw` shows it."""
    return _renamed(fields, answers, TYPED)


def _renamed(
    fields: Iterable[Asked], answers: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    told = dict(answers)
    for field in fields:
        value = told.get(field.key)
        if field.kind == "person" and isinstance(value, Mapping):
            told[field.key] = _one(value, words)
        elif field.kind == "members" and isinstance(value, list):
            told[field.key] = [_one(row, words) for row in value]
    return told


def _one(person: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    return {words.get(part, part): value for part, value in person.items()}
