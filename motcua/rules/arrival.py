"""What a message from the national portal says: a dossier was filed there, withdrawn, or a request
for supplement was answered.

Its names and shapes are ours until the portal's contract is published (confidence: low).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from motcua.rules.catalogue.parts import Answers, Field, FieldKind
from motcua.rules.catalogue.procedure import Version
from motcua.rules.identity import BirthDate, IdentityNumber
from motcua.rules.number import tidy_number
from motcua.rules.refusal import Refused

NUMBER_MOST = 40
PAPERS_MOST = 30


class WhyHeld(StrEnum):
    """Why a message from the portal has not become a dossier: a person looks at it."""

    UNREADABLE = "unreadable"
    PROCEDURE = "procedure"
    UNIT = "unit"
    NUMBER = "number"
    OTHERWISE = "otherwise"
    TOO_SOON = "too-soon"
    PERSON = "person"
    INCOMPLETE = "incomplete"
    UNCHANGED = "unchanged"
    NOT_POSSIBLE = "not-possible"
    ANSWERED = "answered"
    TOO_LATE = "too-late"


WHY_WORDS: Mapping[WhyHeld, tuple[str, str]] = {
    WhyHeld.UNREADABLE: (
        "Tin thiếu hoặc sai dữ liệu nên chưa đọc được",
        "Báo đơn vị vận hành Cổng gửi lại cho đúng, rồi bấm Không nhận.",
    ),
    WhyHeld.PROCEDURE: (
        "Thủ tục không có, hoặc chưa nhận ở đây",
        "Thêm tệp của thủ tục rồi bấm Thử lại; không thuộc nơi này thì bấm Không nhận.",
    ),
    WhyHeld.UNIT: (
        "Gửi nhầm đơn vị",
        "Bấm Không nhận để Cổng chuyển đúng nơi; mã đơn vị đúng thì giao vai trò rồi bấm Thử lại.",
    ),
    WhyHeld.NUMBER: (
        "Mã số hồ sơ đã dùng cho hồ sơ khác",
        "Báo đơn vị vận hành Cổng: hai hồ sơ trùng mã số. Bấm Không nhận.",
    ),
    WhyHeld.OTHERWISE: (
        "Tin gửi lại với nội dung khác lần trước",
        "So hai lần với đơn vị vận hành Cổng; lần sau không thay lần trước. Bấm Không nhận.",
    ),
    WhyHeld.TOO_SOON: (
        "Tin về một hồ sơ chưa đến",
        "Đợi hồ sơ đến, hệ thống tự thử lại; quá một ngày thì báo đơn vị vận hành Cổng.",
    ),
    WhyHeld.PERSON: (
        "Tên hoặc ngày sinh khác với người đang có số định danh này",
        "Đối chiếu với dữ liệu dân cư; sửa xong thì bấm Thử lại, không đúng thì bấm Không nhận.",
    ),
    WhyHeld.INCOMPLETE: (
        "Hồ sơ còn thiếu điều phải khai, giấy phải nộp, hoặc có tệp không mở được",
        "Bấm Không nhận: người nộp thấy trên Cổng là phải nộp đủ.",
    ),
    WhyHeld.UNCHANGED: (
        "Trả lời bổ sung mà mục được yêu cầu vẫn y như trước, không nói vì sao",
        "Hệ thống tự báo lại Cổng mục nào, để người nộp sửa hoặc nói vì sao giữ nguyên.",
    ),
    WhyHeld.NOT_POSSIBLE: (
        "Hồ sơ không còn ở bước làm được việc này",
        "Xem hồ sơ, trả lời người nộp, rồi bấm Không nhận.",
    ),
    WhyHeld.ANSWERED: (
        "Yêu cầu bổ sung này đã được trả lời",
        "Lần trả lời trước giữ nguyên; hệ thống tự báo lại Cổng.",
    ),
    WhyHeld.TOO_LATE: (
        "Trả lời sau khi hết hạn bổ sung, hồ sơ đã dừng",
        "Hệ thống tự báo lại Cổng để người nộp biết phải nộp hồ sơ mới.",
    ),
}
"""What it comes to, and what to do."""


class NotTaken(Exception):
    """Nothing can be done with a message as it is; `parts` are the keys of what it lacks, where
    that can be said."""

    def __init__(self, why: WhyHeld, parts: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.why, self.parts = why, parts


class ArrivalKind(StrEnum):
    """What a message from the portal is about."""

    FILED = "nop"
    WITHDRAWN = "rut"
    ANSWERED = "bosung"


@dataclass(frozen=True)
class Message:
    """What every message says: about which dossier of the portal, and what has happened."""

    number: str
    what: ArrivalKind


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


@dataclass(frozen=True)
class Supplement:
    """What was given there to a request of ours: answers under the keys of the procedure's file,
    papers as in a Filing, and under their keys why things are right as they stand."""

    number: str
    request: UUID
    answers: Mapping[str, Any]
    papers: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)


def message_from(said: Mapping[str, Any]) -> Message:
    """The number and the kind of any message; raises NotTaken, UNREADABLE."""
    number = tidy_number(_text(said, "MaHoSo"))
    if not number.isascii() or len(number) > NUMBER_MOST:
        raise NotTaken(WhyHeld.UNREADABLE)
    try:
        return Message(number, ArrivalKind(_text(said, "LoaiTin")))
    except ValueError:
        raise NotTaken(WhyHeld.UNREADABLE) from None


def filing_from(said: Mapping[str, Any], today: date) -> Filing:
    """A filing with everything a dossier needs to begin; raises NotTaken, UNREADABLE."""
    who, answers = said.get("NguoiNop"), said.get("ToKhai")
    if not isinstance(who, Mapping) or not isinstance(answers, Mapping):
        raise NotTaken(WhyHeld.UNREADABLE)
    try:
        number = IdentityNumber.parse(_text(who, "SoDinhDanh"))
        born = BirthDate.parse(_text(who, "NgaySinh"), today).iso
    except Refused:
        raise NotTaken(WhyHeld.UNREADABLE) from None
    phone = who.get("SoDienThoai") or ""
    if number.is_old_card or not isinstance(phone, str):
        raise NotTaken(WhyHeld.UNREADABLE)
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


def supplement_from(said: Mapping[str, Any]) -> Supplement:
    """The answer to a request; raises NotTaken, UNREADABLE."""
    answers, words = said.get("ToKhai", {}), said.get("GiuNguyen", {})
    if not isinstance(answers, Mapping) or not _is_texts(words):
        raise NotTaken(WhyHeld.UNREADABLE)
    try:
        request = UUID(_text(said, "MaYeuCau"))
    except ValueError:
        raise NotTaken(WhyHeld.UNREADABLE) from None
    papers = tuple(_papers(said.get("TaiLieuNop", [])))
    return Supplement(message_from(said).number, request, answers, papers, words)


def is_told_back(said: Mapping[str, Any], why: WhyHeld) -> bool:
    """Whether the portal is told at once that nothing comes of a message: of an answer, since its
    time runs on, unless what it is about may still come, or it says otherwise than before."""
    return said.get("LoaiTin") == ArrivalKind.ANSWERED and why not in (
        WhyHeld.TOO_SOON,
        WhyHeld.OTHERWISE,
    )


def _papers(listed: object) -> Iterator[tuple[str, str]]:
    if not isinstance(listed, list) or len(listed) > PAPERS_MOST:
        raise NotTaken(WhyHeld.UNREADABLE)
    for one in listed:
        if not isinstance(one, Mapping):
            raise NotTaken(WhyHeld.UNREADABLE)
        yield _text(one, "MaThanhPhan"), _text(one, "TenTep")


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > 200:
        raise NotTaken(WhyHeld.UNREADABLE)
    return value.strip()


def answers_for(version: Version, said: Answers) -> dict[str, Any]:
    """What was said to the questions of this version; other keys are dropped, a value of another
    shape than a form of ours would give raises NotTaken, UNREADABLE."""
    taken = {one.key: said[one.key] for one in version.fields if one.key in said}
    if not all(_has_shape(version.field(key), value) for key, value in taken.items()):
        raise NotTaken(WhyHeld.UNREADABLE)
    return taken


def _has_shape(field: Field, value: object) -> bool:
    match field.kind:
        case FieldKind.PERSON | FieldKind.ADDRESS | FieldKind.DWELLING:
            return _is_texts(value)
        case FieldKind.MEMBERS:
            return isinstance(value, list) and all(map(_is_texts, value))
        case FieldKind.YES_NO:
            return isinstance(value, bool)
        case FieldKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        case FieldKind.CHOICE:
            return value in [key for key, _ in field.options]
        case FieldKind.DATE:
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
