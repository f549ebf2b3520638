"""Draws what a copy is for across it, when it is shown: the bytes that are kept stay as they are.

The drawing is done by `apart/stamp_file.py` in a process of its own, inside the limits of every
file that is opened (inspect_file).
"""

from pathlib import Path

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.refusal import Refused

_APART = Confined("stamp_file")
_TYPEFACE = Path(__file__).parents[2] / "bridges/fonts/NotoSans_700Bold.ttf"


def stamped(content: bytes, media_type: str, words: str) -> bytes:
    """The picture or PDF with `words` across each page. Refused with file-heavy, file-damaged."""
    told = {"media_type": media_type, "words": words, "typeface": str(_TYPEFACE)}
    try:
        return _APART.ask(content, Limits(), **told)[1]
    except RuntimeError:
        raise Refused("file-damaged") from None
