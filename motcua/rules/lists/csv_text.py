"""The rows of a text whose cells are divided by a sign: CSV as programs and people write it."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from motcua.rules.refusal import Refused

DIVIDERS = ",;\t|"


def divided(lines: Iterable[str]) -> tuple[Iterator[Sequence[str]], str]:
    """The rows, and what divides them: of comma, semicolon, tab and bar what is most in the first
    lines. Refused with: list-empty; while reading: list-quote (line)."""
    lines = iter(lines)
    first = list(islice(lines, 20))
    if not "".join(first).strip():
        raise Refused("list-empty")
    divider = max(DIVIDERS, key="".join(first).count)
    return _rows(chain(first, lines), divider), divider


def _rows(lines: Iterable[str], divider: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(lines, delimiter=divider, strict=True)
    try:
        yield from reader
    except csv.Error:
        raise Refused("list-quote", detail={"line": reader.line_num}) from None
