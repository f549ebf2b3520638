"""The one check that a paper has exactly the data it wants, in the form its template takes."""

from collections.abc import Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from motcua.bridges.paper_shapes import Dong, Phone, WebAddress
from motcua.bridges.typefaces import breakable, printable
from motcua.rules.time.wall_clock import local
from motcua.rules.words.spelling import date_in_words


class WrongData(ValueError):
    """The data are not what the paper wants; the message names the key."""


def fit(value: object, shape: Any, path: str = "") -> Any:
    """The data as the templates take it; raises WrongData naming the key that is wrong.

    Dates become {"short": "22/11/2026", "long": "ngày 22 tháng 11 năm 2026", "words": …},
    times also have "clock"; text is made printable; money and phones are written out.
    """
    if is_typeddict(shape):
        return _fit_keys(value, shape, path)
    origin = get_origin(shape)
    if origin is list:
        items = _of_type(value, list, path)
        inner = get_args(shape)[0]
        return [fit(each, inner, f"{path}[{at}]") for at, each in enumerate(items)]
    if origin in (Union, UnionType):
        return _fit_union(value, get_args(shape), path)
    if origin is Literal:
        if value not in get_args(shape):
            raise WrongData(f"{path} must be one of {', '.join(get_args(shape))}")
        return value
    return _fit_plain(value, shape, path)


def _fit_keys(value: object, shape: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongData(f"{path or 'the data'} must be a mapping")
    hints = get_type_hints(shape)
    name = f"{path}." if path else ""
    if missing := sorted(hints.keys() - value.keys()):
        raise WrongData(f"missing: {', '.join(name + key for key in missing)}")
    if unknown := sorted(map(str, value.keys() - hints.keys())):
        raise WrongData(f"unknown: {', '.join(name + key for key in unknown)}")
    return {key: fit(value[key], hint, name + key) for key, hint in hints.items()}


def _fit_union(value: object, shapes: tuple[Any, ...], path: str) -> Any:
    if value is None and NoneType in shapes:
        return None
    if isinstance(value, str) and str in shapes:
        text = breakable(printable(value))
        return {"short": text, "long": text, "words": ""}
    return fit(value, next(each for each in shapes if each not in (str, NoneType)), path)


def _fit_plain(value: object, shape: Any, path: str) -> Any:
    if shape is Dong:
        return f"{_of_type(value, int, path):,} đồng".replace(",", ".")
    if shape is Phone:
        return _hidden(printable(_of_type(value, str, path)))
    if shape in (str, WebAddress):
        text = printable(_of_type(value, str, path))
        return text if shape is WebAddress else breakable(text)
    if shape is bytes:
        return list(_of_type(value, bytes, path))
    if shape is datetime:
        return _fit_time(_of_type(value, datetime, path), path)
    if shape is date:
        return _written(_of_type(value, date, path))
    return _of_type(value, shape, path)


def _of_type(value: object, wanted: type, path: str) -> Any:
    fits = isinstance(value, wanted)
    if wanted is date:  # a datetime is a date to Python, not to a paper
        fits = fits and not isinstance(value, datetime)
    if wanted is int:
        fits = fits and not isinstance(value, bool)
    if not fits:
        raise WrongData(f"{path} must be {wanted.__name__}, not {type(value).__name__}")
    return value


def _fit_time(moment: datetime, path: str) -> dict[str, str]:
    if moment.tzinfo is None:
        raise WrongData(f"{path} has no time zone")
    here = local(moment)
    return _written(here.date()) | {"clock": here.strftime("%H:%M")}


def _written(day: date) -> dict[str, str]:
    """Nghị định 30/2020/NĐ-CP, annex I: days under 10 and months 1 and 2 take a leading 0."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return {
        "short": f"{day:%d/%m}/{day.year:04}",
        "long": f"ngày {day.day:02} tháng {month} năm {day.year}",
        "words": date_in_words(day),
    }


def _hidden(phone: str) -> str:
    digits = [each for each in phone if each.isdigit()]
    return "•" * max(0, len(digits) - 3) + "".join(digits[-3:]) if digits else ""
