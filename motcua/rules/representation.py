"""Who may file for somebody else, and by what it is known.

Only what a register proves is here: the parent of a child whose household says so. Papers of
guardians, mandates and witnesses are further bases of the same kind.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from motcua.rules.parts import Representative
from motcua.rules.procedure import Version


class Basis(StrEnum):
    """By what somebody stands for another."""

    PARENT = "parent"


BASIS_WORDS: Mapping[Basis, str] = {
    Basis.PARENT: "cha hoặc mẹ, theo dữ liệu hộ gia đình và hộ tịch",
}


def representative(version: Version, basis: Basis, born: str, on: date) -> Representative | None:
    """The row of this version that lets `basis` file for somebody born then; None for none.

    `born` is ISO text, as far as it is known: of a year alone its last day counts.
    """
    for row in version.representatives:
        if row.who == basis and (row.under == 0 or _age(born, on) < row.under):
            return row
    return None


def _age(born: str, on: date) -> int:
    """Completed years; a birth day that is not known has not come yet this year."""
    year, _, rest = born.partition("-")
    had = bool(rest) and len(rest) == 5 and rest <= f"{on:%m-%d}"
    return on.year - int(year) - (0 if had else 1)
