"""What was given to a request for supplement: nothing, the same as before, or something else."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from motcua.rules.words.names import nfc

WORD_MOST = 300  # letters of why something is right as it stands


class Given(StrEnum):
    """What came for one thing that was asked for."""

    NOTHING = "nothing"
    THE_SAME = "the-same"
    ANSWER = "answer"


def given_for(stood: Any, now: Any, word: str) -> Given:
    """What came for one thing: `stood` is in the dossier already, `now` is given for it: an answer
    of a form, or a frozenset of the hashes of papers. `word` says why it is right as it stands,
    which is an answer where something stands; an officer reads it."""
    if word and not is_empty(stood):
        return Given.ANSWER
    if is_empty(now):
        return Given.NOTHING
    return Given.THE_SAME if _is_same(stood, now) else Given.ANSWER


def is_empty(value: Any) -> bool:
    """Whether nothing was said; "no" and zero are something."""
    return value in (None, "", [], {}, frozenset())


def _is_same(stood: Any, now: Any) -> bool:
    if isinstance(now, frozenset):
        return now <= (stood or frozenset())
    return bool(_plainly(now) == _plainly(stood))


def _plainly(value: Any) -> Any:
    """An answer without what nobody sees in it: spaces, ways to write one letter, empty parts."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, Mapping):
        return {key: _plainly(part) for key, part in value.items() if not is_empty(part)}
    return [_plainly(one) for one in value] if isinstance(value, list) else value
