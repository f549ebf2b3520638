"""A list as another office sends it to Đức Nhàn."""

from motcua.actions.person import register_person
from tests.cast import command, commune

LIST = [
    "Họ và tên;Số CCCD;Ngày sinh;Mức;Giới tính",
    "Bùi Thị Sen;017190000101;05/03/1990;500;Nữ",  # she, and others who are surely themselves
    "Lường Thị Mai;017192000201;15/01/1992;1;Nữ",
    "Xa Văn Bền;017080000202;09/09/1980;2;Nam",
    "Hà Thị Bích;017191000203;30/04/1991;3;Nữ",
    "Lường Văn Thịnh;017075000204;06/06/1975;4;Nam",
    "Đinh Văn Chủng;017074000210;17/02/1974;5;Nam",
    "Đinh Công Toàn;017089000205;12/12/1989;6;Nam",
    "Bàn Văn Nghiệp;017204000207;05/05/2004;7;Nam",
    "Vũ Thị Hạnh;025185000211;14/09/1985;8;Nữ",
    "Nguyễn Đăng Minh;001079000104;02/02/1979;9;Nam",
    "Bui Van Phuong;;21/11/1985;600;",  # he, without marks and number
    "Quách Thị Hường;;1978;650;",
    "Trương Thị Vân Trinh;=A1;1988;900;",  # a number that is a formula
    "Người Lạ Hoắc;017190999999;01/01/1950;700;",  # nobody
    "Bùi Thị Sen;;31/02/1988;800;",  # who knows which: too little is left
]

NEIGHBOURS = 40


def neighbours() -> None:
    """More people of Đức Nhàn: among a dozen, any two drawn by lot are too often one."""
    unit = commune("Đức Nhàn")
    families, given = ("Bùi", "Đinh", "Quách", "Hà", "Xa"), ("An", "Bảy", "Chín", "Dần")
    for at in range(NEIGHBOURS):
        register_person(
            command(),
            unit=unit,
            full_name=f"{families[at % 5]} {('Văn', 'Thị')[at // 20]} {given[at // 5 % 4]}",
            number=f"0170{50 + at}000{400 + at}",
            birth_date=f"{1950 + at}-0{at % 9 + 1}-1{at % 10}",
            sex=("male", "female")[at // 20],
            ethnicity="Mường",
            address="Xóm Trại",
        )
