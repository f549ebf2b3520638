"""What a picture of paper needs before it can be read: its perspective undone, its shadows evened.

Used by the openers of forms and of scans. Points are (along, down), in dots or millimetres.
"""

import math
from typing import Any

Point = tuple[float, float]


def coefficients(from_: Any, to: Any) -> list[float]:
    """The eight numbers of the perspective that brings four points to four others."""
    rows = []
    for (x, y), (u, v) in zip(from_, to, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return solved(rows)


def solved(rows: list[list[float]]) -> list[float]:
    """The unknowns of as many equations, by elimination; the last column is the right side."""
    many = len(rows)
    for at in range(many):
        best = max(range(at, many), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(many):
            if row != at:
                by = rows[row][at]
                rows[row] = [v - by * w for v, w in zip(rows[row], rows[at], strict=True)]
    return [row[many] for row in rows]


def evened(grey: Any, stroke: int) -> Any:
    """As light everywhere as the paper is there: what is in a shadow comes out of it. `stroke` is
    a length in dots that is wider than any stroke."""
    from PIL import Image, ImageFilter, ImageMath

    reckon: Any = ImageMath
    small = grey.reduce(stroke)
    paper = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.BoxBlur(3))
    paper = paper.resize(grey.size, Image.Resampling.BILINEAR)
    lit = reckon.lambda_eval(
        lambda given: given["min"](given["x"] * 255 / given["max"](given["paper"], 1), 255),
        x=grey, paper=paper,
    )  # fmt: skip
    return lit.convert("L")


def crossing(first: tuple[Point, Point], second: tuple[Point, Point]) -> Point | None:
    """Where two lines meet, each given by two of its points; None where they never do."""
    ((ax, ay), (bx, by)), ((cx, cy), (dx, dy)) = first, second
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(turn) < 1e-9 * (math.dist(*first) * math.dist(*second) + 1e-9):
        return None
    along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
    return ax + along * (bx - ax), ay + along * (by - ay)


def area(ends: list[Point]) -> float:
    """What a polygon covers; more than nothing where its ends go with the clock."""
    pairs = zip(ends, ends[1:] + ends[:1], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2
