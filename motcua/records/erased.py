"""What was erased, by ids alone, in a list outside the database: a backup from before must not
bring it back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from motcua.records.dossier import Dossier
from motcua.records.holding import Holding
from motcua.records.person_list import PersonList
from motcua.records.retention import Erasure
from motcua.rules.lists.terms import ListStage
from motcua.rules.retention import KeptPart

HOLDING, LIST = "holding", "list"
"""Beside content and result of a dossier: a thing in the store of its person, and a list that its
sender took back."""
_TABLES: Mapping[str, type[Model]] = {HOLDING: Holding, LIST: PersonList}


@dataclass(frozen=True, order=True)
class Gone:
    """One thing that was erased: what of which dossier, a holding, or a list."""

    what: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.what} {self.id}"


def listed(path: Path | None = None) -> set[Gone]:
    """All that a list says was erased; a line that was broken off says nothing."""
    path = path or Path(settings.MOTCUA_ERASED)
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return {gone for line in lines if (gone := _read(line))}


def _read(line: str) -> Gone | None:
    what, _, id = line.partition(" ")
    try:
        return Gone(what, UUID(id)) if what in (*KeptPart, HOLDING, LIST) else None
    except ValueError:
        return None


def put_down(gone: Iterable[Gone], path: Path | None = None) -> None:
    """Add to the list what it lacks; on the disk before this returns."""
    path = path or Path(settings.MOTCUA_ERASED)
    new = sorted(set(gone) - listed(path))
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, "".join(f"\n{one}" for one in new).encode("ascii"))
        os.fsync(file)
    finally:
        os.close(file)


def erased_here() -> set[Gone]:
    """All that this database says was erased."""
    rows = Erasure.objects.filter(erased_at__isnull=False).values_list("what", "dossier")
    wiped = Holding.objects.filter(ended=Holding.Ended.FORGOTTEN).values_list("pk", flat=True)
    undone = PersonList.objects.filter(stage=ListStage.UNDONE).values_list("pk", flat=True)
    return (
        {Gone(*row) for row in rows}
        | {Gone(HOLDING, id) for id in wiped}
        | {Gone(LIST, id) for id in undone}
    )


def brought_back(wanted: set[Gone]) -> list[Gone]:
    """What was erased and stands in this database all the same."""
    missing = wanted - erased_here()
    stand: set[Gone] = set()
    for what in {one.what for one in missing}:
        rows = _TABLES.get(what, Dossier)._default_manager
        ids = rows.filter(pk__in=[one.id for one in missing if one.what == what])
        stand |= {Gone(what, id) for id in ids.values_list("pk", flat=True)}
    return sorted(stand)
