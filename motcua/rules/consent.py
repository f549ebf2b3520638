"""How someone whose agreement is needed may give it, and what must come with each way.

Source: NĐ 154/2024/NĐ-CP Điều 8 khoản 5: on the form with one's signature, by VNeID, or asked
directly by the police who verify (confidence: med, the words of the article were not seen).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from motcua.rules.refusal import Refused


class ConsentWay(StrEnum):
    """By what means somebody agreed, or did not."""

    ACCOUNT = "account"
    PAPER = "paper"
    ASKED = "asked"


WAY_WORDS: Mapping[ConsentWay, str] = {
    ConsentWay.ACCOUNT: "từ tài khoản của họ",
    ConsentWay.PAPER: "bằng chữ ký trên giấy",
    ConsentWay.ASKED: "nói trực tiếp với cán bộ",
}
AHEAD = timedelta(minutes=5)  # ours: watches differ


def check_recorded(
    way: ConsentWay, allowed: tuple[str, ...], said_at: datetime, at: datetime, *, scan: bool
) -> None:
    """Whether an officer may put down at `at` what somebody said at `said_at` in this way.

    A signature comes with its scan, a spoken answer with nothing but the officer's word. Raises
    Refused: consent-way-not-allowed, consent-needs-scan, consent-in-the-future.
    """
    if way is ConsentWay.ACCOUNT or way not in allowed:
        raise Refused("consent-way-not-allowed")
    if way is ConsentWay.PAPER and not scan:
        raise Refused("consent-needs-scan")
    if said_at > at + AHEAD:
        raise Refused("consent-in-the-future")
