"""Of running the house: posts, outages, errands, units."""

SENTENCES: dict[str, str] = {
    "title-missing": "Hãy ghi chức danh.",
    "post-ends-before-it-begins": "Ngày kết thúc phải từ ngày bắt đầu trở đi. Hãy xem lại.",
    "post-held-already": "Người này đang giữ vai trò đó ở đơn vị này rồi. Hãy chọn vai trò khác.",
    "post-ended-already": "Vai trò này đã kết thúc rồi. Hãy tải lại danh sách.",
    "post-ends-in-the-past": "Chỉ kết thúc được từ hôm qua trở đi. Hãy chọn ngày khác.",
    "own-post": "Không ai tự giao vai trò cho mình. Hãy nhờ một người vận hành khác.",
    "no-such-account": "Chưa có tài khoản với số định danh này. "
    "Hãy nhờ người đó đăng nhập một lần rồi làm lại.",
    "outage-of-what": "Hãy chọn hệ thống và căn cứ trong danh sách.",
    "notice-missing": "Hãy ghi số, ngày của văn bản thông báo.",
    "outage-ends-first": "Lúc hoạt động lại phải sau lúc dừng. Hãy xem lại ngày, giờ.",
    "outage-far-off": "Ngày này cách hôm nay quá xa. Hãy xem lại năm đã ghi.",
    "outage-over": "Thông báo này đã rút. Hãy tải lại trang.",
    "outage-time-wrong": "Hãy ghi ngày và giờ, như 23/11/2026 và 09:00.",
    "errand-not-failing": "Việc này đã xong hoặc đang chạy. Hãy tải lại trang.",
    "arrival-settled": "Tin này đã xử lý xong. Hãy tải lại trang.",
    "unit.import-does-not-fit": "Danh sách đơn vị không khớp với dữ liệu đang có. "
    "Hãy xem các dòng được nêu, sửa tệp rồi nhập lại.",
    "message-unsafe": "Tin nhắn không gửi được: {why} Hãy viết lại.",
    "day-not-over": "Ngày này chưa hết nên chưa niêm phong được. Hãy chờ sang ngày sau.",
}
