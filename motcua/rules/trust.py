"""Whose signatures are trusted, and when what proves ours is renewed: country/trust.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.rules.tables import Tables


@dataclass(frozen=True)
class TrustList:
    """One list: its key is the name of the file that holds its authorities' certificates."""

    key: str
    name: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class RenewBefore:
    """How many months before a time-stamp's certificate ends a kept paper is stamped anew."""

    months: int
    reason: str
    citation: str
    confidence: str = "high"


def renew_before_from(raw: Mapping[str, Any], source: str) -> RenewBefore:
    """When proofs are renewed; raises `DataError` as `trust_lists_from`."""
    return Tables(source).single(RenewBefore, raw, "renewal")


def trust_lists_from(raw: Mapping[str, Any], source: str) -> dict[str, TrustList]:
    """The lists by key; raises `DataError` with the place and the mend of a mistake."""
    tables = Tables(source)
    tables.only(raw, ("list", "renewal"), "đầu tệp")
    lists = tables.several(TrustList, raw, "list")
    found = {each.key: each for each in lists}
    if len(found) < len(lists):
        raise tables.fail("list", "hai danh sách có cùng “key”")
    return found
