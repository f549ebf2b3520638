"""Reads one scanned page of a printed form inside limits; run by read_form, never imported.

Standard input: the picture. Argument: limits and where one writes on that page, as JSON. Standard
output: one line of JSON, then the pictures of the boxes one after the other. Lengths are in
millimetres from the upper left of the sheet; our dark marks stand in its corners
(bridges/papers/form-2026.typ).
"""

import io
import json
import math
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

Point = tuple[float, float]
WIDE, HIGH = 210, 297
MARKS: tuple[Point, ...] = ((9.5, 9.5), (200.5, 9.5), (200.5, 287.5), (9.5, 287.5))
COARSE, FINE = 4, 8  # dots a millimetre
REACH = 9.0  # how far from its place a mark is looked for
SOLID = 0.75  # how much of a mark must be dark
INNER = 0.7  # the frame of a tick box and what stands off it
INKED = 0.07  # a box with more ink than this is ticked
AROUND = 1.2  # of paper, about a box that is cut out


def main() -> None:
    child = _inspect_child()
    told = json.loads(sys.argv[1])
    child._confine(told["limits"])
    try:
        head, pictures = _read(sys.stdin.buffer.read(), told, child.Unfit)
    except child.Unfit as unfit:
        head, pictures = {"refused": unfit.args[0]}, []
    except MemoryError:
        head, pictures = {"refused": "file-heavy"}, []
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(pictures))


def _inspect_child() -> Any:
    """The limits of every opened file; by its path, since nothing of ours can be imported here."""
    spec = spec_from_file_location("inspect_child", Path(__file__).with_name("inspect_child.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(given: bytes, told: dict[str, Any], unfit: Any) -> tuple[dict[str, Any], list[bytes]]:
    from PIL import Image, ImageOps

    try:
        picture = Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))
        if picture.width * picture.height > told["limits"]["pixels"]:
            raise unfit("file-pixels")
        grey = ImageOps.exif_transpose(picture).convert("L")
    except (unfit, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on a broken file
        raise unfit("file-damaged") from error
    code, corners = _code(grey, unfit)
    spots = told["spots"]
    if not spots:  # the code says which form it is: where one writes on it comes next
        return {"code": code}, []
    place = next(one for one in spots if one["key"] == "code")
    upright = _upright(grey, corners, place, unfit)
    ticks = [s for s in spots if s["value"] and _is_ticked(upright, s)]
    boxes = [s for s in spots if not s["value"] and s["key"] != "code"]
    pictures = [_cut(upright, s) for s in boxes]
    said = [{"key": s["key"], "size": len(p)} for s, p in zip(boxes, pictures, strict=True)]
    return {"ticks": [[s["key"], s["value"]] for s in ticks], "pictures": said}, pictures


def _code(grey: Any, unfit: Any) -> tuple[str, list[Point]]:
    """The text of our code and its corners, from the upper left with the clock."""
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    for found in zxingcpp.read_barcodes(grey, formats=wanted):
        if found.text.startswith("MC1/"):
            at = found.position
            ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            return found.text, [(p.x, p.y) for p in ends]
    raise unfit("form-code-missing")


def _upright(grey: Any, corners: list[Point], place: dict[str, Any], unfit: Any) -> Any:
    """The sheet as printed, `FINE` dots a millimetre: laid by its code, then by its marks."""
    x, y, w, h = (place[name] for name in "xywh")
    printed = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    rough = _similar(printed, corners)
    laid = _laid(grey, rough, COARSE)
    marks = [rough(_mark(laid, at, unfit)) for at in MARKS]
    return _laid(grey, _through(MARKS, marks), FINE)


def _similar(from_: list[Point], to: list[Point]) -> Any:
    """The turn, stretch and shift that bring points nearest to others (least squares)."""
    a, b = [complex(*p) for p in from_], [complex(*p) for p in to]
    ca, cb = sum(a) / len(a), sum(b) / len(b)
    turn = sum((v - cb) * (u - ca).conjugate() for u, v in zip(a, b, strict=True))
    turn /= sum(abs(u - ca) ** 2 for u in a)

    def bring(point: Point) -> Point:
        moved = cb + turn * (complex(*point) - ca)
        return moved.real, moved.imag

    return bring


def _through(from_: Any, to: Any) -> Any:
    """The perspective that brings four points to four others."""
    c = _coefficients(from_, to)

    def bring(point: Point) -> Point:
        x, y = point
        below = c[6] * x + c[7] * y + 1
        return (c[0] * x + c[1] * y + c[2]) / below, (c[3] * x + c[4] * y + c[5]) / below

    return bring


def _coefficients(from_: Any, to: Any) -> list[float]:
    """The eight numbers of a perspective, by elimination."""
    rows = []
    for (x, y), (u, v) in zip(from_, to, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(8):
            if row != at:
                by = rows[row][at]
                rows[row] = [v - by * w for v, w in zip(rows[row], rows[at], strict=True)]
    return [row[8] for row in rows]


def _laid(grey: Any, bring: Any, dots: int) -> Any:
    """The whole sheet drawn anew; what lies outside the picture is white."""
    from PIL import Image

    size = (WIDE * dots, HIGH * dots)
    ends = [(0.0, 0.0), (size[0], 0.0), size, (0.0, size[1])]
    back = _coefficients(ends, [bring((x / dots, y / dots)) for x, y in ends])
    how = Image.Transform.PERSPECTIVE
    return grey.transform(size, how, back, Image.Resampling.BILINEAR, fillcolor=255)


def _mark(laid: Any, at: Point, unfit: Any) -> Point:
    """Where the dark square near `at` really is; refused where there is none."""
    from PIL import ImageFilter

    left, top = ((v - REACH) * COARSE for v in at)
    side = int(2 * REACH * COARSE)
    window = laid.crop((int(left), int(top), int(left) + side, int(top) + side))
    paper, ink = _levels(window)
    if paper - ink < 40:
        raise unfit("form-mark-missing")
    dark = window.point([255 if level < (paper + ink) / 2 else 0 for level in range(256)])
    thick = dark.filter(ImageFilter.BoxBlur(2.2 * COARSE))
    solid = thick.getextrema()[1]
    if solid < 255 * SOLID:
        raise unfit("form-mark-missing")
    found = [n for n, level in enumerate(thick.tobytes()) if level >= solid - 2]
    x = sum(n % side for n in found) / len(found) + 0.5
    y = sum(n // side for n in found) / len(found) + 0.5
    return (int(left) + x) / COARSE, (int(top) + y) / COARSE


def _levels(area: Any) -> tuple[int, int]:
    """How light the paper is and how dark the ink: not the very extremes, those are noise."""
    levels = sorted(area.tobytes())
    return levels[int(len(levels) * 0.9)], levels[int(len(levels) * 0.02)]


def _box(upright: Any, x: float, y: float, w: float, h: float) -> Any:
    ends = (x * FINE, y * FINE, (x + w) * FINE, (y + h) * FINE)
    return upright.crop(tuple(math.floor(end + 0.5) for end in ends))


def _is_ticked(upright: Any, spot: dict[str, Any]) -> bool:
    """By how much of the inside is clearly darker than the paper about it."""
    x, y, w, h = (spot[name] for name in "xywh")
    paper = _levels(_box(upright, x - 2, y - 2, w + 4, h + 4))[0]
    inside = _box(upright, x + INNER, y + INNER, w - 2 * INNER, h - 2 * INNER).tobytes()
    return sum(level < 0.62 * paper for level in inside) > INKED * len(inside)


def _cut(upright: Any, spot: dict[str, Any]) -> bytes:
    x, y, w, h = (spot[name] for name in "xywh")
    out = io.BytesIO()
    wide, high = w + 2 * AROUND, h + 2 * AROUND
    _box(upright, x - AROUND, y - AROUND, wide, high).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
