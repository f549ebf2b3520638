"""Data of invented people for each paper, as the actions will hand them over."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)  # 09:14 in Vietnam

POLICE = {
    "parent": "Công an thành phố Hà Nội",
    "name": "Công an phường Ba Đình",
    "place": "Ba Đình",
}
COMMITTEE = {
    "parent": "Ủy ban nhân dân thành phố Hà Nội",
    "name": "Ủy ban nhân dân phường Ba Đình",
    "place": "Ba Đình",
}
CHIEF = {"authority": ["Trưởng Công an phường"], "name": "Thượng tá Lê Hữu Phước", "digital": True}
DEPUTY = {
    "authority": ["KT. Chủ tịch", "Phó Chủ tịch"],
    "name": "Vũ Thị Khuyên",
    "digital": True,
}
CLERK = {"authority": ["Người tiếp nhận hồ sơ"], "name": "Đỗ Ngọc Quỳnh", "digital": False}
VERIFY = {"address": "https://motcua.example.vn/kiem-tra/7KQ4-M2XD", "code": "7KQ4-M2XD"}
APPLICANT = {
    "name": "Nguyễn Thị Minh Thuý",
    "address": "Tổ 4, phường Ba Đình, thành phố Hà Nội",
    "phone": "0900 000 123",
}
TEMPORARY = {"code": "1.004194", "name": "Đăng ký tạm trú"}


def receipt() -> dict[str, Any]:
    return {
        "agency": POLICE,
        "dossier_number": "000.13.28.H26-261123-0042",
        "applicant": APPLICANT,
        "procedure": TEMPORARY,
        "components": [
            {"name": "Tờ khai thay đổi thông tin cư trú (CT01)", "form": "electronic"},
            {"name": "Giấy tờ chứng minh chỗ ở hợp pháp", "form": "database"},
            {"name": "Hợp đồng thuê nhà", "form": "paper"},
        ],
        "copies": 1,
        "received_at": AT,
        "due_at": datetime(2026, 11, 27, 2, 14, tzinfo=UTC),
        "legal_time": "03 ngày làm việc",
        "due_reasons": [
            "Nhận đủ hồ sơ lúc 09:14 thứ Hai 23/11/2026; thời hạn 3 ngày làm việc.",
            "Thứ Ba 24/11 nghỉ Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16), không tính.",
            "Hết thời hạn lúc 09:14 thứ Sáu 27/11/2026.",
        ],
        "fee": {"amount": 7000, "note": "đã nộp trực tuyến"},
        "result_way": "bản điện tử trên trang theo dõi hồ sơ; bản giấy nếu Bạn cần",
        "result_place": "Trung tâm Phục vụ hành chính công phường Ba Đình, quầy số 3",
        "officer": "Đỗ Ngọc Quỳnh",
        "hotline": "024 0000 0000",
        "at_home": "https://motcua.example.vn",
        "verify": VERIFY
        | {"address": "https://motcua.example.vn/theo-doi/000.13.28.H26-261123-0042"},
    }


def ct07() -> dict[str, Any]:
    return {
        "agency": POLICE,
        "document_number": "1234/XN",
        "dossier_number": "000.13.28.H26-261123-0007",
        "requester": {
            "name": "Nguyễn Thị Minh Thuý",
            "born": date(1990, 3, 5),
            "sex": "Nữ",
            "identity": "001190000017",
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "hometown": "Xã Thường Phước, tỉnh Đồng Tháp",
        },
        "permanent_address": "Số 12, ngõ 34, tổ 4, phường Ba Đình, thành phố Hà Nội",
        "temporary_address": "",
        "current_address": "Số 12, ngõ 34, tổ 4, phường Ba Đình, thành phố Hà Nội",
        "head": {"name": "Nguyễn Hữu Ưỡng", "identity": "001055000031", "relation": "Con"},
        "members": [
            _member("Nguyễn Hữu Ưỡng", "1955", "Nam", "001055000031", "Chủ hộ"),
            _member("Phạm Thị Nguyệt Ẩn", date(1958, 8, 19), "Nữ", "001158000044", "Vợ"),
            _member("Trần Nguyễn Khánh Quỳnh", date(2019, 12, 30), "Nữ", "001319000052", "Cháu"),
        ],
        "other": "Xác nhận để bổ sung hồ sơ xin thị thực.",
        "sources": [
            {"how": "register", "at": AT, "what": "họ tên, ngày sinh, số định danh"},
            {"how": "seen", "at": AT, "what": "giới tính"},
            {"how": "held", "at": AT, "what": "nơi cư trú, chủ hộ và quan hệ với chủ hộ"},
            {"how": "told", "at": AT, "what": "nội dung xác nhận khác"},
        ],
        "valid_until": date(2027, 11, 23),
        "replaces": None,
        "signer": CHIEF,
        "verify": VERIFY,
    }


def ct08(tenants: int = 4, stay: str = "temporary") -> dict[str, Any]:
    people = [
        ("Y Bhôk Niê Kđăm", date(1999, 6, 30), "Nam", "066099000055"),
        ("Bùi Văn Hoà", date(1985, 11, 21), "Nam", "017085000023"),
        ("Đặng Thị Quý", "1955", "Nữ", "074155000042"),
        ("Huỳnh Hiếu Thuận", date(2001, 8, 15), "Nam", "048201000031"),
    ]
    rows = [people[at % len(people)] for at in range(tenants)]
    return {
        "agency": POLICE,
        "document_number": "568/TB",
        "dossier_number": "000.13.28.H26-261123-0042",
        "addressee": APPLICANT,
        "procedure": TEMPORARY,
        "received_at": AT,
        "stay": stay,
        "dwelling": {
            "address": "Nhà trọ số 12, ngõ 34, tổ 4, phường Ba Đình, thành phố Hà Nội",
            "owner": "Nguyễn Thị Minh Thuý",
        },
        "tenants": [
            {
                "name": name,
                "born": born,
                "sex": sex,
                "identity": identity,
                "since": date(2026, 11, 27),
                "until": None if stay == "permanent" else date(2028, 11, 26),
            }
            for name, born, sex, identity in rows
        ],
        "note": "",
        "replaces": None,
        "signer": CHIEF,
        "verify": VERIFY,
    }


def birth_certificate() -> dict[str, Any]:
    return {
        "agency": COMMITTEE,
        "document_number": "45/2026",
        "child": {
            "name": "Trần Gia Hân",
            "born": date(2026, 11, 12),
            "sex": "Nữ",
            "ethnicity": "Kinh",
            "nationality": "Việt Nam",
            "birthplace": "Bệnh viện Phụ sản Trung ương, phường Cửa Nam, thành phố Hà Nội",
            "hometown": "Phường Thủ Dầu Một, Thành phố Hồ Chí Minh",
            "identity": "001326000068",
        },
        "mother": _parent("Lê Thị Hoà", date(1996, 4, 1)),
        "father": _parent("Trần Văn Lộc", date(1994, 1, 9)),
        "declarant": {
            "name": "Trần Văn Lộc",
            "identity": "Căn cước số 074094000011, cấp ngày 10/05/2021",
        },
        "registered_at": "Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội",
        "registered_on": date(2026, 11, 23),
        "replaces": None,
        "signer": DEPUTY,
        "verify": VERIFY,
    }


def request_supplement() -> dict[str, Any]:
    return {
        "agency": POLICE,
        "document_number": "31/YCBS",
        "dossier_number": "000.13.28.H26-261123-0042",
        "applicant": APPLICANT,
        "procedure": TEMPORARY,
        "received_at": AT,
        "lacks": [
            {
                "what": "Hợp đồng thuê nhà",
                "why": "Ảnh trang 2 bị mờ, không đọc được thời hạn thuê.",
                "do": "Chụp lại trang 2 dưới ánh sáng đủ, thấy cả bốn góc giấy.",
            },
            {
                "what": "Ý kiến của chủ nhà",
                "why": "Chủ nhà chưa xác nhận đồng ý.",
                "do": "Nhờ chủ nhà bấm Đồng ý trong tin nhắn gửi đến tài khoản của họ.",
            },
        ],
        "basis": "Khoản 2 Điều 28 Luật Cư trú số 68/2020/QH14",
        "answer_by": date(2026, 12, 3),
        "how": "mở trang theo dõi hồ sơ và gửi ảnh từ điện thoại; không phải đến lại",
        "contact": "Đỗ Ngọc Quỳnh, 024 0000 0000",
        "signer": CLERK,
        "verify": VERIFY,
    }


def refusal() -> dict[str, Any]:
    return {
        "agency": POLICE,
        "document_number": "12/TC",
        "dossier_number": "000.13.28.H26-261123-0042",
        "applicant": APPLICANT,
        "procedure": TEMPORARY,
        "received_at": AT,
        "reasons": [
            {
                "reason": "Chỗ ở nằm trong nhà đã có quyết định phá dỡ.",
                "basis": "khoản 4 Điều 23 Luật Cư trú số 68/2020/QH14",
            }
        ],
        "instead": "Bạn đăng ký tạm trú ở chỗ ở khác; những gì Bạn đã khai chúng tôi còn giữ, "
        "chỉ cần đổi địa chỉ rồi nộp lại.",
        "complaint": "Bạn có quyền khiếu nại trong 90 ngày theo Luật Khiếu nại số 02/2011/QH13.",
        "contact": "Đỗ Ngọc Quỳnh, 024 0000 0000",
        "signer": DEPUTY | {"digital": False},
        "verify": VERIFY,
    }


def stop() -> dict[str, Any]:
    return refusal() | {"document_number": "3/DGQ"}


def apology() -> dict[str, Any]:
    return {
        "agency": POLICE,
        "document_number": "5/XL",
        "dossier_number": "000.13.28.H26-261123-0042",
        "applicant": APPLICANT,
        "procedure": TEMPORARY,
        "received_at": AT,
        "was": AT,
        "promised": AT,
        "prolongs": True,
        "reason": "Cần xác minh tại nơi ở cũ, đang chờ trả lời.",
        "basis": "Mẫu 04 Phụ lục I TT 03/2025/TT-VPCP",
        "contact": "Đỗ Ngọc Quỳnh, 024 0000 0000",
        "signer": DEPUTY | {"digital": False},
        "verify": VERIFY,
    }


def filed(title: str, *lines: dict[str, Any], about: str = "") -> dict[str, Any]:
    """A result in the words of a procedure's file: with the longest of names."""
    return {
        "agency": COMMITTEE,
        "document_number": "12/QĐ-UBND",
        "dossier_number": "000.13.28.H26-261123-0042",
        "procedure": {"code": "1.001776", "name": "Trợ cấp xã hội hằng tháng"},
        "title": title,
        "about": about,
        "basis": ["NĐ 335/2026/NĐ-CP", "Luật Hộ tịch 60/2014/QH13 Điều 34 khoản 2"],
        "lines": list(lines),
        "valid_for": "06 tháng kể từ ngày cấp",
        "applicant": "Công Tằng Tôn Nữ Nguyễn Thị Ngọc Khuê Quỳnh",
        "replaces": None,
        "signer": DEPUTY,
        "verify": VERIFY,
    }


def _says(words: str) -> dict[str, Any]:
    return {"kind": "says", "label": "", "value": words, "rows": []}


def _value(label: str, words: str) -> dict[str, Any]:
    return {"kind": "value", "label": label, "value": words, "rows": []}


WHO = _value("Họ, chữ đệm, tên", "Công Tằng Tôn Nữ Nguyễn Thị Ngọc Khuê Quỳnh")
BORN = _value("Ngày, tháng, năm sinh", "30/04/1955")
HOME = _value(
    "Nơi cư trú",
    "Số 1204, tầng 12, nhà N4A, khu đô thị Trung Hòa, phường Ba Đình, thành phố Hà Nội",
)
GUESTS = {
    "kind": "people",
    "label": "Những người được xóa đăng ký",
    "value": "",
    "rows": [
        ["Đặng Thị Ngữ Ưu Nghiễm", "1955", "001155000011", "Bà"],
        ["Phan Thế Ngữ", "01/02/2001", "001201000012", ""],
    ],
}


def decision() -> dict[str, Any]:
    return filed(
        "Về việc trợ cấp xã hội hằng tháng",
        _says("Trợ cấp xã hội hằng tháng đối với người có tên sau đây."),
        WHO,
        BORN,
        HOME,
        _says("Mức trợ cấp và thời điểm hưởng."),
        _value("Mức trợ cấp một tháng (đồng)", "810.000"),
        _says("Quyết định này có hiệu lực kể từ ngày ký."),
    )


def notice() -> dict[str, Any]:
    about = "Về kết quả xóa đăng ký thường trú (mẫu CT08)"
    return filed(about, _says("Đã xóa đăng ký cho người dưới đây."), GUESTS) | {"agency": POLICE}


def confirmation() -> dict[str, Any]:
    return filed("Giấy xác nhận tình trạng hôn nhân", WHO, BORN, HOME)


def extract() -> dict[str, Any]:
    return filed("Trích lục khai tử", WHO, BORN, HOME, about="Bản chính")


def permit() -> dict[str, Any]:
    return filed("Giấy phép xây dựng", WHO, HOME, _says("Xây đúng giấy phép."))


def certificate() -> dict[str, Any]:
    title = "Giấy chứng nhận kết hôn"
    return filed(title, _says("Vợ"), WHO, BORN, HOME, _says("Chồng"), WHO, BORN, HOME)


def control() -> dict[str, Any]:
    rows = [
        ("Người nộp", "Bộ phận một cửa", "", "Nộp hồ sơ"),
        ("Bộ phận một cửa", "Đỗ Ngọc Quỳnh", "Trước hạn", "Tiếp nhận"),
        ("Đỗ Ngọc Quỳnh", "Lý Văn Sơn", "Đúng hạn", "Giao giải quyết"),
        ("Lý Văn Sơn", "Lãnh đạo ký", "Quá hạn", "Trình ký"),
    ]
    keys = ("giver", "taker", "standing", "note")
    return {
        "agency": POLICE,
        "dossier_number": "000.13.28.H26-261123-0042",
        "applicant": APPLICANT,
        "procedure": TEMPORARY,
        "due_at": AT,
        "rows": [{"at": AT} | dict(zip(keys, row, strict=True)) for row in rows],
        "verify": VERIFY,
    }


def own_copy() -> dict[str, Any]:
    rows = [{"label": "Họ và tên", "value": "Đỗ Văn Minh"}, {"label": "Tệp đã nộp", "value": ""}]
    return {
        "agency": COMMITTEE,
        "name": "Đỗ Văn Minh",
        "days": 7,
        "sections": [{"title": "Thông tin của Bạn", "rows": rows}, {"title": "Kho", "rows": []}],
        "verify": VERIFY,
    }


def advice() -> dict[str, Any]:
    return {
        "agency": COMMITTEE,
        "dossier_number": "000.13.28.H26-261123-0042",
        "procedure": TEMPORARY,
        "name": "Nguyễn Thị Minh Thuý",
        "number": "0011*****105",
        "answer": "không có thông tin",
        "bring": ["Thẻ căn cước", "Giấy khai sinh"],
        "where": "Công an cấp xã nơi gần Bạn nhất",
        "online": "Cổng Dịch vụ công quốc gia hoặc VNeID",
        "citation": "NĐ 58/2026/NĐ-CP",
        "contact": "bộ phận một cửa",
        "signer": CLERK,
        "verify": VERIFY,
    }


def correction() -> dict[str, Any]:
    row = {
        "label": "Ngày sinh",
        "answer": "không trùng khớp",
        "wanted": "05/03/1990",
    }
    return {
        "agency": COMMITTEE,
        "dossier_number": "000.13.28.H26-261123-0042",
        "procedure": TEMPORARY,
        "to": "Công an phường Ba Đình",
        "name": "Nguyễn Thị Minh Thuý",
        "number": "001190000105",
        "born": "03/05/1990",
        "lives_at": "Tổ 4, phường Ba Đình, thành phố Hà Nội",
        "rows": [row, row | {"label": "Họ và tên", "wanted": "Nguyễn Thị Minh Thuý"}],
        "proof": "Giấy khai sinh số 45/1990, bản sao kèm theo",
        "due_at": datetime(2026, 11, 26, 10, 0, tzinfo=UTC),
        "basis": "NĐ 58/2026/NĐ-CP",
        "signer": CLERK,
        "verify": VERIFY,
    }


def register() -> dict[str, Any]:
    row = {
        "number": "000.13.28.H26-261123-0042",
        "applicant": "Đỗ Văn Minh",
        "procedure": "Đăng ký tạm trú",
        "filed": AT,
        "due": AT,
        "closed": None,
        "state": "Chờ ký",
        "late": False,
        "officer": "Lý Văn Sơn",
    }
    return {
        "agency": POLICE,
        "begins": date(2026, 11, 1),
        "ends": date(2026, 11, 30),
        "rows": [row, row | {"closed": AT, "late": True, "officer": ""}],
        "verify": VERIFY | {"code": ""},
    }


ALL = {
    "receipt": receipt,
    "ct07": ct07,
    "ct08": ct08,
    "ct08-extended": lambda: ct08(stay="extended"),
    "ct08-permanent": lambda: ct08(stay="permanent"),
    "birth-certificate": birth_certificate,
    "confirmation": confirmation,
    "notice": notice,
    "decision": decision,
    "extract": extract,
    "permit": permit,
    "certificate": certificate,
    "request-supplement": request_supplement,
    "refusal": refusal,
    "stop": stop,
    "apology": apology,
    "control": control,
    "advice": advice,
    "correction": correction,
    "register": register,
    "own-copy": own_copy,
}


def _member(name: str, born: date | str, sex: str, identity: str, relation: str) -> dict[str, Any]:
    return {"name": name, "born": born, "sex": sex, "identity": identity, "relation": relation}


def _parent(name: str, born: date) -> dict[str, Any]:
    return {
        "name": name,
        "born": born,
        "ethnicity": "Kinh",
        "nationality": "Việt Nam",
        "residence": "Số 12, ngõ 34, tổ 4, phường Ba Đình, thành phố Hà Nội",
    }
