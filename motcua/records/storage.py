"""Files that survive the power cut that follows their receipt, named by what they hold, sealed.

Content-addressed: `ab/cd/<sha256>` under one root, which must be one file system. The root may be
a folder shared over NFS (exported `sync`) by several machines: names never clash, nothing is ever
rewritten, and `rename` is atomic there too. Django's own storage loses fresh files in a cut.
Each file is an envelope of the key ring, bound to its name: a stolen disk or backup shows no
picture of anybody's card, and a file put in another's place does not open.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from motcua.records.sealed import KeyRing, Unsealable
from motcua.rules.refusal import Refused

DRAFT_LIFE = 24 * 3600
"""Seconds after which an unfinished file is swept."""


class TooLarge(Refused):
    """The file is over the limit. Nothing of it is kept."""

    def __init__(self, limit: int) -> None:
        super().__init__("file-big", detail={"limit": limit >> 20})


class NoSpace(Refused):
    """The disk is full or the quota used up. Nothing of the file is kept."""

    def __init__(self) -> None:
        super().__init__("file-no-space")


@dataclass(frozen=True)
class Stored:
    """A file that is on the disk: its address and the size of what it holds, in bytes."""

    sha256: str
    size: int


class Disk:
    """The system calls whose order durability hangs on; a test listens in on them."""

    def create(self, path: Path) -> int:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)

    def write(self, file: int, piece: bytes) -> None:
        while piece:
            piece = piece[os.write(file, piece) :]

    def sync(self, file: int) -> None:
        os.fsync(file)

    def rename(self, old: Path, new: Path) -> None:
        os.rename(old, new)

    def sync_at(self, path: Path) -> None:
        """Put a file or folder that is already there on the disk."""
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


@dataclass
class Store:
    """The files under one root. Several processes and machines may put at once."""

    root: Path
    ring: KeyRing
    disk: Disk = field(default_factory=Disk)
    _settled: set[Path] = field(default_factory=set, repr=False)

    def put(self, source: bytes | BinaryIO, *, limit: int) -> Stored:
        """Keep `source` and return once it is on the disk, name and all.

        `limit` in bytes. Raises TooLarge, NoSpace, or the OSError of a failing disk; whatever is
        raised, nothing is left behind. Content that is already there is kept once.
        """
        plain = _whole(source, limit)
        sha256 = hashlib.sha256(plain).hexdigest()
        self.keep(self.path(sha256), plain, _cell(sha256))
        return Stored(sha256, len(plain))

    def keep(self, final: Path, plain: bytes, cell: str) -> None:
        """Put `plain` on the disk under the name `final`, sealed as `cell`; what is there already
        is taken to be the same."""
        sealed = self.ring.seal(plain, cell)
        with self._draft() as draft:
            self._write(draft, sealed)
            self._settle(final.parent)
            if final.exists() and final.stat().st_size == len(sealed):
                self.disk.sync_at(final)  # its writer may not have got so far yet
                os.utime(final)  # wanted again: `remove` lets it be
            else:
                self.disk.rename(draft, final)
            self.disk.sync_at(final.parent)

    def path(self, sha256: str) -> Path:
        """Where the file of this address is, or would be. ValueError if it is no address."""
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            raise ValueError("not a SHA-256 in lower-case hex")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """What the file holds. FileNotFoundError if it is not here, Unsealable if it was changed
        or belongs elsewhere, KeyError if its key is not in the ring."""
        return io.BytesIO(self.ring.unseal(self.path(sha256).read_bytes(), _cell(sha256)))

    def verify(self, sha256: str) -> bool:
        """Whether the file is here and still holds what its name says."""
        try:
            return hashlib.sha256(self.open(sha256).read()).hexdigest() == sha256
        except (FileNotFoundError, Unsealable, KeyError):
            return False

    def remove(self, sha256: str, now: float) -> bool:
        """Delete a file that nothing names any more; whether it is gone. One that somebody put
        within the last day is `left` for later: its row may not be committed yet."""
        path = self.path(sha256)
        try:
            if path.stat().st_mtime > now - DRAFT_LIFE:
                self.leave(sha256)
                return False
            path.unlink()
            self.disk.sync_at(path.parent)
        except FileNotFoundError:
            pass
        self.stay(sha256)
        return True

    def leave(self, sha256: str) -> None:
        """Note that this file is to go once nothing names it."""
        self._leaving.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._leaving / sha256).touch(mode=0o600)
        self.disk.sync_at(self._leaving)

    def stay(self, sha256: str) -> None:
        """It is gone, or something names it again."""
        (self._leaving / sha256).unlink(missing_ok=True)

    def left(self) -> list[str]:
        """The files that are to go, by their hashes."""
        return sorted(one.name for one in self._leaving.glob("*"))

    def sweep(self, now: float) -> int:
        """Delete unfinished files older than a day (`now` in seconds since 1970); how many."""
        swept = 0
        for draft in self._drafts.glob("*"):
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < now - DRAFT_LIFE:
                    draft.unlink()
                    swept += 1
        return swept

    @property
    def _drafts(self) -> Path:
        return self.root / "drafts"

    @property
    def _leaving(self) -> Path:
        return self.root / "leaving"

    @contextmanager
    def _draft(self) -> Iterator[Path]:
        """A name for an unfinished file, gone afterwards unless it was renamed."""
        draft = self._drafts / secrets.token_hex(16)
        try:
            self._drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield draft
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoSpace from error
            raise
        finally:
            draft.unlink(missing_ok=True)

    def _write(self, draft: Path, sealed: bytes) -> None:
        file = self.disk.create(draft)
        try:
            self.disk.write(file, sealed)
            self.disk.sync(file)
        finally:
            os.close(file)

    def _settle(self, folder: Path) -> None:
        """Make `folder` and put its name on the disk, once in this process's life."""
        if folder in self._settled:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for above in (folder.parent, self.root, self.root.parent):
            self.disk.sync_at(above)
        self._settled.add(folder)


def _whole(source: bytes | BinaryIO, limit: int) -> bytes:
    """All of it, read no further than the limit."""
    plain = source if isinstance(source, bytes) else source.read(limit + 1)
    if len(plain) > limit:
        raise TooLarge(limit)
    return plain


def _cell(sha256: str) -> str:
    """What the envelope of this file is bound to."""
    return f"file|{sha256}"
