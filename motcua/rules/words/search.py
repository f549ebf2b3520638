"""Finding a person by a name as it was heard or typed: whole, in part, or with one error.

A name is stored under the hashes of its words and of every way to leave one letter out of it
(the symmetric-delete neighbourhood): two names one typing error apart always share a hash, so
an ordinary index over integers finds them.
"""

from collections.abc import Iterable
from zlib import crc32

from motcua.rules.words.names import accent_free

MAX_KEY = 60  # letters of a name that are indexed; longer names are found by their words


def stored_keys(full_name: str) -> list[int]:
    """The integers (signed, 32 bits) a name is stored under; about 25 for a usual name."""
    key = accent_free(full_name)
    words = key.split()
    keys = {_hash("w", word) for word in words}
    keys |= {_hash("n", variant) for variant in _shortened(_joined(words))}
    if len(words) > 2:
        keys |= {_hash("g", variant) for variant in _shortened(_joined(words[-2:]))}
    return sorted(keys)


def whole_keys(text: str) -> list[int]:
    """Keys of which a stored full name, or its last two words, shares one when like `text`."""
    words = accent_free(text).split()
    whole = _shortened(_joined(words))
    kinds = ("n", "g") if len(words) == 2 else ("n",)
    return sorted({_hash(kind, variant) for kind in kinds for variant in whole})


def word_keys(text: str) -> list[int]:
    """Keys that a stored name has all of when it contains every word of `text`."""
    return sorted({_hash("w", word) for word in accent_free(text).split()})


def one_error_apart(a: str, b: str) -> bool:
    """Whether two keys differ by at most one letter put in, left out, changed or swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    start = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    a, b = a[start:], b[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def key_likeness(asked: str, found: str) -> int:
    """How well a found name fits what was typed, both without accents: 3 the same, 2 in part, 1
    with an error, 0 not."""
    if asked == found:
        return 3
    if set(asked.split()) <= set(found.split()):
        return 2
    tail = " ".join(found.split()[-2:])
    return int(one_error_apart(asked, found) or one_error_apart(asked, tail))


def _joined(words: Iterable[str]) -> str:
    return "".join(words)[:MAX_KEY]


def _shortened(key: str) -> set[str]:
    return {key} | {key[:i] + key[i + 1 :] for i in range(len(key))}


def _hash(kind: str, text: str) -> int:
    value = crc32(f"{kind}{text}".encode())
    return value - (1 << 32) if value >= 1 << 31 else value
