"""Answers in the words of a paper."""

from collections.abc import Mapping
from typing import Any

LABELS = {"male": "Nam", "female": "Nữ"}


def written(value: Any) -> str:
    """An answer as it is written on paper: days as dd/mm/yyyy, a place by its address."""
    if isinstance(value, Mapping):
        return str(value.get("address") or value.get("text") or value.get("full_name") or "")
    if value is None:
        return ""
    text = LABELS.get(str(value), str(value))
    parts = text.split("-")
    if all(part.isdecimal() for part in parts) and [len(p) for p in parts] in ([4, 2, 2], [4, 2]):
        return "/".join(reversed(parts))
    return text


def born_and_number(person: Mapping[str, Any]) -> str:
    """A person on one line: `Hà Thị Dung, sinh ngày 02/03/1990, số định danh 017190000101`; a
    year alone is no day: `sinh năm 1955`."""
    born, number = written(person.get("birth_date")), written(person.get("number"))
    parts = (
        written(person.get("full_name")),
        f"sinh {'năm' if born.isdecimal() else 'ngày'} {born}" if born else "",
        f"số định danh {number}" if number else "",
    )
    return ", ".join(part for part in parts if part)
