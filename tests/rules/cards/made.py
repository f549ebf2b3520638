"""Cards of invented people, as their makers write them, and what happens to them on the way."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.rules.cards.mrz import check_digit
from motcua.rules.cards.reading import CardField, Reading
from motcua.rules.words.names import accent_free

TODAY = date(2026, 11, 23)
SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Quách", "Lường", "Xa", "Hà", "Đinh", "Trương", "Triệu", "Mã",
)  # fmt: skip
MIDDLES = ("Văn", "Thị", "Minh", "Đức", "Ngọc", "Quốc", "Hữu", "Xuân", "Thanh", "Thu", "Gia")
GIVEN = (
    "An", "Thuý", "Hoà", "Thuận", "Quý", "Hân", "Lộc", "Mai", "Bền", "Bích", "Ỷ", "Ánh", "Ước",
    "Ngữ", "Phượng", "Vỹ", "Đạt", "Oanh", "Uyên", "Khuê", "Thảo", "Nghĩa", "Ơn", "Phú",
)  # fmt: skip
OTHERS = ["Y Bhôk Niê Kđăm", "H'Wen Mlô", "Ksor Har", "Kpă Hờ Nay", "K'Brừm", "Giàng A Dở"]
PLACES = [
    "Tổ 4, Trúc Bạch, Ba Đình, Hà Nội",
    "Xóm Bưa Sen, Nánh Nghê, Đà Bắc, Hòa Bình",
    "K12/5 Trưng Nữ Vương, Hòa Thuận Đông, Hải Châu, Đà Nẵng",
    "Buôn Ea Sút, Ea Pốk, Cư M'gar, Đắk Lắk",
    "Khu phố Hưng Lộc, Hưng Định, Thuận An, Bình Dương",
    "Thôn 7, xã Ý Yên, Nam Định",
]


@dataclass(frozen=True)
class Holder:
    """Somebody who is not."""

    number: str
    name: str
    born: date
    sex: str
    residence: str
    issued: date
    old: str = ""
    insurance: str = "0123456781"

    @property
    def fields(self) -> dict[CardField, str]:
        """What is true of them."""
        known = {
            CardField.NUMBER: self.number,
            CardField.OLD_NUMBER: self.old,
            CardField.FULL_NAME: self.name,
            CardField.PLAIN_NAME: " ".join(plain(self.name).replace("<", " ").split()),
            CardField.BIRTH_DATE: self.born.isoformat(),
            CardField.SEX: {"Nam": "male", "Nữ": "female"}[self.sex],
            CardField.RESIDENCE: self.residence,
            CardField.ISSUED: self.issued.isoformat(),
            CardField.EXPIRES: "2039-06-30",
            CardField.NATIONALITY: "Việt Nam",
            CardField.ETHNICITY: "Kinh",
            CardField.INSURANCE_NUMBER: self.insurance,
        }
        return {name: value for name, value in known.items() if value}


def holder(chance: random.Random) -> Holder:
    """Somebody else each time."""
    sex = chance.choice(("Nam", "Nữ"))
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(29_000))
    digit = 2 * (born.year // 100 - 19) + (sex == "Nữ")
    name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}"
    if chance.random() < 0.1:
        name = chance.choice(OTHERS)
    issued = date(2021, 1, 1) + timedelta(days=chance.randrange(2_000))
    return Holder(
        f"{chance.randrange(1, 97):03}{digit}{born.year % 100:02}{chance.randrange(10**6):06}",
        name,
        born,
        sex,
        chance.choice(PLACES),
        issued,
        f"{chance.randrange(10**9):09}" if chance.random() < 0.4 else "",
        f"{chance.choice(('TE', 'DN', 'GD'))}4{chance.randrange(10**12):012}",
    )


# The cards


def identity(one: Holder) -> str:
    """The code of the CCCD of 2021."""
    return "|".join(
        (one.number, one.old, one.name, f"{one.born:%d%m%Y}", one.sex, one.residence)
        + (f"{one.issued:%d%m%Y}",)
    )


def newer(one: Holder) -> str:
    """The code of the căn cước of 2024: assumed, its order is not published."""
    return identity(one) + f"|||{OTHERS[0]}|001190000009|Lê Thị Hoà"


def insurance(one: Holder, code: str = "") -> str:
    """The code of a health insurance card."""
    sex = "1" if one.sex == "Nam" else "2"
    name, place = one.name.encode().hex().upper(), one.residence.encode().hex().upper()
    return (
        f"{code or one.insurance}|{name}|{one.born:%d/%m/%Y}|{sex}|{place}|01 - 001|01/01/2026|-|$"
    )


def plain(name: str) -> str:
    """The third line of a machine-readable zone."""
    surname, *rest = ["".join(filter(str.isalpha, w)) for w in accent_free(name).upper().split()]
    return f"{surname}<<{'<'.join(rest)}".rstrip("<").ljust(30, "<")[:30]


def mrz(one: Holder) -> str:
    """The three lines, each check digit computed."""
    card, born, end = one.number[3:], f"{one.born:%y%m%d}", "390630"
    more = (one.number + "<<").ljust(14, "<")
    first = f"IDVNM{card}{check_digit(card)}{more}{check_digit(more)}"
    sex = "M" if one.sex == "Nam" else "F"
    second = f"{born}{check_digit(born)}{sex}{end}{check_digit(end)}VNM".ljust(29, "<")
    whole = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return "\n".join((first, second + whole, plain(one.name)))


def tlv(tag: int, value: bytes) -> bytes:
    """One element as a chip writes it."""
    head = tag.to_bytes(2 if tag > 0xFF else 1, "big")
    size = len(value)
    if size < 0x80:
        return head + bytes([size]) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return head + bytes([0x80 | len(length)]) + length + value


def dg1(one: Holder) -> bytes:
    """The chip's file of the machine-readable zone."""
    return tlv(0x61, tlv(0x5F1F, mrz(one).replace("\n", "").encode()))


def dg13(one: Holder, string: int = 0x0C, **texts: str) -> bytes:
    """The chip's file of Vietnamese text, its strings of any tag."""
    said = {
        0x01: one.number, 0x02: one.name, 0x03: f"{one.born:%d/%m/%Y}", 0x04: one.sex,
        0x05: "Việt Nam", 0x06: "Kinh", 0x07: "Không", 0x09: one.residence,
        0x0B: f"{one.issued:%d/%m/%Y}", 0x10: one.old,
    }  # fmt: skip
    said |= {int(key.removeprefix("f")): text for key, text in texts.items()}
    code = "utf-16-be" if string == 0x1E else "utf-8"
    rows = [
        tlv(0x30, tlv(0x02, bytes([key])) + tlv(string, text.encode(code)))
        for key, text in said.items()
        if text
    ]
    return tlv(0x6D, b"".join(rows))


# What happens on the way

_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_HATS = {"\u0302": "^", "\u0306": "w", "\u031b": "w"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_VNI_HATS = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}


def telex(text: str) -> str:
    """Each word as Telex keys."""
    return " ".join("|".join(map(_telex_word, word.split("|"))) for word in text.split(" "))


def _telex_word(word: str) -> str:
    out, tone = "", ""
    for sign in word.replace("đ", "dd").replace("Đ", "Dd"):
        base, *marks = unicodedata.normalize("NFD", sign)
        out += base
        for mark in marks:
            tone = _TONES.get(mark, tone)
            hat = _HATS.get(mark, "")
            out += base.lower() if hat == "^" else hat
    return out + tone


def vni(text: str) -> str:
    """Each letter as VNI keys."""
    out = ""
    for sign in text:
        if sign in "đĐ":
            out += ("d" if sign == "đ" else "D") + "9"
            continue
        base, *marks = unicodedata.normalize("NFD", sign)
        out += base + "".join(_VNI_HATS.get(m, "") for m in marks)
        out += "".join(_VNI.get(m, "") for m in marks)
    return out


def eaten(text: str) -> str:
    """What a Vietnamese keyboard that is on makes of keys; letters sent whole pass it by."""
    out = ""
    for sign in text:
        last, low = out[-1:], sign.lower()
        run = _ascii_run(out)
        if low in "aeod" and last.lower() == low and last.isascii():
            out = out[:-1] + {"a": "â", "e": "ê", "o": "ô", "d": "đ"}[low]
            out = out[:-1] + (out[-1].upper() if last.isupper() else out[-1])
        elif low == "w" and last.lower() in "aou" and last:
            out = out[:-1] + unicodedata.normalize(
                "NFC", last + ("\u0306" if last in "aA" else "\u031b")
            )
        elif low in "sfrxj" and any(c in "aeiouyAEIOUY" for c in run):
            at = max(i for i, c in enumerate(run) if c in "aeiouyAEIOUY") - len(run)
            mark = {keys: tone for tone, keys in _TONES.items()}[low]
            whole = unicodedata.normalize("NFC", out[at] + mark)
            out = out[:at] + whole + (out[at + 1 :] if at != -1 else "")
        else:
            out += sign
    return out


def _ascii_run(text: str) -> str:
    at = len(text)
    while at and text[at - 1].isascii() and text[at - 1].isalpha():
        at -= 1
    return text[at:]


def asked(text: str, chance: random.Random) -> str:
    """Letters a scanner has no keys for, as question marks: one of them, or all."""
    at = [i for i, sign in enumerate(text) if not sign.isascii()]
    if not at:
        return text
    lost = set(at) if chance.random() < 0.7 else {chance.choice(at)}
    return "".join("?" if i in lost else sign for i, sign in enumerate(text))


def unmarked(text: str) -> str:
    """Marks gone without a trace."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def misread(text: str, codec: str) -> str | None:
    """Its UTF-8 read as something else; None where that loses nothing but cannot be read."""
    if codec in ("latin-1", "cp1252", "cp1258", "cp437", "cp850"):
        return "".join(_letter(byte, codec) for byte in text.encode())
    return text.encode().decode(codec, errors="replace")


def _letter(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


Damage = Callable[[str, random.Random], str]
MISREAD = (
    "latin-1", "cp1252", "cp1258", "cp437", "cp850", "cp932", "shift_jis", "gb18030", "gbk",
    "big5", "euc_kr",
)  # fmt: skip


def _twice_misread(codec: str) -> Damage:
    return lambda text, chance: misread(misread(text, codec) or "", codec) or ""


def _misread(codec: str) -> Damage:
    return lambda text, chance: misread(text, codec) or ""


def _dropped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


def _doubled(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at] + text[at:]


def _cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(1, len(text))]


def _head_lost(text: str, chance: random.Random) -> str:
    return text[chance.randrange(1, len(text)) :]


def _capitals(text: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return text.swapcase()
    return "".join(sign.swapcase() if sign.isascii() else sign for sign in text)


def _bar_lost(text: str, chance: random.Random) -> str:
    bars = [at for at, sign in enumerate(text) if sign == "|"]
    at = chance.choice(bars)
    return text[:at] + text[at + 1 :]


def _replaced(text: str, chance: random.Random) -> str:
    marked = [i for i, sign in enumerate(text) if not sign.isascii()]
    at = chance.choice(marked or range(len(text)))
    return text[:at] + "\ufffd" + text[at + 1 :]


# What the code itself may hold, and what its keys may become on the way.
IN_CODE: dict[str, Damage] = {
    **{f"UTF-8 as {codec}": _misread(codec) for codec in MISREAD},
    "twice as latin-1": _twice_misread("latin-1"),
    "twice as cp1252": _twice_misread("cp1252"),
    "letters replaced": _replaced,
    "? for every mark": asked,
    "text breaks off": _cut,
    "bar lost": _bar_lost,
    "decomposed": lambda text, chance: unicodedata.normalize("NFD", text),
}
ON_KEYS: dict[str, Damage] = IN_CODE | {
    "line end or Tab": lambda text, chance: text + chance.choice(("\r\n", "\r", "\n", "\t")),
    "scanned twice": lambda text, chance: text + chance.choice(("\r\n", "")) + text + "\r\n",
    "Unikey on": lambda text, chance: eaten(text),
    "Telex keys": lambda text, chance: telex(text),
    "VNI keys": lambda text, chance: vni(text),
    "capitals locked": _capitals,
    "a sign dropped": _dropped,
    "a sign doubled": _doubled,
    "head lost": _head_lost,
    "marks gone": lambda text, chance: unmarked(text),
}


def wrong(reading: Reading, one: Holder) -> set[CardField]:
    """The fields that say something that is not so."""
    return {name for name, said in reading.fields.items() if said != one.fields.get(name)}
