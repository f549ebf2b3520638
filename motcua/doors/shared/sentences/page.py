"""Of signing in, and of what stops a whole page."""

SENTENCES: dict[str, str] = {
    "account-locked": "Tài khoản định danh đang bị khoá. Hãy hỏi công an xã, phường.",
    "number-is-anothers": "Số định danh của Bạn đang ghi ở đây cho người khác họ tên, khác ngày "
    "sinh. Hãy mang thẻ căn cước đến bộ phận một cửa của xã, phường: cán bộ xem lại số, và giúp "
    "Bạn nộp hồ sơ trong lúc chờ.",
    "number-borne-by-another": "Số trên căn cước điện tử khác số ghi ở đây, và đang ghi ở một bản "
    "ghi khác. Hãy mang thẻ căn cước đến bộ phận một cửa của xã, phường: cán bộ ghi lại đó cũng "
    "là Bạn, hay là người khác.",
    "sign-in-declined": "Bạn đã dừng đăng nhập, hoặc tài khoản không dùng được. Hãy thử lại.",
    "sign-in-not-accepted": "Hệ thống định danh trả lời không hợp lệ. Hãy đăng nhập lại.",
    "sign-in-not-begun-here": "Lần đăng nhập này đã cũ hoặc mở từ nơi khác. Hãy đăng nhập lại.",
    "refused": "Chúng tôi chưa làm được việc này. Hãy thử lại, hoặc gọi bộ phận một cửa.",
    "form-too-old": "Trang này mở đã lâu. Hãy quay lại, tải lại trang rồi gửi lần nữa.",
    "request-too-large": "Những gì Bạn gửi quá nặng. Hãy chụp lại ảnh nhỏ hơn, "
    "hoặc gửi từng tệp một.",
    "key-reused": "Tờ này đã gửi một lần với nội dung khác. "
    "Hãy mở hồ sơ của Bạn để xem bản đã nhận.",
    "fresh-sign-in-needed": "Việc này cần Bạn đăng nhập lại để chắc chắn đúng là Bạn.",
    "sign-in-level-too-low": "Nộp, bổ sung, trả lời, khai báo cần tài khoản định danh mức 2. "
    "Hãy mang thẻ căn cước đến công an xã, phường bất kỳ để làm mức 2. "
    "Muốn nộp hay bổ sung hồ sơ ngay, hãy đến bộ phận một cửa: cán bộ làm cùng Bạn.",
}
