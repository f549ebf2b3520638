"""Reads a scanned page of a printed form: which form it is, what is ticked, each box as a picture.

Nothing that is read is stored: an officer looks at it and types. The picture is opened in a
process of its own, as every file that comes in (inspect_file).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.catalogue.paper_form import Mark
from motcua.rules.refusal import Refused

_APART = Confined("read_form")
Spots = list[dict[str, Any]]  # as form_spots gives them
LIMITS = Limits(pixels=36_000_000)  # a sheet at 600 dots an inch


@dataclass(frozen=True)
class Reading:
    """One page: its mark, `ticks` by question (value), `pictures` by box (PNG), and the questions
    with a box of which nobody can say whether it is ticked."""

    mark: Mark
    ticks: dict[str, str]
    pictures: dict[str, bytes]
    unclear: frozenset[str] = frozenset()


def read_form(picture: bytes, version: str, spots_of: Callable[[UUID | None], Spots]) -> Reading:
    """Read one page of a form of `version`, blank or printed from a draft: a JPEG or PNG, scanned
    or photographed, or a PDF that is one such picture.

    `spots_of` gives the places to write of the blank form (None) or of a draft's; none for one
    that is not known. A question with two ticks, or none, is left to the officer. Refused with:
    file-damaged, file-heavy, file-pixels, form-code-missing, form-mark-missing, form-too-small,
    form-pdf, form-unknown, form-of-another.
    """
    mark = Mark.read(_APART.ask(picture, LIMITS, spots=[])[0]["code"])
    if mark is None:
        raise Refused("form-unknown")
    if mark.version != version:
        raise Refused("form-of-another")
    spots = [one for one in spots_of(mark.id) if one["page"] == mark.page]
    if not any(one["key"] == "code" for one in spots):
        raise Refused("form-unknown")
    said, drawn = _APART.ask(picture, LIMITS, spots=spots)
    return _reading(mark, said, drawn)


def _reading(mark: Mark, said: dict[str, Any], drawn: bytes) -> Reading:
    pictures, start = {}, 0
    for one in said["pictures"]:
        pictures[one["key"]] = drawn[start : start + one["size"]]
        start += one["size"]
    unclear = frozenset(said["unclear"])
    return Reading(mark, _clear(said["ticks"], unclear), pictures, unclear)


def _clear(ticks: list[list[str]], unclear: frozenset[str]) -> dict[str, str]:
    """The questions with exactly one tick and nothing that may be another."""
    keys = [key for key, _ in ticks]
    return {key: value for key, value in ticks if keys.count(key) == 1 and key not in unclear}
