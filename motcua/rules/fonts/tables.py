"""The old code tables, both ways: TCVN3, VISCII, VPS, VNI, VIQR and Windows-1258.

Text typed in an old font is bytes, and a program that does not know the font shows them as
Windows-1252 (the five bytes that it lacks as the control characters of ISO 8859-1). `read` takes
such text to what was meant, `written` the other way.

Sources: TCVN 5712:1993 (the small letters and seven
capitals of VN3, which are what the ABC fonts have), RFC 1456 for
VISCII and VIQR, the character sets "VNI for Windows" and "VPS" as their makers' fonts had them,
Windows code page 1258. TCVN and VISCII were compared cell by cell with GNU iconv, VNI with the
package vietnamese-conversion but for its own mistakes, VPS with two independent tables.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum


class Font(StrEnum):
    """An old way to write Vietnamese in eight bits."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VIQR = "VIQR"
    VISCII = "VISCII"
    VPS = "VPS"
    CP1258 = "Windows-1258"


def _western(table: str, low: Mapping[int, str]) -> dict[str, str]:
    """From what Windows-1252 shows to what is meant; `table` is the 128 cells from 80, space for
    none, `low` those below 20."""
    cells = {at: letter for at, letter in enumerate(table, 128) if letter != " "} | dict(low)
    shown = {at: bytes([at]).decode("cp1252", "replace") for at in cells}
    return {shown[at] if shown[at] != "\ufffd" else chr(at): cells[at] for at in cells} | {
        chr(at): letter for at, letter in cells.items()
    }


_TCVN3 = _western(
    "                                 ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ "
    "      ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ ",
    {},
)
_VISCII = _western(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    dict(zip(b"\2\5\6\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True)),
)
_VPS = _western(
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ  ỀỂỄỐỒỔỖýỷỵỚỜỞ ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ àáâãảạă èéêẽìí ĩẴĐòóôõ Ơụùúủ ỶẼỳ",
    dict(zip(b"\2\3\4\5\6\x10\x11\x12\x13\x14\x15\x19\x1c\x1d", "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True)),
)
_CP1258 = {
    shown: cell
    for at in range(0x80, 0x100)
    if (cell := bytes([at]).decode("cp1258", "ignore"))
    for shown in (bytes([at]).decode("cp1252", "replace"), chr(at))
    if shown != "\ufffd"
}
_VNI_LETTERS = dict(zip("ñôöæóòîíìÑÔÖÆÓÒÎÍÌ", "đơưỉĩịỵíìĐƠƯỈĨỊỴÍÌ", strict=True))
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_VNI_MARKS = (
    dict(zip("øùûõï", _TONES, strict=True))
    | dict(zip("âàáåãä", ["\u0302" + tone for tone in ("", *_TONES)], strict=True))
    | dict(zip("êèéúüë", ["\u0306" + tone for tone in ("", *_TONES)], strict=True))
)
_VNI_PART = re.compile("(?i:([aeoôuöy])([øùûõï])|([aeo])([âàáåãä])|(a)([êèéúüë]))|([^\x00-\x7f])")


def _read_cells(cells: Mapping[str, str]) -> Callable[[str], str | None]:
    def read_one(shown: str) -> str | None:
        letters = [letter if " " <= letter < "\x7f" else cells.get(letter) for letter in shown]
        if None in letters:
            return None
        return unicodedata.normalize("NFC", "".join(filter(None, letters)))

    return read_one


def _read_tcvn3(shown: str) -> str | None:
    meant = _read_tcvn3_cells(shown)
    return meant and _as_capitals(shown, meant)


def _as_capitals(shown: str, meant: str) -> str:
    """The rule of .VnTimeH, which draws the small letters as capitals: a word whose plain letters
    are all capitals is in capitals, unless that is only its first (Có)."""
    plain = [letter for letter in shown if letter.isascii() and letter.isalpha()]
    if not plain or not all(map(str.isupper, plain)):
        return meant
    return meant if plain == [shown[0]] else meant.upper()


def _read_vni(shown: str) -> str | None:
    try:
        return unicodedata.normalize("NFC", _VNI_PART.sub(_vni_letter, shown))
    except KeyError:
        return None


def _vni_letter(found: re.Match[str]) -> str:
    base, mark = (found[1] or found[3] or found[5]), (found[2] or found[4] or found[6])
    if base:
        return _VNI_LETTERS.get(base, base) + _VNI_MARKS[mark.lower()]
    return _VNI_LETTERS[found[7]]


def _read_viqr(shown: str) -> str | None:
    """Every mark that can be a tone is read as one; see `viqr_readings`."""
    return viqr_readings(shown)[0] if shown.isascii() else None


_VIQR_HATS = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_VIQR_TONES = dict(zip("`'?~.", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VIQR_PART = re.compile(
    r"(?P<escaped>\\[\\`'?~.^(+*])|(?P<d>[dD][dD])"
    r"|(?P<vowel>[aA](?:[(^])|[eE]\^|[oO][\^+*]|[uU][+*]|[aeiouyAEIOUY])(?P<tone>[`'?~.])?"
)
_VIQR_END = re.compile(r"(?<!\\)([`'?~.])([^A-Za-z`'?~.]*)$")


def viqr_readings(shown: str) -> list[str]:
    """What one word in VIQR can be: its last mark a tone, and where that can be a stop, a
    question mark or an apostrophe, that."""
    readings = [_viqr(shown)]
    found = _VIQR_END.search(shown)
    if found and found[1] in "'?.":
        readings.append(_viqr(shown[: found.start()]) + found[0])
    return readings


def _viqr(shown: str) -> str:
    return unicodedata.normalize("NFC", _VIQR_PART.sub(_viqr_letter, shown))


def _viqr_letter(found: re.Match[str]) -> str:
    if found["escaped"]:
        return found[0][1:]
    if found["d"]:
        return "Đ" if found[0][0] == "D" else "đ"
    vowel, tone = found["vowel"], found["tone"]
    return vowel[0] + "".join([_VIQR_HATS[hat] for hat in vowel[1:]]) + _VIQR_TONES.get(tone, "")


_read_tcvn3_cells = _read_cells(_TCVN3)
READERS: Mapping[Font, Callable[[str], str | None]] = {
    Font.TCVN3: _read_tcvn3,
    Font.VNI: _read_vni,
    Font.VIQR: _read_viqr,
    Font.VISCII: _read_cells(_VISCII),
    Font.VPS: _read_cells(_VPS),
    Font.CP1258: _read_cells(_CP1258),
}


def read(shown: str, font: Font) -> str | None:
    """What was meant by text shown as Windows-1252 that is in `font`; None where it cannot be."""
    return READERS[font](shown)


def _backwards(cells: Mapping[str, str]) -> dict[str, str]:
    """From a letter to how it is shown: Windows-1252 where it has the byte, else the control."""
    back: dict[str, str] = {}
    for shown, letter in cells.items():
        if letter not in back or ord(shown) >= 0xA0 > ord(back[letter]):
            back[letter] = shown
    return back


_TO_TCVN3 = {
    letter: shown
    for letter, shown in _backwards(_TCVN3).items()
    if letter in "ĂÂĐÊÔƠƯ" or letter.islower()
}
_TO_CELLS = {Font.VISCII: _backwards(_VISCII), Font.VPS: _backwards(_VPS)}
_TO_VNI = {meant: shown for shown, meant in _VNI_LETTERS.items()}
_TO_VNI_MARK = {mark: shown for shown, mark in _VNI_MARKS.items()}
_TO_VIQR = {mark: sign for sign, mark in (_VIQR_TONES | _VIQR_HATS).items() if sign != "*"}


def written(text: str, font: Font) -> str:
    """`text` (NFC) as it looks when it was typed in `font` and is shown as Windows-1252.

    What the font has no cell for stays as it is. TCVN3 has no capitals with a tone: their small
    letters stand for them, as the fonts .VnTimeH want.
    """
    if font is Font.CP1258:
        return "".join(map(_written_cp1258, text))
    if font is Font.VIQR:
        return "".join(map(_written_viqr, text))
    if font is Font.VNI:
        return "".join(map(_written_vni, text))
    if font is Font.TCVN3:
        return "".join([_TO_TCVN3.get(one) or _TO_TCVN3.get(one.lower(), one) for one in text])
    return "".join([_TO_CELLS[font].get(letter, letter) for letter in text])


def _written_cp1258(letter: str) -> str:
    base, tone = _parted(letter)
    for form in (letter, base + tone):
        try:
            return form.encode("cp1258").decode("cp1252", "surrogateescape")
        except UnicodeEncodeError:
            continue
    return letter


def _written_viqr(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    parts = unicodedata.normalize("NFD", letter)
    hats = [mark for mark in parts[1:] if mark not in _TONES]
    tones = [mark for mark in parts[1:] if mark in _TONES]
    return parts[0] + "".join([_TO_VIQR.get(mark, mark) for mark in hats + tones])


def _written_vni(letter: str) -> str:
    if letter in _TO_VNI:
        return _TO_VNI[letter]
    base, tone = _parted(letter)
    hatted = unicodedata.normalize("NFD", base)
    if base in _TO_VNI:
        base, marks = _TO_VNI[base], tone
    else:
        base, marks = hatted[0], hatted[1:] + tone
    shown = _TO_VNI_MARK.get(marks, marks)
    return base + (shown.upper() if base.isupper() else shown)


def _parted(letter: str) -> tuple[str, str]:
    """A letter without its tone (NFC), and the tone."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join([mark for mark in parts if mark in _TONES])
    base = "".join([mark for mark in parts if mark not in _TONES])
    return unicodedata.normalize("NFC", base), tone
