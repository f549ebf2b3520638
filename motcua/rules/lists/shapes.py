"""What the cells of a column look like, without saying what is in them."""

import re
from collections import Counter
from collections.abc import Iterable

_LETTERS = re.compile("a{3,}|A{3,}")
MOST = 40


def shape_of(text: str) -> str:
    """Digits as 9, letters as A and a, long words cut short: "999999999999", "Aaa Aaa"."""
    drawn = "".join(
        "9" if one.isdigit() else "A" if one.isupper() else "a" if one.isalpha() else one
        for one in text.strip()
    )
    short = _LETTERS.sub(lambda run: run[0][:2], drawn)
    return short if len(short) <= MOST else f"{short[:MOST]}…"


def usual_shapes(cells: Iterable[str], most: int = 3) -> list[str]:
    """The commonest shapes of what is not empty, the commonest first."""
    counted = Counter(shape_of(cell) for cell in cells if cell.strip())
    return [shape for shape, _ in counted.most_common(most)]
