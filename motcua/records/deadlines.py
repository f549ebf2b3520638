"""How long people and the desk may take: country/deadlines.toml."""

from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.rules.deadlines import Deadlines, deadlines_from
from motcua.rules.lines import read


@cache
def deadlines() -> Deadlines:
    """The file, read once."""
    file = Path(settings.COUNTRY) / "deadlines.toml"
    return read(file.read_text(encoding="utf-8"), file.name, deadlines_from)
