"""What obliges those who are shown an electronic paper: country/electronic_papers.toml."""

from functools import cache

from motcua.records.country import country_file
from motcua.rules.electronic_papers import Obligation, obligations_from


@cache
def obligations() -> tuple[Obligation, ...]:
    """The file, read once."""
    return country_file("electronic_papers.toml", obligations_from)
