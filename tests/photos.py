"""What a telephone makes of a sheet: aslant on a table, half in a shadow, with noise."""

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from motcua.actions.files.apart.paper import Point, coefficients

WOOD, STONE, DARK, CLOTH = (120, 80, 50), (90, 90, 95), (30, 30, 30), (40, 70, 50)
TABLES = (WOOD, STONE, DARK, CLOTH)
PAPER = (244, 242, 236)
WORDS = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập – Tự do – Hạnh phúc||GIẤY CHỨNG SINH|
Họ, chữ đệm, tên mẹ: Bùi Thị Sen, sinh ngày 05/09/1990, dân tộc Kinh|Số định danh: 079190001234
Nơi cư trú: thôn Đoài, xã Đức Nhàn|Đã sinh con vào lúc 9 giờ 14 phút, ngày 02 tháng 11 năm 2026
Tại: Trạm y tế xã Đức Nhàn|Số con trong lần sinh này: 1. Giới tính của con: Nữ. Nặng: 3.100 gam
Tình trạng của con: khỏe mạnh|Người đỡ đẻ: nữ hộ sinh Trần Thị Lụa|
Giấy này được lập để làm thủ tục đăng ký khai sinh cho con|Trạm trưởng, ký và ghi rõ họ tên"""
FONTS = "motcua/bridges/fonts/Noto{}_400Regular.ttf"


def printed(size: int = 24, face: str = "Serif", lines: int = 40) -> Image.Image:
    """A sheet of A4 with a paper on it, in so many dots a line."""
    sheet = Image.new("RGB", (1240, 1754), PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONTS.format(face), size)
    for at, words in enumerate(WORDS.replace("\n", "|").split("|")[:lines]):
        pen.text((120, 130 + at * size * 2), words, (30, 30, 40), font)
    return sheet


def noisy(picture: Image.Image, seed: int, share: float) -> Image.Image:
    """With so large a share of noise, the same each time."""
    noise = random.Random(seed).randbytes(picture.width * picture.height)
    grey = Image.frombytes("L", picture.size, noise)
    return Image.blend(picture, grey.convert("RGB"), share)


def photographed(
    sheet: Image.Image,
    seed: int,
    *,
    slant: float = 0.1,
    shadow: float = 0.5,
    turn: float = 12,
    table: tuple[int, int, int] | None = None,
    raised: int = 0,
) -> tuple[Image.Image, list[Point]]:
    """The photo, and where the corners of the sheet are on it: `slant` of its size inward at each,
    turned by up to `turn` degrees, `raised` dots beyond the upper edge."""
    chance = random.Random(seed)
    size = wide, high = sheet.width * 13 // 10, sheet.height * 13 // 10
    ends = _ends(sheet, size, chance, slant, turn, raised)
    back = coefficients(ends, [(0, 0), (sheet.width, 0), sheet.size, (0, sheet.height)])
    how, smooth = Image.Transform.PERSPECTIVE, Image.Resampling.BICUBIC
    seen = _table(size, chance, table or chance.choice(TABLES))
    there = Image.new("L", sheet.size, 255).transform(size, how, back, smooth)
    seen.paste(sheet.convert("RGB").transform(size, how, back, smooth), (0, 0), there)
    light = Image.linear_gradient("L").rotate(chance.uniform(0, 360), expand=True)
    light = light.crop((64, 64, light.width - 64, light.height - 64)).resize((wide, high))
    light = light.point([round(255 * (1 - shadow * level / 255)) for level in range(256)])
    seen = ImageChops.multiply(seen, Image.merge("RGB", [light] * 3))
    seen = Image.blend(seen, Image.effect_noise(size, 60).convert("RGB"), 0.08)
    return seen.filter(ImageFilter.GaussianBlur(0.8)), ends


def _ends(
    sheet: Image.Image,
    size: tuple[int, int],
    chance: random.Random,
    slant: float,
    turn: float,
    raised: int,
) -> list[Point]:
    x, y = size[0] / 2, size[1] / 2 - raised
    turned, found = math.radians(chance.uniform(-turn, turn)), []
    for across, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        dx = across * sheet.width * (0.5 - chance.uniform(0, slant))
        dy = down * sheet.height * (0.5 - chance.uniform(0, slant))
        along = dx * math.cos(turned) - dy * math.sin(turned)
        found.append((x + along, y + dx * math.sin(turned) + dy * math.cos(turned)))
    return found


def _table(
    size: tuple[int, int], chance: random.Random, colour: tuple[int, int, int]
) -> Image.Image:
    """A table with a grain."""
    table = Image.new("RGB", size, colour)
    pen = ImageDraw.Draw(table)
    for _ in range(60):
        y, shade = chance.uniform(0, size[1]), chance.randint(-15, 15)
        grain = tuple(max(0, level + shade) for level in colour)
        ends = [(0, y), (size[0], y + chance.uniform(-60, 60))]
        pen.line(ends, fill=grain, width=chance.randint(1, 9))
    return table
