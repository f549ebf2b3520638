"""The rows of a text whose cells are divided by a sign: CSV as programs and people write it."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from motcua.rules.refusal import Refused

DIVIDERS = ",;\t|"


def divided(lines: Iterable[str]) -> tuple[Iterator[Sequence[str]], str]:
    """The rows, and what divides them: of comma, semicolon, tab and bar what divides the first
    lines most evenly. Refused with: list-empty; while reading: list-quote, list-no-text (line)."""
    lines = iter(lines)
    first = list(islice(lines, 20))
    if not "".join(first).strip():
        raise Refused("list-empty")
    divider = max(DIVIDERS, key=lambda sign: _evenness(first, sign))
    return _rows(chain(first, lines), divider), divider


def _evenness(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """How many of the lines it cuts into the same number of cells, and into how many: an address
    has commas too, but not in every line as many."""
    try:
        widths = Counter(map(len, csv.reader(lines, delimiter=sign)))
    except csv.Error:
        return 0, 0
    return max(((many, width) for width, many in widths.items() if width > 1), default=(0, 0))


def _rows(lines: Iterable[str], divider: str) -> Iterator[Sequence[str]]:
    """A row that cannot be read is told by the line it begins in: a quote may be left open from
    there to the end of the file."""
    reader = csv.reader(_text(lines), delimiter=divider, strict=True)
    line = 1
    try:
        for row in reader:
            yield row
            line = reader.line_num + 1
    except csv.Error:
        raise Refused("list-quote", detail={"line": line}) from None


def _text(lines: Iterable[str]) -> Iterator[str]:
    """What has a NUL in it is no text: a damaged file, or one of another kind."""
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise Refused("list-no-text", detail={"line": number})
        yield line
