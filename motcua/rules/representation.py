"""Who may file for somebody else or be beside them, and by what it is known.

A register says it (a child or ward of the household, its head), or a paper that was seen once and
is then kept as a mandate. A witness does not stand for anybody: they are named beside an
applicant who can neither read nor write.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.rules.catalogue.parts import Capacity, Representative
from motcua.rules.catalogue.procedure import Version
from motcua.rules.identity import completed_years

CAPACITY_WORDS: Mapping[Capacity, str] = {
    Capacity.PARENT: "cha hoặc mẹ",
    Capacity.GUARDIAN: "người giám hộ",
    Capacity.AUTHORISED: "người được uỷ quyền",
    Capacity.HOUSEHOLD: "chủ hộ",
    Capacity.WITNESS: "người làm chứng",
}


def capacity_words(capacity: Capacity, known: bool) -> str:
    """By what somebody is there, and whether data or a paper of this dossier says so."""
    return f"{CAPACITY_WORDS[capacity]}, theo {'dữ liệu đã có' if known else 'giấy tờ đã nộp'}"


@dataclass(frozen=True)
class Representation:
    """By what somebody is there for the applicant; `known` where no paper has to prove it."""

    capacity: Capacity
    known: bool


def representation_facts(representation: Representation | None) -> dict[str, Any]:
    """The facts that conditions look at; "" where the applicant acts alone."""
    return {
        "fact.represented-by": str(representation.capacity) if representation else "",
        "fact.representation-known": representation.known if representation else "",
    }


def representative(
    version: Version, capacity: Capacity, born: str, on: date
) -> Representative | None:
    """The row of this version that lets `capacity` file for somebody born then; None for none.

    `born` is ISO text, as far as it is known: of a year alone its last day counts.
    """
    age, _ = completed_years(born, on)
    for row in version.representatives:
        if row.who == capacity and row.least <= age and (row.under == 0 or age < row.under):
            return row
    return None
