"""A list as it goes back: every row as it came, and beside it what became of it."""

from collections.abc import Iterator, Mapping, Sequence

Row = Sequence[str]


def beside(table: Sequence[Row], more: Mapping[int, Row]) -> Iterator[Row]:
    """Every row as it came, and behind the last column of all what is to be added to it, by its
    number from 1."""
    width = max(map(len, table), default=0)
    for number, row in enumerate(table, 1):
        yield [*row, *[""] * (width - len(row)), *more.get(number, ())]


def percent(sure: float) -> str:
    """How likely (0 to 1), in words; never 100 %: that is nobody's to say."""
    return f"{min(sure, 0.9999):.2%}".replace(".", ",").replace("%", " %")
