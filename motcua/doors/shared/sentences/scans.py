"""Of the scan station and forms on paper."""

SENTENCES: dict[str, str] = {
    "scan-doubted": "Có {count} trang máy thấy có thể là giấy của người khác. Hãy xem ảnh của "
    "từng trang; đúng là giấy của hồ sơ này thì đánh dấu ô xác nhận rồi đưa vào.",
    "form-code-missing": "Không thấy mã vuông của tờ khai. Hãy quét lại cả tờ cho rõ.",
    "form-mark-missing": "Không thấy đủ bốn ô đen ở góc tờ khai. Hãy quét lại cả tờ, đủ bốn góc.",
    "form-too-small": "Ảnh tờ khai quá nhỏ để đọc chắc chắn. Hãy quét nét hơn, hoặc chụp gần lại "
    "cho tờ giấy đầy khung hình.",
    "form-pdf": "Tệp PDF này không phải một trang là một ảnh quét. "
    "Hãy tách từng trang, hoặc gửi ảnh.",
    "form-unknown": "Mã trên tờ này không phải của tờ khai in từ đây. Hãy gõ theo tờ giấy.",
    "form-of-another": "Tờ này là của thủ tục hoặc mẫu khác. Hãy chọn đúng thủ tục rồi quét lại.",
    "form-of-another-person": "Tờ khai này in từ hồ sơ của người khác mà Bạn đang làm, nên chưa "
    "đọc gì vào đây. Hãy mở hồ sơ ấy để đọc, hoặc xem lại tờ giấy của người đang ngồi trước Bạn.",
    "form-already-printed": "Tờ khai đã in rồi, và hồ sơ chưa có gì đổi. "
    "Hãy tải tờ đã in trong mục giấy tờ của hồ sơ.",
    "scan-blurred": "Trang bị mờ. Hãy quét hoặc chụp lại nếu không đọc được.",
    "scan-pale": "Chữ nhạt. Hãy quét đậm hơn nếu không đọc được.",
    "scan-small": "Ảnh nhỏ quá, chữ có thể không đọc được. Hãy quét lại ở 200 dpi trở lên.",
    "scan-blank": "Trang trắng. Hãy bỏ nếu không có gì trên đó.",
    "scan-of-another": "Còn trang có mã của hồ sơ khác. Hãy chuyển sang hồ sơ ấy, bỏ ra, "
    "hoặc xếp vào giấy của hồ sơ này nếu đúng là của nó.",
    "scan-unchanged": "Trang này đang để như khi quét. Hãy tải lại trang.",
    "scan-number-differs": "“{label}”: Bạn ghi {typed}, máy đọc được {read}. Hãy so từng chữ số "
    "với ảnh; nếu Bạn ghi đúng thì đánh dấu “Số tôi ghi đúng, máy đọc sai”.",
    "scan-not-pictures": "Tệp PDF này không phải bản quét, hoặc máy không đọc được ảnh trong đó. "
    "Hãy nộp nó như một tệp thường, hoặc quét lại thành ảnh.",
    "scan-many": "Bàn quét giữ nhiều nhất {limit} trang. "
    "Hãy đưa các trang đang có vào hồ sơ trước.",
    "scan-nothing": "Bàn quét chưa có trang nào. Hãy quét giấy tờ trước.",
    "scan-unconfirmed": "Hãy so số và ngày Bạn vừa ghi với ảnh, "
    "rồi đánh dấu “Tôi đã so với giấy”.",
    "scan-date-wrong": "Ngày cấp ở “{label}” chưa đúng. Hãy ghi như 05/09/2026.",
    "scan-unsorted": "Còn trang chưa xếp vào giấy nào. Hãy chọn giấy cho từng trang.",
}
