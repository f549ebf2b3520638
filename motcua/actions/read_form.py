"""Reads a scanned page of a printed form: which form it is, what is ticked, each box as a picture.

Nothing that is read is stored: an officer looks at it and types. The picture is opened in a
process of its own, as every file that comes in (inspect_file).
"""

import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from motcua.actions.inspect_file import Limits
from motcua.rules.paper_form import Mark
from motcua.rules.refusal import Refused

_CHILD = Path(__file__).with_name("read_form_child.py")
_seats = threading.BoundedSemaphore(1)
LIMITS = Limits(pixels=36_000_000)  # a sheet at 600 dots an inch


@dataclass(frozen=True)
class Reading:
    """One page: its mark, `ticks` by question (value), `pictures` by box (PNG)."""

    mark: Mark
    ticks: dict[str, str]
    pictures: dict[str, bytes]


def read_form(picture: bytes, spots: list[dict[str, Any]], version: str) -> Reading:
    """Read one page, a JPEG or PNG, of the form of `version` whose places to write are `spots`.

    A question with two ticks, or none, is left to the officer. Refused with: file-damaged,
    file-heavy, file-pixels, form-code-missing, form-mark-missing, form-unknown, form-of-another.
    """
    told = json.dumps({"limits": asdict(LIMITS), "spots": spots})
    command = [sys.executable, "-I", str(_CHILD), told]
    try:
        with _seats:  # no environment: the child needs none of our addresses and secrets
            child = subprocess.run(
                command, input=picture, capture_output=True, timeout=2 * LIMITS.seconds, env={}
            )
    except subprocess.TimeoutExpired:
        raise Refused("file-heavy") from None
    if child.returncode < 0:
        raise Refused("file-heavy")
    if child.returncode:
        raise RuntimeError(child.stderr.decode(errors="replace")[-2000:])
    head, _, drawn = child.stdout.partition(b"\n")
    return _reading(json.loads(head), drawn, version)


def _reading(said: dict[str, Any], drawn: bytes, version: str) -> Reading:
    if "refused" in said:
        raise Refused(said["refused"], detail={"limit": LIMITS.pixels // 1_000_000})
    mark = Mark.read(said["code"])
    if mark is None:
        raise Refused("form-unknown")
    if mark.version != version:
        raise Refused("form-of-another")
    pictures, start = {}, 0
    for one in said["pictures"]:
        pictures[one["key"]] = drawn[start : start + one["size"]]
        start += one["size"]
    return Reading(mark, _clear(said["ticks"]), pictures)


def _clear(ticks: list[list[str]]) -> dict[str, str]:
    """The questions with exactly one tick."""
    keys = [key for key, _ in ticks]
    return {key: value for key, value in ticks if keys.count(key) == 1}
