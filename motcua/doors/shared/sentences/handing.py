"""Of giving a result into somebody's hands, of keeping and erasing."""

SENTENCES: dict[str, str] = {
    "result-has-gone": "Kết quả đã được gửi đi hoặc đã trả, không đổi cách nhận được nữa. "
    "Hãy gọi bộ phận một cửa.",
    "way-not-offered": "Hãy chọn một trong các cách nhận kết quả đang có.",
    "address-for-result-missing": "Hãy ghi đủ người nhận và địa chỉ để gửi kết quả.",
    "tracking-unreadable": "Hãy ghi số bưu gửi bằng chữ cái không dấu và chữ số, "
    "như in trên biên lai.",
    "not-on-the-way": "Kết quả này hiện không còn trên đường. "
    "Hãy tải lại trang để xem đang ở đâu.",
    "no-representative-here": "Hồ sơ này không có người đại diện. Hãy chọn ai nhận cho đúng.",
    "mandate-for-result-missing": "Hãy ghi họ tên người nhận thay, và số, ngày của giấy uỷ quyền.",
    "no-line-lacks-its-scan": "Không còn dòng nào đã ghi trả mà thiếu bản quét. "
    "Hãy ghi trả các dòng có chữ ký trước, rồi đính kèm.",
    "scan-of-list-missing": "Hãy chọn tệp bản quét danh sách đã ký.",
    "signature-of-taker-missing": "Hãy cho người nhận ký: trên màn hình, trên biên nhận rồi quét, "
    "hoặc đánh dấu đã ký trên giấy.",
    "drawing-empty": "Chưa có nét chữ ký nào trên màn hình. Hãy mời người nhận ký lại.",
    "drawing-unreadable": "Không đọc được chữ ký trên màn hình. Hãy ký lại, hoặc ký trên giấy.",
    "bearer-missing": "Hãy ghi ai mang kết quả đi trả, ví dụ tổ lưu động, trưởng thôn.",
    "result-not-at-the-desk": "Kết quả của hồ sơ {number} không còn ở quầy. "
    "Hãy bỏ hồ sơ đó ra rồi lập lại danh sách.",
    "list-of-one-unit": "Một danh sách chỉ có hồ sơ của một đơn vị. "
    "Hãy lập mỗi đơn vị một danh sách.",
    "not-on-this-list": "Hồ sơ này không có trong danh sách. Hãy ghi việc trả ở trang của hồ sơ.",
    "archive-size": "Khoảng ngày này có {count} hồ sơ đã kết thúc; một gói có từ 1 đến {most}. "
    "Hãy chọn khoảng ngày khác.",
    "kept-for-ever": "Loại giấy này cần lưu vĩnh viễn, không xóa được.",
    "erasure-agreed-already": "Việc xóa này đã được đồng ý, hoặc đã xóa. Hãy tải lại trang.",
    "erasure-not-due": "Chưa đến ngày xóa, hoặc đã xóa. Hãy xem danh sách hết hạn lưu.",
    "erasure-not-agreed": "Lãnh đạo chưa đồng ý xóa. Hãy xem danh sách hết hạn lưu.",
}
