"""Of guests and rooms: what is wrong in a row or a file, what can no longer be undone."""

SENTENCES: dict[str, str] = {
    "guest-formula": "“{label}”: ô này là công thức. Hãy ghi giá trị, không dùng công thức.",
    "guest-name-digits": "“{label}”: có chữ số trong tên. Hãy xem lại, có thể đã ghi nhầm cột.",
    "guest-number-missing": "“{label}”: hãy ghi số trên giấy tờ; "
    "khách chưa có giấy tờ thì ghi “không có”.",
    "guest-lost-zero": "“{label}”: Excel đã bỏ số 0 ở đầu, có phải {suggestion}? "
    "Hãy ghi lại, hoặc gửi tệp với ô “Thêm lại số 0” được chọn.",
    "guest-sex": "“{label}”: hãy ghi Nam hoặc Nữ.",
    "guest-day-far": "“{label}”: ngày này cách hôm nay hơn một năm. Hãy xem lại năm.",
    "guest-stays-long": "“{label}”: từ {days} ngày trở lên không còn là lưu trú. "
    "Hãy đăng ký tạm trú cho khách.",
    "guest-twice": "Khách này đã có ở dòng {line}, cùng ngày đến. Hãy bỏ một dòng.",
    "guest-not-there": "Hôm nay khách này không ở đây nữa, hoặc chưa đến. Hãy xem lại danh sách.",
    "rooms-too-many": "Mỗi nhà ghi được nhiều nhất {limit} phòng. Hãy bớt dòng.",
    "room-name-long": "Tên phòng dài nhất {limit} chữ cái. Hãy viết ngắn lại.",
    "room-not-another": "Hãy ghi tên phòng đúng, khác phòng đã báo.",
    "room-taken": "Phòng “{name}” đang có người thuê. Hãy chuyển họ sang phòng khác, "
    "hoặc ghi họ đã đi, rồi bỏ tên phòng.",
    "tenant-left-already": "Người thuê này đã được ghi là đi ngày {day}. Hãy mở lại trang để xem.",
    "guests-none": "Chưa có khách nào. Hãy điền ít nhất một dòng.",
    "stays-undone-already": "Lần thông báo này đã được bỏ trước đó, không cần làm gì thêm.",
    "stays-being-read": "Tệp đang được đọc. Hãy chờ đọc xong rồi bỏ.",
    "stays-read-already": "Tệp này đã được đọc xong. Hãy xem kết quả ở trang này.",
    "stays-looked-at": "Công an đã xem lúc {at} nên không bỏ được nữa. "
    "Có chỗ sai, hãy gọi công an xã, phường.",
}
