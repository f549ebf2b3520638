"""Tag, length, value (BER, as chips write it): read strictly, since lengths may lie."""

from collections.abc import Iterator
from dataclasses import dataclass

from motcua.rules.refusal import Refused

DEEPEST, MOST = 8, 2000


@dataclass(frozen=True)
class Node:
    """One element: its tag with all its bytes, its value, and its bytes whole."""

    tag: int
    value: bytes
    whole: bytes

    @property
    def is_nest(self) -> bool:
        """Whether its value is made of elements."""
        first = self.tag.to_bytes(max(1, (self.tag.bit_length() + 7) // 8), "big")[0]
        return bool(first & 0x20)


def nodes(given: bytes) -> list[Node]:
    """The elements of `given`, one after the other to its last byte.

    Refused: `chip-cut-short` where a length goes beyond the end, `chip-damaged` where there is no
    length that can be taken (none, without an end, of more than four bytes).
    """
    found: list[Node] = []
    at = 0
    while at < len(given):
        if len(found) == MOST:
            raise Refused("chip-damaged")
        node, at = _node(given, at)
        found.append(node)
    return found


def inside(node: Node, deep: int = 0) -> Iterator[Node]:
    """The elements within one, at every depth, and it itself first."""
    yield node
    if node.is_nest:
        if deep == DEEPEST:
            raise Refused("chip-damaged")
        for one in nodes(node.value):
            yield from inside(one, deep + 1)


def _node(given: bytes, start: int) -> tuple[Node, int]:
    tag, at = _tag(given, start)
    size, at = _size(given, at)
    end = at + size
    if end > len(given):
        raise Refused("chip-cut-short")
    return Node(tag, given[at:end], given[start:end]), end


def _tag(given: bytes, at: int) -> tuple[int, int]:
    first = given[at]
    if first & 0x1F != 0x1F:
        return first, at + 1
    if at + 1 >= len(given):
        raise Refused("chip-cut-short")
    if given[at + 1] & 0x80:
        raise Refused("chip-damaged")
    return first << 8 | given[at + 1], at + 2


def _size(given: bytes, at: int) -> tuple[int, int]:
    if at >= len(given):
        raise Refused("chip-cut-short")
    first = given[at]
    if first < 0x80:
        return first, at + 1
    count = first & 0x7F
    if not 0 < count <= 4:
        raise Refused("chip-damaged")
    if at + 1 + count > len(given):
        raise Refused("chip-cut-short")
    return int.from_bytes(given[at + 1 : at + 1 + count], "big"), at + 1 + count
