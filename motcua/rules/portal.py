"""What the national public service portal is told of a dossier, and what a message from it says.

The ten states are those of the portal (QĐ 766/QĐ-TTg counts by them). The names NgayTiepNhan,
NgayHenTra, NgayKetThucXuLy and KenhThucHien are the portal's; all others are ours until its
contract is published.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.rules.catalogue.parts import Answers, Field, Kind
from motcua.rules.catalogue.procedure import Version
from motcua.rules.dossier import PORTAL_CODES, STATE_WORDS, Money, State
from motcua.rules.identity import BirthDate, IdentityNumber
from motcua.rules.number import tidy_number
from motcua.rules.refusal import Refused

OWES = 6
PORTAL_WORDS: Mapping[int, str] = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    OWES: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
"""The ten production states in the portal's words."""

NUMBER_MOST = 40
PAPERS_MOST = 30


def portal_code(state: State, money: Money) -> int:
    """Which of the ten states the portal is told. Its sixth is no state of ours: it is told as
    long as a dossier that was accepted, and not begun, has a fee to pay."""
    owes = state is State.ACCEPTED and money is Money.DUE
    return OWES if owes else PORTAL_CODES[state]


def code_page() -> str:
    """The ten states beside ours in Markdown: docs/states.md, which `motcua states` writes."""
    rows = [
        f"| {code} | {words} | {'; '.join(_ours(code))} |" for code, words in PORTAL_WORDS.items()
    ]
    return "\n".join(
        [
            "# The ten production states of the national portal, and ours",
            "",
            "Written by `motcua states`. The steps between them are in [the picture](states.svg).",
            "",
            "| mã | Cổng Dịch vụ công quốc gia | Một Cửa |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _ours(code: int) -> Iterable[str]:
    if code == OWES:
        return [f"{STATE_WORDS[State.ACCEPTED]}, còn lệ phí chờ nộp"]
    return [STATE_WORDS[state] for state, known in PORTAL_CODES.items() if known == code]


# ── what comes from there ───────────────────────────────────────────────────────────────────


class Why(StrEnum):
    """Why a message from the portal has not become a dossier: a person looks at it."""

    UNREADABLE = "unreadable"
    PROCEDURE = "procedure"
    UNIT = "unit"
    NUMBER = "number"
    OTHERWISE = "otherwise"
    TOO_SOON = "too-soon"
    PERSON = "person"
    INCOMPLETE = "incomplete"
    NOT_POSSIBLE = "not-possible"


WHY_WORDS: Mapping[Why, tuple[str, str]] = {
    Why.UNREADABLE: (
        "Tin thiếu hoặc sai dữ liệu nên chưa đọc được",
        "Báo đơn vị vận hành Cổng gửi lại cho đúng, rồi bấm Không nhận.",
    ),
    Why.PROCEDURE: (
        "Thủ tục không có, hoặc chưa nhận ở đây",
        "Thêm tệp của thủ tục rồi bấm Thử lại; không thuộc nơi này thì bấm Không nhận.",
    ),
    Why.UNIT: (
        "Gửi nhầm đơn vị",
        "Bấm Không nhận để Cổng chuyển đúng nơi; mã đơn vị đúng thì giao vai trò rồi bấm Thử lại.",
    ),
    Why.NUMBER: (
        "Mã số hồ sơ đã dùng cho hồ sơ khác",
        "Báo đơn vị vận hành Cổng: hai hồ sơ trùng mã số. Bấm Không nhận.",
    ),
    Why.OTHERWISE: (
        "Tin gửi lại với nội dung khác lần trước",
        "So hai lần với đơn vị vận hành Cổng; lần sau không thay lần trước. Bấm Không nhận.",
    ),
    Why.TOO_SOON: (
        "Tin về một hồ sơ chưa đến",
        "Đợi hồ sơ đến, hệ thống tự thử lại; quá một ngày thì báo đơn vị vận hành Cổng.",
    ),
    Why.PERSON: (
        "Tên hoặc ngày sinh khác với người đang có số định danh này",
        "Đối chiếu với dữ liệu dân cư; sửa xong thì bấm Thử lại, không đúng thì bấm Không nhận.",
    ),
    Why.INCOMPLETE: (
        "Hồ sơ còn thiếu điều phải khai, giấy phải nộp, hoặc có tệp không mở được",
        "Bấm Không nhận: người nộp thấy trên Cổng là phải nộp đủ.",
    ),
    Why.NOT_POSSIBLE: (
        "Hồ sơ không còn ở bước làm được việc này",
        "Xem hồ sơ, trả lời người nộp, rồi bấm Không nhận.",
    ),
}
"""What it comes to, and what to do."""


class NotTaken(Exception):
    """Nothing can be done with a message as it is."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class What(StrEnum):
    """What a message from the portal is about."""

    FILED = "nop"
    WITHDRAWN = "rut"


@dataclass(frozen=True)
class Message:
    """What every message says: about which dossier of the portal, and what has happened."""

    number: str
    what: What


@dataclass(frozen=True)
class Filing:
    """A dossier that was filed there. `answers` stand under the keys of the procedure's file;
    `papers` are the files that came with it, in their order: which paper, and its name."""

    number: str
    procedure: str
    unit: str
    name: str
    person: str  # identity number
    born: str
    phone: str
    answers: Mapping[str, Any]
    papers: tuple[tuple[str, str], ...] = ()


def message_from(said: Mapping[str, Any]) -> Message:
    """The number and the kind of any message; raises NotTaken, UNREADABLE."""
    number = tidy_number(_text(said, "MaHoSo"))
    if not number.isascii() or len(number) > NUMBER_MOST:
        raise NotTaken(Why.UNREADABLE)
    try:
        return Message(number, What(_text(said, "LoaiTin")))
    except ValueError:
        raise NotTaken(Why.UNREADABLE) from None


def filing_from(said: Mapping[str, Any], today: date) -> Filing:
    """A filing with everything a dossier needs to begin; raises NotTaken, UNREADABLE."""
    who, answers = said.get("NguoiNop"), said.get("ToKhai")
    if not isinstance(who, Mapping) or not isinstance(answers, Mapping):
        raise NotTaken(Why.UNREADABLE)
    try:
        number = IdentityNumber.parse(_text(who, "SoDinhDanh"))
        born = BirthDate.parse(_text(who, "NgaySinh"), today).iso
    except Refused:
        raise NotTaken(Why.UNREADABLE) from None
    phone = who.get("SoDienThoai") or ""
    if number.is_old_card or not isinstance(phone, str):
        raise NotTaken(Why.UNREADABLE)
    return Filing(
        number=message_from(said).number,
        procedure=_text(said, "MaTTHC"),
        unit=_text(said, "MaDonVi"),
        name=_text(who, "HoTen"),
        person=number.digits,
        born=born,
        phone=phone,
        answers=answers,
        papers=tuple(_papers(said.get("TaiLieuNop", []))),
    )


def _papers(listed: object) -> Iterator[tuple[str, str]]:
    if not isinstance(listed, list) or len(listed) > PAPERS_MOST:
        raise NotTaken(Why.UNREADABLE)
    for one in listed:
        if not isinstance(one, Mapping):
            raise NotTaken(Why.UNREADABLE)
        yield _text(one, "MaThanhPhan"), _text(one, "TenTep")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise NotTaken(Why.UNREADABLE)
    return value.strip()


def answers_for(version: Version, said: Answers) -> dict[str, Any]:
    """What was said to the questions of this version; other keys are dropped, a value of another
    shape than a form of ours would give raises NotTaken, UNREADABLE."""
    taken = {one.key: said[one.key] for one in version.fields if one.key in said}
    if not all(_has_shape(version.field(key), value) for key, value in taken.items()):
        raise NotTaken(Why.UNREADABLE)
    return taken


def _has_shape(field: Field, value: object) -> bool:
    match field.kind:
        case Kind.PERSON | Kind.ADDRESS | Kind.DWELLING:
            return _is_texts(value)
        case Kind.MEMBERS:
            return isinstance(value, list) and all(map(_is_texts, value))
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        case Kind.CHOICE:
            return value in [key for key, _ in field.options]
        case Kind.DATE:
            return isinstance(value, str) and _is_day(value)
        case _:
            return isinstance(value, str) and len(value) <= field.max_length


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(part, str) and len(part) <= 200 for part in value.values()
    )


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


# ── whether both say the same ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Stand:
    """How a dossier stands on one side: its last change, counted from 1, and the state then."""

    place: int
    code: int


@dataclass(frozen=True)
class Differences:
    """`again`: numbers whose changes the portal lacks, with the last place it has; `anew`: whose
    state it says otherwise; `strange`: what it has and we cannot have told it."""

    again: Mapping[str, int]
    anew: tuple[str, ...]
    strange: tuple[str, ...]


def differences(
    told: Mapping[str, Stand], theirs: Mapping[str, Stand], known: Mapping[str, Stand]
) -> Differences:
    """What a reconciliation finds, by dossier number: `told` until the portal was asked, `theirs`
    its answer, `known` what was put down here until afterwards."""
    nothing = Stand(0, 0)
    again, anew = {}, []
    for number, stand in told.items():
        there = theirs.get(number, nothing)
        if there.place < stand.place:
            again[number] = there.place
        elif there.place == stand.place and there.code != stand.code:
            anew.append(number)
    strange = sorted(
        number
        for number, there in theirs.items()
        if there.place > known.get(number, nothing).place
    )
    return Differences(again, tuple(anew), tuple(strange))


@dataclass(frozen=True)
class Synced:
    """Dossiers a unit received in a period: all, those the portal has, and the changes told in
    time among all that were told (QĐ 766/QĐ-TTg, indicator 1.4: hồ sơ đồng bộ)."""

    received: int
    there: int
    changes: int
    in_time: int

    @property
    def rate(self) -> float | None:
        """In percent with two decimals; None where nothing was received."""
        return round(100 * self.there / self.received, 2) if self.received else None


def moment_or_none(at: datetime | None, until: datetime) -> datetime | None:
    """A time, if it had come by `until`: a change says the same whenever it is sent."""
    return at if at and at <= until else None
