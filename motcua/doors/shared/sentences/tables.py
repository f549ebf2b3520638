"""Of tables that people send: workbooks, and lists that are matched."""

SENTENCES: dict[str, str] = {
    "sheet-missing": "Hãy chọn tệp Excel.",
    "sheet-big": "Tệp lớn quá {limit} MB. Hãy chia thành nhiều tệp.",
    "sheet-not-excel": "Không đọc được tệp này. Hãy mở bằng Excel, "
    "chọn Lưu thành (Save As), kiểu .xlsx rồi gửi lại.",
    "sheet-old-excel": "Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. "
    "Hãy bỏ mật khẩu, lưu thành .xlsx rồi gửi lại.",
    "sheet-rows": "Tệp có hơn {limit} dòng. Hãy chia thành nhiều tệp.",
    "sheet-heavy": "Tệp quá nặng để đọc an toàn. Hãy chép các dòng cần gửi sang một tệp mới, "
    "không có hình và định dạng, rồi gửi lại.",
    "sheet-columns": "Dòng {row} có hơn {limit} cột. Hãy bỏ bớt cột, hoặc xoá ô thừa ở bên phải, "
    "rồi gửi lại.",
    "sheet-gap": "Dòng {row} có chữ, cách bảng hơn 5.000 dòng trống. Hãy xoá chữ ấy, hoặc chuyển "
    "lên sát bảng, rồi gửi lại.",
    "list-purpose": "Hãy chọn đối chiếu để làm gì.",
    "list-missing": "Hãy chọn tệp danh sách; tệp trống thì không gửi được.",
    "list-empty": "Tệp trống: không có chữ nào. Hãy xem lại tệp rồi gửi lại.",
    "list-none": "Danh sách không có dòng nào dưới tên cột. Hãy xem lại tệp rồi gửi lại.",
    "list-no-table": "Đây không phải là bảng. Hãy gửi tệp Excel (.xlsx), CSV hoặc Parquet.",
    "list-not-parquet": "Tệp Parquet không nguyên vẹn. Hãy xuất lại rồi gửi lại.",
    "list-quote": "Dòng {line}: không đọc được, thường vì có dấu nháy kép mở mà không đóng. "
    "Hãy sửa dòng này rồi gửi lại.",
    "list-no-text": "Dòng {line} có ký tự không phải là chữ: tệp hỏng, hoặc không phải là CSV. "
    "Hãy xuất lại rồi gửi lại.",
    "list-no-headings": "Không thấy dòng tên cột (từ hai cột trở lên) trong {rows} dòng đầu. "
    "Hãy ghi tên cột ở trên các dòng rồi gửi lại.",
    "list-columns-few": "Hãy chọn cột họ và tên hoặc số định danh, và ít nhất một cột nữa, "
    "ví dụ ngày sinh.",
    "list-column-twice": "Có hai cột cùng được chọn là “{label}”. Hãy chọn lại một cột.",
    "list-not-now": "Danh sách này đã sang bước khác. Hãy mở lại trang để xem.",
    "list-heavy": "Danh sách này quá nặng để đối chiếu một lần. Hãy chia thành nhiều tệp.",
    "list-register-empty": "Ở {unit} chưa có dữ liệu dân cư để đối chiếu. "
    "Hãy hỏi người vận hành hệ thống.",
    "list-none-left": "Không còn dòng nào chờ Bạn xem. "
    "Hãy chờ nếu người khác đang xem các dòng cuối.",
    "list-row-answered": "Dòng này đã có người trả lời. Hãy xem dòng tiếp theo.",
    "list-row-held": "Dòng này đang ở chỗ người khác. Hãy xem dòng tiếp theo.",
    "list-row-which": "Hãy chọn đúng người nào, hoặc chọn không phải.",
    "list-row-not-yours": "Chỉ người đã trả lời mới mở lại được dòng này. Hãy nhờ người đó.",
    "sheet-no-headings": "Chưa thấy dòng tên cột. Cần có ít nhất cột “Họ và tên” "
    "và “Số định danh”. Hãy dùng tệp mẫu.",
    "sheet-columns-missing": "Tệp thiếu cột: {columns}. Hãy thêm cột rồi gửi lại.",
    "sheet-note-hidden": "Tệp có trang tính ẩn ({names}): chúng tôi không đọc trang ẩn.",
    "sheet-note-others": "Chúng tôi chỉ đọc trang tính đầu tiên, chưa đọc: {names}.",
    "sheet-note-unseen": "{count} dòng bị ẩn hoặc bị bộ lọc che (từ dòng {row}) cũng được đọc. "
    "Không cần những dòng ấy thì hãy xóa chúng khỏi tệp rồi làm lại.",
}
