"""Dossier numbers, and the second fact that lets someone follow one without signing in.

The format is a template, because the rule for it is being rewritten (TT 01/2018/TT-VPCP
Điều 19, to be replaced by the Ministry of Public Security under NĐ 309/2026/NĐ-CP).
"""

import re
from datetime import date

TEMPLATE = "{unit}-{day:%y%m%d}-{serial:04d}"
AGENCY = "H{unit}"

BOOKS = {
    "request": "YC",
    "refusal": "TC",
    "stop": "DGQ",
    "apology": "XL",
    "ct07": "XN",
    "ct08": "TB",
    "ct08-extended": "TB",
    "ct08-permanent": "TB",
    "birth-certificate": "KS",
}
"""By template, the book a unit numbers the paper in, from 1 each year, and the sign behind the
number (NĐ 30/2020/NĐ-CP; the signs are ours until a unit has its own)."""


def format_number(unit_code: str, day: date, serial: int) -> str:
    """The number of a dossier: `H00070-261123-0042` (agency, day received, daily serial)."""
    return TEMPLATE.format(unit=AGENCY.format(unit=unit_code), day=day, serial=serial)


def tidy_number(text: str) -> str:
    """A number as typed by a person, in the form it is kept: spaces out, capitals."""
    return re.sub(r"\s+", "", text).upper()


def second_fact(birth_date: str, phone: str) -> str:
    """What the applicant knows besides the number: the last 4 digits of the phone, else the
    year of birth."""
    digits = "".join(ch for ch in phone if ch.isdigit())
    return digits[-4:] if len(digits) >= 4 else birth_date[:4]
