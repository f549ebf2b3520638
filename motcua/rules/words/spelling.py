"""Writes numbers and dates in Vietnamese words, as civil status papers want them."""

from datetime import date

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def number_in_words(number: int) -> str:
    """A whole number from 0 to 9999 in words: 2015 → "hai nghìn không trăm mười lăm"."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest, padded=False)
    words = f"{_DIGITS[thousands]} nghìn"
    return f"{words} {_below_thousand(rest, padded=True)}" if rest else words


def date_in_words(day: date) -> str:
    """A date in words: 12/04/2026 → "ngày mười hai, tháng tư, năm hai nghìn … hai mươi sáu".

    Thông tư 04/2020/TT-BTP: the birth certificate gives the date in figures and in words.
    """
    month = "tư" if day.month == 4 else number_in_words(day.month)
    return f"ngày {number_in_words(day.day)}, tháng {month}, năm {number_in_words(day.year)}"


def _below_thousand(number: int, *, padded: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds and not padded:
        return _below_hundred(rest)
    words = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return words
    return f"{words} linh {_DIGITS[rest]}" if rest < 10 else f"{words} {_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return _DIGITS[unit]
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if not unit:
        return words
    return f"{words} {_unit_after_ten(unit, tens)}"


def _unit_after_ten(unit: int, tens: int) -> str:
    if unit == 5:
        return "lăm"
    return "mốt" if unit == 1 and tens > 1 else _DIGITS[unit]
