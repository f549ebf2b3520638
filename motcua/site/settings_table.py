"""The table of settings, read from docs/operate.md: written once, for the page and the command."""

import re
from dataclasses import dataclass
from pathlib import Path

from motcua.site import settings

_ROW = re.compile(r"^\| `(MOTCUA_\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """One environment variable: its default, and what it means in Vietnamese."""

    name: str
    default: str
    meaning: str

    @property
    def secret(self) -> bool:
        return self.name.endswith("_SECRET") or self.name == "MOTCUA_DATABASE_URL"


def read_table() -> list[Row]:
    text = _page().read_text(encoding="utf-8")
    return [Row(name, default.replace("`", ""), vi) for name, default, _, vi in _ROW.findall(text)]


def _page() -> Path:
    if settings.IN_CHECKOUT:
        return settings.CHECKOUT / "docs" / "operate.md"
    return settings.PACKAGE / "_data" / "operate.md"
