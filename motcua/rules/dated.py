"""What is the law from one day to another, both included."""

from collections.abc import Iterator, Sequence
from datetime import date


class Dated:
    """A row with the first and the last day it is in force; without one it has no bound there."""

    __slots__ = ()
    valid_from: date | None
    valid_to: date | None

    def in_force(self, on: date) -> bool:
        """Whether it is the law on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


def clashes(rows: Sequence[tuple[str, str, Dated]]) -> Iterator[tuple[str, str]]:
    """Of rows with their place and key: the place of each that ends before it begins, or is in
    force together with an earlier one of its key, and why that is wrong, in words."""
    for at, (place, key, row) in enumerate(rows):
        begins = row.valid_from or date.min
        if row.valid_to and row.valid_to < begins:
            yield place, "valid_to trước valid_from"
        for _, other_key, other in rows[:at]:
            both = row.in_force(other.valid_from or date.min) or other.in_force(begins)
            if other_key == key and both:
                yield place, "chồng ngày với mục cùng khóa ở trên; hãy ghi valid_to"
