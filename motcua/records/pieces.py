"""The pieces of a file that is still on its way: each is on the disk, sealed, before it counts.

A folder for each upload beside the kept files; a piece is named by where it begins and ends, so
what has arrived is told by the names alone, whatever was killed in between.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from motcua.records.storage import DRAFT_LIFE, Store
from motcua.rules.refusal import Refused

MOST_PIECES = 4000
"""Of one file: a disk is not to be filled with names."""


@dataclass(frozen=True)
class Pieces:
    """What has arrived of one upload. Who adds to it holds the lock of its row."""

    store: Store
    upload: UUID

    @property
    def folder(self) -> Path:
        return _folder(self.store) / str(self.upload)

    def offset(self) -> int:
        """How many bytes have arrived."""
        return max((end for _, end, _ in self._inorder()), default=0)

    def add(self, offset: int, piece: bytes) -> int:
        """Keep the next piece; how many bytes have arrived, once it is on the disk, name and all.

        Refused with upload-out-of-step where it is not the next one, with upload-crumbs where
        there are too many. NoSpace as in the store.
        """
        kept = self._inorder()
        if offset != (kept[-1][1] if kept else 0):
            raise Refused("upload-out-of-step")
        if len(kept) >= MOST_PIECES:
            raise Refused("upload-crumbs")
        end = offset + len(piece)
        if piece:
            name = f"{offset:012d}-{end:012d}"
            self.store.keep(self.folder / name, piece, self._cell(name))
        return end

    def whole(self) -> bytes:
        """All that has arrived, put together."""
        return b"".join(
            self.store.ring.unseal(path.read_bytes(), self._cell(path.name))
            for _, _, path in self._inorder()
        )

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _inorder(self) -> list[tuple[int, int, Path]]:
        """The pieces up to the first gap: where each begins and ends."""
        found: list[tuple[int, int, Path]] = []
        for path in sorted(self.folder.glob("*")):
            begin, end = map(int, path.name.split("-"))
            if begin != (found[-1][1] if found else 0):
                break
            found.append((begin, end, path))
        return found

    def _cell(self, name: str) -> str:
        return f"piece|{self.upload}|{name}"


def sweep_pieces(store: Store, now: float) -> int:
    """Delete what no upload was added to for a day (`now` in seconds since 1970); how many."""
    swept = 0
    for folder in _folder(store).glob("*"):
        with suppress(FileNotFoundError):
            if folder.stat().st_mtime < now - DRAFT_LIFE:
                shutil.rmtree(folder)
                swept += 1
    return swept


def _folder(store: Store) -> Path:
    return store.root / "pieces"
