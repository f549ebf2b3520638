"""Papers: archival PDF, right letters, equal bytes, and never obeying what a person typed."""

import re
import subprocess
import threading
import unicodedata
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from motcua.bridges import typefaces, typesetter
from motcua.bridges.paper_fit import WrongData
from motcua.bridges.typesetter import typeset
from tests.bridges import papers

EVERY = pytest.mark.parametrize("name", papers.ALL)


def words(pdf: bytes) -> str:
    """The text of a PDF as another program reads it, runs of space as one."""
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", text.stdout.decode("utf-8"))


def picture(pdf: bytes, resolution: int = 150) -> Image.Image:
    command = ["pdftoppm", "-r", str(resolution), "-png", "-singlefile", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(BytesIO(drawn.stdout))


def made(name: str, **changes: object) -> bytes:
    return typeset(name, papers.ALL[name]() | changes, at=papers.AT)


def with_name(name: str) -> bytes:
    return made("receipt", applicant=papers.APPLICANT | {"name": name})


@EVERY
def test_a_paper_is_pdf_a_with_its_fonts_inside(name):
    with pikepdf.open(BytesIO(made(name))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("vi")
        fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert pdf.check_pdf_syntax() == []


@EVERY
def test_every_text_of_the_data_is_on_the_paper_in_nfc(name):
    data = papers.ALL[name]()
    text = words(made(name))
    assert unicodedata.is_normalized("NFC", text)
    flat = text.replace(" ", "").casefold()
    for wanted in texts_of(data):
        assert wanted.replace(" ", "").casefold() in flat, wanted
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text


def texts_of(value: object, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [text for name, each in value.items() for text in texts_of(each, name)]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each, key)]
    # A form prints these in words of its own; the phone is hidden, and tested below.
    if key in ("form", "how", "kind", "stay", "phone", "digital") or not isinstance(value, str):
        return []
    if key in ("parent", "name", "place") and value in papers.COMMITTEE.values():
        return []  # the birth certificate has no letterhead
    return [value]


@EVERY
def test_typst_has_nothing_to_warn_about(name, monkeypatch):
    data = papers.ALL[name]()
    warnings = []
    compiler = typesetter._compiler()

    class Listening:
        def compile(self, *args, **options):
            pdf, found = compiler.compile_with_warnings(*args, **options)
            warnings.extend(found)
            return pdf

    monkeypatch.setattr(typesetter, "_compiler", Listening)
    assert typeset(name, data, at=papers.AT)
    assert warnings == []


@pytest.mark.parametrize("name", ["receipt", "ct07", "decision", "certificate"])
def test_the_qr_code_on_the_printed_page_leads_to_the_address(name):
    """Every paper has the foot of one of these: words of its own, the usual ones, in a border."""
    address = papers.ALL[name]()["verify"]["address"]
    (code,) = zxingcpp.read_barcodes(picture(made(name)))
    assert code.bytes.decode("ascii") == address


@EVERY
def test_nothing_is_printed_outside_the_margins(name):
    page = picture(made(name), 72).convert("L")
    band = 10 if name.endswith("certificate") else 40  # its border stands 8 mm from the edge
    for edge in (
        (0, 0, band, page.height),
        (page.width - band, 0, page.width, page.height),
    ):
        assert page.crop(edge).getextrema()[0] > 200


@pytest.mark.parametrize(("plain", "marked"), [("E", "Ễ"), ("O", "Ộ"), ("U", "Ữ")])
def test_stacked_marks_are_drawn_whole_above_and_below_the_letter(plain, marked):
    """What the marked letter adds is as high as two marks of 13 points must be."""
    added = ImageChops.difference(drawn_name(plain), drawn_name(marked)).getbbox()
    assert added is not None
    assert added[3] - added[1] >= 12  # pixels at 200 dpi: 4.3 points


def drawn_name(name: str) -> Image.Image:
    data = papers.birth_certificate()
    data["child"]["name"] = name
    return picture(typeset("birth-certificate", data, at=papers.AT), 200).convert("L")


def test_equal_data_give_equal_bytes_and_other_data_do_not():
    first = made("ct07")
    typesetter._compiler.cache_clear()
    assert made("ct07") == first
    assert made("ct07", other="Việc khác.") != first
    assert typeset("ct07", papers.ct07(), at=papers.AT + timedelta(minutes=1)) != first


@pytest.mark.parametrize(
    "typed",
    [
        "#eval(sys.version)",
        '#read("frame.typ")',
        "$ x^2 $",
        "@ref <label>",
        "*đậm* _nghiêng_ `mã`",
        "= Tiêu đề",
        "- một + hai / ba: bốn",
        "\\ \\u{41} \\#",
        "// không phải ghi chú /* cũng không */",
        "[ngoặc {nhọn ](",
        "\"nháy\" và 'đơn'",
        "{{ 7 * 7 }} <script>alert(1)</script>",
    ],
)
def test_markup_that_was_typed_is_printed_as_it_was_typed(typed):
    assert typed.replace(" ", "") in words(with_name(typed)).replace(" ", "")


def test_the_control_markup_in_a_layout_is_obeyed():
    """Shows that the test above would see it: the same text as source does run."""
    pdf = typst.compile(b'#eval("1 + 1")', font_paths=[typefaces.FOLDER], format="pdf")
    assert "eval" not in words(pdf)


def test_decomposed_text_is_printed_composed():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Thuý Ưỡng")
    assert "Nguyễn Thị Thuý Ưỡng" in words(with_name(decomposed))


def test_letters_no_typeface_has_are_seen_to_be_missing():
    text = words(with_name("Ana 😀 مرحبا 字 \ud800"))
    assert "Ana � ����� � �" in text


def test_marks_that_turn_the_reading_direction_are_dropped():
    text = words(with_name("Trần\u202e Văn \u2067Lộc\u0000\u0007"))
    assert "Trần Văn Lộc" in text
    assert not {"\u202e", "\u2067", "\u0000", "\u0007"} & set(text)


def test_a_very_long_word_runs_over_lines_and_is_not_lost():
    data = papers.ct08()
    data["tenants"][0]["name"] = "Xiêm" * 30
    pdf = typeset("ct08", data, at=papers.AT)
    assert words(pdf).replace(" ", "").replace("\u200b", "").count("Xiêm") == 30
    page = picture(pdf, 72).convert("L")
    assert page.crop((page.width - 40, 0, page.width, page.height)).getextrema()[0] > 200


def test_an_address_can_be_copied_from_the_paper():
    address = "https://motcua-phuong-ba-dinh.thanh-pho-ha-noi.example.vn/kiem-tra/7KQ4-M2XD"
    text = words(made("ct07", verify={"address": address, "code": "7KQ4-M2XD"}))
    assert address in text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_text_stops_a_paper(text):
    assert with_name(text).startswith(b"%PDF-")


def test_forty_tenants_run_over_pages_that_are_numbered():
    pdf = typeset("ct08", papers.ct08(40), at=papers.AT)
    text = words(pdf)
    assert "Trang 1/2" in text and "Trang 2/2" in text
    assert text.count("Y Bhôk Niê Kđăm") == 10
    assert text.count("Họ, chữ đệm và tên") == 2  # the table's head is repeated


def test_the_phone_is_hidden_but_for_its_end():
    text = words(made("receipt"))
    assert "•••••••123" in text and "0900" not in text


def test_times_are_printed_as_vietnam_has_them():
    assert "Ba Đình, ngày 23 tháng 11 năm 2026" in words(made("receipt"))
    early = datetime.fromisoformat("2027-01-04T20:05:00+00:00")
    text = words(typeset("receipt", papers.receipt() | {"due_at": early}, at=early))
    assert "Ba Đình, ngày 05 tháng 01 năm 2027" in text
    assert "trước 03:05, ngày 05 tháng 01 năm 2027" in text


def test_a_parent_not_known_leaves_the_line_empty():
    text = words(made("birth-certificate", father=None))
    assert "tên người cha: Ngày sinh:" in text
    assert "tên người cha: Trần Văn Lộc" in words(made("birth-certificate"))


def test_the_note_on_filing_from_home_is_there_only_where_it_helps():
    assert "Lần sau Bạn có thể làm ở nhà" in words(made("receipt"))
    assert "Lần sau Bạn có thể làm ở nhà" not in words(made("receipt", at_home=""))


def without(key: str) -> dict:
    data = papers.receipt()
    del data[key]
    return data


def wrong(**changes: object) -> dict:
    return papers.receipt() | changes


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (without("due_at"), "receipt: missing: due_at"),
        (wrong(colour="red"), "receipt: unknown: colour"),
        (
            wrong(applicant={"name": "A", "address": "B"}),
            "receipt: missing: applicant.phone",
        ),
        (wrong(copies="1"), "receipt: copies must be int, not str"),
        (wrong(copies=True), "receipt: copies must be int, not bool"),
        (wrong(due_at=date(2026, 1, 1)), "receipt: due_at must be datetime, not date"),
        (wrong(due_at=datetime(2026, 1, 1)), "receipt: due_at has no time zone"),
        (
            wrong(components=[{"name": "Đơn", "form": "fax"}]),
            "receipt: components[0].form must be one of electronic, paper, database",
        ),
        (wrong(due_reasons="một"), "receipt: due_reasons must be list, not str"),
        (wrong(fee=None), "receipt: fee must be a mapping"),
    ],
)
def test_data_that_do_not_fit_are_refused_by_the_name_of_the_key(data, said):
    with pytest.raises(WrongData) as refused:
        typeset("receipt", data, at=papers.AT)
    assert str(refused.value) == said


def test_a_paper_nobody_knows_is_refused():
    with pytest.raises(WrongData, match="no paper is called diploma"):
        typeset("diploma", {}, at=papers.AT)


def test_threads_do_not_get_each_others_papers():
    names = [f"Nguyễn Văn Số {number}" for number in range(12)]
    got = {}
    threads = [
        threading.Thread(target=lambda name=name: got.update({name: with_name(name)}))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in names:
        assert f"{name} " in words(got[name])


def test_without_typefaces_no_empty_paper_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(typefaces, "FOLDER", tmp_path)
    typesetter._compiler.cache_clear()
    with pytest.raises(typefaces.NoTypefaces, match=r"assets/build\.mjs"):
        typesetter._compiler()


def test_the_characters_that_can_be_printed_are_those_of_vietnamese_and_its_minorities():
    for name in ("Y Bhôk Niê Kđăm", "H'Bia", "Ƀrŏ Č̆", "ẾỰỮẶỘỖẴỠ ếựữặộỗẵỡ", "Zơrâm Ŭ"):
        assert typefaces.UNPRINTABLE not in typefaces.printable(name)
    assert typefaces.printable("😀") == typefaces.UNPRINTABLE
