"""Whether a procedure file has the shape of one: lists where lists belong, words in them.

Looked at before anything is read, so that a slip (`words = "a"`, one `[version.field]` bracket too
few) is told with its place. What the words mean is looked at by rules/procedure.py.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.rules.facts import EXEMPT, FACTS
from motcua.rules.tables import CONFIDENCES, Tables

TEXTS = 'danh sách chữ trong ngoặc kép, ví dụ ["a", "b"]'
ROWS = {
    "field": "key",
    "component": "key",
    "consent": "who",
    "check": "name",
    "time": "",
    "fee": "",
}
CONDITIONS = ("when", "also")
ENUMERATED: Mapping[str, tuple[str, ...]] = {
    "fact.channel": ("online", "counter"),
    "fact.exempt": EXEMPT,
}
"""Facts that have one of a few words as value; all others are true, false or not known ("")."""


class Shape(Tables):
    """The shape of one file; each method raises `DataError` with the place of a slip."""

    def check(self, raw: Mapping[str, Any]) -> None:
        """The whole file, as tomllib gives it."""
        self.texts(raw, "words", "đầu tệp")
        for end in ("began", "ended"):
            self.table(raw, end, "đầu tệp")
            self.texts(raw.get(end, {}), "replaced_by", end)
        for version in self.rows(raw, "version", "đầu tệp"):
            self.version(version)

    def version(self, raw: Mapping[str, Any]) -> None:
        place = f"phiên bản {raw.get('valid_from', '?')}"
        if not isinstance(raw.get("valid_from", date.min), date):
            raise self.fail(
                place, "mục “valid_from” phải là ngày dạng 2026-11-24, không ngoặc kép"
            )
        if not isinstance(raw.get("level", ""), str):
            raise self.fail(place, "mục “level” phải là chữ trong ngoặc kép")
        for entry in ("citation", "unknown", "drop"):
            self.texts(raw, entry, place)
        for part in ("form", "result"):
            self.table(raw, part, place)
        for entry in ("items", "columns"):
            self.texts(raw.get("form", {}), entry, f"{place}, form")
        for kind, key in ROWS.items():
            for number, row in enumerate(self.rows(raw, kind, place), 1):
                self.row(kind, key, number, row, place)

    def row(self, kind: str, key: str, number: int, row: Mapping[str, Any], place: str) -> None:
        """One row of a version: its name is text, its conditions are conditions."""
        here = f"{place}, {kind} “{row.get(key, number)}”"
        if key and not isinstance(row.get(key, ""), str):
            raise self.fail(
                f"{place}, {kind} “{number}”", f"mục “{key}” phải là chữ trong ngoặc kép"
            )
        if str(row.get("confidence", "high")) not in CONFIDENCES:
            raise self.fail(here, f"confidence phải là một trong: {', '.join(CONFIDENCES)}")
        for entry in CONDITIONS:
            if isinstance(row.get(entry), dict):
                self.condition(row[entry], f"{here}, điều kiện")
        if kind == "field":
            self.options(row, here)
            self.numbers(row, "items", here)

    def condition(self, raw: Mapping[str, Any], place: str) -> None:
        """`{ field = "…", is = … }` or `{ field = "…", in = […] }`, with possible values."""
        field = raw.get("field", "")
        if not isinstance(field, str):
            raise self.fail(place, "mục “field” phải là chữ trong ngoặc kép")
        values = raw.get("in", [raw.get("is", "")])
        if not isinstance(values, list) or not values:
            raise self.fail(place, "“in” phải là danh sách có ít nhất một giá trị")
        for value in values:
            if not isinstance(value, str | bool | int):
                raise self.fail(place, "giá trị phải là chữ, số, true hoặc false")
            if field in FACTS:
                self.fact(field, value, place)

    def fact(self, fact: str, value: Any, place: str) -> None:
        """A value the fact can have."""
        words = ENUMERATED.get(fact)
        allowed: tuple[Any, ...] = ("", *words) if words else (True, False, "")
        if not any(value == one and type(value) is type(one) for one in allowed):
            told = ", ".join(words) if words else 'true, false, ""'
            raise self.fail(place, f"“{fact}” chỉ có các giá trị: {told}")

    def options(self, row: Mapping[str, Any], place: str) -> None:
        """`[["self", "Cho tôi"], …]`."""
        pairs = row.get("options", [])
        well = isinstance(pairs, list) and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(w, str) for w in pair)
            for pair in pairs
        )
        if not well:
            why = '“options” phải là các cặp [giá trị, chữ hiện ra], ví dụ [["a", "Loại A"]]'
            raise self.fail(place, why)

    def texts(self, raw: Any, entry: str, place: str) -> None:
        value = raw.get(entry, []) if isinstance(raw, Mapping) else []
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fail(place, f"mục “{entry}” phải là {TEXTS}")

    def numbers(self, raw: Mapping[str, Any], entry: str, place: str) -> None:
        value = raw.get(entry, [])
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.fail(place, f"mục “{entry}” phải là danh sách số, ví dụ [7, 9]")

    def table(self, raw: Mapping[str, Any], entry: str, place: str) -> None:
        if not isinstance(raw.get(entry, {}), dict):
            raise self.fail(place, f"mục “{entry}” phải là một bảng, [{entry}]")

    def rows(self, raw: Mapping[str, Any], entry: str, place: str) -> list[dict[str, Any]]:
        """The rows of `[[entry]]`; two brackets, also where there is one row only."""
        value = raw.get(entry, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.fail(place, f"mục “{entry}” phải ghi bằng hai ngoặc vuông: [[…{entry}]]")
        return value
