"""Right texts to break and mend: invented names, addresses from the lists of units, news."""

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[3]
_SURNAMES = """
    Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Lê Phạm Phạm Hoàng
    Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đào Mai Tô Lâm Trương Hà Cao Châu
    Tạ Phùng Thái Lương Vương Đoàn Lưu Triệu Quách Tống Tăng Giang Kiều Từ La Mạc Nghiêm Tôn
    Viên Chu Khương Doãn Ninh Khổng Thiều Bạch Cù Cung Lục Nông Vi Hứa Bế Khuất Ứng Âu Lã Phí
    Sái Tiêu Lường Quàng Lò Cầm Tòng Giàng Sùng Vàng Thào
"""
_MIDDLES = """
    Thị Thị Thị Thị Thị Văn Văn Văn Văn Văn Ngọc Minh Thanh Hữu Đức Quang Thu Xuân Kim Quốc
    Hồng Hoài Bảo Gia Anh Thuỳ Phương Tuấn Công Đình Trọng Mạnh Duy Nhật Khánh Thế Hải Việt
    Viết Bá Tiến Huy Đăng Như Mỹ Tường Thuý Cẩm Diễm Bích Khắc Sỹ Phúc Hoàng Trung Thành Ánh
    Tố Ái Ý
"""
_GIVEN = """
    An Anh Ánh Ân Bắc Bằng Bảo Bách Bích Biên Bính Bình Bửu Cảnh Cẩm Cần Châu Chi Chiến Chinh
    Chính Chung Chương Công Cúc Cương Cường Danh Dân Diễm Diệp Diệu Doanh Du Dung Dũng Duy
    Duyên Dư Dương Đài Đan Đào Đạo Đạt Đăng Điền Điệp Đình Định Đoàn Đoan Đô Độ Đông Đồng Đức
    Được Giang Giáp Giàu Hà Hạ Hạc Hai Hải Hạnh Hào Hảo Hân Hằng Hậu Hiên Hiền Hiển Hiệp Hiếu
    Hiệu Hinh Hoa Hoá Hòa Hoà Hoài Hoan Hoàn Hoàng Hoạt Hoè Hồng Hợi Hợp Huân Huệ Hùng Huy
    Huyên Huyền Huỳnh Hưng Hương Hường Hưởng Hữu Hy Ích Kha Khá Khải Khang Khanh Khánh Khiêm
    Khoa Khoả Khoát Khôi Khuê Khương Kiên Kiệt Kiều Kim Kính Kỳ Lai Lam Lan Lãm Lành Lâm Lân
    Lập Lê Lễ Lệ Liêm Liên Liễu Linh Loan Long Lộc Lợi Luân Luận Lụa Luyến Lương Lượng Lựu Ly
    Lý Mai Mạnh Mẫn Mận Mến Mi Miên Minh Mơ Mùi Muội Mừng Mười My Mỹ Na Nam Năm Năng Nga Ngà
    Ngãi Ngát Ngân Nghi Nghĩa Nghị Ngoan Ngọc Nguyên Nguyện Nguyệt Nhã Nhài Nhàn Nhâm Nhân
    Nhẫn Nhất Nhật Nhi Nhiên Nhung Như Ninh Nương Oanh Oánh Phát Phi Phong Phòng Phú Phúc
    Phụng Phước Phương Phượng Quang Quân Quế Quốc Quy Quý Quyên Quyền Quyết Quỳnh Sa San Sang
    Sáng Sáu Sâm Sen Sinh Soa Song Sơn Sương Sửu Tài Tám Tâm Tân Tấn Thạch Thái Tham Thảo
    Thanh Thành Thạnh Thắm Thắng Thân Thêu Thi Thìn Thịnh Thoa Thoại Thọ Thông Thơ Thơm Thu
    Thuần Thuận Thuật Thục Thuỳ Thuỷ Thủy Thúy Thuý Thuyên Thư Thương Thường Tiên Tiến Tiền
    Tiệp Tín Tình Tỉnh Toàn Toản Tố Trà Trang Tráng Trâm Trân Tri Trí Trinh Trọng Trung Trúc
    Truyền Trường Tú Tuân Tuấn Tuất Tuệ Tùng Tuyên Tuyền Tuyến Tuyết Tư Từ Tươi Tường Tỵ Uyên
    Út Vân Vi Vĩ Viên Việt Vinh Vĩnh Vịnh Vui Vũ Vương Vượng Vy Vỹ Xuân Xuyến Ý Yên Yến
"""
_STREETS = """
    Lý Thường Kiệt; Trần Phú; Nguyễn Huệ; Hai Bà Trưng; Lê Lợi; Điện Biên Phủ; Cách Mạng Tháng
    Tám; Hùng Vương; Nguyễn Văn Cừ; Phạm Ngũ Lão; Võ Thị Sáu; Bạch Đằng; Ngô Quyền; Đinh Tiên
    Hoàng; Trưng Nữ Vương; Lạc Long Quân; Yên Thế; Hoàng Hoa Thám; Tôn Đức Thắng; Bùi Thị
    Xuân; Hàng Mã; Quốc lộ 1A; Tỉnh lộ 8; Núi Thành
"""
_HAMLETS = "Thôn; Xóm; Ấp; Tổ dân phố; Khu phố; Bản; Buôn; Tổ; Khu; Làng"


def a_name(chance: Random) -> str:
    """A whole name as most people have one, now and then in capitals."""
    middles = chance.choices((0, 1, 2), (2, 7, 3))[0]
    lists = [_SURNAMES, *[_MIDDLES] * middles, _GIVEN]
    name = " ".join([chance.choice(_words(one)) for one in lists])
    return name.upper() if chance.random() < 0.08 else name


def a_rare_name(chance: Random) -> str:
    """A name of the highlands, of the Khmer or Chăm, or of a foreigner."""
    return chance.choice(lines("highlands") if chance.random() < 0.5 else lines("foreign"))


def a_highland_name(chance: Random) -> str:
    return chance.choice(lines("highlands"))


def an_address(chance: Random) -> str:
    """House, street or hamlet, commune, and the province or district above it."""
    kind, name, above = chance.choice(_communes())
    if chance.random() < 0.4:
        head = f"Số {chance.randint(1, 400)} {chance.choice(_phrases(_STREETS))}"
    else:
        which = chance.choice((str(chance.randint(1, 15)), chance.choice(_words(_GIVEN))))
        head = f"{chance.choice(_phrases(_HAMLETS))} {which}"
    return f"{head}, {kind} {name}, {above}"


@cache
def _communes() -> list[tuple[str, str, str]]:
    found = []
    for tree, above in (
        ("communes-from-2025-07", "provinces-from-2025-07"),
        ("communes-to-2025-06", "districts-to-2025-06"),
    ):
        over = {row["code"]: f"{row['kind']} {row['name']}" for row in _rows(above)}
        found += [
            (row["kind"], row["name"], over[row["parent"]])
            for row in _rows(tree)
            if row["parent"] in over
        ]
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "country" / "units" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def lines(name: str) -> list[str]:
    """A list kept beside this file; `news` are sentences that nothing was counted or tuned on."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@cache
def _words(text: str) -> list[str]:
    return text.split()


@cache
def _phrases(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split(";")]


def some_news(chance: Random) -> str:
    """A sentence, two, or a piece of at least four words."""
    sentence = chance.choice(lines("news"))
    if chance.random() < 0.3:
        return f"{sentence} {chance.choice(lines('news'))}"
    words = sentence.split()
    if chance.random() < 0.5 and len(words) > 5:
        start = chance.randrange(len(words) - 4)
        return " ".join(words[start : chance.randint(start + 4, len(words))])
    return sentence


def distinct(make: Callable[[Random], str], number: int, chance: Random) -> list[str]:
    """So many different texts, or as many as there are."""
    found: dict[str, None] = {}
    for _ in range(number * 20):
        found[make(chance)] = None
        if len(found) == number:
            break
    return list(found)
