"""How the journal is chained, and how one sees that it was tampered with."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Link:
    """One entry as stored: its place, the two hashes kept with it, and the text they cover."""

    id: int
    subject: UUID
    position: int
    previous: bytes
    hash: bytes
    text: str


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: `entry` is the row, `position` its place in the chain."""

    subject: str
    position: int
    what: str
    entry: int | None = None


def link_hash(previous: bytes, text: str) -> bytes:
    """The hash of an entry over the one before it and its text; as the trigger has it
    (records/security.sql)."""
    return hashlib.sha256(previous + text.encode()).digest()


def chain_faults(links: Iterable[Link], heads: dict[UUID, tuple[int, bytes]]) -> Iterator[Fault]:
    """Faults of chains given in order of subject and position; `heads` are (length, last hash).

    Found: a changed entry, a missing one (in the middle, at the end, or a whole chain), one put
    in or moved.
    """
    left = dict(heads)
    subject: UUID | None = None
    last = b""
    place = 0
    for link in links:
        if link.subject != subject:
            if subject is not None:
                yield from _end(subject, place, last, left)
            subject, last, place = link.subject, b"", 0
        yield from _one(link, place + 1, last)
        place, last = link.position, link.hash
    if subject is not None:
        yield from _end(subject, place, last, left)
    for missing, (length, _) in left.items():
        yield Fault(str(missing), length, "cả chuỗi bị mất")


def _one(link: Link, expected: int, last: bytes) -> Iterator[Fault]:
    name = str(link.subject)
    if link.position != expected:
        yield Fault(name, expected, "mục bị mất hoặc đổi chỗ", link.id)
    elif link.previous != last:
        yield Fault(name, link.position, "mục không nối với mục trước", link.id)
    if link_hash(link.previous, link.text) != link.hash:
        yield Fault(name, link.position, "nội dung mục đã bị sửa", link.id)


def _end(
    subject: UUID, length: int, last: bytes, left: dict[UUID, tuple[int, bytes]]
) -> Iterator[Fault]:
    told = left.pop(subject, None)
    if told is None:
        yield Fault(str(subject), 0, "chuỗi không có trong sổ đầu chuỗi")
    elif length < told[0]:
        yield Fault(str(subject), told[0], "thiếu mục ở cuối chuỗi")
    elif length > told[0]:
        yield Fault(str(subject), length, "mục thừa ở cuối chuỗi")
    elif last != told[1]:
        yield Fault(str(subject), length, "mục cuối không khớp sổ đầu chuỗi")


def root_of(previous: bytes, heads: Sequence[tuple[UUID, int, bytes]]) -> bytes:
    """The root of a day: over the root before it and the head of each chain that grew."""
    digest = hashlib.sha256(previous)
    for subject, length, head in sorted(heads):
        digest.update(subject.bytes + length.to_bytes(8, "big") + head)
    return digest.digest()
