"""A printed form, filled in, scanned crooked and grey, is read; what is not ours is refused."""

import io
import random
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter

from motcua.actions.files.read_form import Reading, read_form
from motcua.bridges.typesetter import form_spots, typeset
from motcua.clerks.paper_form import form_data
from motcua.rules.refusal import Refused
from tests.bridges.test_typesetter import picture
from tests.photos import photographed
from tests.rules.law import procedure

VERSION = procedure("1.004194").versions[-1]
AT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
TICKED = {"sex": "female", "for_whom": "family", "stay_basis": "rented"}


@cache
def spots() -> list[dict[str, Any]]:
    return form_spots(form_data(VERSION, ""), at=AT)


@cache
def blank(resolution: int) -> Image.Image:
    return picture(typeset("form", form_data(VERSION, ""), at=AT), resolution).convert("L")


def written(resolution: int) -> Image.Image:
    """The blank form with ticks by hand, none of them straight, and a name in ballpoint."""
    sheet, dots, chance = blank(resolution).copy(), resolution / 25.4, random.Random(7)
    draw = ImageDraw.Draw(sheet)
    for spot in spots():
        if TICKED.get(spot["key"]) == spot["value"] and spot["value"]:
            x, y = spot["x"], spot["y"]
            ends = [(x + chance.uniform(0, 1.2), y + 1.9), (x + 1.5, y + 3.2), (x + 4.1, y - 0.6)]
            points = [(a * dots, b * dots) for a, b in ends]
            draw.line(points, fill=60, width=max(2, round(0.45 * dots)))
        if spot["key"] == "full_name":
            x, y = spot["x"] * dots, spot["y"] * dots
            draw.line([(x + 40, y + 5), (x + 60, y + 30), (x + 90, y + 8)], fill=50, width=3)
    return sheet


def scan(
    resolution: int = 200, turn: float = 0, grey: int = 255, noise: float = 0, kind: str = "PNG"
) -> bytes:
    """What a flatbed makes of it: turned, on grey paper, with noise, as a PNG or a JPEG."""
    sheet = written(resolution)
    if grey < 255:
        sheet = sheet.point([round(level * grey / 255) for level in range(256)])
    if turn:
        sheet = sheet.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=grey)
    if noise:
        spread = Image.effect_noise(sheet.size, noise)
        sheet = Image.blend(sheet, spread, 0.15).filter(ImageFilter.GaussianBlur(0.6))
    out = io.BytesIO()
    sheet.save(out, kind)
    return out.getvalue()


def read(given: bytes) -> Reading:
    return read_form(given, VERSION.key, lambda _: spots())


@pytest.mark.parametrize(
    "how",
    [
        {"resolution": 150},
        {"resolution": 300},
        {"turn": 3.5},
        {"turn": -6, "resolution": 150},
        {"turn": 90},
        {"turn": 178},
        {"grey": 190},
        {"noise": 90.0},
        {"turn": 2, "grey": 215, "noise": 60.0, "kind": "JPEG", "resolution": 150},
    ],
    ids=str,
)
def test_a_scan_is_read_however_it_lies(how: dict[str, Any]) -> None:
    found = read(scan(**how))
    assert (found.mark.version, found.mark.page) == (VERSION.key, 1)
    assert found.ticks == TICKED


def test_each_box_comes_as_a_picture_of_itself() -> None:
    found = read(scan(turn=-2))
    first = {s["key"] for s in spots() if s["page"] == 1 and not s["value"]} - {"code"}
    assert set(found.pictures) == first
    assert {f"members.{row}" for row in range(1, 5)} <= {s["key"] for s in spots()}
    name = Image.open(io.BytesIO(found.pictures["full_name"]))
    assert name.width > 10 * name.height > 100
    inked = [sum(Image.open(io.BytesIO(found.pictures[key])).histogram()[:110])
             for key in ("full_name", "item.6")]  # fmt: skip
    assert inked[0] > 3 * inked[1]  # somebody wrote in one of them


def test_two_ticks_or_none_are_left_to_the_officer() -> None:
    sheet, dots = blank(200).copy(), 200 / 25.4
    draw = ImageDraw.Draw(sheet)
    for spot in spots():
        if spot["key"] == "sex":
            x, y = spot["x"] * dots, spot["y"] * dots
            draw.line([(x, y), (x + 28, y + 28)], fill=0, width=5)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    assert read(out.getvalue()).ticks == {}


@pytest.mark.parametrize("corner", range(4))
def test_a_sheet_without_one_of_its_marks_is_refused(corner: int) -> None:
    sheet, dots = Image.open(io.BytesIO(scan())), 200 / 25.4
    x, y = ((9.5, 9.5), (200.5, 9.5), (200.5, 287.5), (9.5, 287.5))[corner]
    torn = [(x - 6) * dots, (y - 6) * dots, (x + 6) * dots, (y + 6) * dots]
    ImageDraw.Draw(sheet).rectangle(torn, fill=255)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    with pytest.raises(Refused, match="form-mark-missing"):
        read(out.getvalue())


def test_what_is_no_form_of_ours_is_refused_by_what_is_wrong() -> None:
    out = io.BytesIO()
    Image.new("L", (800, 1100), 250).save(out, "PNG")
    with pytest.raises(Refused, match="form-code-missing"):
        read(out.getvalue())
    with pytest.raises(Refused, match="file-damaged"):
        read(b"\x89PNG\r\n\x1a\n broken")
    with pytest.raises(Refused, match="form-of-another"):
        read_form(scan(), "1.010041@2026-07-01", lambda _: spots())


def photo(seed: int) -> bytes:
    """What a telephone makes of it."""
    seen, _ = photographed(written(200), seed, slant=0.08, turn=4)
    out = io.BytesIO()
    seen.save(out, "JPEG", quality=75)
    return out.getvalue()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_photograph_is_read_though_it_is_slanted_and_half_in_a_shadow(seed: int) -> None:
    found = read(photo(seed))
    assert (found.ticks, found.unclear) == (TICKED, frozenset())


def test_a_pdf_that_is_one_picture_is_read_and_no_other() -> None:
    pages = [Image.open(io.BytesIO(scan())).convert("RGB")] * 2
    for many, reads in ((1, True), (2, False)):
        out = io.BytesIO()
        pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:many])
        if reads:
            assert read(out.getvalue()).ticks == TICKED
        else:
            with pytest.raises(Refused, match="form-pdf"):
                read(out.getvalue())


def test_a_faint_tick_is_left_to_the_officer_and_said_to_be_unclear() -> None:
    sheet, dots = written(200).copy(), 200 / 25.4
    spot = next(s for s in spots() if (s["key"], s["value"]) == ("for_whom", "self"))
    x, y = (spot["x"] + spot["w"] / 2) * dots, (spot["y"] + spot["h"] / 2) * dots
    ImageDraw.Draw(sheet).line([(x - 4, y), (x + 4, y)], fill=60, width=3)  # a dot of a pen
    out = io.BytesIO()
    sheet.save(out, "PNG")
    found = read(out.getvalue())
    assert found.unclear == {"for_whom"} and "for_whom" not in found.ticks
    assert found.ticks["sex"] == "female"


def test_a_picture_too_small_to_be_sure_is_refused() -> None:
    sheet = Image.open(io.BytesIO(scan()))
    out = io.BytesIO()
    sheet.resize((sheet.width * 2 // 5, sheet.height * 2 // 5), Image.Resampling.LANCZOS).save(
        out, "PNG"
    )
    with pytest.raises(Refused, match="form-too-small|form-code-missing"):
        read(out.getvalue())
