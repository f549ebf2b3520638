"""People as columns: a register, or a list as somebody keeps it."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from motcua.rules.fonts.together import mend_table

Text = NDArray[np.object_]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class People:
    """Columns of equal length, "" where nothing is said.

    `birth` is `yyyy-mm-dd` or `yyyy`; `sex` nam or nữ; `commune` the code of a commune, -1 where
    nothing is said.
    """

    number: Text
    old_number: Text
    full_name: Text
    birth: Text
    sex: Text
    commune: Whole
    father: Text
    mother: Text

    def __len__(self) -> int:
        return len(self.full_name)

    def taken(self, rows: Whole) -> "People":
        """These rows, in this order."""
        return People(*(getattr(self, one.name)[rows] for one in fields(self)))

    def followed_by(self, others: "People") -> "People":
        both = ((getattr(self, one.name), getattr(others, one.name)) for one in fields(self))
        return People(*(np.concatenate(pair) for pair in both))

    def mended(self) -> "People":
        """With the names as they were meant where an old font or encoding had broken them."""
        names = ("full_name", "father", "mother")
        rows = list(zip(*(getattr(self, name).tolist() for name in names), strict=True))
        cells = np.array([[cell.text for cell in row] for row in mend_table(rows)], dtype=object)
        return replace(self, **{name: cells[:, at] for at, name in enumerate(names)})
