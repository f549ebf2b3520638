"""Of files: why one is not taken, and what was changed in one that was."""

SENTENCES: dict[str, str] = {
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
    "Hãy mở thử trên máy Bạn, rồi chụp hoặc gửi lại.",
    "file-pixels": "“{label}”: ảnh quá lớn, nhiều nhất {limit} triệu điểm ảnh. "
    "Hãy chụp lại bằng chế độ ảnh thường.",
    "file-heavy": "“{label}”: tệp quá phức tạp để kiểm tra an toàn. "
    "Hãy chụp ảnh giấy tờ, hoặc in ra PDF mới rồi gửi lại.",
    "file-no-space": "“{label}”: máy chủ tạm hết chỗ nên chưa giữ được tệp này. Những gì Bạn đã "
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
    "file-xml": "“{label}”: đây là tệp XML hoặc trang web; chúng tôi nhận ảnh JPEG, PNG "
    "hoặc tệp PDF. Hãy nộp ảnh chụp hoặc bản PDF của giấy.",
    "file-xml-encoding": "“{label}”: tệp XML không ghi chữ theo UTF-8 nên chúng tôi không mở. "
    "Hãy tải lại tệp gốc từ nơi cấp, hoặc nộp bản PDF.",
    "file-xml-declared": "“{label}”: tệp XML có phần khai báo (DTD) mà giấy tờ điện tử không cần. "
    "Hãy tải lại tệp gốc từ nơi cấp, hoặc nộp bản PDF.",
    "file-xml-elsewhere": "“{label}”: tệp XML dẫn tới tệp khác ở bên ngoài. "
    "Hãy tải lại tệp gốc từ nơi cấp, hoặc nộp bản PDF.",
    "file-xml-active": "“{label}”: tệp này là trang web hoặc có lệnh tự chạy. "
    "Hãy nộp bản PDF hoặc ảnh chụp.",
    "file-note-type": "Đuôi tên tệp không đúng với nội dung, chúng tôi đã sửa lại tên.",
    "file-note-place": "Ảnh có ghi nơi chụp, chúng tôi đã bỏ đi để giữ riêng tư cho Bạn.",
    "file-note-camera": "Chúng tôi đã bỏ thông tin máy ảnh khỏi ảnh.",
    "file-note-turned": "Chúng tôi đã xoay ảnh cho đúng chiều.",
    "file-note-shrunk": "Ảnh rất lớn, chúng tôi đã thu nhỏ. Hãy xem lại chữ có đọc rõ không.",
    "file-being-checked": "Tệp này đang được kiểm tra mã độc. Hãy mở lại sau ít phút.",
    "file-harmful": "{label}: tệp vừa nộp có mã độc nên đã bị bỏ. Hãy chụp ảnh giấy rồi nộp ảnh.",
    "file-checked-already": "Tệp này đã kiểm tra xong. Hãy tải lại trang.",
    "upload-many": "Bạn đang gửi nhiều tệp quá. Hãy chờ các tệp kia gửi xong rồi chọn tiếp.",
    "upload-out-of-step": "Phần tệp này không nối tiếp phần đã nhận. Hãy chờ, máy sẽ gửi lại.",
    "upload-crumbs": "Tệp được gửi thành quá nhiều phần nhỏ. Hãy chọn lại tệp để gửi lại.",
    "upload-unfinished": "{label}: tệp chưa gửi xong. Hãy chọn lại tệp và chờ gửi xong.",
    "upload-damaged": "{label}: tệp nhận về khác tệp đã chọn. Hãy chọn và gửi lại.",
    "upload-gone": "{label}: tệp gửi đã quá một ngày nên không còn giữ. Hãy chọn lại tệp.",
}
