"""Of cards: what was held to the reader, what is damaged in it, what was set right."""

SENTENCES: dict[str, str] = {
    "card-empty": "Chưa có gì được đọc. Hãy quét mã trên thẻ, hoặc chọn ảnh có mã.",
    "card-huge": "Dữ liệu quá dài, không phải mã trên thẻ. Hãy quét đúng mã vuông trên thẻ.",
    "card-two": "Đây là dữ liệu của hai thẻ. Hãy xóa ô này rồi quét một thẻ.",
    "card-web-address": "Mã này dẫn tới một trang mạng, không phải thẻ. "
    "Đừng mở trang đó; hãy quét mã vuông trên thẻ căn cước.",
    "card-command": "Mã này chứa câu lệnh máy tính, không phải thẻ. "
    "Hãy hỏi người dân lấy mã ở đâu, và quét mã trên thẻ thật.",
    "card-binary": "Mã này không phải chữ, không phải thẻ. Hãy quét mã vuông trên thẻ căn cước.",
    "card-payment": "Mã này để chuyển tiền, không phải thẻ. Hãy quét mã vuông trên thẻ căn cước.",
    "card-keyboard": "Máy quét gõ sai phím vì máy tính này không dùng bàn phím tiếng Anh (Mỹ). "
    "Hãy chọn bàn phím ấy trong Windows rồi quét lại, hoặc quét bằng camera.",
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
}
