"""A sheet photographed aslant on a darker ground is found by its four sides and laid flat.

Where the four are not surely seen nothing is found: half a paper cut away is worse than a paper
that lies aslant. A scan that is all paper has no ground about it and is left at once.
"""

import math
from typing import Any

from motcua.actions.files.apart.paper import Point, area, coefficients, crossing

LOOKED_AT = 256  # dots of the longer side, where the sheet is looked for
MEASURED_AT = 1200  # where its sides are measured
LEVELS = 9  # how many shades are tried as the border of light and dark: shadows move it
LEAST = 0.2  # of the picture that the sheet must cover
SOLID = 0.96  # of its own outline that it must fill
SAMPLES = 48  # places on each side where the step from ground to paper is looked for
REACH = 0.02  # of the diagonal, how far to both sides of where it should be
STEP = 0.12  # how much darker than the paper the ground must be there
SEEN = 0.85  # of the places of each side that must show the step, in one line
OFF = 0.004  # of the diagonal that such a place may stand off the line
STEEPEST = 0.6  # cosine of the sharpest corner
SLIGHTEST = 0.45  # the shorter of two opposite sides to the longer
A4, NEAR_A4 = 2**0.5, 0.08

Side = tuple[Point, Point]
Run = tuple[int, int, int]  # row, first, last


def laid_flat(picture: Any) -> Any | None:
    """The sheet alone, as if seen from above; None where it is not surely found."""
    from PIL import Image

    ends = corners(picture.convert("L"))
    if ends is None:
        return None
    top, right, low, left = (math.dist(a, b) for a, b in _sides(ends))
    wide, high = _shaped(max(top, low), max(left, right))
    flat = [(0, 0), (wide, 0), (wide, high), (0, high)]
    how = Image.Transform.PERSPECTIVE
    return picture.transform((wide, high), how, coefficients(flat, ends), Image.Resampling.BICUBIC)


def _shaped(wide: float, high: float) -> tuple[int, int]:
    """Its size in dots: that of A4 where it is near it, as it looks otherwise."""
    shape = max(wide, high) / min(wide, high)
    if abs(shape / A4 - 1) < NEAR_A4:
        wide, high = (high * A4, high) if wide > high else (wide, wide * A4)
    return round(wide), round(high)


def corners(grey: Any) -> list[Point] | None:
    """The corners of the sheet in the picture, from the upper left with the clock."""
    small = grey.copy()
    small.thumbnail((LOOKED_AT, LOOKED_AT))
    if small.width < 32 or small.height < 32 or not _has_ground(small):
        return None
    large = grey.copy()
    large.thumbnail((MEASURED_AT, MEASURED_AT))
    found = [ends for level in _shades(small) if (ends := _outline(small, level))]
    scale = large.width / small.width
    for ends in sorted(found, key=area, reverse=True):
        sure = _sure(large, [(x * scale, y * scale) for x, y in ends])
        if sure:
            back = grey.width / large.width
            return [(x * back, y * back) for x, y in sure]
    return None


def _has_ground(small: Any) -> bool:
    """Whether the rim of the picture is darker than its middle, or most of it."""
    wide, high = small.size
    edges = (
        (0, 0, wide, 1),
        (0, high - 1, wide, high),
        (0, 0, 1, high),
        (wide - 1, 0, wide, high),
    )
    rim = [level for edge in edges for level in small.crop(edge).tobytes()]
    middle = small.crop((wide // 4, high // 4, wide * 3 // 4, high * 3 // 4))
    paper = sorted(middle.tobytes())[middle.width * middle.height * 3 // 4]
    return sum(level < paper * (1 - STEP / 2) for level in rim) > len(rim) / 2


def _shades(small: Any) -> list[int]:
    """Levels between the darkest and the lightest, at which the two may part."""
    levels = sorted(small.tobytes())
    dark, light = levels[len(levels) // 50], levels[len(levels) * 49 // 50]
    return [dark + (light - dark) * n // (LEVELS + 1) for n in range(1, LEVELS + 1)]


def _outline(small: Any, level: int) -> list[Point] | None:
    """The four ends of the largest light patch that stands free, is solid, and has four ends."""
    wide, high = small.size
    rows = _largest(small.point([255 if n > level else 0 for n in range(256)]))
    if not rows or min(rows) == 0 or max(rows) == high - 1:
        return None
    if any(left == 0 or right == wide - 1 for left, right in rows.values()):
        return None
    ends = [(float(x), float(y)) for y, (left, right) in rows.items() for x in (left, right + 1)]
    hull = _hull([*ends, *((x, y + 1) for x, y in ends)])
    around = area(hull)
    filled = sum(right + 1 - left for left, right in rows.values())
    if around < LEAST * wide * high or filled < SOLID * around:
        return None
    four = _four(hull)
    return four if area(four) > 0.9 * around else None


def _largest(mask: Any) -> dict[int, tuple[int, int]]:
    """The largest patch of light, by row: where it begins and where it ends."""
    runs = _runs(mask)
    patch = _patches(runs)
    sizes: dict[int, int] = {}
    for one, (_, first, last) in zip(patch, runs, strict=True):
        sizes[one] = sizes.get(one, 0) + last + 1 - first
    largest = max(sizes, key=lambda one: sizes[one], default=-1)
    rows: dict[int, tuple[int, int]] = {}
    for one, (y, first, last) in zip(patch, runs, strict=True):
        if one == largest:
            left, right = rows.get(y, (first, last))
            rows[y] = min(left, first), max(right, last)
    return rows


def _patches(runs: list[Run]) -> list[int]:
    """Of which patch each run is: runs that touch, one above the other, are of one."""
    parent = list(range(len(runs)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    above = 0  # the first run of the row before that still reaches this far
    for at, (y, first, last) in enumerate(runs):
        while runs[above][0] < y - 1 or (runs[above][0] == y - 1 and runs[above][2] < first):
            above += 1
        other = above
        while runs[other][0] == y - 1 and runs[other][1] <= last:
            parent[root(at)] = root(other)
            other += 1
    return [root(at) for at in range(len(runs))]


def _runs(mask: Any) -> list[Run]:
    """Where light begins and ends, row by row."""
    wide, data = mask.width, mask.tobytes()
    found: list[Run] = []
    for y in range(mask.height):
        row = data[y * wide : (y + 1) * wide]
        at = row.find(b"\xff")
        while at >= 0:
            end = row.find(b"\0", at)
            end = wide if end < 0 else end
            found.append((y, at, end - 1))
            at = row.find(b"\xff", end)
    return found


def _hull(points: list[Point]) -> list[Point]:
    """The ends of the tightest band around all points, with the clock (monotone chain)."""

    def half(ordered: list[Point]) -> list[Point]:
        found: list[Point] = []
        for one in ordered:
            while len(found) > 1 and area([found[-2], found[-1], one]) <= 0:
                found.pop()
            found.append(one)
        return found[:-1]

    ordered = sorted(set(points))
    return half(ordered) + half(ordered[::-1])


def _four(hull: list[Point]) -> list[Point]:
    """The hull with all but four of its ends taken out, each time the one that matters least."""
    ends = list(hull)
    while len(ends) > 4:
        at = min(
            range(len(ends)), key=lambda n: area([ends[n - 1], ends[n], ends[(n + 1) % len(ends)]])
        )
        del ends[at]
    first = min(range(len(ends)), key=lambda n: sum(ends[n]))
    return ends[first:] + ends[:first]


def _sure(grey: Any, ends: list[Point]) -> list[Point] | None:
    """The corners once each side has been measured; None where one side is not a clear line, or
    the four are no sheet."""
    diagonal = math.hypot(*grey.size)
    lines = [_line(grey, side, diagonal) for side in _sides(ends)]
    whole = [one for one in lines if one]
    if len(whole) < 4:
        return None
    met = [crossing(whole[at - 1], whole[at]) for at in range(4)]
    found = [one for one in met if one]
    if len(found) < 4 or not _is_sheet(found):
        return None
    inside = all(-1 <= x <= grey.width and -1 <= y <= grey.height for x, y in found)
    near = all(math.dist(a, b) < 2 * REACH * diagonal for a, b in zip(found, ends, strict=True))
    return found if inside and near else None


def _is_sheet(ends: list[Point]) -> bool:
    """Whether four corners may be those of a sheet that was not looked at too sharply."""
    for at, one in enumerate(ends):
        before, after = ends[at - 1], ends[(at + 1) % 4]
        a, b = (before[0] - one[0], before[1] - one[1]), (after[0] - one[0], after[1] - one[1])
        if abs(a[0] * b[0] + a[1] * b[1]) > STEEPEST * math.hypot(*a) * math.hypot(*b):
            return False
    top, right, low, left = (math.dist(a, b) for a, b in _sides(ends))
    return min(top, low) > SLIGHTEST * max(top, low) and min(left, right) > SLIGHTEST * max(
        left, right
    )


def _sides(ends: list[Point]) -> list[Side]:
    """Upper, right, lower, left."""
    return list(zip(ends, ends[1:] + ends[:1], strict=True))


def _line(grey: Any, side: Side, diagonal: float) -> Side | None:
    """Where a side really runs, by the step from dark to light across it; None where that is not
    to be seen nearly all along it."""
    (ax, ay), (bx, by) = side
    long = math.dist(*side)
    if long < 8:
        return None
    inward = (-(by - ay) / long, (bx - ax) / long)
    reach = max(3, round(REACH * diagonal))
    steps: list[Point] = []  # along the side, and how far inward of it
    for n in range(SAMPLES):
        share = 0.04 + 0.92 * n / (SAMPLES - 1)
        x, y = ax + share * (bx - ax), ay + share * (by - ay)
        profile = [
            _level(grey, x + k * inward[0], y + k * inward[1]) for k in range(-reach, reach + 1)
        ]
        at = _step(profile)
        if at is not None:
            steps.append((share * long, at - reach))
    on_line = _on_one_line(steps, OFF * diagonal)
    if len(on_line) < SEEN * SAMPLES:
        return None
    rise, start = _fitted(on_line)

    def at_end(along: float) -> Point:
        off = start + rise * along
        return (
            ax + along / long * (bx - ax) + off * inward[0],
            ay + along / long * (by - ay) + off * inward[1],
        )

    return at_end(0), at_end(long)


def _level(grey: Any, x: float, y: float) -> int:
    wide, high = grey.size
    found: int = grey.getpixel((min(max(round(x), 0), wide - 1), min(max(round(y), 0), high - 1)))
    return found


def _step(profile: list[int]) -> float | None:
    """Where, going inward, dark ground ends and light paper begins."""
    many, half = len(profile), len(profile) // 6
    best, at = 0.0, None
    for n in range(half, many - half + 1):
        outside, inside = sum(profile[n - half : n]) / half, sum(profile[n : n + half]) / half
        rise = (inside - outside) / max(inside, 1)
        if rise > best:
            best, at = rise, n - 0.5
    return at if best >= STEP else None


def _on_one_line(steps: list[Point], off: float) -> list[Point]:
    """Those that stand on one line with most others: the rest is a shadow, a finger, a crease."""
    best: list[Point] = []
    for a in steps[: len(steps) // 2 : 3]:
        for b in steps[len(steps) // 2 :: 3]:
            rise = (b[1] - a[1]) / (b[0] - a[0])
            near = [one for one in steps if abs(one[1] - a[1] - rise * (one[0] - a[0])) <= off]
            if len(near) > len(best):
                best = near
    return best


def _fitted(points: list[Point]) -> tuple[float, float]:
    """The line through points: how much it rises, and where it starts (least squares)."""
    many = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / many, sum(y for _, y in points) / many
    rise = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum(
        (x - mean_x) ** 2 for x, _ in points
    )
    return rise, mean_y - rise * mean_x
