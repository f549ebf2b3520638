"""Pieces of a file on its way: on the disk before they count, sealed, whole through kill -9."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from motcua.records.pieces import Pieces, sweep_pieces
from motcua.records.sealed import KeyRing, Unsealable
from motcua.records.storage import DRAFT_LIFE, Store
from motcua.rules.refusal import Refused

RING = KeyRing({1: AESGCM(bytes(32))}, bytes(32))
FIRST, NEXT = "Giấy khai sinh của ".encode(), "cháu Bùi Minh An".encode()


@pytest.fixture
def pieces(tmp_path: Path) -> Pieces:
    return Pieces(Store(tmp_path / "files", RING), uuid4())


def test_pieces_make_the_file_again(pieces: Pieces) -> None:
    assert pieces.offset() == 0
    assert pieces.add(0, FIRST) == len(FIRST)
    assert pieces.add(len(FIRST), NEXT) == pieces.offset() == len(FIRST + NEXT)
    assert pieces.whole() == FIRST + NEXT
    pieces.remove()
    assert pieces.offset() == 0 and pieces.whole() == b""


def test_a_piece_that_is_not_the_next_one_is_refused(pieces: Pieces) -> None:
    pieces.add(0, FIRST)
    for offset in (0, 1, len(FIRST) + 1):
        with pytest.raises(Refused, match="upload-out-of-step"):
            pieces.add(offset, NEXT)
    assert pieces.whole() == FIRST


def test_what_follows_a_gap_has_not_arrived(pieces: Pieces) -> None:
    pieces.add(0, FIRST)
    pieces.add(len(FIRST), NEXT)
    next(pieces.folder.glob("000000000000-*")).unlink()
    assert pieces.offset() == 0 and pieces.whole() == b""


def test_a_thief_of_the_disk_reads_no_piece_and_swaps_none(pieces: Pieces) -> None:
    pieces.add(0, FIRST)
    (path,) = pieces.folder.glob("*")
    assert FIRST not in path.read_bytes()
    other = Pieces(pieces.store, uuid4())
    other.folder.mkdir()
    path.rename(other.folder / path.name)
    with pytest.raises(Unsealable):
        other.whole()


def test_what_nobody_added_to_for_a_day_is_swept(pieces: Pieces) -> None:
    pieces.add(0, FIRST)
    now = pieces.folder.stat().st_mtime
    assert sweep_pieces(pieces.store, now + DRAFT_LIFE - 1) == 0
    assert sweep_pieces(pieces.store, now + DRAFT_LIFE + 1) == 1
    assert pieces.offset() == 0


SENDER = """
import os, random, sys
from pathlib import Path
from uuid import UUID
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from motcua.records.pieces import Pieces
from motcua.records.sealed import KeyRing
from motcua.records.storage import Store
pieces = Pieces(Store(Path(sys.argv[1]), KeyRing({1: AESGCM(bytes(32))}, bytes(32))), UUID(int=7))
content = random.Random(7).randbytes(2_000_000)
while (offset := pieces.offset()) < len(content):
    told = pieces.add(offset, content[offset:offset + 20_000])
    print(told, flush=True)
"""


def test_what_was_told_survives_kill_9_and_the_rest_follows(tmp_path: Path) -> None:
    """Killed in the middle again and again, the sender goes on from what it was told."""
    command = [sys.executable, "-c", SENDER, str(tmp_path)]
    pick, kills = random.Random(11), 0
    while True:
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sender:
            assert sender.stdout
            told = 0
            for line in sender.stdout:
                told = int(line)
                if kills < 2 and pick.random() < 0.1:
                    os.kill(sender.pid, signal.SIGKILL)
                    kills += 1
                    break
        pieces = Pieces(Store(tmp_path, RING), UUID(int=7))
        assert pieces.offset() >= told
        if pieces.offset() == 2_000_000:
            break
    assert kills == 2
    assert pieces.whole() == random.Random(7).randbytes(2_000_000)
