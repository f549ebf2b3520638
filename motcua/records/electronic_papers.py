"""What obliges those who are shown an electronic paper: country/electronic_papers.toml."""

from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.rules.electronic_papers import Obligation, obligations_from
from motcua.rules.lines import read


@cache
def obligations() -> tuple[Obligation, ...]:
    """The file, read once."""
    file = Path(settings.COUNTRY) / "electronic_papers.toml"
    return read(file.read_text(encoding="utf-8"), file.name, obligations_from)
