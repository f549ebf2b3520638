"""The texts that are cited: country/bases.toml."""

from functools import cache

from motcua.records.country import country_file
from motcua.rules.bases import Bases, bases_from


@cache
def bases() -> Bases:
    """The file, read once."""
    return country_file("bases.toml", bases_from)
