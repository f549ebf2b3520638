"""UTF-8 that some program took for another encoding: undone exactly, or not at all.

The characters are written back in the encoding they were read in, and the bytes must be strict
UTF-8. A codec of one byte is taken as programs have it: cells that it lacks are the control
characters of ISO 8859-1, so that ISO 8859-1 itself and Windows-1252 are one. Python's own codecs.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

WESTERN = "cp1252"
_SINGLE = (
    WESTERN,
    "cp1258",
    "mac_roman",
    "cp437",
    "cp850",
    "cp1250",
    "cp1251",
    "cp1254",
    "iso8859_15",
    "koi8_r",
    "cp866",
    "cp874",
)
_DOUBLE = ("gb18030", "big5hkscs", "cp950", "cp932", "shift_jis", "euc_jp", "cp949")
CODECS = (*_SINGLE, *_DOUBLE)
"""What is tried, the likelier first; big5 is in cp950, gbk in gb18030, euc_kr in cp949."""


def undone(shown: str) -> Iterator[tuple[str, str]]:
    """Each codec that `shown` can have been read in, with the text of its bytes as UTF-8."""
    for codec in CODECS:
        given = _as_bytes(shown, codec)
        if given is None:
            continue
        try:
            text = given.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if text != shown:
            yield codec, text


def misread(text: str, codec: str) -> str:
    """`text` as it looks when its UTF-8 is read in `codec`; UnicodeDecodeError where it cannot."""
    given = text.encode("utf-8")
    if codec in _SINGLE:
        return "".join([shown_in(codec, byte) for byte in given])
    return given.decode(codec)


@lru_cache(maxsize=4096)
def shown_in(codec: str, byte: int) -> str:
    """A byte as programs show it in a codec of one byte: what it lacks is a control character."""
    shown = bytes([byte]).decode(codec, "replace")
    return chr(byte) if shown == "\ufffd" else shown


def _as_bytes(shown: str, codec: str) -> bytes | None:
    if codec in _SINGLE:
        cells = _cells(codec)
        try:
            return bytes([cells[letter] for letter in shown])
        except KeyError:
            return None
    try:
        return shown.encode(codec)
    except UnicodeEncodeError:
        return None


@lru_cache
def _cells(codec: str) -> Mapping[str, int]:
    """From a character to its byte; bytes the codec lacks, and all of ISO 8859-1's controls."""
    cells = {shown_in(codec, byte): byte for byte in range(256)}
    if codec == WESTERN:
        for byte in range(128, 160):
            cells.setdefault(chr(byte), byte)
    return cells
