"""What is said of signatures in plain words: what was found, and what keeps one from coming."""

from dataclasses import dataclass

from motcua.records.signature import SignatureCheck
from motcua.records.trust import list_of
from motcua.rules.signature import Hindrance, Verdict
from motcua.rules.time.wall_clock import local

HINDRANCES: dict[Hindrance, str] = {
    Hindrance.SIGNER_DOWN: "Dịch vụ ký số chưa trả lời. Máy tự thử lại, không phải ký lại.",
    Hindrance.UNDECIDED: "Chờ người ký xác nhận trên thiết bị của mình.",
    Hindrance.STAMP_DOWN: "Nơi cấp dấu thời gian chưa trả lời. Máy tự thử lại, không phải ký lại.",
    Hindrance.AUTHORITY_DOWN: "Chưa hỏi được chứng thư còn hiệu lực hay không. "
    "Máy tự thử lại, không phải ký lại.",
    Hindrance.TOKEN_GONE: "Không thấy token ký số. Hãy cắm lại token, máy tự ký tiếp.",
    Hindrance.DECLINED: "Người ký đã từ chối trên thiết bị của mình. Hãy ký lại nếu đồng ý.",
    Hindrance.TOKEN_LOCKED: "Token không nhận mã PIN. Máy không tự thử lại vì token sẽ bị khoá. "
    "Hãy báo người vận hành.",
    Hindrance.EXPIRED: "Chứng thư ký số đã hết hạn. Hãy gia hạn chứng thư rồi ký lại.",
    Hindrance.NOT_YET_VALID: "Chứng thư ký số chưa đến ngày có hiệu lực. Hãy ký lại từ ngày đó.",
    Hindrance.REVOKED: "Chứng thư ký số đã bị thu hồi. Hãy xin cấp chứng thư mới rồi ký lại.",
    Hindrance.NOT_KEPT: "Chữ ký nhận về không dùng được nên không lưu. Hãy ký lại; "
    "nếu vẫn vậy, hãy báo người vận hành.",
}


@dataclass(frozen=True)
class Line:
    """One signature: a status with its words, who signed and when, and on whose word."""

    kind: str
    words: str
    who: str
    more: str


FAULTS: dict[str, tuple[str, str]] = {
    "altered": ("mismatch", "Tệp đã bị sửa sau khi ký"),
    "added-after": ("mismatch", "Tệp bị thêm nội dung sau khi ký"),
    "in-part": ("mismatch", "Chữ ký đúng nhưng tệp còn phần không ai ký"),
    "weak": ("unverified", "Chữ ký làm theo cách cũ (SHA-1), không còn đủ an toàn"),
    "unreadable": ("mismatch", "Chữ ký số bị hỏng, không đọc được"),
    "revoked": ("mismatch", "Chứng thư của người ký đã bị thu hồi"),
    "expired": ("unverified", "Chứng thư của người ký đã hết hạn"),
    "not-yet-valid": ("mismatch", "Ký trước khi chứng thư có hiệu lực"),
    "untrusted": ("unverified", "Không rõ ai ký: chứng thư không thuộc danh sách tin cậy nào"),
}


def lines_of(check: SignatureCheck) -> list[Line]:
    """What an officer reads beside a file that carries signatures."""
    return [_line(each) for each in check.verdicts]


def _line(verdict: Verdict) -> Line:
    if verdict.reason:
        kind, words = FAULTS[verdict.reason]
    elif verdict.checked:
        kind, words = "verified", "Chữ ký số hợp lệ"
    else:
        kind, words = "unverified", "Chữ ký đúng, chưa biết chứng thư có bị thu hồi không"
    who = ", ".join(part for part in (verdict.signer, verdict.organisation) if part)
    return Line(kind, words, who, f"{_when(verdict)}{_trusted_by(verdict)}")


def _when(verdict: Verdict) -> str:
    """The time a time-stamp proves, else the one the signer claims."""
    if verdict.stamped_at:
        return f"ký {local(verdict.stamped_at):%H:%M %d/%m/%Y}, có dấu thời gian"
    if verdict.signed_at:
        return f"ghi là ký {local(verdict.signed_at):%H:%M %d/%m/%Y}, không có dấu thời gian"
    return ""


def _trusted_by(verdict: Verdict) -> str:
    found = list_of(verdict.anchor) if verdict.anchor else None
    return f"; tin cậy theo {found.name} ({found.citation})" if found else ""
