"""Draws what a copy is for across it, when it is shown: the bytes that are kept stay as they are.

The drawing is done by `stamp_child.py` in a process of its own, inside the limits of every file
that is opened (inspect_file).
"""

import json
from dataclasses import asdict
from pathlib import Path

from motcua.actions.confined import Confined
from motcua.actions.inspect_file import Limits
from motcua.rules.refusal import Refused

_APART = Confined("stamp_child.py")
_TYPEFACE = Path(__file__).parents[1] / "bridges/fonts/NotoSans_700Bold.ttf"


def stamped(content: bytes, media_type: str, words: str) -> bytes:
    """The picture or PDF with `words` across each page. Refused with file-heavy, file-damaged."""
    limits = Limits()
    told = json.dumps({"limits": asdict(limits), "words": words, "typeface": str(_TYPEFACE)})
    try:
        return _APART.ask(content, media_type, told, seconds=limits.seconds)
    except RuntimeError:
        raise Refused("file-damaged") from None
