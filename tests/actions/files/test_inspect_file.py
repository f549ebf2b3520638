"""Files that arrive: a corpus of hostile ones, made here, and honest ones that must pass."""

import io
import re
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from motcua.actions.files.inspect_file import XML, Clean, Limits, inspect
from motcua.doors.shared.sentences import SENTENCES
from motcua.rules.refusal import Refused

Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array


def refused(
    source: bytes | Path,
    name: str = "giay.pdf",
    limits: Limits | None = None,
    xml: bool = False,
) -> str:
    with pytest.raises(Refused) as caught:
        inspect(source, name, limits=limits, xml=xml)
    assert caught.value.code in SENTENCES
    return caught.value.code


# Pictures


def scene(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """A page with a dark mark in its upper left corner, so that turning shows."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="black")
    return picture.convert(mode)


def saved(picture: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def reopened(clean: Clean) -> Image.Image:
    assert isinstance(clean.content, bytes)
    return Image.open(io.BytesIO(clean.content))


def png_that_says(width: int, height: int, body: bytes) -> bytes:
    def piece(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pieces = piece(b"IHDR", head) + piece(b"IDAT", zlib.compress(body, 9)) + piece(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + pieces


def with_place() -> bytes:
    notes = Image.Exif()
    notes[0x010F] = "May anh cua ba Ha"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (20.0, 59.0, 13.0)
    return saved(scene(), exif=notes, comment=b"ghi chu", icc_profile=b"profile" * 20)


def test_a_photo_comes_back_drawn_anew_without_where_it_was_taken() -> None:
    given = with_place()
    assert b"cua ba Ha" in given, "the control: it was there"
    clean = inspect(given + b"PK\x03\x04 behind the end", "ảnh.JPG")
    assert (clean.media_type, clean.name, clean.pages) == ("image/jpeg", "ảnh.jpg", 1)
    assert clean.changed == ("file-note-place",)
    picture = reopened(clean)
    assert not picture.getexif() and "comment" not in picture.info
    for left in (b"ba Ha", b"GPS", b"ghi chu", b"profile", b"PK\x03\x04"):
        assert left not in clean.content


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stays_the_way_up_it_was_seen(orientation: int) -> None:
    notes = Image.Exif()
    notes[0x0112] = orientation
    way_back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose, undoing each
    lying = (
        scene() if orientation == 1 else scene().transpose(Image.Transpose(way_back[orientation]))
    )
    clean = inspect(saved(lying, exif=notes), "a.jpg")
    picture = reopened(clean).convert("L")
    assert picture.size == (400, 300)
    assert [picture.getpixel(at) > 128 for at in ((9, 9), (390, 9), (9, 290), (390, 290))] == [
        False,
        True,
        True,
        True,
    ]
    assert ("file-note-turned" in clean.changed) == (orientation != 1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_drawn_as_it_looked(mode: str) -> None:
    given = saved(scene(mode="L" if mode == "I;16" else mode).convert(mode), "PNG")
    clean = inspect(given, "a.png")
    before, after = Image.open(io.BytesIO(given)), reopened(clean)
    assert after.mode == before.mode
    assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_cmyk_and_grey_photos_are_taken() -> None:
    for mode in ("CMYK", "L"):
        assert reopened(inspect(saved(scene(mode=mode)), "a.jpg")).size == (400, 300)


def test_drawing_anew_loses_next_to_nothing() -> None:
    given = saved(Image.effect_noise((300, 300), 60).convert("RGB"), quality=80)
    again = reopened(inspect(given, "a.jpg"))
    pixels = zip(Image.open(io.BytesIO(given)).tobytes(), again.tobytes(), strict=True)
    worst = sorted(abs(one - other) for one, other in pixels)
    assert worst[len(worst) * 99 // 100] <= 6
    assert len(saved(again, quality=80)) < 1.2 * len(given)


def test_hidden_text_of_a_png_is_gone() -> None:
    note = PngInfo()
    note.add_text("Comment", "Lò Thị Hà", zip=True)
    note.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>vi tri</x:xmpmeta>")
    clean = inspect(saved(scene(), "PNG", pnginfo=note), "a.png")
    assert not getattr(reopened(clean), "text", {})
    assert b"xmpmeta" not in clean.content


@pytest.mark.parametrize(
    ("width", "height"), [(30_000, 30_000), (13_000, 13_000), (9_500, 9_500), (2**31 - 1, 1)]
)
def test_a_picture_bomb_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    rows = min(height, 30_000) * (width // 8 + 2)
    bomb = png_that_says(width, height, b"\0" * min(rows, 120_000_000))
    assert len(bomb) < 1_000_000
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    assert refused(bomb, "a.png") == "file-pixels"
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before.ru_utime
    assert spent < 1 and time.monotonic() - started < 20


def test_a_picture_of_nearly_too_many_pixels_is_shrunk_within_memory() -> None:
    given = saved(scene((8000, 6000)), quality=40)
    clean = inspect(given, "a.jpg")
    assert clean.changed == ("file-note-shrunk",)
    assert reopened(clean).size == (4000, 3000)


def test_text_bombs_in_a_png_are_refused() -> None:
    note = PngInfo()
    for n in range(80):
        note.add_text(f"k{n}", "x" * 1_000_000, zip=True)
    assert refused(saved(scene(), "PNG", pnginfo=note), "a.png") == "file-damaged"


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.95])
def test_half_a_picture_is_refused(form: str, kept: float) -> None:
    whole = saved(Image.effect_noise((300, 200), 60), form)
    assert refused(whole[: int(len(whole) * kept)], "a.jpg") == "file-damaged"


@pytest.mark.parametrize("at", range(20, 620, 60))
def test_a_spoilt_picture_is_refused_or_drawn_but_never_an_error(at: int) -> None:
    spoilt = bytearray(with_place())
    spoilt[at : at + 4] = b"\xff\x00\xff\xff"
    try:
        assert reopened(inspect(bytes(spoilt), "a.jpg")).size[0] > 0
    except Refused as reason:
        assert reason.code in ("file-damaged", "file-pixels")


# Types


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * 1_000_000)
    return out.getvalue()


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
OTHERS = {
    "html": (b"<!DOCTYPE html><script>alert(1)</script>", "file-xml"),
    "svg": (b"<?xml version='1.0'?><svg onload='alert(1)'/>", "file-xml"),
    "gif": (saved(scene(), "GIF"), "file-type"),
    "tiff": (saved(scene(), "TIFF"), "file-type"),
    "webp": (saved(scene(), "WEBP"), "file-type"),
    "bmp": (saved(scene(), "BMP"), "file-type"),
    "exe": (b"MZ\x90\0" + b"\0" * 200, "file-type"),
    "elf": (b"\x7fELF" + b"\0" * 200, "file-type"),
    "script": (b"#!/bin/sh\nrm -rf /", "file-type"),
    "text": ("Đơn xin xác nhận".encode(), "file-type"),
    "postscript": (b"%!PS-Adobe-3.0\n(x) show", "file-type"),
    "one byte": (b"\xff", "file-type"),
    "avif": (b"\0\0\0\x1cftypavif" + b"\0" * 50, "file-type"),
    "heic": (HEIC, "file-heic"),
    "heif": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "file-heic"),
    "zip": (zipped("a.txt"), "file-office"),
    "docx": (zipped("[Content_Types].xml", "word/vbaProject.bin"), "file-office"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-office"),
    "rtf": (b"{\\rtf1 {\\object}}", "file-office"),
    "empty": (b"", "file-empty"),
    "jpeg magic only": (b"\xff\xd8\xff", "file-damaged"),
    "png magic only": (b"\x89PNG\r\n\x1a\n", "file-damaged"),
    "pdf magic only": (b"%PDF-1.7\n%%EOF", "file-damaged"),
}


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("name", ["anh.jpg", "giay.pdf"])
def test_a_name_does_not_make_a_file(kind: str, name: str) -> None:
    given, code = OTHERS[kind]
    assert refused(given, name) == code


def test_a_lying_ending_is_put_right_and_told() -> None:
    clean = inspect(saved(scene(), "PNG"), "giấy khai sinh.pdf")
    assert (clean.media_type, clean.name) == ("image/png", "giấy khai sinh.png")
    assert clean.changed == ("file-note-type",)


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("C:\\Users\\ha\\CT01.PDF", "CT01.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("a.pdf.exe", "a.pdf"),
        ("hoa\u0300n\u202e.fdp", "hoàn.pdf"),
        ("<script>alert(1)</script>.pdf", "script.pdf"),
        ("x\r\nSet-Cookie: a=b.pdf", "x Set-Cookie a=b.pdf"),
        ("", "tep.pdf"),
        (".pdf", "tep.pdf"),
        ("đ" * 300 + ".pdf", "đ" * 100 + ".pdf"),
    ],
)
def test_a_name_is_made_fit_to_show_and_save_under(declared: str, kept: str) -> None:
    assert inspect(pdf(), declared).name == kept


def test_a_file_on_the_disk_is_judged_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(pdf())
    assert inspect(path, "a.pdf").content == path
    path.write_bytes(b"")
    assert refused(path) == "file-empty"


def test_over_the_size_nothing_is_opened() -> None:
    small = Limits(size=3 << 20)
    with pytest.raises(Refused) as caught:
        inspect(b"%PDF-" + b"0" * (3 << 20), "a.pdf", limits=small)
    assert (caught.value.code, caught.value.detail) == ("file-big", {"limit": 3})


# PDFs

Change = Callable[[pikepdf.Pdf], object]


def pdf(change: Change = lambda _: None, pages: int = 1, **options: object) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    change(made)
    out = io.BytesIO()
    made.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def act(**entries: object) -> Dictionary:
    return Dictionary(Type=Name.Action, **entries)


def note(made: pikepdf.Pdf, **entries: object) -> None:
    entry = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)
    made.pages[0].Annots = Array([made.make_indirect(entry)])


def attach(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = b"MZ"


def deep_in(made: pikepdf.Pdf, entry: Dictionary) -> None:
    for _ in range(30):
        entry = Dictionary(Inner=Array([1, entry]))
    made.Root.Deep = entry


SCRIPT = act(S=Name.JavaScript, JS="app.alert(1)")
ACTIVE: dict[str, tuple[Change, str]] = {
    "script on opening": (lambda p: setattr(p.Root, "OpenAction", SCRIPT), "file-pdf-script"),
    "script by name": (
        lambda p: setattr(p.Root, "Names", Dictionary(JavaScript=Dictionary(Names=["a", SCRIPT]))),
        "file-pdf-script",
    ),
    "script on a page": (
        lambda p: setattr(p.pages[0].obj, "AA", Dictionary(O=SCRIPT)),
        "file-pdf-script",
    ),
    "script in a link": (
        lambda p: note(p, Subtype=Name.Link, A=SCRIPT),
        "file-pdf-script",
    ),
    "script in a stream": (
        lambda p: setattr(
            p.Root, "OpenAction", act(S=Name.JavaScript, JS=p.make_stream(b"app.alert(1)"))
        ),
        "file-pdf-script",
    ),
    "script after another action": (
        lambda p: setattr(p.Root, "OpenAction", act(S=Name.GoTo, D=[0], Next=[SCRIPT])),
        "file-pdf-script",
    ),
    "script far down": (lambda p: deep_in(p, SCRIPT), "file-pdf-script"),
    "form of another kind": (
        lambda p: setattr(p.Root, "AcroForm", Dictionary(XFA=p.make_stream(b"<xdp/>"))),
        "file-pdf-script",
    ),
    "launch": (
        lambda p: setattr(p.Root, "OpenAction", act(S=Name.Launch, F="cmd.exe")),
        "file-pdf-action",
    ),
    "sending the form away": (
        lambda p: note(p, Subtype=Name.Link, A=act(S=Name.SubmitForm, F="http://x")),
        "file-pdf-action",
    ),
    "opening another file": (
        lambda p: note(p, Subtype=Name.Link, A=act(S=Name.GoToR, F="\\\\x\\y")),
        "file-pdf-action",
    ),
    "attached file": (attach, "file-pdf-attached"),
    "attached by a pin": (
        lambda p: note(p, Subtype=Name.FileAttachment, FS=Dictionary()),
        "file-pdf-attached",
    ),
    "film": (lambda p: note(p, Subtype=Name.RichMedia), "file-pdf-attached"),
}


@pytest.mark.parametrize("packed", [True, False], ids=["in object streams", "plain"])
@pytest.mark.parametrize("what", ACTIVE)
def test_a_pdf_that_would_act_is_refused(what: str, packed: bool) -> None:
    change, code = ACTIVE[what]
    mode = pikepdf.ObjectStreamMode
    streams = mode.generate if packed else mode.disable
    assert refused(pdf(change, object_stream_mode=streams)) == code


def test_a_script_spelt_another_way_is_still_a_script() -> None:
    plain = pdf(
        ACTIVE["script on opening"][0], object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    spelt = plain.replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/#4aS")
    assert spelt != plain
    assert refused(spelt) == "file-pdf-script"


def test_a_locked_pdf_is_refused_and_a_merely_protected_one_taken() -> None:
    locked = pdf(encryption=pikepdf.Encryption(user="mo", owner="chu"))
    assert refused(locked) == "file-pdf-locked"
    protected = pdf(encryption=pikepdf.Encryption(user="", owner="chu"))
    assert inspect(protected, "a.pdf").pages == 1
    hidden = pdf(ACTIVE["launch"][0], encryption=pikepdf.Encryption(user="", owner="chu"))
    assert refused(hidden) == "file-pdf-action"


def honest() -> dict[str, bytes]:
    def view(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = Array([made.pages[0].obj, Name.XYZ, 0, 0, 1])

    def link(made: pikepdf.Pdf) -> None:
        note(made, Subtype=Name.Link, A=act(S=Name.URI, URI="https://dichvucong.gov.vn"))

    def form(made: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Tx, T="ho_ten", V="Lò Thị Hà")
        made.Root.AcroForm = Dictionary(Fields=[made.make_indirect(field)])

    def broken(given: bytes) -> bytes:
        return given[: given.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"

    return {
        "plain": pdf(),
        "300 pages": pdf(pages=300),
        "opens at a place": pdf(view),
        "web link": pdf(link),
        "form": pdf(form),
        "wrong table, mended": broken(pdf()),
        "packed": pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    }


@pytest.mark.parametrize("kind", honest())
def test_an_honest_pdf_passes_untouched(kind: str) -> None:
    given = honest()[kind]
    clean = inspect(given, "a.pdf")
    assert clean.content is given and clean.changed == ()
    assert clean.pages == (300 if kind == "300 pages" else 1)


def test_too_many_pages_are_counted_for_the_citizen() -> None:
    for pages in (301, 5000):
        with pytest.raises(Refused) as caught:
            inspect(pdf(pages=pages), "a.pdf")
        assert caught.value.code == "file-pdf-pages"
        assert caught.value.detail == {"limit": 300, "pages": pages}


@pytest.mark.parametrize(
    "mixed",
    [
        b"<html>" + pdf(),
        b"x" * 1000 + pdf(),
        pdf() + zipped("a.txt"),
        pdf()[:-6] + zipped("a.txt") + b"\n%%EOF",
        pdf() + b"<script>alert(1)</script>",
        pdf() + b"\n" * 5000,
    ],
)
def test_two_files_in_one_are_refused(mixed: bytes) -> None:
    assert refused(mixed) == "file-mixed"


def raw(*objects: bytes, trailer: bytes = b"/Root 1 0 R", prev: bytes = b"") -> bytes:
    """A PDF written by hand, its table right unless told otherwise."""
    body, places = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d %s%s>>\nstartxref\n%d\n%%%%EOF\n"
    return (
        body
        + table
        + end % (len(objects) + 1, trailer, prev % len(body) if prev else b"", len(body))
    )


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def packed(content: bytes, entries: bytes = b"") -> bytes:
    data = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(data), entries, data)


def object_stream_bomb() -> bytes:
    """1 MB that unpacks to a gigabyte, where qpdf has to unpack it: in an object stream."""
    squeeze = zlib.compressobj(9)
    first, again = (
        squeeze.compress(bytes(10_000_000)) + squeeze.flush(zlib.Z_FULL_FLUSH) for _ in "ab"
    )
    data = first + again * 99 + squeeze.flush()
    stream = b"<</Type/ObjStm/N 3/First 20/Length %d/Filter/FlateDecode>>stream\n%s\nendstream"
    stream %= (len(data), data)
    body = b"%PDF-1.5\n1 0 obj\n" + stream + b"\nendobj\n"
    entries = b"\0\0\0\0\0" + b"\1" + struct.pack(">IB", 9, 0)[1:]
    rows = [(0, 0, 0), (1, 9, 0), (2, 1, 0), (2, 1, 1), (2, 1, 2), (1, len(body), 0)]
    entries = b"".join(struct.pack(">BIH", *row) for row in rows)
    table = b"<</Type/XRef/Size 6/W[1 4 2]/Root 2 0 R/Length %d>>stream\n%s\nendstream"
    return (
        body
        + b"5 0 obj\n"
        + table % (len(entries), entries)
        + (b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body))
    )


def nested(times: int) -> bytes:
    return raw(CATALOG, PAGES, PAGE, b"[" * times + b"]" * times)


KNOTS: dict[str, bytes] = {
    "table that follows itself": raw(CATALOG, PAGES, PAGE, prev=b"/Prev %d"),
    "page tree that bites its tail": raw(
        CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE
    ),
    "no page": raw(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"),
    "no catalogue": raw(b"null"),
    "object that is itself": raw(b"1 0 R", trailer=b"/Root 1 0 R"),
    "length that is itself": raw(
        CATALOG, PAGES, PAGE, b"<</Length 4 0 R>>stream\nx\nendstream", trailer=b"/Root 1 0 R"
    ),
    "brackets": nested(200_000),
    "object stream bomb": object_stream_bomb(),
    "half a file": pdf(pages=50)[:900],
    "only its end": pdf()[-200:],
    "million of nothing": b"%PDF-1.4\n" + b"1 0 obj null endobj\n" * 400_000 + b"%%EOF",
    "warnings without end": b"%PDF-1.4\n" + b"1 0 obj << /A ( >> endobj\n" * 20_000 + b"%%EOF",
    "stream of many coats": raw(
        CATALOG,
        PAGES,
        PAGE,
        b"<</Length 4/Filter[" + b"/FlateDecode " * 500 + b"]>>stream\nabcd\nendstream",
    ),
}


# Mended or passed over by qpdf: one page, nothing active, little work.
HARMLESS = {
    "stream of many coats",
    "length that is itself",
    "table that follows itself",
    "brackets",
}


@pytest.mark.parametrize("knot", KNOTS)
def test_a_knotted_pdf_costs_little_and_never_an_error(knot: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    try:
        assert inspect(KNOTS[knot], "a.pdf").pages == 1
        assert knot in HARMLESS
    except Refused as reason:
        assert reason.code in ("file-damaged", "file-heavy", "file-type"), reason.detail
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 11
    assert time.monotonic() - started < 25


def test_the_limits_really_stop_a_child() -> None:
    """The control: what passes within our limits is stopped within narrow ones."""
    page = saved(scene((5000, 4800)), "PNG")
    assert inspect(page, "a.png").changed == ()
    assert refused(page, "a.png", Limits(memory=80 << 20)) == "file-heavy"
    many = raw(CATALOG, PAGES, PAGE, *[b"[" + b"<</A 1>>" * 2000 + b"]"] * 300)
    assert inspect(many, "a.pdf").pages == 1
    assert refused(many, limits=Limits(seconds=1)) == "file-heavy"


def test_every_refusal_has_a_sentence_that_says_what_to_do() -> None:
    source = Path(inspect.__code__.co_filename)
    codes = re.findall('"(file-[a-z-]+)"', source.read_text())
    codes += re.findall('"(file-[a-z-]+)"', (source.parent / "apart" / source.name).read_text())
    assert len(set(codes)) > 15
    for code in codes:
        assert code in SENTENCES
        if not code.startswith("file-note"):
            assert "ãy " in SENTENCES[code], "each says what to do: Hãy …"


# XML

PAPER = "<GiayChungSinh><So>17</So></GiayChungSinh>"
HOSTILE_XML = {
    "ten million laughs": (
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
        "file-xml-declared",
    ),
    "a file of ours": (
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "file-xml-declared",
    ),
    "a DTD elsewhere": ('<!doctype a SYSTEM "http://example.com/a.dtd"><a/>', "file-xml-declared"),
    "a page of another site": (
        '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></a>',
        "file-xml-elsewhere",
    ),
    "a style that draws it": (
        '<?xml-stylesheet type="text/xsl" href="http://example.com/a.xsl"?><a/>',
        "file-xml-elsewhere",
    ),
    "a script": (
        '<a><x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script></a>',
        "file-xml-active",
    ),
    "a picture that runs": ("<svg onload='alert(1)'/>", "file-xml-active"),
    "an entity nobody declared": ("<a>&b;</a>", "file-damaged"),
    "broken off": ("<a><b>", "file-damaged"),
    "too deep": ("<a>" * 5000 + "</a>" * 5000, "file-damaged"),
    "too many": (f"<a>{'<b/>' * 60_000}</a>", "file-heavy"),
    "too big": (f"<a>{' ' * (5 << 20)}</a>", "file-big"),
}


def test_an_xml_paper_is_taken_where_it_is_wanted_and_only_there() -> None:
    clean = inspect(PAPER.encode(), "giay.XML", xml=True)
    assert (clean.media_type, clean.name, clean.content) == (XML, "giay.xml", PAPER.encode())
    assert refused(PAPER.encode()) == "file-xml"
    assert inspect(b"\xef\xbb\xbf" + PAPER.encode(), "a.pdf", xml=True).name == "a.xml"


@pytest.mark.parametrize("kind", HOSTILE_XML)
def test_hostile_xml_gets_a_sentence(kind: str) -> None:
    text, code = HOSTILE_XML[kind]
    assert refused(text.encode(), "giay.xml", xml=True) == code


@pytest.mark.parametrize(
    "given",
    [
        PAPER.encode("utf-16"),
        f'<?xml version="1.0" encoding="windows-1258"?>{PAPER}'.encode(),
        b"<a>\xff\xfe</a>",
    ],
    ids=["UTF-16", "another name", "no UTF-8"],
)
def test_xml_that_could_hide_what_it_says_in_its_encoding_is_refused(given: bytes) -> None:
    assert refused(given, "giay.xml", xml=True) in ("file-xml-encoding", "file-type")
