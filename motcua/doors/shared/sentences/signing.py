"""Of signed papers: signing, proof, copies."""

SENTENCES: dict[str, str] = {
    "proof-not-longer": "Dấu thời gian mới không dài hơn dấu đang có nên không thêm vào giấy. "
    "Hãy xem nơi cấp dấu thời gian đã có chứng thư mới chưa.",
    "copy-of-xml": "Tệp XML là bản gốc điện tử, có chữ ký của nơi cấp. "
    "Không ký bản sao của tệp này; hãy đưa chính tệp gốc.",
    "papers-unopened": "Bạn chưa mở {count} văn bản trong số đã chọn, nên chưa ký văn bản nào. "
    "Hãy mở xem; hoặc đánh dấu “Ký cả văn bản tôi chưa mở” rồi bấm ký lại.",
    "batch-too-large": "Mỗi lần ký từ 1 đến {limit} văn bản. Hãy chọn lại.",
    "no-signing-key": "Tài khoản này chưa có chứng thư ký số. Hãy báo người vận hành.",
    "paper-not-to-sign": "Văn bản này không còn chờ ký. Hãy tải lại danh sách.",
    "paper-already-signed": "Văn bản này đã ký rồi. Hãy xem ở mục đã ký.",
    "paper-is-not-what-was-seen": "Văn bản đã khác bản Bạn xem. Hãy mở lại, đọc rồi ký.",
    "paper-names-another-signer": "Văn bản này ghi người ký là {name}, Bạn không ký thay được. "
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
    "stamp-not-trusted": "Dấu thời gian không do nơi được tin cậy cấp. Hãy báo người vận hành.",
    "signature-of-another-time": "Giờ ký không khớp giờ hệ thống. Hãy ký lại.",
}
