"""What the entries of a procedure file may look like: lists where lists belong, words in them.

Each method reads one entry (`tables.Entry`): it gives what is kept, or names the place of a slip
(`words = "a"`, one `[version.field]` bracket too few). What the parts mean for each other is
looked at by rules/catalogue/procedure_file.py.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.rules.catalogue.facts import EXEMPT, FACTS
from motcua.rules.catalogue.parts import Condition
from motcua.rules.tables import Entry, Tables

TEXTS = 'danh sách chữ trong ngoặc kép, ví dụ ["a", "b"]'
ENUMERATED: Mapping[str, tuple[str, ...]] = {
    "fact.channel": ("online", "counter"),
    "fact.exempt": tuple(EXEMPT),
}
"""Facts that have one of a few words as value; all others are true, false or not known ("")."""


class Shape(Tables):
    """The entries of one file; each method raises `DataError` with the place of a slip."""

    def text(self, word: str, value: Any, place: str) -> str:
        if not isinstance(value, str):
            raise self.fail(place, f"mục “{word}” phải là chữ trong ngoặc kép")
        return value

    def texts(self, word: str, value: Any, place: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.fail(place, f"mục “{word}” phải là {TEXTS}")
        return tuple(value)

    def numbers(self, word: str, value: Any, place: str) -> tuple[int, ...]:
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise self.fail(place, f"mục “{word}” phải là danh sách số, ví dụ [7, 9]")
        return tuple(value)

    def one_of(self, words: Iterable[str]) -> Entry:
        """A reader for one of these words; as what they are, where they are an enum."""
        allowed = {str(one): one for one in words}

        def read(word: str, value: Any, place: str) -> str:
            self.only([self.text(word, value, place)], allowed, f"{place}, {word}")
            return allowed[value]

        return read

    def some_of(self, words: Iterable[str]) -> Entry:
        """A reader for a list of these words."""
        allowed = tuple(words)

        def read(word: str, value: Any, place: str) -> tuple[str, ...]:
            self.only(self.texts(word, value, place), allowed, f"{place}, {word}")
            return tuple(value)

        return read

    def at_least(self, least: int, why: str) -> Entry:
        """A reader for a number that is not below `least`."""

        def read(word: str, value: Any, place: str) -> Any:
            if isinstance(value, int) and value < least:
                raise self.fail(place, f"“{word}”: {why}")
            return value

        return read

    def options(self, word: str, value: Any, place: str) -> tuple[tuple[str, str], ...]:
        """`[["self", "Cho tôi"], …]`."""
        well = isinstance(value, list) and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(w, str) for w in pair)
            for pair in value
        )
        if not well:
            why = f'“{word}” phải là các cặp [giá trị, chữ hiện ra], ví dụ [["a", "Loại A"]]'
            raise self.fail(place, why)
        return tuple((one, shown) for one, shown in value)

    def condition(self, _word: str, value: Any, place: str) -> Condition:
        """`{ field = "…", is = … }` or `{ field = "…", in = […] }`, with values it can have."""
        if not isinstance(value, dict) or set(value) not in ({"field", "is"}, {"field", "in"}):
            raise self.fail(place, "điều kiện chỉ có dạng { field, is } hoặc { field, in }")
        here = f"{place}, điều kiện"
        field, values = (
            self.text("field", value["field"], here),
            value.get("in", [value.get("is")]),
        )
        if not isinstance(values, list) or not values:
            raise self.fail(here, "“in” phải là danh sách có ít nhất một giá trị")
        if not all(isinstance(one, str | bool | int) for one in values):
            raise self.fail(here, "giá trị phải là chữ, số, true hoặc false")
        if field.startswith("fact."):
            self.only([field], FACTS, here)
            for one in values:
                self.fact(field, one, here)
        return Condition(field, tuple(values))

    def fact(self, fact: str, value: Any, place: str) -> None:
        """Refuse a value the fact cannot have."""
        words = ENUMERATED.get(fact)
        allowed: tuple[Any, ...] = ("", *words) if words else (True, False, "")
        if not any(value == one and type(value) is type(one) for one in allowed):
            told = ", ".join(words) if words else 'true, false, ""'
            raise self.fail(place, f"“{fact}” chỉ có các giá trị: {told}")

    def table(self, word: str, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(place, f"mục “{word}” phải là một bảng, [{word}]")
        return value

    def rows(self, word: str, value: Any, place: str, key: str = "") -> list[dict[str, Any]]:
        """The rows of `[[word]]`, two brackets also where there is one row only; `key` is the
        entry that names each, as text."""
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.fail(place, f"mục “{word}” phải ghi bằng hai ngoặc vuông: [[…{word}]]")
        for number, row in enumerate(value, 1):
            self.text(key, row.get(key, ""), f"{place}, {word} “{number}”")
        return [dict(row) for row in value]
