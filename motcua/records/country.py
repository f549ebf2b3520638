"""The law as data: one file of it read as a value, with every mistake told where it stands."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.rules.lines import Read, read
from motcua.rules.tables import DataError


def country_file(name: str, build: Callable[[Mapping[str, Any], str], Read]) -> Read:
    """What `build` makes of a file of the country's folder; raises as `law_file`."""
    return law_file(Path(settings.COUNTRY) / name, build)


def law_file(file: Path, build: Callable[[Mapping[str, Any], str], Read]) -> Read:
    """What `build` makes of a file; raises `DataError` with every mistake in it, each with line
    and place, also where the file cannot be opened."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        why = "không mở được; hãy xem lại quyền đọc, và lưu tệp ở dạng UTF-8"
        raise DataError(file.name, "", why) from None
    return read(text, file.name, build)
