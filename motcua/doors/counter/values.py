"""Answers as an officer reads them: whole, because they are answered for."""

from collections.abc import Mapping
from typing import Any

from motcua.doors.shared.templatetags.motcua import day
from motcua.rules.procedure import Field


def answer_words(field: Field, value: Any) -> str:
    """One answer in words; "" where nothing was said."""
    if value in (None, "", [], {}):
        return ""
    if field.kind == "choice":
        return dict(field.options).get(value, str(value))
    if field.kind == "yes-no":
        labels = dict(field.options)
        return labels.get("yes", "Có") if value else labels.get("no", "Không")
    if isinstance(value, list):
        return "\n".join(_person(row) for row in value)
    if isinstance(value, Mapping):
        return _person(value) if field.kind == "person" else _where(value)
    return day(value) if isinstance(value, str) else str(value)


def _person(person: Mapping[str, Any]) -> str:
    born = person.get("birth_date")
    parts = (
        person.get("full_name"),
        person.get("number"),
        f"sinh {day(born)}" if born else "",
        person.get("relation"),
    )
    return ", ".join(str(part) for part in parts if part)


def _where(answer: Mapping[str, Any]) -> str:
    text = str(answer.get("address") or answer.get("text") or "")
    code = f" (mã {answer['code']})" if answer.get("id") and answer.get("code") else ""
    owner = f"\nChủ nhà: {answer['owner']}" if answer.get("owner") else ""
    return f"{text}{code}{owner}"
