"""The code on a paper, as people type it."""

import re
import unicodedata

from motcua.records.document import ALPHABET

LENGTH = 16


def tidy(typed: str) -> str:
    """The code as it is kept: spaces and hyphens of any kind out, capitals."""
    plain = unicodedata.normalize("NFKC", typed[:200])
    return re.sub(r"[^0-9A-ZĐ]", "", plain.upper())


def fault_of(code: str) -> str:
    """What is wrong with a tidied code before anything is looked up, "" when nothing is."""
    if not code:
        return "Hãy gõ mã in trên giấy, cạnh ô vuông QR."
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        return (
            f"Mã trên giấy không có {', '.join(strange)}: mã không dùng số 0, số 1 và các chữ"
            " I, L, O. Hãy xem lại trên giấy."
        )
    if len(code) != LENGTH:
        return f"Mã có {LENGTH} chữ và số, Bạn đã gõ {len(code)}. Hãy xem lại trên giấy."
    return ""


def grouped(code: str) -> str:
    """The code as it is printed: ABCD-EFGH-…"""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))
