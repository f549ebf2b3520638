"""Of the population register, and of data with which it does not agree."""

SENTENCES: dict[str, str] = {
    "sighting-needs-answer": "Hãy chọn giấy tờ gốc đúng như đã khai hay khác với đã khai.",
    "register-disagrees": "Dữ liệu dân cư không khớp. Hãy xem giấy tờ gốc và ghi nhận trước.",
    "not-yet-verified": "Dữ liệu dân cư chưa trả lời. Hãy chờ, hoặc xem giấy tờ gốc và ghi nhận, "
    "hoặc xin lãnh đạo cho làm tiếp ở mục “Điều chưa xác thực”.",
    "nothing-waits-for-register": "Không còn điều nào chờ dữ liệu dân cư trả lời. "
    "Hãy về hồ sơ và làm tiếp.",
    "still-being-asked": "Câu hỏi này đã gửi, dữ liệu dân cư chưa trả lời. "
    "Hãy chờ câu trả lời ấy.",
    "number-unknown": "Người này chưa có số định danh nên không hỏi được. "
    "Hãy ghi số định danh theo thẻ căn cước trước.",
    "person-differs": "Số định danh này đã có với họ tên hoặc ngày sinh khác. "
    "Hãy xem lại thẻ căn cước của người dân.",
    "nobody-to-ask-about": "Không còn ai cần hỏi: mọi người đã được hỏi, hoặc đang chờ trả lời.",
    "claims-changed": "Điều đã khai vừa được sửa. Cần hỏi lại dữ liệu dân cư.",
    "mismatch-closed": "Việc này đã xong. Muốn làm tiếp thì cần mở lại trước.",
    "mismatch-open": "Người này đang có một việc chưa xong như vậy. Hãy làm tiếp việc đó.",
    "mismatch-nothing-changed": "Chưa có gì được sửa. Hãy ghi thông tin đúng theo giấy tờ.",
    "mismatch-nobody-waits": "Không còn hồ sơ nào chờ việc này. Hãy đóng việc.",
    "mismatch-awaited": "Còn hồ sơ chờ việc này, nên chưa đóng được. Hãy giải quyết trước.",
    "mismatch-cards-enough": "Việc này đã giữ {limit} lần đọc thẻ. Hãy dùng lần đọc đã có.",
    "card-agrees": "Thẻ ghi đúng như đã khai, nên không có gì phải giữ lại. "
    "Không cần làm gì thêm.",
    "correction-out": "Đang chờ công an trả lời phiếu đề nghị. Hãy ghi trả lời của công an trước.",
    "correction-of-nothing": "Hãy ghi ít nhất một mục cần điều chỉnh cho đúng.",
    "correction-answered": "Phiếu đề nghị này đã có trả lời. Hãy xem trả lời ở trang của việc.",
    "number-of-account": "Người này đăng nhập bằng số đang ghi, nên số ấy không sửa ở đây. "
    "Nếu đã đổi số, hãy nối với bản ghi mang số mới.",
    "other-person-unknown": "Ở đây chưa có ai mang số này. Hãy xem lại số.",
    "people-parted": "Đã có người ghi rằng đây là hai người khác nhau. "
    "Nếu ghi nhầm, hãy bỏ ghi nhận đó trước.",
    "people-linked": "Đã có người ghi rằng đây là một người. Nếu ghi nhầm, hãy bỏ liên kết trước.",
    "people-linked-already": "Điều này đã được ghi rồi. Không cần làm gì thêm.",
    "people-same-record": "Đây là số của chính người này. Hãy ghi số của người kia.",
    "link-undone": "Ghi nhận này đã được bỏ rồi. Không cần làm gì thêm.",
}
