"""How a page lies: on which of its four sides, and by how many degrees aslant.

Told by our own code where one stands on it, which is printed upright; by its lines of text where
not: letters have more above their bodies than below, Vietnamese ones most of all. Where neither
is clear the page is left as it came, and a person turns it.
"""

import math
from typing import Any

from motcua.actions.files.apart.paper import Point, evened

RIM = 0.02  # of each side that is not looked at
SMALL = 600  # dots of the longer side, at which the angle is looked for
STEEPEST, COARSE, FINE = 8.0, 1.0, 0.25  # degrees
STRAIGHT = 0.4  # less is left as it is
SURER = 1.1  # how much better lines must show when turned
LYING = 1.5  # how much better lines must show when laid on another side
LETTERS = 1600  # dots of the longer side, at which the bodies of letters show
STRIPS = 8  # a line is looked at in pieces: it need not be quite level
BODY = 0.45  # of the ink of its fullest row that a row of the bodies of letters has
THIN, TALL = 4, 60  # dots a line of text is high at least, and at most
FEWEST = 12  # pieces of lines that must show
CLEAR = 0.25  # how far more above than below, of both together


def lies(picture: Any, code: list[Point]) -> tuple[int, float]:
    """By how many degrees against the clock to turn a page: by quarters (0, 90, 180, 270) to stand
    upright, and then a little so that its lines are level. `code` are the corners of our code on
    it, from the code's own upper left with the clock; none where there is none.
    """
    from PIL import Image

    grey = _inner(picture.convert("L"))
    small = _ink(_shrunk(grey, SMALL))
    on_side = small.transpose(Image.Transpose.ROTATE_90)
    near, level = _best(small)
    near_there, level_there = _best(on_side)
    if code:
        quarters = _by_code(code)
        is_lying = quarters % 180 == 90
    else:
        is_lying = level_there > LYING * level
        quarters = 0
    angle = _finely(on_side, near_there) if is_lying else _finely(small, near)
    if not code:
        up = _upright(grey, 90 if is_lying else 0, angle)
        if up is None and is_lying:  # its lines stand, and nobody can say which way up
            return 0, _finely(small, near)
        quarters = (90 if is_lying else 0) + (180 if up is False else 0)
    return quarters, angle


def _by_code(corners: list[Point]) -> int:
    (ax, ay), (bx, by) = corners[:2]
    return round(math.degrees(math.atan2(by - ay, bx - ax)) / 90) * 90 % 360


def _finely(dark: Any, near: float) -> float:
    """The angle near this one at which its lines are most level; 0 where none show."""
    finer = [near + n * FINE for n in range(-3, 4)]
    best = max(finer, key=lambda angle: _level_lines(dark, angle))
    if abs(best) < STRAIGHT or _level_lines(dark, best) <= SURER * _level_lines(dark, 0):
        return 0.0
    return best


def _inner(grey: Any) -> Any:
    """Without its rim, where what the page lay on may still show."""
    left, top = round(RIM * grey.width), round(RIM * grey.height)
    return grey.crop((left, top, grey.width - left, grey.height - top))


def _shrunk(grey: Any, side: int) -> Any:
    small = grey.copy()
    small.thumbnail((side, side))
    return small


def _ink(grey: Any) -> Any:
    """White where there is ink, black where there is paper, also in a shadow."""
    even = evened(grey, max(4, max(grey.size) // 60))
    counts = even.histogram()
    paper, ink = reached(counts, 0.75), reached(counts, 0.02)
    middle = (paper + ink) // 2
    return even.point([255 if level < middle else 0 for level in range(256)])


def reached(counts: list[int], share: float) -> int:
    """The level below which this share of all dots lies, by their histogram."""
    left = share * sum(counts)
    for level, count in enumerate(counts):
        left -= count
        if left < 0:
            return level
    return 255


def _best(dark: Any) -> tuple[float, float]:
    """At which coarse angle its lines are most level, and how sharply they then alternate."""
    steps = [n * COARSE for n in range(int(-STEEPEST / COARSE), int(STEEPEST / COARSE) + 1)]
    levels = {angle: _level_lines(dark, angle) for angle in steps}
    best = max(levels, key=lambda angle: levels[angle])
    return best, levels[best] / dark.height


def _level_lines(dark: Any, angle: float) -> int:
    """How sharply rows with ink and rows without alternate, when turned so."""
    from PIL import Image

    turned = dark.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in zip(rows, rows[1:], strict=False))


def _upright(grey: Any, quarter: int, angle: float) -> bool | None:
    """Whether it has more above the bodies of its letters than below, once turned by a quarter (0
    or 90) and an angle; None where that is not clear."""
    from PIL import Image

    large = _shrunk(grey, LETTERS)
    turned = large.transpose(Image.Transpose.ROTATE_90) if quarter else large
    dark = _ink(turned.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255))
    rows = dark.convert("F").resize((STRIPS, dark.height), Image.Resampling.BOX)
    shares = [value / 255 for value in rows.get_flattened_data()]
    above = below = many = 0.0
    for strip in range(STRIPS):
        for line in _lines(shares[strip::STRIPS]):
            body = BODY * max(line)
            first = next(n for n, ink in enumerate(line) if ink >= body)
            last = next(n for n in range(len(line) - 1, -1, -1) if line[n] >= body)
            whole = sum(line)
            above += sum(line[:first]) / whole
            below += sum(line[last + 1 :]) / whole
            many += 1
    if many < FEWEST or abs(above - below) < CLEAR * (above + below):
        return None
    return above > below


def _lines(shares: list[float]) -> list[list[float]]:
    """Runs of rows with ink in them: each a line of text, or a piece of one."""
    found, line = [], list[float]()
    for ink in [*shares, 0.0]:
        if ink > 0.004:
            line.append(ink)
        else:
            if THIN <= len(line) <= TALL and max(line) > 0.05:
                found.append(line)
            line = []
    return found
