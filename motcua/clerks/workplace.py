"""What a clerk works with: the clock, the lines to outside systems, the trusted authorities.

The site furnishes it at start; tests furnish it with sandboxes of their own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.actions.journal import Seal
from motcua.bridges.agency import SYSTEM, Agencies
from motcua.bridges.clamav import Scanner
from motcua.bridges.keys import Key
from motcua.bridges.line import Unreachable
from motcua.bridges.population import Population
from motcua.bridges.portal import Portal
from motcua.bridges.post import PostalService
from motcua.bridges.proof import Proofs
from motcua.bridges.reader import Reader
from motcua.bridges.signer import Signer
from motcua.bridges.sms import Sms
from motcua.rules.budget import Budget


@dataclass(frozen=True)
class Workplace:
    """`keys` gives a signer's key that is kept here (a file or a token), or None: ask remotely.
    `proofs` stamps signatures and proves them for later years; None: they are kept without."""

    clock: Callable[[], datetime]
    population: Population
    signer: Signer
    sms: Sms
    seal: Seal
    roots: Callable[[], bytes]
    keys: Callable[[str], Key | None]
    address: str
    scanner: Scanner | None = None  # ClamAV, where it runs
    reader: Reader | None = None  # tesseract, where it is installed
    proofs: Proofs | None = None
    others: Agencies | None = None
    post: PostalService | None = None  # the post, where it can be told of parcels
    portal: Portal | None = None  # the national portal: what it is to be told waits without it
    budgets: Mapping[str, Budget] = field(default_factory=dict)  # a system without: no limit

    @property
    def agencies(self) -> Agencies:
        """The systems of other agencies; a filing that needs them waits while there are none."""
        if self.others is None:
            raise Unreachable(SYSTEM, "not connected")
        return self.others


_here: Workplace | None = None


def furnish(workplace: Workplace) -> None:
    global _here
    _here = workplace


def here() -> Workplace:
    if _here is None:
        raise RuntimeError("the clerk's workplace has not been furnished")
    return _here
