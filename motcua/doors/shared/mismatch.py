"""Who does not agree with the register, in words: why, whose turn it is, what differs."""

from typing import NamedTuple

from motcua.rules.mismatch import (
    CaseOutcome,
    CaseStep,
    Cause,
    Description,
    is_digit_off,
    is_turned,
)
from motcua.rules.verification import Claim
from motcua.rules.words.difference import DifferenceKind, difference

FIELDS = {"full_name": "Họ và tên", "birth_date": "Ngày sinh", "number": "Số định danh"}
SEXES = {"male": "Nam", "female": "Nữ"}
CAUSES = {
    Cause.FONT: "lỗi phông chữ",
    Cause.OLD_NUMBER: "số chứng minh nhân dân cũ, 9 số",
    Cause.CONTESTED: "số đang ở bản ghi khác",
    Cause.RELATIVE: "số của người khác trong hộ",
    Cause.DIGIT: "gõ sai chữ số",
    Cause.DAY_AND_MONTH: "ngày và tháng đổi chỗ",
    Cause.TONE: "khác dấu với giấy tờ khác",
    Cause.SPELLING: "chữ khác với giấy tờ khác",
    Cause.OTHERWISE: "ngày sinh hoặc số khác với giấy tờ khác",
    Cause.TWO_PEOPLE: "hai người khác nhau",
    Cause.SEX: "giới tính trái với số định danh",
    Cause.REGISTER: "dữ liệu dân cư ghi sai",
    Cause.YEAR_ONLY: "chưa rõ ngày sinh",
    Cause.PLACE: "chỗ đặt dấu thanh",
    Cause.NOT_FOUND: "không tìm thấy",
    Cause.UNCLEAR: "chưa rõ",
}
WHY = {
    Cause.FONT: "Họ tên có chữ bị lỗi phông. Sửa theo thẻ rồi hỏi lại.",
    Cause.OLD_NUMBER: "Số đã khai có 9 chữ số: số chứng minh nhân dân cũ. Hỏi số định danh 12 số.",
    Cause.CONTESTED: "Căn cước điện tử của người này ghi số khác với số ở đây, và số ấy đang ở "
    "một bản ghi khác. Xem thẻ: một người có hai bản ghi thì ghi “Một người, khai bằng số cũ”; "
    "hai người thì ghi “Hai người khác nhau”.",
    Cause.RELATIVE: "Số đã khai trái với năm sinh, giới tính của người này, mà đúng với một người "
    "khác cùng hộ chưa có số ở đây. Xem lại thẻ của đúng người này.",
    Cause.DIGIT: "Số đã khai sai một chữ số, đổi chỗ hai chữ số, hoặc trái với năm sinh, giới "
    "tính. Xem lại trên thẻ.",
    Cause.DAY_AND_MONTH: "Ngày và tháng sinh đổi chỗ so với giấy tờ khác.",
    Cause.TONE: "Họ tên đã khai khác dấu với thẻ hoặc hồ sơ khác, như đánh dấu ở bảng dưới.",
    Cause.SPELLING: "Họ tên đã khai khác với thẻ hoặc hồ sơ khác, như đánh dấu ở bảng dưới.",
    Cause.OTHERWISE: "Ngày sinh hoặc số đã khai khác với thẻ hoặc hồ sơ khác, như đánh dấu ở bảng "
    "dưới.",
    Cause.TWO_PEOPLE: "Cả họ tên và ngày sinh đều khác: số này có thể là của người khác.",
    Cause.SEX: "Giới tính đã khai trái với chữ số giới tính trong số định danh. Xem lại trên thẻ.",
    Cause.REGISTER: "Cán bộ đã xem giấy tờ gốc, đúng như đã khai: có thể dữ liệu dân cư ghi sai.",
    Cause.YEAR_ONLY: "Ngày sinh đã khai thiếu ngày, tháng, hoặc là 01/01: có thể dữ liệu ghi đủ "
    "ngày.",
    Cause.PLACE: "Dấu thanh đặt được hai chỗ (hoà, hòa): cùng một tên, máy có thể so từng chữ.",
    Cause.NOT_FOUND: "Dữ liệu dân cư không có người này: số gõ sai, hoặc chưa được cấp số.",
    Cause.UNCLEAR: "Chưa thấy nguyên nhân nào. Hãy xem giấy tờ gốc.",
}
STEPS = {
    CaseStep.OPEN: "Cần cán bộ xem",
    CaseStep.ASKED: "Đã hỏi lại, chờ trả lời",
    CaseStep.POLICE: "Chờ công an điều chỉnh",
    CaseStep.CITIZEN: "Chờ người dân",
    CaseStep.CLOSED: "Đã xong",
}
OUTCOMES = {
    CaseOutcome.TYPING: "ghi sai ở đây, đã sửa",
    CaseOutcome.REGISTER: "dữ liệu dân cư sai, đã điều chỉnh",
    CaseOutcome.SAME: "một người, số cũ",
    CaseOutcome.TWO: "hai người khác nhau",
    CaseOutcome.NOT_FOUND: "không có trong dữ liệu, nay đã có",
    CaseOutcome.AGREED: "hỏi lại thì khớp",
    CaseOutcome.DROPPED: "không còn hồ sơ nào chờ",
}
NEXT = {
    CaseStep.OPEN: "Cán bộ đang xem. Bạn không phải làm gì; "
    "cần giấy tờ gì, chúng tôi báo một lần.",
    CaseStep.ASKED: "Chúng tôi đã hỏi lại, và chờ dữ liệu dân cư trả lời. Bạn không phải làm gì.",
    CaseStep.POLICE: "Chúng tôi đã đề nghị công an điều chỉnh dữ liệu. Bạn không phải đi lại.",
    CaseStep.CITIZEN: "Chúng tôi đã gửi Bạn thư: mang gì, đến đâu. Thư ở mục “Giấy tờ trả Bạn”.",
}
KINDS = {
    DifferenceKind.TONE: "khác dấu thanh",
    DifferenceKind.MARK: "khác dấu chữ",
    DifferenceKind.LETTER: "khác một chữ cái",
    DifferenceKind.ABBREVIATED: "viết tắt",
    DifferenceKind.FONT: "lỗi phông",
    DifferenceKind.SWAPPED: "đảo chỗ",
    DifferenceKind.MISSING: "đã khai thiếu",
    DifferenceKind.EXTRA: "đã khai thừa",
    DifferenceKind.OTHER: "chữ khác",
    DifferenceKind.PLACE: "cùng tên, đặt dấu khác chỗ",
}


class Part(NamedTuple):
    """A piece of what a paper says, and how it differs from what was claimed, "" where it does
    not."""

    text: str
    note: str = ""


def parts(field: str, claimed: str, said: str) -> list[Part]:
    """What a paper says in one field, cut where it differs from what was claimed."""
    if not said or not claimed or claimed == said:
        return [Part(shown(field, said))] if said else []
    if field == "full_name":
        return [
            Part(piece.other or piece.one, KINDS.get(piece.kind, ""))
            for piece in difference(claimed, said)
        ]
    if field == "number":
        note = "sai một chữ số, hoặc đổi chỗ hai chữ số" if is_digit_off(claimed, said) else "khác"
        return [Part(said, note)]
    return [Part(shown(field, said), _birth_note(claimed, said))]


def label(field: str) -> str:
    """The field in the middle of a sentence."""
    return "số định danh" if field == "number" else Claim(field).label


def shown(field: str, value: str) -> str:
    if field == Claim.SEX:
        return SEXES.get(value, value)
    return "/".join(reversed(value.split("-"))) if field == "birth_date" else value


def _birth_note(claimed: str, said: str) -> str:
    if is_turned(claimed, said):
        return "ngày và tháng đổi chỗ"
    if claimed.startswith(said) or said.startswith(claimed):
        return "một bên ghi đủ hơn"
    return "khác, chỉ năm giống" if claimed[:4] == said[:4] else "khác"


def rows_of(claim: Description, said: Description) -> list[tuple[str, list[Part]]]:
    """Each field a paper speaks of, with its label."""
    return [
        (label, parts(field, getattr(claim, field), getattr(said, field)))
        for field, label in FIELDS.items()
    ]
