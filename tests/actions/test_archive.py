"""Closed dossiers as a bag for the archive: whole, checked by another hand, each one counted."""

import json
import zipfile
from pathlib import Path

import bagit
import pytest

from motcua.actions.archive import ask_archive, open_archive
from motcua.records.archive import Archive
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.bag import bag
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.cast import TODAY, act
from tests.clerks.desk import Desk
from tests.clerks.ways import signed
from tests.world import as_role

pytestmark = pytest.mark.django_db


def ask(key: str = "leader") -> Archive:
    here = cast.commune("Đức Nhàn").id
    return act(key, ask_archive, unit=here, begins=TODAY, ends=TODAY)


def unpacked(archive: Archive, folder: Path) -> Path:
    with zipfile.ZipFile(store().open(archive.sha256)) as packed:
        packed.extractall(folder)
    return folder / str(archive.id)


def test_a_bag_is_packed_and_another_program_finds_it_whole_until_a_byte_is_changed(
    desk: Desk, tmp_path: Path
) -> None:
    paper = signed(desk)
    asked = ask()
    with pytest.raises(Denied):
        act("leader", open_archive, asked.id)
    desk.work("make-archive")
    assert desk.failed == []
    opened = act("leader", open_archive, asked.id)
    root = unpacked(opened, tmp_path)
    bagit.Bag(str(root)).validate(fast=False)
    number = paper.dossier.number
    told = json.loads((root / "data" / number / "dossier.json").read_text("utf-8"))
    assert told["applicant"] == "Nguyễn Đăng Minh" and told["answers"]["purpose"]
    (result,) = (root / "data" / number / "papers").glob("result-*.pdf")
    assert result.read_bytes() == store().open(paper.signed).read()
    chain = json.loads((root / "data" / number / "journal.json").read_text("utf-8"))
    assert [one["position"] for one in chain] == list(range(1, len(chain) + 1))
    content = bytearray(result.read_bytes())
    content[100] ^= 1
    result.write_bytes(content)
    with pytest.raises(bagit.BagValidationError, match="result-"):
        bagit.Bag(str(root)).validate(fast=False)


def test_only_a_leader_of_the_unit_has_it_packed_and_each_taking_is_counted(desk: Desk) -> None:
    with pytest.raises(Refused, match="archive-size"):
        ask()
    signed(desk)
    for other in ("counter", "auditor", "leader_there"):
        with pytest.raises(Denied):
            ask(other)
    asked = ask()
    desk.work("make-archive")
    act("leader", open_archive, asked.id)
    with pytest.raises(Denied):
        act("police", open_archive, asked.id)
    with as_role("motcua_clerk"):
        told = Entry.objects.of(asked.id).filter(kind="archive.opened")
        assert [one.data for one in told] == [{"purpose": "archive", "dossiers": 1}]


def test_a_path_that_leads_out_of_the_bag_is_refused() -> None:
    with pytest.raises(ValueError, match="no path"):
        list(bag([("../x", b"")], {}))
