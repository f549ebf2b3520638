"""What the cells of a column look like, without saying what is in them."""

import re
from collections import Counter
from collections.abc import Iterable

_RUN = re.compile(r"(.)\1{3,}")
MOST = 40


def shape_of(text: str) -> str:
    """Digits as 9, letters as A and a, a long run cut short: “999…(12) Aaaa…”."""
    drawn = "".join(
        "9" if one.isdigit() else "A" if one.isupper() else "a" if one.isalpha() else one
        for one in text.strip()
    )
    short = _RUN.sub(lambda run: f"{run[1] * 3}…({len(run[0])})", drawn)
    return short if len(short) <= MOST else f"{short[:MOST]}…"


def usual_shapes(cells: Iterable[str], most: int = 3) -> list[str]:
    """The commonest shapes of what is not empty, the commonest first."""
    counted = Counter(shape_of(cell) for cell in cells if cell.strip())
    return [shape for shape, _ in counted.most_common(most)]
