"""The bytes of a text file as text, in any encoding: what is wrong after that is for `mend`."""

import codecs

from motcua.rules.fonts.misread import WESTERN, shown_in

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def as_text(given: bytes) -> str:
    """Unicode as its mark says, or UTF-8 or UTF-16 where the bytes are that; else as Windows-1252
    would show them, which is how the readings of old fonts expect them. Never raises."""
    for mark, encoding in _MARKS:
        if given.startswith(mark):
            return given.decode(encoding, "replace")
    try:
        return given.decode("utf-8")
    except UnicodeDecodeError:
        pass
    wide = _wide(given)
    return given.decode(wide, "replace") if wide else "".join(map(_SHOWN.__getitem__, given))


def _wide(given: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    head = given[:4096]
    if head.count(0) * 4 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


_SHOWN = [shown_in(WESTERN, byte) for byte in range(256)]
