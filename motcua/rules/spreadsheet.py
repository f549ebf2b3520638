"""What spreadsheets make of cells: text that starts to calculate, days kept as numbers.

A name such as `=HYPERLINK(…)` typed by one person would run on the desk of whoever opens the
list. Excel and LibreOffice take `= + - @` for a formula, also full-width and behind blanks.
"""

import unicodedata
from datetime import date, timedelta

_EPOCH = date(1899, 12, 30)
_STARTERS = frozenset("=+-@\u2212")
_BREAKS = ("\t", "\r", "\n")


def safe_cell(text: str) -> str:
    """`text`, with an apostrophe before it if a spreadsheet might take it for a formula.

    For every text cell of a CSV or XLSX export; write numbers and dates as numbers and dates.
    `plain_cell` undoes it exactly, for any text.
    """
    return "'" + text if _might_calculate(text) else text


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` was given."""
    return cell[1:] if cell.startswith("'") and _might_calculate(cell[1:]) else cell


def numbered_day(number: int) -> date:
    """The day Excel keeps as this number, from 60 on (01/03/1900): before, it counts a 29/02/1900
    that never was."""
    return _EPOCH + timedelta(days=number)


def _might_calculate(text: str) -> bool:
    # Apostrophes count as blanks, so that text which already has one is told from ours.
    if text.lstrip("'").startswith(_BREAKS):
        return True
    first = next((letter for letter in text if letter != "'" and not _is_blank(letter)), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTERS and first != ""


def _is_blank(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Zs")
