"""Of the work at the desk on a dossier."""

SENTENCES: dict[str, str] = {
    "step-not-allowed": "Hồ sơ không còn ở bước này. Hãy tải lại trang để xem bước hiện tại.",
    "changed-by-another": "Người khác vừa làm việc trên hồ sơ này. "
    "Hãy tải lại trang, xem thay đổi rồi làm tiếp.",
    "absence-ends-before-it-begins": "Ngày cuối phải từ ngày đầu trở đi, nhiều nhất một năm. "
    "Hãy xem lại hai ngày.",
    "absence-in-the-past": "Chỉ ghi nghỉ từ hôm nay trở đi. Hãy chọn ngày khác.",
    "standby-is-away": "Người trực thay phải là người khác. Hãy chọn lại.",
    "not-a-colleague": "Người này không làm việc ở bộ phận này hôm nay. Hãy chọn người khác.",
    "too-many-at-once": "Mỗi lần làm được từ 1 đến {limit} hồ sơ. Hãy chọn lại.",
    "row-not-yours": "Hồ sơ này không thuộc việc của Bạn ở bước này. "
    "Hãy bỏ chọn, hoặc giao cho người có thẩm quyền.",
    "row-sent-before": "Hồ sơ này vừa được gửi từ trang này với nội dung khác. "
    "Hãy về hộp việc, tải lại danh sách rồi làm lại.",
    "no-paper-to-print": "Chưa có giấy để in. Giấy đang được lập, hãy thử lại sau ít phút.",
    "view-needs-name": "Hãy đặt tên cho cách xem này rồi lưu lại.",
    "too-many-views": "Mỗi người lưu nhiều nhất {limit} cách xem. Hãy bỏ bớt một cách xem cũ.",
    "request-needs-reasons": "Hãy ghi lý do cho từng mục cần bổ sung.",
    "already-extended": "Hồ sơ này đã gia hạn một lần. Mỗi hồ sơ chỉ được gia hạn một lần; "
    "hãy giải quyết trong hạn đã báo.",
    "too-late-to-extend": "Hồ sơ đã quá hạn nên không gia hạn được nữa. "
    "Hãy giải quyết ngay và gửi lời xin lỗi kèm ngày hẹn mới.",
    "dates-are-up-to-date": "Mọi hồ sơ đã hẹn theo lịch đang có hiệu lực. "
    "Nếu vừa sửa lịch, hãy khởi động lại rồi tính lại.",
    "second-request-needs-leader": "Đây là lần yêu cầu thứ hai: hồ sơ sẽ bị tính là trễ hạn. "
    "Hãy xin ý kiến lãnh đạo; lãnh đạo đồng ý thì Bạn mới gửi được.",
    "first-request-needs-no-leader": "Hồ sơ này chưa yêu cầu bổ sung lần nào. "
    "Hãy gửi yêu cầu, không cần xin ý kiến lãnh đạo.",
    "second-request-sought-already": "Đã xin ý kiến lãnh đạo về hồ sơ này rồi. "
    "Hãy chờ trả lời, hoặc gửi yêu cầu nếu lãnh đạo đã đồng ý.",
    "second-request-answered-already": "Việc này lãnh đạo đã trả lời rồi. Hãy tải lại trang.",
    "own-wish": "Đây là đề nghị của chính Bạn. Hãy để lãnh đạo khác cho ý kiến.",
    "nobody-chosen": "Hãy chọn người nhận hồ sơ.",
    "in-their-hands-already": "Hồ sơ đang ở tay người này rồi. Hãy chọn người khác.",
    "cannot-be-given-to-them": "Người này không giải quyết hồ sơ này được: không giữ việc "
    "ở đơn vị, hoặc đây là việc của chính họ. Hãy chọn người khác.",
    "no-apology-owed": "Hồ sơ này không trễ hẹn, hoặc đã xin lỗi và ngày hẹn mới chưa đến. "
    "Hãy tải lại trang.",
    "clock-not-running": "Hồ sơ này hiện không tính thời hạn nên không gia hạn được. "
    "Hãy xem lại bước của hồ sơ.",
    "too-many-days": "Mỗi lần gia hạn từ 1 đến {most} ngày làm việc. Hãy ghi lại số ngày.",
    "control-sheet-newest": "Phiếu kiểm soát đã lập, và hồ sơ chưa có gì đổi. "
    "Hãy tải phiếu đã lập trong mục giấy tờ.",
    "period-wrong": "Hãy chọn từ ngày trước đến ngày sau, nhiều nhất {most} ngày.",
    "paper-may-not-be-asked": "Giấy này không có trong danh mục, hoặc Nhà nước đã có dữ liệu: "
    "không được yêu cầu người dân nộp. Hãy bỏ mục này khỏi yêu cầu.",
    "held-may-not-be-asked": "Nhà nước đã có: {labels}. Không được yêu cầu người dân nộp. "
    "Hãy bỏ mục này, hoặc chọn một trong ba lý do luật cho phép.",
    "ground-without-reason": "Bạn chọn lý do luật cho phép nhưng chưa ghi người dân cần nộp gì, "
    "vì sao: {labels}. Hãy ghi rõ.",
    "refusal-needs-reason-and-article": "Hãy ghi cả lý do và điều luật làm căn cứ từ chối.",
    "field-unknown": "Mục này không có trong tờ khai. Hãy tải lại trang rồi chọn lại.",
    "no-fee-due": "Hồ sơ này không còn khoản nào phải nộp. Hãy làm bước tiếp theo.",
    "fee-differs": "Số tiền không đúng mức phải thu. Hãy thu đúng {fee} đồng.",
    "fee-not-paid": "Lệ phí chưa nộp. Hãy thu lệ phí trước khi quyết định.",
    "nobody-signs-police": "Chưa có trưởng hay phó trưởng công an cấp xã ký được giấy này: chủ "
    "tịch không ký thay, và không ai ký giấy của chính mình. Hãy báo người vận hành giao vai trò.",
    "nobody-signs-committee": "Chưa có chủ tịch hay phó chủ tịch ký được giấy này: trưởng công an "
    "không ký thay, và không ai ký giấy của chính mình. Hãy báo người vận hành giao vai trò.",
    "reason-missing": "Hãy ghi lý do.",
    "goes-by-stages": "Hồ sơ liên thông này đã chia thành từng việc. Hãy mở việc cần làm ở mục "
    "“Từng việc của hồ sơ liên thông”.",
    "not-stuck": "Việc này không kẹt, không cần làm gì.",
    "question-missing": "Hãy ghi điều muốn hỏi.",
    "ask-another-unit": "Hãy chọn một đơn vị, hoặc ghi tên cơ quan được hỏi.",
    "opinion-awaited": "Cần chờ ý kiến của đơn vị khác. Quá hạn không trả lời thì làm tiếp được.",
    "opinion-given-already": "Câu hỏi này đã có trả lời. Hãy xem ở trang hồ sơ.",
    "opinion-still-awaited": "Chưa hết thời gian trả lời. Hãy chờ đến hạn.",
    "own-matter": "Đây là việc của chính Bạn nên Bạn không tự giải quyết được. "
    "Hãy nộp ở trang công dân, đồng nghiệp sẽ giải quyết.",
    "search-too-short": "Hãy gõ ít nhất hai chữ của họ tên, hoặc đủ số định danh.",
}
