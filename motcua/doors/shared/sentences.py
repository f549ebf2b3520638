"""What we say for each code of an error or refusal: one plain sentence that says what to do."""

from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    # forms: what was typed does not have the right shape
    "missing": "Hãy điền “{label}”.",
    "choose": "Hãy chọn một câu trả lời ở “{label}”.",
    "too-long": "“{label}”: hãy viết ngắn lại, nhiều nhất {limit} chữ cái.",
    "date": "“{label}”: hãy ghi ngày, tháng, năm, ví dụ 27/03/1985.",
    "date-year": "“{label}”: hãy ghi đủ bốn chữ số của năm, ví dụ 27/03/1985.",
    "date-none": "“{label}”: không có ngày này trong lịch, hãy xem lại ngày và tháng.",
    "time": "“{label}”: hãy ghi giờ và phút, ví dụ 14:30.",
    "number": "“{label}”: hãy ghi bằng chữ số, ví dụ 12.",
    "phone": "“{label}”: số di động có 10 chữ số, bắt đầu bằng số 0. Hãy xem lại.",
    "phone-desk": "“{label}”: đây là số máy bàn. Hãy ghi số di động để nhận tin nhắn.",
    "phone-old": "“{label}”: số 11 chữ số đã đổi từ năm 2018. Hãy ghi số mới có 10 chữ số.",
    "identity-letters": "“{label}”: chỉ ghi chữ số, như in trên thẻ căn cước.",
    "identity-length": "“{label}”: số định danh có 12 chữ số, in trên thẻ căn cước. Hãy xem lại.",
    "identity-lost-zero": "“{label}”: hình như thiếu số 0 ở đầu. Hãy ghi đủ 12 chữ số trên thẻ.",
    "identity-old-card": "“{label}”: đây là số chứng minh nhân dân cũ. "
    "Hãy ghi số định danh 12 chữ số, hoặc bỏ trống và ghi ngày sinh.",
    "birth-date-unreadable": "“{label}”: hãy ghi ngày, tháng, năm, ví dụ 27/03/1985.",
    "birth-date-impossible": "“{label}”: không có ngày này, hãy xem lại ngày, tháng và năm.",
    "birth-date-future": "“{label}”: ngày này chưa đến. Hãy xem lại năm sinh.",
    "id-or-birth": "“{label}”: hãy điền số định danh, hoặc ngày sinh nếu chưa có số.",
    "address-choose": "“{label}”: có nhiều nơi trùng tên. Hãy chọn đúng xã, phường.",
    "file-missing": "Hãy chụp hoặc chọn tệp cho “{label}”.",
    "file-empty": "“{label}”: tệp này trống. Hãy chụp hoặc chọn lại.",
    "file-big": "“{label}”: mỗi tệp nhiều nhất {limit} MB. Hãy chụp lại ảnh nhỏ hơn.",
    "file-many": "“{label}”: nhiều nhất {limit} tệp. Hãy bỏ bớt.",
    "file-type": "“{label}”: chúng tôi nhận ảnh JPEG, PNG và tệp PDF. "
    "Hãy chụp ảnh giấy tờ, hoặc lưu tệp thành PDF rồi gửi lại.",
    "file-office": "“{label}”: đây là tệp văn phòng hoặc tệp nén. "
    "Hãy mở tệp, chọn lưu thành PDF rồi gửi tệp PDF đó.",
    "file-heic": "“{label}”: đây là ảnh HEIC, chúng tôi chưa mở được. Trên iPhone, hãy vào "
    "Cài đặt, Camera, Định dạng, chọn “Tương thích nhất” rồi chụp lại.",
    "file-mixed": "“{label}”: trong tệp này lẫn hai loại tệp nên chúng tôi không nhận. "
    "Hãy mở tệp, in ra PDF mới rồi gửi lại.",
    "file-damaged": "“{label}”: tệp bị hỏng hoặc chưa tải lên hết. "
    "Hãy mở thử trên máy bạn, rồi chụp hoặc gửi lại.",
    "file-pixels": "“{label}”: ảnh quá lớn, nhiều nhất {limit} triệu điểm ảnh. "
    "Hãy chụp lại bằng chế độ ảnh thường.",
    "file-heavy": "“{label}”: tệp quá phức tạp để kiểm tra an toàn. "
    "Hãy chụp ảnh giấy tờ, hoặc in ra PDF mới rồi gửi lại.",
    "file-no-space": "“{label}”: máy chủ tạm hết chỗ nên chưa giữ được tệp này. Những gì bạn đã "
    "điền vẫn còn. Hãy thử lại sau ít phút, hoặc mang giấy tờ đến một cửa.",
    "file-pdf-locked": "“{label}”: tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
    "file-pdf-script": "“{label}”: tệp PDF có lệnh tự chạy bên trong. "
    "Hãy mở tệp, in ra PDF mới rồi gửi lại.",
    "file-pdf-action": "“{label}”: tệp PDF có nút mở chương trình hoặc tệp khác. "
    "Hãy mở tệp, in ra PDF mới rồi gửi lại.",
    "file-pdf-attached": "“{label}”: tệp PDF có tệp khác đính kèm bên trong. "
    "Hãy gửi riêng từng tệp, hoặc in ra PDF mới.",
    "file-pdf-pages": "“{label}”: tệp PDF có {pages} trang, chúng tôi nhận nhiều nhất {limit} "
    "trang. Hãy chia thành nhiều tệp.",
    # doubts: worth a second look, never a ground for refusal
    "identity-sex-differs": "Số định danh thường cho biết giới tính khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "identity-year-differs": "Số định danh thường cho biết năm sinh khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "identity-place-unknown": "Ba chữ số đầu của số định danh chưa có trong danh mục. "
    "Hãy xem lại, nếu đúng như giấy tờ thì cứ tiếp tục.",
    # files that we took, with something changed
    "file-note-type": "Đuôi tên tệp không đúng với nội dung, chúng tôi đã sửa lại tên.",
    "file-note-place": "Ảnh có ghi nơi chụp, chúng tôi đã bỏ đi để giữ riêng tư cho bạn.",
    "file-note-camera": "Chúng tôi đã bỏ thông tin máy ảnh khỏi ảnh.",
    "file-note-turned": "Chúng tôi đã xoay ảnh cho đúng chiều.",
    "file-note-shrunk": "Ảnh rất lớn, chúng tôi đã thu nhỏ. Hãy xem lại chữ có đọc rõ không.",
    # text typed with an old font
    "legacy-font": "“{label}”: chữ có vẻ bị lỗi phông ({font}). "
    "Hãy xem lại, và gõ lại bằng bảng mã Unicode nếu sai.",
    # what stops a whole page
    "refused": "Chúng tôi chưa làm được việc này. Hãy thử lại, hoặc gọi bộ phận một cửa.",
    "form-too-old": "Trang này mở đã lâu. Hãy quay lại, tải lại trang rồi gửi lần nữa.",
    "request-too-large": "Những gì bạn gửi quá nặng. Hãy chụp lại ảnh nhỏ hơn, "
    "hoặc gửi từng tệp một.",
    "key-reused": "Tờ này đã gửi một lần với nội dung khác. "
    "Hãy mở hồ sơ của bạn để xem bản đã nhận.",
    "fresh-sign-in-needed": "Việc này cần bạn đăng nhập lại để chắc chắn đúng là bạn.",
    "sign-in-level-too-low": "Việc này cần tài khoản định danh mức 2. "
    "Hãy hỏi công an xã, phường để nâng mức, hoặc nộp tại bộ phận một cửa.",
}


def say(code: str, detail: Mapping[str, object] | None = None) -> str:
    """The sentence of `code` with `{label}` and the like filled in from `detail`.

    Plain replacement, not str.format: what a person typed may contain braces.
    """
    words = SENTENCES.get(code, SENTENCES["refused"])
    for name, value in {"label": "Ô này", **(detail or {})}.items():
        words = words.replace("{" + name + "}", str(value))
    return words
