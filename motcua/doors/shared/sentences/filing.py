"""Of filing and following a dossier, who must agree to it, and who comes for its applicant."""

SENTENCES: dict[str, str] = {
    "follow-shape": "Hãy điền số hồ sơ, và 4 chữ số: 4 số cuối điện thoại, hoặc năm sinh.",
    "follow-unknown": "Không thấy hồ sơ với hai thông tin này. Hãy xem lại từng chữ, từng số, "
    "hoặc gọi bộ phận một cửa.",
    "follow-held-off": "Đã thử sai nhiều lần. Hãy chờ sang giờ sau, hoặc đăng nhập để xem "
    "hồ sơ của Bạn, hoặc gọi bộ phận một cửa.",
    "procedure-not-filed-here": "Thủ tục này chưa nộp ở đây được. "
    "Hãy xem trang của thủ tục: nộp ở đâu, và điều gì chúng tôi chưa rõ.",
    "dossier-incomplete": "Hồ sơ còn thiếu. Hãy bổ sung những mục được nêu rồi nộp lại.",
    "draft-already-submitted": "Tờ này đã nộp rồi. Hãy mở “Hồ sơ của tôi” để theo dõi.",
    "stay-ends-before-it-begins": "Ngày kết thúc phải sau ngày bắt đầu. Hãy xem lại hai ngày.",
    "stay-too-long": "Dài hơn thời gian tạm trú nhiều nhất của một lần đăng ký. "
    "Hãy chọn ngày kết thúc sớm hơn, sau này gia hạn.",
    "consent-needs-number": "Người phải cho ý kiến đồng ý cần có số định danh cá nhân để "
    "chúng tôi hỏi đúng người. Hãy ghi thêm số của người đó.",
    "stay-has-ended": "Hạn tạm trú cũ đã hết nên không gia hạn được. Hãy đăng ký tạm trú mới.",
    "birth-in-the-future": "Ngày sinh của con chưa đến. Hãy xem lại ngày sinh.",
    "new-head-needs-number": "Chủ hộ mới cần có số định danh. Hãy ghi số trên thẻ căn cước.",
    "outcome-missing": "Hãy ghi: {label}.",
    "result-is-noted": "Kết quả do hệ thống khác cấp. Hãy ghi số và ngày của kết quả.",
    "result-is-made-here": "Kết quả của thủ tục này làm ở đây. Hãy trình ký.",
    "member-named-twice": "Có người được ghi hai lần. Hãy bỏ bớt một dòng.",
    "address-missing": "Hãy ghi địa chỉ của nhà.",
    "too-many-files": "Hồ sơ có nhiều nhất {limit} tệp. Hãy bỏ bớt tệp không cần.",
    "nothing-was-asked": "Hồ sơ này hiện không có yêu cầu bổ sung nào. "
    "Hãy xem lại trạng thái hồ sơ.",
    "request-answered-already": "Yêu cầu bổ sung này đã được trả lời lúc {at}. "
    "Không phải gửi lại; hãy xem trạng thái hồ sơ.",
    "answered-too-late": "Hồ sơ đã dừng nên không bổ sung được nữa. "
    "Hãy xem thông báo dừng giải quyết, và nộp hồ sơ mới khi đã đủ.",
    "request-not-answered": "Còn mục được yêu cầu mà Bạn chưa trả lời. Hãy trả lời đủ rồi gửi.",
    "request-unchanged": "“{label}” vẫn y như lúc được yêu cầu bổ sung. Hãy sửa, hoặc nộp "
    "bản khác; nếu như vậy đã đúng thì viết vì sao ở ô “Giữ nguyên, không sửa”.",
    "consent-already-answered": "Bạn đã trả lời rồi. Muốn đổi ý, hãy gọi bộ phận một cửa.",
    "consent-is-their-own": "Người được hỏi đã tự trả lời từ tài khoản của họ. "
    "Hãy giữ nguyên câu trả lời ấy, không ghi thay được.",
    "consent-way-not-allowed": "Thủ tục này không nhận ý kiến theo cách đó. "
    "Hãy chọn cách khác, hoặc mời người đó trả lời từ tài khoản của họ.",
    "consent-needs-scan": "Hãy chụp hoặc quét tờ giấy có chữ ký và gửi kèm.",
    "consent-in-the-future": "Lúc ký hoặc trả lời chưa đến. Hãy xem lại ngày và giờ.",
    "nothing-to-move": "Không có quy định mới nào nhận hồ sơ này. Hãy tải lại trang.",
    "number-already-registered": "Số định danh này đã có trong sổ. Hãy tìm theo số để mở.",
    "consent-missing": "Chủ nhà (hoặc người được hỏi) chưa đồng ý. Hãy chờ hoặc liên hệ người đó.",
    "representative-not-allowed": "Thủ tục này không cho người ấy nộp thay người nộp này. "
    "Hãy chọn lại tư cách, hoặc để người nộp tự đến.",
    "representative-is-applicant": "Người này chính là người nộp. Hãy ghi người đến thay.",
    "mandate-needs-end": "Hãy ghi ngày cuối cùng giấy uỷ quyền còn giá trị, như trên giấy.",
    "mandate-ended": "Giấy này đã hết giá trị. Hãy xem lại ngày, hoặc dùng giấy uỷ quyền mới.",
}
