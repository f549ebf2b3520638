"""States and entries of the journal, as a citizen reads them."""

from motcua.rules.dossier import State
from motcua.rules.permission import Purpose

HAPPENED = {
    "dossier.submitted": "Đã nộp hồ sơ",
    "dossier.consent-asked": "Đã hỏi ý kiến người có quyền đồng ý",
    "dossier.consent-given": "Người được hỏi đã trả lời",
    "dossier.consent-recorded": "Cán bộ ghi ý kiến của người được hỏi",
    "dossier.accepted": "Đã tiếp nhận, bắt đầu tính thời hạn",
    "dossier.taken": "Cán bộ nhận giải quyết",
    "dossier.supplement-asked": "Yêu cầu Bạn bổ sung",
    "dossier.supplement-answered": "Bạn đã bổ sung",
    "dossier.supplement-reminded": "Đã nhắc Bạn bổ sung",
    "dossier.extended": "Gia hạn một lần, có văn bản xin lỗi Bạn",
    "dossier.apologised": "Cơ quan xin lỗi Bạn vì trễ hẹn, hẹn ngày mới",
    "dossier.stopped": "Hồ sơ dừng giải quyết",
    "report.made": "Bạn báo là bị yêu cầu thêm giấy tờ",
    "report.answered": "Lãnh đạo đã trả lời điều Bạn báo",
    "dossier.refused": "Hồ sơ không được giải quyết",
    "dossier.withdrawn": "Bạn đã rút hồ sơ",
    "dossier.paper-sighted": "Cán bộ đã xem giấy tờ gốc",
    "dossier.fee-taken": "Đã thu lệ phí",
    "dossier.decided": "Đã giải quyết xong, trình ký",
    "result.noted": "Đã có kết quả, do hệ thống khác cấp",
    "dossier.date-moved": "Ngày hẹn trả được tính lại",
    "dossier.moved": "Hồ sơ chuyển sang giải quyết theo quy định mới",
    "dossier.sent-back": "Lãnh đạo trả lại để xem thêm",
    "dossier.handed-over": "Đã trả kết quả",
    "dossier.reopened": "Kết quả đang được làm lại",
    "paper.signed": "Kết quả đã ký số",
    "paper.revoked": "Kết quả đã bị thu hồi",
}
"""What the timeline of a dossier tells; looking at it is told on the page of who looked."""

FILE_NAMES = {
    "receipt": "giay-hen",
    "request": "phieu-bo-sung",
    "refusal": "phieu-tu-choi",
    "apology": "thu-xin-loi",
    "stop": "thong-bao-dung",
    "control": "phieu-kiem-soat",
    "result": "ket-qua",
    "copy": "ban-sao",
    "form": "to-khai",
}
"""The last part of the name under which a paper is saved."""

DONE = {
    **HAPPENED,
    "account.signed-in": "Đăng nhập",
    "account.appointed": "Giao nhiệm vụ cho tài khoản",
    "account.post-ended": "Kết thúc một nhiệm vụ của tài khoản",
    "account.key-given": "Gắn chứng thư ký số cho tài khoản",
    "marriage.registered": "Ghi kết hôn vào sổ hộ tịch",
    "person.registered": "Ghi vào dữ liệu cư trú",
    "person.seen": "Xem thông tin của Bạn",
    "household.registered": "Ghi hộ gia đình của Bạn",
    "dwelling.declared": "Khai báo chỗ ở",
    "stay.told": "Thông báo lưu trú",
    "stay.undone": "Bỏ một lần thông báo lưu trú",
    "stay.guest-left": "Ghi khách đã đi",
    "verification.asked": "Hỏi Cơ sở dữ liệu quốc gia về dân cư",
    "verification.answered": "Cơ sở dữ liệu quốc gia về dân cư trả lời",
    "draft.saved": "Lưu tờ khai đang viết",
    "draft.form-asked": "Yêu cầu in tờ khai đang viết",
    "draft.form-made": "Đã in tờ khai đang viết",
    "draft.representative-named": "Ghi ai nộp thay, hoặc ai làm chứng",
    "mandate.kept": "Ghi nhận người được nộp thay",
    "mandate.ended": "Thôi cho nộp thay",
    "draft.discarded": "Bỏ tờ khai đang viết",
    "dossier.seen": "Mở xem hồ sơ",
    "dossier.assigned": "Giao hồ sơ cho cán bộ khác",
    "dossier.second-request-sought": "Xin ý kiến lãnh đạo để yêu cầu bổ sung lần nữa",
    "dossier.second-request-answered": "Lãnh đạo trả lời việc yêu cầu bổ sung lần nữa",
    "dossier.asked-anyway": "Yêu cầu Bạn nộp điều đã có, theo trường hợp luật cho phép",
    "holding.kept": "Ghi vào kho dữ liệu của Bạn",
    "holding.ended": "Bỏ khỏi kho dữ liệu của Bạn",
    "document.attached": "Thêm hoặc bỏ một tệp giấy tờ",
    "document.opened": "Mở xem giấy tờ",
    "paper.made": "Lập giấy tờ",
    "paper.control-asked": "Yêu cầu in phiếu kiểm soát quá trình",
    "paper.form-asked": "Yêu cầu in tờ khai",
    "paper.signature-asked": "Lãnh đạo cho ký",
    "paper.signature-prepared": "Chuẩn bị chữ ký số",
    "paper.signature-declined": "Chưa ký được, sẽ ký lại",
    "letter.written": "Nhắn tin cho cơ quan giải quyết",
    "letter.sent": "Cơ quan nhắn tin cho Bạn",
    "letter.read": "Đọc tin nhắn về hồ sơ",
    "message.queued": "Soạn tin nhắn báo Bạn",
    "message.sent": "Gửi tin nhắn báo Bạn",
}

PURPOSES = {
    Purpose.OWN: "việc của chính Bạn",
    Purpose.DOSSIER: "giải quyết hồ sơ",
    Purpose.COUNTER: "tiếp Bạn tại quầy",
    Purpose.RESIDENCE: "kiểm tra cư trú",
    Purpose.SIGNING: "ký kết quả",
    Purpose.OPERATION: "vận hành hệ thống",
    Purpose.AUDIT: "thanh tra, kiểm tra",
    Purpose.PUBLIC: "trang công khai",
}

NEXT = {
    State.SUBMITTED: "Cán bộ xem hồ sơ đủ hay chưa",
    State.ACCEPTED: "Cán bộ giải quyết",
    State.PROCESSING: "Cán bộ đang giải quyết",
    State.WAITING: "Chờ Bạn bổ sung, thời hạn tạm dừng",
    State.SIGNING: "Lãnh đạo ký kết quả",
}

USES = {"rented": "cho thuê", "lent": "cho ở nhờ", "lodging": "cơ sở lưu trú",
        "hospital": "cơ sở khám bệnh, chữa bệnh"}  # fmt: skip
