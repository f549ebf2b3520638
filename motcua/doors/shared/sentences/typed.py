"""Of what was typed: its shape, a doubt worth a second look, text of an old font, an address."""

SENTENCES: dict[str, str] = {
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
    "address-unknown": "“{label}”: chưa thấy xã, phường nào trong địa chỉ này. "
    "Hãy ghi thêm tên xã hoặc phường, và tỉnh hoặc thành phố.",
    "dwelling-missing": "Hãy gõ mã trên cửa nhà, hoặc địa chỉ nơi Bạn ở.",
    "dwelling-choose": "Hãy chọn chỗ ở của Bạn trong danh sách bên dưới, "
    "hoặc chọn “chủ nhà chưa khai báo”.",
    "dwelling-code-unknown": "Chưa thấy chỗ ở có mã này. "
    "Hãy xem lại mã trên cửa, hoặc gõ địa chỉ.",
    "identity-sex-differs": "Số định danh thường cho biết giới tính khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "identity-year-differs": "Số định danh thường cho biết năm sinh khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "child-number-malformed": "Số này không có đủ 12 chữ số. Hãy hỏi lại cơ quan đã cấp số.",
    "identity-place-unknown": "Ba chữ số đầu của số định danh chưa có trong danh mục. "
    "Hãy xem lại, nếu đúng như giấy tờ thì cứ tiếp tục.",
    "broken-font": "“{label}”: chữ có vẻ bị lỗi phông, có phải là “{meant}”? "
    "Hãy xem lại, và gõ lại bằng bảng mã Unicode nếu sai.",
    "letters-lost": "“{label}”: chữ bị lỗi phông nên không còn đọc được. Hãy gõ lại.",
}
