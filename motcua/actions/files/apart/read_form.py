"""Reads one page of a printed form, scanned or photographed. Lengths are in
millimetres from the upper left of the sheet; our dark marks stand in its corners
(bridges/papers/form-2026.typ).
"""

import io
import math
from typing import Any

from motcua.actions.files.apart import Unfit
from motcua.actions.files.apart.paper import Point, coefficients, evened, solved

WIDE, HIGH = 210, 297
MARKS: tuple[Point, ...] = ((9.5, 9.5), (200.5, 9.5), (200.5, 287.5), (9.5, 287.5))
COARSE, FINE = 4, 8  # dots a millimetre
COARSEST = 3.5  # dots a millimetre that a picture must have for pencil to be told from paper
REACH = 32  # how far from where it should be a mark is looked for: a photograph is slanted
INSIDE, RING = 2.2, 4.0  # about the middle of a mark: what is of it, what is paper
SOLID, ALONE = 0.75, 0.2  # how much of the one must be dark, and of the other may be
DARK = 140  # on paper made 255
INNER = 0.7  # the frame of a tick box and what stands off it
FAINT, INKED = 0.02, 0.14  # with less ink a box is empty, with more ticked, between unclear
AROUND = 1.2  # of paper, about a box that is cut out


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the `spots` where one writes on that page, or none: then only the code is read. The
    pictures of the boxes follow one after the other."""
    from PIL import ImageOps

    try:
        picture = _picture(given)
        if picture.width * picture.height > told["limits"]["pixels"]:
            raise Unfit("file-pixels", {"limit": told["limits"]["pixels"] // 1_000_000})
        grey = ImageOps.exif_transpose(picture).convert("L")
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on a broken file
        raise Unfit("file-damaged") from error
    code, corners = _code(grey)
    spots = told["spots"]
    if not spots:  # the code says which form it is: where one writes on it comes next
        return {"code": code}, b""
    place = next(one for one in spots if one["key"] == "code")
    upright = _upright(grey, corners, place)
    inks = [(s["key"], s["value"], _ink(upright, s)) for s in spots if s["value"]]
    ticks = [(key, value) for key, value, ink in inks if ink >= INKED]
    unclear = {key for key, _, ink in inks if FAINT < ink < INKED}
    boxes = [s for s in spots if not s["value"] and s["key"] != "code"]
    pictures = [_cut(upright, s) for s in boxes]
    said = [{"key": s["key"], "size": len(p)} for s, p in zip(boxes, pictures, strict=True)]
    return {"ticks": ticks, "unclear": sorted(unclear), "pictures": said}, b"".join(pictures)


def _picture(given: bytes) -> Any:
    """The picture, or the one a PDF of one page is: what scanners and telephones make."""
    from PIL import Image

    if not given.startswith(b"%PDF"):
        return Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))
    import pikepdf

    with pikepdf.open(io.BytesIO(given)) as pdf:
        images = [one for page in pdf.pages for one in page.images.values()]
        if len(pdf.pages) != 1 or len(images) != 1:
            raise Unfit("form-pdf")
        only: Any = images[0]
        return pikepdf.PdfImage(only).as_pil_image()


def _code(grey: Any) -> tuple[str, list[Point]]:
    """The text of our code and its corners, from the upper left with the clock."""
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    for found in zxingcpp.read_barcodes(grey, formats=wanted):
        if found.text.startswith("MC1/"):
            at = found.position
            ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            return found.text, [(p.x, p.y) for p in ends]
    raise Unfit("form-code-missing")


def _upright(grey: Any, corners: list[Point], place: dict[str, Any]) -> Any:
    """The sheet as printed, `FINE` dots a millimetre: laid by its code, then by its marks.

    A photograph is a perspective, of which a code in one corner says little about the others: the
    nearest mark is looked for first, and each one found shows better where the next must be.
    """
    x, y, w, h = (place[name] for name in "xywh")
    printed = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    seen, bring = list(corners), _affine(printed, corners)
    if math.dist(seen[0], seen[1]) < COARSEST * w:
        raise Unfit("form-too-small")
    middle, marks = (x + w / 2, y + h / 2), {}
    for at in sorted(MARKS, key=lambda mark: math.dist(mark, middle)):
        area = (at[0] - REACH, at[1] - REACH, 2 * REACH, 2 * REACH)
        window = _laid(grey, bring, area, COARSE)
        marks[at] = bring(_mark(window, area[:2], printed[:4]))
        printed, seen = [*printed, at], [*seen, marks[at]]
        bring = _affine(printed, seen)
    bring = _through(MARKS, [marks[at] for at in MARKS])
    off = max(math.dist(bring(one), end) for one, end in zip(printed[:4], corners, strict=True))
    if off > 0.1 * math.dist(corners[0], corners[1]):  # what was found are not the four marks
        raise Unfit("form-mark-missing")
    return _laid(grey, bring, (0, 0, WIDE, HIGH), FINE)


def _affine(from_: list[Point], to: list[Point]) -> Any:
    """The turn, stretch, slant and shift that bring points nearest to others (least squares)."""
    rows = [(x, y, 1.0) for x, y in from_]
    normal = [[sum(r[a] * r[b] for r in rows) for b in range(3)] for a in range(3)]
    sides = [
        [sum(r[a] * point[c] for r, point in zip(rows, to, strict=True)) for a in range(3)]
        for c in range(2)
    ]
    (a, b, c), (d, e, f) = (solved([[*row, side[at]] for at, row in enumerate(normal)])
                            for side in sides)  # fmt: skip

    def bring(point: Point) -> Point:
        x, y = point
        return a * x + b * y + c, d * x + e * y + f

    return bring


def _through(from_: Any, to: Any) -> Any:
    """The perspective that brings four points to four others."""
    c = coefficients(from_, to)

    def bring(point: Point) -> Point:
        x, y = point
        below = c[6] * x + c[7] * y + 1
        return (c[0] * x + c[1] * y + c[2]) / below, (c[3] * x + c[4] * y + c[5]) / below

    return bring


def _laid(grey: Any, bring: Any, area: tuple[float, float, float, float], dots: int) -> Any:
    """An area of the sheet (left, top, width and height) drawn anew, so many dots a millimetre;
    what lies outside the picture is white."""
    from PIL import Image

    left, top, wide, high = area
    size = (round(wide * dots), round(high * dots))
    ends = [(0.0, 0.0), (size[0], 0.0), size, (0.0, size[1])]
    back = coefficients(ends, [bring((left + x / dots, top + y / dots)) for x, y in ends])
    how = Image.Transform.PERSPECTIVE
    drawn = grey.transform(size, how, back, Image.Resampling.BILINEAR, fillcolor=255)
    return evened(drawn, 2 * dots)  # two millimetres


def _mark(window: Any, corner: Point, code: list[Point]) -> Point:
    """Where a dark square really is in a window of the sheet whose upper left is `corner`: solid,
    alone on the paper, not in the code. Refused where there is none, or more than one."""
    from PIL import ImageFilter

    side = window.width
    dark = window.point([255 if level < DARK else 0 for level in range(256)])
    inner, outer = (dark.filter(ImageFilter.BoxBlur(r * COARSE)).tobytes() for r in (INSIDE, RING))
    share = ((2 * INSIDE * COARSE + 1) / (2 * RING * COARSE + 1)) ** 2
    best, found = 0.0, list[Point]()
    for n, solid in enumerate(inner):
        ring = (outer[n] - share * solid) / (1 - share)
        if solid < 255 * SOLID or ring > 255 * ALONE:
            continue
        down, along = divmod(n, side)
        spot = corner[0] + (along + 0.5) / COARSE, corner[1] + (down + 0.5) / COARSE
        if code[0][0] <= spot[0] <= code[2][0] and code[0][1] <= spot[1] <= code[2][1]:
            continue
        if solid > best + 2:
            best, found = solid, []
        if solid >= best - 2:
            found.append(spot)
    if not found or max(math.dist(found[0], one) for one in found) > INSIDE:
        raise Unfit("form-mark-missing")
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def _levels(area: Any) -> tuple[int, int]:
    """How light the paper is and how dark the ink: not the very extremes, those are noise."""
    levels = sorted(area.tobytes())
    return levels[int(len(levels) * 0.9)], levels[int(len(levels) * 0.02)]


def _box(upright: Any, x: float, y: float, w: float, h: float) -> Any:
    ends = (x * FINE, y * FINE, (x + w) * FINE, (y + h) * FINE)
    return upright.crop(tuple(math.floor(end + 0.5) for end in ends))


def _ink(upright: Any, spot: dict[str, Any]) -> float:
    """How much of the inside of a tick box is clearly darker than the paper about it."""
    x, y, w, h = (spot[name] for name in "xywh")
    paper = _levels(_box(upright, x - 2, y - 2, w + 4, h + 4))[0]
    inside = _box(upright, x + INNER, y + INNER, w - 2 * INNER, h - 2 * INNER).tobytes()
    return sum(level < 0.62 * paper for level in inside) / len(inside)


def _cut(upright: Any, spot: dict[str, Any]) -> bytes:
    x, y, w, h = (spot[name] for name in "xywh")
    out = io.BytesIO()
    wide, high = w + 2 * AROUND, h + 2 * AROUND
    _box(upright, x - AROUND, y - AROUND, wide, high).save(out, "PNG", optimize=True)
    return out.getvalue()
