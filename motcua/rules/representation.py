"""Who may file for somebody else or be beside them, and by what it is known.

A register says it (a child or ward of the household, its head), or a paper that was seen once and
is then kept as a mandate. A witness does not stand for anybody: they are named beside an
applicant who can neither read nor write.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.rules.catalogue.parts import Representative
from motcua.rules.catalogue.procedure import Version
from motcua.rules.identity import completed_years


class Basis(StrEnum):
    """By what somebody stands for another, or is beside them."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AUTHORISED = "authorised"
    HOUSEHOLD = "household"
    WITNESS = "witness"

    @property
    def stands(self) -> bool:
        """Whether who has it acts in the applicant's place, and sees the dossier."""
        return self is not Basis.WITNESS


BASIS_WORDS: Mapping[Basis, str] = {
    Basis.PARENT: "cha hoặc mẹ",
    Basis.GUARDIAN: "người giám hộ",
    Basis.AUTHORISED: "người được uỷ quyền",
    Basis.HOUSEHOLD: "chủ hộ",
    Basis.WITNESS: "người làm chứng",
}


def basis_words(basis: Basis, known: bool) -> str:
    """By what somebody is there, and whether data or a paper of this dossier says so."""
    return f"{BASIS_WORDS[basis]}, theo {'dữ liệu đã có' if known else 'giấy tờ đã nộp'}"


@dataclass(frozen=True)
class Standing:
    """By what somebody is there for the applicant; `known` where no paper has to prove it."""

    basis: Basis
    known: bool


def standing_facts(standing: Standing | None) -> dict[str, Any]:
    """The facts that conditions look at; "" where the applicant acts alone."""
    return {
        "fact.represented-by": str(standing.basis) if standing else "",
        "fact.representation-known": standing.known if standing else "",
    }


def representative(version: Version, basis: Basis, born: str, on: date) -> Representative | None:
    """The row of this version that lets `basis` file for somebody born then; None for none.

    `born` is ISO text, as far as it is known: of a year alone its last day counts.
    """
    age, _ = completed_years(born, on)
    for row in version.representatives:
        if row.who == basis and row.least <= age and (row.under == 0 or age < row.under):
            return row
    return None
