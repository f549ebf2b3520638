"""What is said of signatures in plain words: what keeps a paper from being signed."""

from motcua.rules.signature import Hindrance

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
