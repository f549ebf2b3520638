"""An XML paper as a table one can read: under each signature what it signed, then the rest."""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from motcua.actions.files.apart.xml_signature import DS, Opened, opened, own_attributes, own_text
from motcua.actions.files.apart.xml_tree import parser
from motcua.rules.xml_paper import Row, Section

MOST_ROWS = 2000
_SIGNATURE = f"{DS}Signature"


def table_of(xml: bytes) -> list[Section]:
    """The whole paper; what a signature covers is read from the bytes that were signed.

    Raises Unreadable.
    """
    paper = opened(xml)
    return [*_signed(paper), *_unsigned(paper)]


def _signed(paper: Opened) -> Iterator[Section]:
    by_content: dict[tuple[str, bytes], list[int]] = {}
    for number, signature in enumerate(paper.signatures, 1):
        for part in signature.parts:
            by_content.setdefault((part.place, part.content), []).append(number)
    for (place, content), numbers in by_content.items():
        rows = _rows(etree.fromstring(content, parser()))
        yield _section(tuple(numbers), place, rows)


def _unsigned(paper: Opened) -> Iterator[Section]:
    """Elements that nobody signed; those that only hold others are passed over."""
    outside = paper.outside(paper.signatures)
    bare = (one for one in outside if own_text(one) or own_attributes(one) or not len(one))
    rows = (row for each in bare for row in _of_one(each, _depth(each)))
    section = _section((), "", rows)
    if section.rows:
        yield section


def _section(numbers: tuple[int, ...], place: str, rows: Iterable[Row]) -> Section:
    found = list(rows)
    return Section(numbers, place, tuple(found[:MOST_ROWS]), max(0, len(found) - MOST_ROWS))


def _rows(top: Any) -> Iterator[Row]:
    waiting = [(top, 0)]
    while waiting:
        element, depth = waiting.pop()
        if element.tag == _SIGNATURE:
            continue
        yield from _of_one(element, depth)
        below = list(element.iterchildren(etree.Element))
        waiting += [(child, depth + 1) for child in reversed(below)]


def _of_one(element: Any, depth: int) -> Iterator[Row]:
    yield Row(depth, etree.QName(element).localname, own_text(element))
    for name, text in own_attributes(element).items():
        yield Row(depth + 1, name, text)


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())
