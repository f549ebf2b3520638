"""One line of the table of `bench.match`: how well people were found, beside its bars."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from motcua.clerks.matching.people import Whole
from motcua.rules.matching import SURE, WORTH_A_LOOK

HEAD = ("P", "R", "F1", "linked", "P of these", "person", "absent linked", "CPU s", "GB")


class Line(NamedTuple):
    """P, R and F1 of what is likelier than not; the shares of the rows that are linked without a
    person, how many of these rightly, that a person must see, and of those not in the register who
    were linked all the same; CPU seconds, and GB at most where they were measured."""

    precision: float
    recall: float
    f1: float
    linked: float
    linked_rightly: float
    person: float
    absent_linked: float
    spent: float
    memory: float | None = None


class Bar(NamedTuple):
    """What a line must reach: at least, or at most."""

    field: str
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, line: Line) -> bool:
        value = getattr(line, self.field)
        if self.at_least is not None:
            return bool(value >= self.at_least)
        return self.at_most is None or bool(value <= self.at_most)

    def __str__(self) -> str:
        name = HEAD[Line._fields.index(self.field)]
        return f"{name} ≥ {self.at_least}" if self.at_least else f"{name} ≤ {self.at_most:.4g}"


def measured(
    found: Whole, belief: np.ndarray, truth: Whole, spent: float, memory: float | None = None
) -> Line:
    right, there, said, sure = found == truth, truth >= 0, belief >= 0.5, belief >= SURE
    precision, recall = (said & right).sum() / said.sum(), (said & right).sum() / there.sum()
    return Line(
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        sure.mean(),
        (sure & right).sum() / sure.sum(),
        (~sure & (belief >= WORTH_A_LOOK)).mean(),
        (sure & ~there).sum() / max(1, (~there).sum()),
        spent,
        memory,
    )


def head(first: str = "") -> None:
    print(("{:26}" + "{:>14}" * len(HEAD)).format(first, *HEAD))


def tell(title: str, line: Line, bars: Sequence[Bar] = ()) -> bool:
    """Print a line and under it what it must reach; whether it does."""
    cells = (
        f"{line.precision:.4f}", f"{line.recall:.4f}", f"{line.f1:.4f}", f"{line.linked:.2%}",
        f"{line.linked_rightly:.5f}", f"{line.person:.2%}", f"{line.absent_linked:.2%}",
        f"{line.spent:.1f}", "" if line.memory is None else f"{line.memory:.2f}",
    )  # fmt: skip
    print(("{:26}" + "{:>14}" * len(HEAD)).format(title, *cells), flush=True)
    told = [f"{bar} {'holds' if bar.holds(line) else 'DOES NOT HOLD'}" for bar in bars]
    if told:
        print("    " + "; ".join(told), flush=True)
    return all(bar.holds(line) for bar in bars)
