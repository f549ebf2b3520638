"""Pages as they come from scanners and telephones: laid flat, upright, straight; or left alone.

`MOTCUA_SHEETS=40 pytest -s` on this file prints the shares of forty sheets of each kind.
"""

import io
import math
import os
import random
import sys
import uuid
from typing import Any

import pytest
import segno
from PIL import Image, ImageDraw, ImageFilter

from motcua.actions.files.apart.flat import corners, laid_flat
from motcua.actions.files.apart.lying import lies
from motcua.actions.files.apart.paper import Point
from motcua.actions.files.read_scan import read_scan, turned_right
from motcua.rules.catalogue.paper_form import Mark
from tests.photos import PAPER, STONE, WOOD, photographed, printed

SHEETS = int(os.environ.get("MOTCUA_SHEETS", "3"))
BLANK = Image.new("RGB", (1240, 1754), PAPER)


def small() -> Image.Image:
    return printed().reduce(2)


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def off(found: list[Point] | None, ends: list[Point], picture: Image.Image) -> float | None:
    """How far the worst corner is from where it should be, as a share of the diagonal; None where
    none was found."""
    if found is None:
        return None
    return max(math.dist(a, b) for a, b in zip(found, ends, strict=True)) / math.hypot(
        *picture.size
    )


def told(name: str, results: list[float | None]) -> tuple[int, int]:
    """How many were right and how many wrong, printed."""
    right = sum(one is not None and one < 0.01 for one in results)
    left = results.count(None)
    wrong = len(results) - right - left
    said = f"{name}: {right} of {len(results)} right, {left} left as they came, {wrong} wrong"
    sys.stdout.write(said + "\n")
    return right, wrong


@pytest.mark.parametrize(
    "how", [{}, {"slant": 0.2, "shadow": 0.7}, {"table": WOOD, "shadow": 0.0}], ids=str
)
def test_a_sheet_photographed_aslant_is_found_by_its_corners(how: dict[str, Any]) -> None:
    results = []
    for seed in range(SHEETS):
        seen, ends = photographed(small(), seed, **how)
        results.append(off(corners(seen.convert("L")), ends, seen))
    right, wrong = told(f"corners {how}", results)
    assert right >= 0.6 * SHEETS and not wrong


def test_a_sheet_that_is_not_surely_seen_is_left_as_it_is() -> None:
    """The control: beyond the edge of the picture, on a table as light as paper, under a hand, on
    another sheet, and no sheet at all."""
    sheet, many = small(), range(SHEETS // 2)
    cut = [photographed(sheet, seed, raised=150, slant=0.03)[0] for seed in many]
    pale = [photographed(sheet, seed, table=(238, 236, 230))[0] for seed in many]
    stacked, _ = photographed(sheet, 1, table=STONE)
    ImageDraw.Draw(stacked).polygon([(450, 0), (750, 100), (650, 650)], fill=(230, 230, 225))
    results: list[float | None] = [
        None if corners(one.convert("L")) is None else 1.0
        for one in (*cut, *pale, stacked, sheet, BLANK, Image.effect_noise((600, 800), 80))
    ]
    assert told("not to be found", results) == (0, 0)


def test_a_finger_on_the_edge_and_a_folded_corner_hide_little() -> None:
    results = []
    for seed in range(2):
        seen, ends = photographed(small(), seed, table=STONE)
        x, y = (ends[3][0] + ends[0][0]) / 2, (ends[3][1] + ends[0][1]) / 2
        ImageDraw.Draw(seen).ellipse((x - 45, y - 20, x + 20, y + 20), fill=(150, 110, 90))
        results.append(off(corners(seen.convert("L")), ends, seen))
    assert told("under a finger", results)[1] == 0


def test_what_is_laid_flat_looks_as_from_above() -> None:
    sheet = small()
    seen, _ = photographed(sheet, 3, slant=0.15, shadow=0.0)
    flat = laid_flat(seen)
    assert flat is not None and abs(flat.height / flat.width / 2**0.5 - 1) < 0.01
    both = [one.convert("L").resize((62, 88), Image.Resampling.BOX) for one in (flat, sheet)]
    dark = [[level < 200 for level in one.tobytes()] for one in both]
    assert sum(dark[0][:62]) < 4  # the table is gone
    same = sum(a == b for a, b in zip(*dark, strict=True))
    assert same > 0.93 * len(dark[0])


def spoilt(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """A little aslant, blurred, with noise."""
    turned = sheet.rotate(chance.uniform(-5, 5), Image.Resampling.BICUBIC, fillcolor=PAPER)
    noisy = Image.blend(turned, Image.effect_noise(sheet.size, 60).convert("RGB"), 0.08)
    return noisy.filter(ImageFilter.GaussianBlur(chance.choice([0.5, 0.8, 1.1])))


def test_a_page_on_its_side_or_head_is_set_upright_by_its_lines() -> None:
    results: list[float | None] = []
    for seed in range(SHEETS + 1):
        chance, turn = random.Random(seed), 90 * (seed % 4)
        face, size = chance.choice(["Serif", "Sans"]), chance.choice([18, 24, 30])
        page = spoilt(printed(size, face), chance).rotate(turn, expand=True)
        quarters, _ = lies(page, [])
        right = (quarters + turn) % 360 == 0
        results.append(0.0 if right else None if quarters == 0 else 1.0)
    right, wrong = told("upright by lines", results)
    assert right >= 0.75 * len(results) and not wrong


def test_where_lines_do_not_tell_a_page_stays_as_it_lies() -> None:
    """The control: nothing, noise, a drawing, three lines that stand on their head."""
    drawing = BLANK.copy()
    pen = ImageDraw.Draw(drawing)
    for at in range(12):
        pen.rectangle(
            (150 + 70 * at, 200 + 60 * at, 500 + 60 * at, 600 + 40 * at), outline=0, width=4
        )
    few = printed(lines=2).rotate(180)
    for one in (BLANK, drawing, few, Image.effect_noise((900, 1200), 90)):
        assert lies(one, [])[0] == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_our_own_code_says_which_way_up_a_page_is(turn: int) -> None:
    page, code = BLANK.copy(), io.BytesIO()
    text = Mark("1.001193@2026-07-01", 1, uuid.UUID(int=7)).text()
    segno.make(text, error="m", micro=False).save(code, kind="png", scale=6)
    page.paste(Image.open(code).convert("RGB"), (120, 140))
    (sheet,) = read_scan(jpeg(page.rotate(turn, expand=True)), "image/jpeg")
    found = Image.open(io.BytesIO(sheet.content)).convert("L")
    assert sheet.code == text and (found.width < found.height)
    assert min(found.crop((0, 0, 620, 877)).tobytes()) < 80  # the code is in its corner again
    assert bool(sheet.came) == bool(turn)


def test_a_photo_on_its_side_comes_flat_and_upright_and_as_it_was() -> None:
    seen, _ = photographed(printed(), 5, slant=0.05)
    given = seen.transpose(Image.Transpose.ROTATE_90)
    (sheet,) = read_scan(jpeg(given), "image/jpeg")
    page = Image.open(io.BytesIO(sheet.content))
    assert abs(page.height / page.width / 2**0.5 - 1) < 0.03 and sheet.turned % 3600 > 2600
    assert Image.open(io.BytesIO(sheet.came)).size == given.size
    again = Image.open(io.BytesIO(turned_right(sheet.content)))
    assert again.size == (page.height, page.width)
