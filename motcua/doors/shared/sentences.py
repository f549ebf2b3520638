"""What we say for each code of an error or refusal: one plain sentence that says what to do."""

from collections.abc import Mapping

SENTENCES: dict[str, str] = {
    # forms: what was typed does not have the right shape
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
    # guests: what is wrong in a row, in a file
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
    "own-copy-waiting": "Bản sao Bạn yêu cầu đang được lập. Hãy mở lại trang sau ít giây.",
    "data-request-no-unit": "Chưa biết cơ quan nào giữ dữ liệu của Bạn. "
    "Hãy đến bộ phận một cửa nơi Bạn ở.",
    "data-request-empty": "Hãy viết sai chỗ nào và đúng phải là gì, hoặc vì sao muốn xóa.",
    "data-request-open-already": "Bạn đã yêu cầu điều này rồi. Hãy chờ câu trả lời ở trang này.",
    "data-request-answered": "Yêu cầu này đã được trả lời. Hãy mở lại trang để xem câu trả lời.",
    "data-kept-by-law": "Luật buộc giữ dữ liệu này ({citation}) nên không xóa được. Hãy từ chối, "
    "ghi lý do.",
    "stays-being-read": "Tệp đang được đọc. Hãy chờ đọc xong rồi bỏ.",
    "stays-read-already": "Tệp này đã được đọc xong. Hãy xem kết quả ở trang này.",
    "stays-looked-at": "Công an đã xem lúc {at} nên không bỏ được nữa. "
    "Có chỗ sai, hãy gọi công an xã, phường.",
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
    "list-none-left": "Không còn dòng nào chờ bạn xem. "
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
    "address-choose": "“{label}”: có nhiều nơi trùng tên. Hãy chọn đúng xã, phường.",
    "address-unknown": "“{label}”: chưa thấy xã, phường nào trong địa chỉ này. "
    "Hãy ghi thêm tên xã hoặc phường, và tỉnh hoặc thành phố.",
    "dwelling-missing": "Hãy gõ mã trên cửa nhà, hoặc địa chỉ nơi Bạn ở.",
    "dwelling-choose": "Hãy chọn chỗ ở của Bạn trong danh sách bên dưới, "
    "hoặc chọn “chủ nhà chưa khai báo”.",
    "dwelling-code-unknown": "Chưa thấy chỗ ở có mã này. "
    "Hãy xem lại mã trên cửa, hoặc gõ địa chỉ.",
    # following a dossier
    "follow-shape": "Hãy điền số hồ sơ, và 4 chữ số: 4 số cuối điện thoại, hoặc năm sinh.",
    "follow-unknown": "Không thấy hồ sơ với hai thông tin này. Hãy xem lại từng chữ, từng số, "
    "hoặc gọi bộ phận một cửa.",
    "follow-held-off": "Đã thử sai nhiều lần. Hãy chờ sang giờ sau, hoặc đăng nhập để xem "
    "hồ sơ của Bạn, hoặc gọi bộ phận một cửa.",
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
    "proof-not-longer": "Dấu thời gian mới không dài hơn dấu đang có nên không thêm vào giấy. "
    "Hãy xem nơi cấp dấu thời gian đã có chứng thư mới chưa.",
    "copy-of-xml": "Tệp XML là bản gốc điện tử, có chữ ký của nơi cấp. "
    "Không ký bản sao của tệp này; hãy đưa chính tệp gốc.",
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
    # doubts: worth a second look, never a ground for refusal
    "identity-sex-differs": "Số định danh thường cho biết giới tính khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "identity-year-differs": "Số định danh thường cho biết năm sinh khác. Hãy xem lại, "
    "nếu đúng như giấy tờ thì cứ tiếp tục.",
    "child-number-malformed": "Số này không có đủ 12 chữ số. Hãy hỏi lại cơ quan đã cấp số.",
    "identity-place-unknown": "Ba chữ số đầu của số định danh chưa có trong danh mục. "
    "Hãy xem lại, nếu đúng như giấy tờ thì cứ tiếp tục.",
    # files that we took, with something changed
    "file-note-type": "Đuôi tên tệp không đúng với nội dung, chúng tôi đã sửa lại tên.",
    "file-note-place": "Ảnh có ghi nơi chụp, chúng tôi đã bỏ đi để giữ riêng tư cho Bạn.",
    "file-note-camera": "Chúng tôi đã bỏ thông tin máy ảnh khỏi ảnh.",
    "file-note-turned": "Chúng tôi đã xoay ảnh cho đúng chiều.",
    "file-note-shrunk": "Ảnh rất lớn, chúng tôi đã thu nhỏ. Hãy xem lại chữ có đọc rõ không.",
    # text typed with an old font
    "broken-font": "“{label}”: chữ có vẻ bị lỗi phông, có phải là “{meant}”? "
    "Hãy xem lại, và gõ lại bằng bảng mã Unicode nếu sai.",
    "letters-lost": "“{label}”: chữ bị lỗi phông nên không còn đọc được. Hãy gõ lại.",
    # filing a dossier
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
    "papers-unopened": "Bạn chưa mở {count} văn bản trong số đã chọn, nên chưa ký văn bản nào. "
    "Hãy mở xem; hoặc đánh dấu “Ký cả văn bản tôi chưa mở” rồi bấm ký lại.",
    "scan-doubted": "Có {count} trang máy thấy có thể là giấy của người khác. Hãy xem ảnh của "
    "từng trang; đúng là giấy của hồ sơ này thì đánh dấu ô xác nhận rồi đưa vào.",
    "consent-already-answered": "Bạn đã trả lời rồi. Muốn đổi ý, hãy gọi bộ phận một cửa.",
    "consent-is-their-own": "Người được hỏi đã tự trả lời từ tài khoản của họ. "
    "Hãy giữ nguyên câu trả lời ấy, không ghi thay được.",
    "consent-way-not-allowed": "Thủ tục này không nhận ý kiến theo cách đó. "
    "Hãy chọn cách khác, hoặc mời người đó trả lời từ tài khoản của họ.",
    "consent-needs-scan": "Hãy chụp hoặc quét tờ giấy có chữ ký và gửi kèm.",
    "consent-in-the-future": "Lúc ký hoặc trả lời chưa đến. Hãy xem lại ngày và giờ.",
    "form-code-missing": "Không thấy mã vuông của tờ khai. Hãy quét lại cả tờ cho rõ.",
    "form-mark-missing": "Không thấy đủ bốn ô đen ở góc tờ khai. Hãy quét lại cả tờ, đủ bốn góc.",
    "form-too-small": "Ảnh tờ khai quá nhỏ để đọc chắc chắn. Hãy quét nét hơn, hoặc chụp gần lại "
    "cho tờ giấy đầy khung hình.",
    "form-pdf": "Tệp PDF này không phải một trang là một ảnh quét. "
    "Hãy tách từng trang, hoặc gửi ảnh.",
    "form-unknown": "Mã trên tờ này không phải của tờ khai in từ đây. Hãy gõ theo tờ giấy.",
    "form-of-another": "Tờ này là của thủ tục hoặc mẫu khác. Hãy chọn đúng thủ tục rồi quét lại.",
    "form-of-another-person": "Tờ khai này in từ hồ sơ của người khác mà Bạn đang làm, nên chưa "
    "đọc gì vào đây. Hãy mở hồ sơ ấy để đọc, hoặc xem lại tờ giấy của người đang ngồi trước Bạn.",
    "form-already-printed": "Tờ khai đã in rồi, và hồ sơ chưa có gì đổi. "
    "Hãy tải tờ đã in trong mục giấy tờ của hồ sơ.",
    "nothing-to-move": "Không có quy định mới nào nhận hồ sơ này. Hãy tải lại trang.",
    "number-already-registered": "Số định danh này đã có trong sổ. Hãy tìm theo số để mở.",
    # at the desk
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
    # what is said about a dossier
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
    "refusal-needs-reason-and-article": "Hãy ghi cả lý do và điều luật làm căn cứ từ chối.",
    "field-unknown": "Mục này không có trong tờ khai. Hãy tải lại trang rồi chọn lại.",
    "sighting-needs-answer": "Hãy chọn giấy tờ gốc đúng như đã khai hay khác với đã khai.",
    "no-fee-due": "Hồ sơ này không còn khoản nào phải nộp. Hãy làm bước tiếp theo.",
    "fee-differs": "Số tiền không đúng mức phải thu. Hãy thu đúng {fee} đồng.",
    "consent-missing": "Chủ nhà (hoặc người được hỏi) chưa đồng ý. Hãy chờ hoặc liên hệ người đó.",
    "fee-not-paid": "Lệ phí chưa nộp. Hãy thu lệ phí trước khi quyết định.",
    "nobody-signs-police": "Chưa có trưởng hay phó trưởng công an cấp xã ký được giấy này: chủ "
    "tịch không ký thay, và không ai ký giấy của chính mình. Hãy báo người vận hành giao vai trò.",
    "nobody-signs-committee": "Chưa có chủ tịch hay phó chủ tịch ký được giấy này: trưởng công an "
    "không ký thay, và không ai ký giấy của chính mình. Hãy báo người vận hành giao vai trò.",
    "register-disagrees": "Dữ liệu dân cư không khớp. Hãy xem giấy tờ gốc và ghi nhận trước.",
    "not-yet-verified": "Dữ liệu dân cư chưa trả lời. Hãy chờ, hoặc xem giấy tờ gốc và ghi nhận, "
    "hoặc xin lãnh đạo cho làm tiếp ở mục “Điều chưa xác thực”.",
    "nothing-waits-for-register": "Không còn điều nào chờ dữ liệu dân cư trả lời. "
    "Hãy về hồ sơ và làm tiếp.",
    "still-being-asked": "Câu hỏi này đã gửi, dữ liệu dân cư chưa trả lời. "
    "Hãy chờ câu trả lời ấy.",
    "number-unknown": "Người này chưa có số định danh nên không hỏi được. "
    "Hãy ghi số định danh theo thẻ căn cước trước.",
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
    "person-differs": "Số định danh này đã có với họ tên hoặc ngày sinh khác. "
    "Hãy xem lại thẻ căn cước của người dân.",
    # who comes for somebody else
    "representative-not-allowed": "Thủ tục này không cho người ấy nộp thay người nộp này. "
    "Hãy chọn lại tư cách, hoặc để người nộp tự đến.",
    "representative-is-applicant": "Người này chính là người nộp. Hãy ghi người đến thay.",
    "mandate-needs-end": "Hãy ghi ngày cuối cùng giấy uỷ quyền còn giá trị, như trên giấy.",
    "mandate-ended": "Giấy này đã hết giá trị. Hãy xem lại ngày, hoặc dùng giấy uỷ quyền mới.",
    "search-too-short": "Hãy gõ ít nhất hai chữ của họ tên, hoặc đủ số định danh.",
    "file-being-checked": "Tệp này đang được kiểm tra mã độc. Hãy mở lại sau ít phút.",
    "file-harmful": "{label}: tệp vừa nộp có mã độc nên đã bị bỏ. Hãy chụp ảnh giấy rồi nộp ảnh.",
    "file-checked-already": "Tệp này đã kiểm tra xong. Hãy tải lại trang.",
    # the scan station
    "scan-blurred": "Trang bị mờ. Hãy quét hoặc chụp lại nếu không đọc được.",
    "scan-pale": "Chữ nhạt. Hãy quét đậm hơn nếu không đọc được.",
    "scan-small": "Ảnh nhỏ quá, chữ có thể không đọc được. Hãy quét lại ở 200 dpi trở lên.",
    "scan-blank": "Trang trắng. Hãy bỏ nếu không có gì trên đó.",
    "scan-of-another": "Còn trang có mã của hồ sơ khác. Hãy chuyển sang hồ sơ ấy, bỏ ra, "
    "hoặc xếp vào giấy của hồ sơ này nếu đúng là của nó.",
    "scan-unchanged": "Trang này đang để như khi quét. Hãy tải lại trang.",
    "scan-number-differs": "“{label}”: Bạn ghi {typed}, máy đọc được {read}. Hãy so từng chữ số "
    "với ảnh; nếu Bạn ghi đúng thì đánh dấu “Số tôi ghi đúng, máy đọc sai”.",
    "scan-not-pictures": "Tệp PDF này không phải bản quét, hoặc máy không đọc được ảnh trong đó. "
    "Hãy nộp nó như một tệp thường, hoặc quét lại thành ảnh.",
    "scan-many": "Bàn quét giữ nhiều nhất {limit} trang. "
    "Hãy đưa các trang đang có vào hồ sơ trước.",
    "scan-nothing": "Bàn quét chưa có trang nào. Hãy quét giấy tờ trước.",
    "scan-unconfirmed": "Hãy so số và ngày Bạn vừa ghi với ảnh, "
    "rồi đánh dấu “Tôi đã so với giấy”.",
    "scan-date-wrong": "Ngày cấp ở “{label}” chưa đúng. Hãy ghi như 05/09/2026.",
    "scan-unsorted": "Còn trang chưa xếp vào giấy nào. Hãy chọn giấy cho từng trang.",
    # files sent in pieces
    "upload-many": "Bạn đang gửi nhiều tệp quá. Hãy chờ các tệp kia gửi xong rồi chọn tiếp.",
    "upload-out-of-step": "Phần tệp này không nối tiếp phần đã nhận. Hãy chờ, máy sẽ gửi lại.",
    "upload-crumbs": "Tệp được gửi thành quá nhiều phần nhỏ. Hãy chọn lại tệp để gửi lại.",
    "upload-unfinished": "{label}: tệp chưa gửi xong. Hãy chọn lại tệp và chờ gửi xong.",
    "upload-damaged": "{label}: tệp nhận về khác tệp đã chọn. Hãy chọn và gửi lại.",
    "upload-gone": "{label}: tệp gửi đã quá một ngày nên không còn giữ. Hãy chọn lại tệp.",
    # running the system
    "title-missing": "Hãy ghi chức danh.",
    "post-ends-before-it-begins": "Ngày kết thúc phải từ ngày bắt đầu trở đi. Hãy xem lại.",
    "post-held-already": "Người này đang giữ vai trò đó ở đơn vị này rồi. Hãy chọn vai trò khác.",
    "post-ended-already": "Vai trò này đã kết thúc rồi. Hãy tải lại danh sách.",
    "post-ends-in-the-past": "Chỉ kết thúc được từ hôm qua trở đi. Hãy chọn ngày khác.",
    "own-post": "Không ai tự giao vai trò cho mình. Hãy nhờ một người vận hành khác.",
    "no-such-account": "Chưa có tài khoản với số định danh này. "
    "Hãy nhờ người đó đăng nhập một lần rồi làm lại.",
    "nobody-to-ask-about": "Không còn ai cần hỏi: mọi người đã được hỏi, hoặc đang chờ trả lời.",
    "outage-of-what": "Hãy chọn hệ thống và căn cứ trong danh sách.",
    "notice-missing": "Hãy ghi số, ngày của văn bản thông báo.",
    "outage-ends-first": "Lúc hoạt động lại phải sau lúc dừng. Hãy xem lại ngày, giờ.",
    "claims-changed": "Điều đã khai vừa được sửa. Cần hỏi lại dữ liệu dân cư.",
    "outage-far-off": "Ngày này cách hôm nay quá xa. Hãy xem lại năm đã ghi.",
    "outage-over": "Thông báo này đã rút. Hãy tải lại trang.",
    "outage-time-wrong": "Hãy ghi ngày và giờ, như 23/11/2026 và 09:00.",
    "errand-not-failing": "Việc này đã xong hoặc đang chạy. Hãy tải lại trang.",
    "arrival-settled": "Tin này đã xử lý xong. Hãy tải lại trang.",
    # signing
    "batch-too-large": "Mỗi lần ký từ 1 đến {limit} văn bản. Hãy chọn lại.",
    "no-signing-key": "Tài khoản này chưa có chứng thư ký số. Hãy báo người vận hành.",
    "paper-not-to-sign": "Văn bản này không còn chờ ký. Hãy tải lại danh sách.",
    "paper-already-signed": "Văn bản này đã ký rồi. Hãy xem ở mục đã ký.",
    "paper-is-not-what-was-seen": "Văn bản đã khác bản bạn xem. Hãy mở lại, đọc rồi ký.",
    "paper-names-another-signer": "Văn bản này ghi người ký là {name}, bạn không ký thay được. "
    "Hãy để người đó ký, hoặc trả lại hồ sơ.",
    "signature-missing": "Tệp nhận về chưa có đúng một chữ ký. Hãy ký lại.",
    "signature-broken": "Chữ ký nhận về bị hỏng. Hãy ký lại.",
    "signature-not-trusted": "Chứng thư ký không được tin cậy. Hãy báo người vận hành.",
    "signature-not-of-this-paper": "Chữ ký nhận về không phải của văn bản này. Hãy ký lại.",
    "signature-of-another": "Chữ ký nhận về là của người khác. Hãy ký lại.",
    "copied-already": "Giấy này đã có bản sao điện tử, hoặc đang ký. Hãy xem giấy tờ đã lập.",
    "paper-not-signed": "Giấy này chưa ký số nên chưa dùng được. Hãy xem lại sau.",
    "who-refused-missing": "Hãy ghi nơi nào từ chối.",
    "day-of-refusal": "Hãy ghi ngày trong một năm qua, không sau hôm nay.",
    "reported-often-enough": "Giấy này Bạn đã báo {limit} lần. Hãy gọi bộ phận một cửa.",
    # giving a result into somebody's hands
    "result-has-gone": "Kết quả đã được gửi đi hoặc đã trả, không đổi cách nhận được nữa. "
    "Hãy gọi bộ phận một cửa.",
    "way-not-offered": "Hãy chọn một trong các cách nhận kết quả đang có.",
    "address-for-result-missing": "Hãy ghi đủ người nhận và địa chỉ để gửi kết quả.",
    "tracking-unreadable": "Hãy ghi số bưu gửi bằng chữ cái không dấu và chữ số, "
    "như in trên biên lai.",
    "not-on-the-way": "Kết quả này hiện không còn trên đường. "
    "Hãy tải lại trang để xem đang ở đâu.",
    "no-representative-here": "Hồ sơ này không có người đại diện. Hãy chọn ai nhận cho đúng.",
    "mandate-for-result-missing": "Hãy ghi họ tên người nhận thay, và số, ngày của giấy uỷ quyền.",
    "no-line-lacks-its-scan": "Không còn dòng nào đã ghi trả mà thiếu bản quét. "
    "Hãy ghi trả các dòng có chữ ký trước, rồi đính kèm.",
    "scan-of-list-missing": "Hãy chọn tệp bản quét danh sách đã ký.",
    "signature-of-taker-missing": "Hãy cho người nhận ký: trên màn hình, trên biên nhận rồi quét, "
    "hoặc đánh dấu đã ký trên giấy.",
    "drawing-empty": "Chưa có nét chữ ký nào trên màn hình. Hãy mời người nhận ký lại.",
    "drawing-unreadable": "Không đọc được chữ ký trên màn hình. Hãy ký lại, hoặc ký trên giấy.",
    "bearer-missing": "Hãy ghi ai mang kết quả đi trả, ví dụ tổ lưu động, trưởng thôn.",
    "result-not-at-the-desk": "Kết quả của hồ sơ {number} không còn ở quầy. "
    "Hãy bỏ hồ sơ đó ra rồi lập lại danh sách.",
    "list-of-one-unit": "Một danh sách chỉ có hồ sơ của một đơn vị. "
    "Hãy lập mỗi đơn vị một danh sách.",
    "not-on-this-list": "Hồ sơ này không có trong danh sách. Hãy ghi việc trả ở trang của hồ sơ.",
    # keeping and erasing
    "archive-size": "Khoảng ngày này có {count} hồ sơ đã kết thúc; một gói có từ 1 đến {most}. "
    "Hãy chọn khoảng ngày khác.",
    "kept-for-ever": "Loại giấy này cần lưu vĩnh viễn, không xóa được.",
    "erasure-agreed-already": "Việc xóa này đã được đồng ý, hoặc đã xóa. Hãy tải lại trang.",
    "erasure-not-due": "Chưa đến ngày xóa, hoặc đã xóa. Hãy xem danh sách hết hạn lưu.",
    "erasure-not-agreed": "Lãnh đạo chưa đồng ý xóa. Hãy xem danh sách hết hạn lưu.",
    "stamp-not-trusted": "Dấu thời gian không do nơi được tin cậy cấp. Hãy báo người vận hành.",
    "signature-of-another-time": "Giờ ký không khớp giờ hệ thống. Hãy ký lại.",
    "unit.import-does-not-fit": "Danh sách đơn vị không khớp với dữ liệu đang có. "
    "Hãy xem các dòng được nêu, sửa tệp rồi nhập lại.",
    # cards: what was held to the reader, what is damaged in it, what was set right
    "card-empty": "Chưa có gì được đọc. Hãy quét mã trên thẻ, hoặc chọn ảnh có mã.",
    "card-huge": "Dữ liệu quá dài, không phải mã trên thẻ. Hãy quét đúng mã vuông trên thẻ.",
    "card-two": "Đây là dữ liệu của hai thẻ. Hãy xóa ô này rồi quét một thẻ.",
    "card-web-address": "Mã này dẫn tới một trang mạng, không phải thẻ. "
    "Đừng mở trang đó; hãy quét mã vuông trên thẻ căn cước.",
    "card-command": "Mã này chứa câu lệnh máy tính, không phải thẻ. "
    "Hãy hỏi người dân lấy mã ở đâu, và quét mã trên thẻ thật.",
    "card-binary": "Mã này không phải chữ, không phải thẻ. Hãy quét mã vuông trên thẻ căn cước.",
    "card-payment": "Mã này để chuyển tiền, không phải thẻ. "
    "Hãy quét mã vuông trên thẻ căn cước.",
    "card-cut-short": "Chỉ đọc được một phần của thẻ. Hãy quét lại, giữ yên cho đến khi xong.",
    "card-other": "Đây không phải dữ liệu của thẻ căn cước hay thẻ bảo hiểm y tế. "
    "Hãy quét mã vuông trên thẻ.",
    "card-keys-changed": "Unikey đang bật và đã đổi chữ của máy quét. "
    "Hãy tắt Unikey, xóa ô này rồi quét lại.",
    "card-code-missing": "Không thấy mã vuông trong ảnh. "
    "Hãy chụp gần hơn, đủ sáng, thẻ phẳng, mã rõ nét.",
    "card-pdf": "Tệp PDF này không có ảnh chụp thẻ, hoặc quá nhiều trang. Hãy gửi ảnh chụp thẻ.",
    "chip-cut-short": "Dữ liệu chip bị đứt giữa chừng. Hãy đặt lại thẻ lên máy và đọc lần nữa.",
    "chip-damaged": "Dữ liệu chip không đúng cấu trúc. "
    "Hãy đọc lại; vẫn vậy thì dùng mã vuông trên thẻ.",
    "chip-no-data": "Máy đọc không đưa phần chữ của chip. Hãy đọc lại, chọn cả DG1 và DG13.",
    "chip-genuine": "Dữ liệu chip là bản gốc do Nhà nước ký. Hãy nhìn mặt người cầm thẻ.",
    "chip-unproved": "Chưa kiểm được chữ ký của chip: thiếu tệp SOD, hoặc máy này chưa có "
    "danh sách nơi ký. Hãy coi như lời khai.",
    "chip-proof-damaged": "Không đọc được chữ ký của chip. Hãy đọc lại thẻ.",
    "chip-proof-weak": "Chữ ký của chip dùng cách ký yếu, không tin được. Hãy coi như lời khai.",
    "chip-altered": "Dữ liệu khác với bản đã ký trong chip. Hãy xem kỹ thẻ và báo lãnh đạo.",
    "chip-forged": "Chữ ký của chip không đúng. Hãy xem kỹ thẻ và báo lãnh đạo.",
    "chip-issuer-unknown": "Nơi ký chip không có trong danh sách tin cậy. Hãy xem kỹ thẻ.",
    "chip-issuer-expired": "Chứng thư của nơi ký chip không còn hiệu lực. Hãy coi như lời khai.",
    "card-letters-lost": "“{label}”: mất chữ trên đường truyền. "
    "Hãy quét lại bằng camera, hoặc hỏi theo số và ngày sinh.",
    "card-letters-foreign": "“{label}”: chữ bị lỗi phông, không đoán. "
    "Hãy quét lại bằng camera, hoặc hỏi theo số và ngày sinh.",
    "card-marks-lost": "“{label}”: máy quét làm mất dấu. Hãy quét lại bằng camera.",
    "card-marks-typed": "“{label}”: máy quét gõ phím thay cho dấu. "
    "Hãy đặt máy quét ở chế độ Unicode, tắt Unikey, hoặc quét bằng camera.",
    "card-number-broken": "“{label}”: thiếu hoặc thừa chữ số. Hãy quét lại.",
    "card-date-broken": "“{label}”: không phải một ngày. Hãy quét lại, hoặc xem trên thẻ.",
    "card-sex-broken": "“{label}”: không đọc được. Hãy xem trên thẻ.",
    "card-number-contradicts": "“{label}”: không khớp năm sinh hoặc giới tính. "
    "Hãy quét lại bằng camera.",
    "card-check-digit": "“{label}”: chữ số kiểm tra không đúng. Hãy quét lại.",
    "card-chip-differs": "“{label}”: hai phần của chip ghi khác nhau. Hãy đọc lại, và xem kỹ thẻ.",
    "card-note-repaired-encoding": "Chữ bị mã hóa hai lần đã được khôi phục nguyên vẹn.",
    "card-note-repaired-capitals": "Phím Caps Lock đang bật: chữ hoa, chữ thường đã được đổi lại.",
    "card-note-repaired-sex": "Giới tính gõ bằng phím đã đọc đúng; số định danh cũng nói vậy.",
    "card-note-repaired-hex": "Unikey đang bật: mã chữ của thẻ đã được khôi phục nguyên vẹn.",
    "card-note-repaired-twice": "Thẻ được quét hai lần như nhau: lấy một lần.",
    "card-note-repaired-alike": "Chữ O, I đọc nhầm số 0, 1 đã được sửa; chữ số kiểm tra khớp.",
    # messages, days
    "message-unsafe": "Tin nhắn không gửi được: {why} Hãy viết lại.",
    "day-not-over": "Ngày này chưa hết nên chưa niêm phong được. Hãy chờ sang ngày sau.",
    # where the population register does not agree
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
    # signing in
    "account-locked": "Tài khoản định danh đang bị khoá. Hãy hỏi công an xã, phường.",
    "number-is-anothers": "Số định danh của Bạn đang ghi ở đây cho người khác họ tên, khác ngày "
    "sinh. Hãy mang thẻ căn cước đến bộ phận một cửa của xã, phường: cán bộ xem lại số, và giúp "
    "Bạn nộp hồ sơ trong lúc chờ.",
    "number-borne-by-another": "Số trên căn cước điện tử khác số ghi ở đây, và đang ghi ở một bản "
    "ghi khác. Hãy mang thẻ căn cước đến bộ phận một cửa của xã, phường: cán bộ ghi lại đó cũng "
    "là Bạn, hay là người khác.",
    "sign-in-declined": "Bạn đã dừng đăng nhập, hoặc tài khoản không dùng được. Hãy thử lại.",
    "sign-in-not-accepted": "Hệ thống định danh trả lời không hợp lệ. Hãy đăng nhập lại.",
    "sign-in-not-begun-here": "Lần đăng nhập này đã cũ hoặc mở từ nơi khác. Hãy đăng nhập lại.",
    # what stops a whole page
    "refused": "Chúng tôi chưa làm được việc này. Hãy thử lại, hoặc gọi bộ phận một cửa.",
    "form-too-old": "Trang này mở đã lâu. Hãy quay lại, tải lại trang rồi gửi lần nữa.",
    "request-too-large": "Những gì Bạn gửi quá nặng. Hãy chụp lại ảnh nhỏ hơn, "
    "hoặc gửi từng tệp một.",
    "key-reused": "Tờ này đã gửi một lần với nội dung khác. "
    "Hãy mở hồ sơ của Bạn để xem bản đã nhận.",
    "fresh-sign-in-needed": "Việc này cần Bạn đăng nhập lại để chắc chắn đúng là Bạn.",
    "sign-in-level-too-low": "Nộp, bổ sung, trả lời, khai báo cần tài khoản định danh mức 2. "
    "Hãy mang thẻ căn cước đến công an xã, phường bất kỳ để làm mức 2. "
    "Muốn nộp hay bổ sung hồ sơ ngay, hãy đến bộ phận một cửa: cán bộ làm cùng Bạn.",
}


def say(code: str, detail: Mapping[str, object] | None = None) -> str:
    """The sentence of `code` with `{label}` and the like filled in from `detail`.

    Plain replacement, not str.format: what a person typed may contain braces.
    """
    words = SENTENCES.get(code, SENTENCES["refused"])
    for name, value in {"label": "Ô này", **(detail or {})}.items():
        words = words.replace("{" + name + "}", str(value))
    return words
