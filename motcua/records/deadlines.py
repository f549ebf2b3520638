"""How long people and the desk may take: country/deadlines.toml."""

from functools import cache

from motcua.records.country import country_file
from motcua.rules.deadlines import Deadlines, deadlines_from


@cache
def deadlines() -> Deadlines:
    """The file, read once."""
    return country_file("deadlines.toml", deadlines_from)
