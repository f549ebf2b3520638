"""The printed form: archival, with its marks and code on each page, and what was written on it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import zxingcpp

from motcua.bridges.typesetter import WrongData, typeset
from tests.bridges.test_typesetter import picture, words

AT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)


def box(key: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    usual = {"label": key.capitalize(), "number": 0, "wide": True, "value": "", "options": []}
    return {"key": key, "kind": kind, **usual, **more}


def form(**more: Any) -> dict[str, Any]:
    ticks = [
        {"value": "self", "label": "Cho tôi", "ticked": False},
        {"value": "family", "label": "Cho người nhà", "ticked": True},
    ]
    return {
        "name": "CT01 Tờ khai thay đổi thông tin cư trú",
        "source": "Theo TT 66/2023/TT-BCA.",
        "addressee": "",
        "procedure": {"code": "1.004194", "name": "Đăng ký tạm trú"},
        "items": [
            box("name", number=1, value="Nguyễn Thị Minh Thuý"),
            box("born", wide=False),
            box("number", "digits", value="001190000105"),
            box("whom", "ticks", options=ticks),
            box("where", "tall"),
        ],
        "tables": [
            {
                "key": "members",
                "label": "Những người cùng đi",
                "number": 6,
                "columns": ["Họ và tên", "Ngày sinh"],
                "rows": [["Bùi Văn Tí", "05/2019"], ["", ""]],
            }
        ],
        "more": [box("phone", wide=False)],
        "signatures": ["Ý kiến của chủ sở hữu chỗ ở"],
        "marks": ["MC1/1.004194@2026-07-01/1/-", "MC1/1.004194@2026-07-01/2/-"],
        **more,
    }


def test_a_form_is_pdf_a_with_its_words_and_the_same_bytes_each_time() -> None:
    pdf = typeset("form", form(), at=AT)
    assert pdf == typeset("form", form(), at=AT)
    with pikepdf.open(BytesIO(pdf)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
    said = words(pdf)
    for wanted in ("1. Name:", "Nguyễn Thị Minh Thuý", "Bùi Văn Tí", "NGƯỜI KÊ KHAI",
                   "Ý KIẾN CỦA CHỦ SỞ HỮU CHỖ Ở", "không ghi thông tin của Bạn"):  # fmt: skip
        assert wanted in said, wanted
    assert "0 0 1 1 9 0 0 0 0 1 0 5" in said


@pytest.mark.parametrize("resolution", [100, 200])
def test_each_page_carries_its_own_code_and_four_dark_corners(resolution: int) -> None:
    long = form(items=[box(f"line {at}") for at in range(28)])
    pdf = typeset("form", long, at=AT)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 2
    page = picture(pdf, resolution)
    (code,) = zxingcpp.read_barcodes(page)
    assert code.text == "MC1/1.004194@2026-07-01/1/-"
    grey, millimetre = page.convert("L"), resolution / 25.4
    for x in (9.5, 200.5):
        for y in (9.5, 287.5):
            assert grey.getpixel((int(x * millimetre), int(y * millimetre))) < 60


def test_what_somebody_typed_is_never_markup() -> None:
    said = words(
        typeset("form", form(items=[box("name", value='#read("/etc/passwd") *x*')]), at=AT)
    )
    assert '#read("/etc/passwd") *x*' in said


def test_a_form_without_its_parts_is_refused_by_name() -> None:
    broken = form()
    del broken["items"][0]["kind"]
    with pytest.raises(WrongData, match=r"items\[0\]\.kind"):
        typeset("form", broken, at=AT)
