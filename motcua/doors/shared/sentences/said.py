"""Of what is said about a dossier, by letter, note, report or rating, and of data of oneself."""

SENTENCES: dict[str, str] = {
    "own-copy-waiting": "Bản sao Bạn yêu cầu đang được lập. Hãy mở lại trang sau ít giây.",
    "data-request-no-unit": "Chưa biết cơ quan nào giữ dữ liệu của Bạn. "
    "Hãy đến bộ phận một cửa nơi Bạn ở.",
    "data-request-empty": "Hãy viết sai chỗ nào và đúng phải là gì, hoặc vì sao muốn xóa.",
    "data-request-open-already": "Bạn đã yêu cầu điều này rồi. Hãy chờ câu trả lời ở trang này.",
    "data-request-answered": "Yêu cầu này đã được trả lời. Hãy mở lại trang để xem câu trả lời.",
    "data-kept-by-law": "Luật buộc giữ dữ liệu này ({citation}) nên không xóa được. Hãy từ chối, "
    "ghi lý do.",
    "note-empty": "Hãy viết ghi chú.",
    "notes-many": "Hồ sơ này đã có {limit} ghi chú. Hãy trao đổi trực tiếp với đồng nghiệp.",
    "note-struck-already": "Ghi chú này đã gạch rồi. Hãy tải lại trang.",
    "letter-empty": "Hãy viết tin nhắn.",
    "letters-unread": "Có {limit} tin chưa được đọc. Hãy chờ bên nhận đọc rồi viết tiếp.",
    "letters-a-day": "Một ngày gửi được {limit} tin về một hồ sơ. "
    "Hãy để ngày mai, hoặc nói chuyện tại bộ phận một cửa.",
    "rated-too-soon": "Hồ sơ này chưa xong. Khi có kết quả, hãy quay lại đánh giá.",
    "rated-already": "Hồ sơ này đã được đánh giá rồi. Còn điều muốn nói, hãy gửi phản ánh.",
    "rating-without-step": "Hãy chọn một mức.",
    "officer-does-not-rate": "Cán bộ không đánh giá thay. Hãy để người nộp tự đánh giá.",
    "report-needs-words": "Hãy ghi điều Bạn muốn phản ánh.",
    "report-open-already": "Bạn đã phản ánh về hồ sơ này và đang chờ trả lời. "
    "Hãy chờ câu trả lời rồi mới phản ánh tiếp.",
    "report-needs-answer": "Hãy ghi câu trả lời cho người dân đọc.",
    "report-answered-already": "Phản ánh này đã được trả lời rồi. Hãy tải lại trang.",
    "report-asked-already": "Đã hỏi người phản ánh một lần rồi. Hãy trả lời theo điều đã có.",
    "report-not-answered": "Phản ánh này chưa trả lời nên chưa công khai được. Hãy trả lời trước.",
    "report-published-already": "Câu trả lời này đã công khai rồi. Hãy tải lại trang.",
    "report-judged-already": "Bạn đã đánh giá câu trả lời này rồi. Hãy tải lại trang.",
}
