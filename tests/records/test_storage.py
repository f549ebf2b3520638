"""Files on the disk before anyone is told: order of system calls, limits, full disks, crowds."""

import errno
import hashlib
import io
import os
import re
import threading
from pathlib import Path
from typing import BinaryIO

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from motcua.records.sealed import KeyRing, Unsealable
from motcua.records.storage import DRAFT_LIFE, Disk, NoSpace, Store, TooLarge

LIMIT = 1 << 20
CONTENT = "Tờ khai của bà Lò Thị Hà".encode()
SHA = hashlib.sha256(CONTENT).hexdigest()
RING = KeyRing({1: AESGCM(bytes(32))}, bytes(32))


class Listening(Disk):
    """The real calls, written down in order. A path stands for the file it is open as."""

    def __init__(self, full_at: str = "") -> None:
        self.heard: list[tuple[str, str]] = []
        self.full_at = full_at

    def _hear(self, call: str, path: str) -> None:
        self.heard.append((call, path))
        if call == self.full_at:
            raise OSError(errno.ENOSPC, "no space left")

    def create(self, path: Path) -> int:
        self._hear("create", str(path))
        return super().create(path)

    def write(self, file: int, piece: bytes) -> None:
        self._hear("write", os.readlink(f"/proc/self/fd/{file}"))
        super().write(file, piece)

    def sync(self, file: int) -> None:
        self._hear("sync", os.readlink(f"/proc/self/fd/{file}"))
        super().sync(file)

    def rename(self, old: Path, new: Path) -> None:
        self._hear("rename", str(old))
        super().rename(old, new)
        self.heard.append(("renamed", str(new)))

    def sync_at(self, path: Path) -> None:
        self._hear("sync", str(path))
        super().sync_at(path)


def survives_a_power_cut(heard: list[tuple[str, str]], store: Store, sha256: str) -> bool:
    """Judge a log by POSIX alone: written bytes are safe once synced after the last write, a name
    once its folder is synced after it was made."""
    final = store.path(sha256)
    names = [final, final.parent, final.parent.parent]
    renamed = [
        n for n, (call, path) in enumerate(heard) if (call, path) == ("renamed", str(final))
    ]
    if not renamed:
        return False
    draft = heard[renamed[0] - 1][1]
    writes = [n for n, call in enumerate(heard) if call == ("write", draft)]
    bytes_safe = ("sync", draft) in heard[max(writes, default=0) : renamed[0]]
    name_safe = ("sync", str(names[1])) in heard[renamed[0] :]
    folders_safe = all(("sync", str(folder.parent)) in heard for folder in names[1:])
    return bytes_safe and name_safe and folders_safe


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files", RING, Listening())


def everything_in(store: Store) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_what_it_holds(store: Store) -> None:
    stored = store.put(CONTENT, limit=LIMIT)
    assert (stored.sha256, stored.size) == (SHA, len(CONTENT))
    assert store.path(SHA) == store.root / SHA[:2] / SHA[2:4] / SHA
    assert store.open(SHA).read() == CONTENT
    assert store.verify(SHA)
    assert store.path(SHA).stat().st_mode & 0o077 == 0
    assert everything_in(store) == [store.path(SHA)]


def test_the_disk_shows_nothing_of_what_is_kept(store: Store) -> None:
    store.put(CONTENT, limit=LIMIT)
    kept = store.path(SHA).read_bytes()
    assert not any(word in kept for word in ("Lò".encode(), CONTENT[:8], CONTENT[-8:]))
    strangers = Store(store.root, KeyRing({1: AESGCM(b"x" * 32)}, bytes(32)))
    with pytest.raises(Unsealable):
        strangers.open(SHA)


def test_a_file_put_in_the_place_of_another_does_not_open(store: Store) -> None:
    other = store.put(b"another paper", limit=LIMIT).sha256
    store.put(CONTENT, limit=LIMIT)
    store.path(SHA).write_bytes(store.path(other).read_bytes())
    with pytest.raises(Unsealable):
        store.open(SHA)
    assert not store.verify(SHA)


def test_when_put_returns_a_power_cut_loses_nothing(store: Store) -> None:
    store.put(io.BytesIO(CONTENT), limit=LIMIT)
    assert isinstance(store.disk, Listening)
    assert survives_a_power_cut(store.disk.heard, store, SHA)


@pytest.mark.parametrize("forgotten", ["the bytes", "the name", "the folder"])
def test_the_judge_notices_a_forgotten_sync(store: Store, forgotten: str) -> None:
    """The control: a store that forgets one of the syncs is found out."""
    store.put(CONTENT, limit=LIMIT)
    assert isinstance(store.disk, Listening)
    final = store.path(SHA)
    which = {
        "the bytes": re.compile(re.escape(str(store.root / "drafts")) + "/"),
        "the name": re.compile(re.escape(str(final.parent)) + "$"),
        "the folder": re.compile(re.escape(str(final.parent.parent)) + "$"),
    }[forgotten]
    heard = [call for call in store.disk.heard if call[0] != "sync" or not which.match(call[1])]
    assert heard != store.disk.heard
    assert not survives_a_power_cut(heard, store, SHA)


def test_the_same_content_is_kept_once_and_synced_again(store: Store) -> None:
    store.put(CONTENT, limit=LIMIT)
    assert isinstance(store.disk, Listening)
    store.disk.heard.clear()
    assert store.put(CONTENT, limit=LIMIT).sha256 == SHA
    calls = [call for call, _ in store.disk.heard]
    assert "rename" not in calls
    assert ("sync", str(store.path(SHA))) in store.disk.heard
    assert ("sync", str(store.path(SHA).parent)) in store.disk.heard
    assert everything_in(store) == [store.path(SHA)]


def test_a_torn_file_is_replaced_by_the_next_put(store: Store) -> None:
    store.put(CONTENT, limit=LIMIT)
    store.path(SHA).write_bytes(b"")
    assert not store.verify(SHA)
    store.put(CONTENT, limit=LIMIT)
    assert store.verify(SHA)


def test_too_large_a_file_leaves_nothing(store: Store) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"x" * max(size, 1)

    with pytest.raises(TooLarge) as refused:
        store.put(Endless(), limit=3 << 20)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.detail) == ("file-big", {"limit": 3})
    assert everything_in(store) == []
    assert store.put(b"x" * 10, limit=10).size == 10


@pytest.mark.parametrize("call", ["create", "write", "sync", "rename"])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, call: str) -> None:
    store = Store(tmp_path / "files", RING, Listening(full_at=call))
    with pytest.raises(NoSpace) as refused:
        store.put(CONTENT, limit=LIMIT)
    assert refused.value.code == "file-no-space"
    assert everything_in(store) == []


def test_a_failing_reader_or_disk_is_not_taken_for_a_full_one(tmp_path: Path) -> None:
    class Broken(Disk):
        def sync(self, file: int) -> None:
            raise OSError(errno.EIO, "input/output error")

    class Cut(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionResetError

    store = Store(tmp_path / "files", RING, Broken())
    for source, error in ((CONTENT, OSError), (Cut(), ConnectionResetError)):
        given: bytes | BinaryIO = source  # type: ignore[assignment]
        with pytest.raises(error):
            store.put(given, limit=LIMIT)
    assert everything_in(store) == []


def test_an_address_is_a_hash_and_nothing_else(store: Store) -> None:
    for address in ("", "../../etc/passwd", SHA.upper(), SHA + "\n", SHA[:-1] + "/"):
        with pytest.raises(ValueError):
            store.path(address)
    with pytest.raises(FileNotFoundError):
        store.open(SHA)
    assert not store.verify(SHA)


def test_unfinished_files_are_swept_after_a_day(store: Store) -> None:
    store.put(CONTENT, limit=LIMIT)
    old, fresh = store.root / "drafts" / "old", store.root / "drafts" / "fresh"
    for draft in (old, fresh):
        draft.write_bytes(b"half")
    now = fresh.stat().st_mtime + 60
    os.utime(old, (now - DRAFT_LIFE - 1,) * 2)
    assert store.sweep(now) == 1
    assert (old.exists(), fresh.exists(), store.verify(SHA)) == (False, True, True)


def test_a_crowd_putting_equal_and_other_files_loses_none(tmp_path: Path) -> None:
    contents = [bytes([n % 5]) * 200_000 for n in range(40)]
    stores = [Store(tmp_path / "files", RING) for _ in range(4)]  # as four processes would have
    kept: list[str] = []

    def put(n: int) -> None:
        kept.append(stores[n % 4].put(contents[n], limit=LIMIT).sha256)

    crowd = [threading.Thread(target=put, args=(n,)) for n in range(len(contents))]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert len(kept) == 40 and len(set(kept)) == 5
    assert all(map(stores[0].verify, kept))
    assert len(everything_in(stores[0])) == 5
