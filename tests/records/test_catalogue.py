"""The catalogue while the system runs: what changes comes in whole, or the last good one stays."""

import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from uuid import uuid4

import pytest
from django.conf import settings

from motcua.actions.draft import save_draft
from motcua.actions.processing import accept
from motcua.records import procedure as records
from motcua.records.person import Person
from motcua.records.procedure import Shelf, procedure_files
from motcua.rules.catalogue.procedure import ProcedureError
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import TODAY, act, eyes

pytestmark = pytest.mark.django_db
OURS = Path(settings.PROCEDURES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of our procedures that a test may spoil, looked at each time anyone asks."""
    for found in procedure_files(OURS):
        copy(found, tmp_path / found.name)
    monkeypatch.setattr(settings, "PROCEDURES", tmp_path)
    monkeypatch.setattr(records, "LOOK_EVERY", 0.0)
    yield tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(0, 0))  # also when whoever copied the file kept its time


def test_a_changed_file_comes_in_while_the_system_runs(folder: Path) -> None:
    shelf = Shelf()
    before = shelf.procedures()
    change(folder / "1.010041.toml", 'name = "', 'name = "Mới: ')
    after = shelf.procedures()
    assert after["1.010041"].name.startswith("Mới: ")
    assert after["1.004194"] is before["1.004194"]  # what did not change is not read again
    assert shelf.index().find("ct07")[0].name.startswith("Mới: ")


def test_a_broken_file_is_refused_whole_with_its_line_and_the_last_good_catalogue_stays(
    folder: Path,
) -> None:
    shelf = Shelf()
    good = shelf.procedures()
    change(folder / "1.010041.toml", 'name = "', 'name = "Mới: ')
    change(
        folder / "1.004194.toml",
        "[[version.component]]\n    key",
        "[[version.component]]\n    kee",
    )
    assert shelf.procedures() is good
    assert shelf.refused is not None and "1.004194.toml, dòng " in str(shelf.refused)
    change(folder / "1.004194.toml", "    kee", "    key")
    assert shelf.procedures()["1.010041"].name.startswith("Mới: ")
    assert shelf.refused is None


def test_at_start_a_broken_file_is_refused_and_nothing_is_loaded(folder: Path) -> None:
    (folder / "1.004194.toml").write_text("code = 1.004194\nname = 'x", encoding="utf-8")
    with pytest.raises(ProcedureError, match=r"1\.004194\.toml, dòng 2"):
        Shelf().procedures()


def test_at_start_the_mistakes_of_every_file_are_told_at_once(folder: Path) -> None:
    change(folder / "1.010041.toml", "summary = ", "sumary = ")
    change(folder / "1.010041.toml", "domain = ", "domian = ")
    change(folder / "1.004194.toml", "name = ", "nmae = ")
    (folder / "9.999999.toml").write_text('code = "', encoding="utf-8")
    with pytest.raises(ProcedureError) as found:
        Shelf().procedures()
    told = [(one.source, one.line > 0) for one in found.value.all]
    files = ["1.004194.toml", "1.010041.toml", "1.010041.toml", "9.999999.toml"]
    assert told == [(file, True) for file in files]


def test_synonyms_follow_while_the_system_runs_and_a_broken_file_changes_nothing(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    country = tmp_path_factory.mktemp("country")
    copy(Path(settings.COUNTRY) / "synonyms.toml", country)
    monkeypatch.setattr(settings, "COUNTRY", country)
    shelf, file = Shelf(), country / "synonyms.toml"
    assert shelf.index().find("xyzzy") == []
    text = file.read_text(encoding="utf-8")
    more = '\n[[word]]\nsay = ["xyzzy"]\nmeans = ["tạm trú"]\n'
    file.write_text(text + more, encoding="utf-8")
    assert "tạm trú" in shelf.index().find("xyzzy")[0].name.lower()
    file.write_text(text + more.replace("means", "meens"), encoding="utf-8")
    assert "tạm trú" in shelf.index().find("xyzzy")[0].name.lower()
    assert "synonyms.toml, dòng " in str(shelf.refused) and "“means”" in str(shelf.refused)


def test_a_folder_that_goes_away_while_the_system_runs_changes_nothing(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("province")
    monkeypatch.setattr(settings, "MOTCUA_OVERLAY", str(own))
    shelf = Shelf()
    good = shelf.procedures()
    own.rmdir()
    assert shelf.procedures() is good and "MOTCUA_PROCEDURES" in str(shelf.refused)
    own.mkdir()
    assert shelf.procedures() and shelf.refused is None


def test_looking_again_costs_little_when_nothing_changed(folder: Path) -> None:
    shelf = Shelf()
    good = shelf.procedures()
    read = shelf._read
    assert shelf.procedures() is good and shelf._read is read


def test_a_procedure_with_dossiers_may_not_be_deleted(folder: Path) -> None:
    act("counter", accept, file("minh", "1.010041", **RESIDENCE).id)
    shelf = Shelf()
    good = shelf.procedures()
    text = (folder / "1.010041.toml").read_text(encoding="utf-8")
    (folder / "1.010041.toml").unlink()
    with eyes("thuy"):  # who sees none of these rows
        assert shelf.procedures() is good
    assert "1 hồ sơ chưa xong" in str(shelf.refused) and "đừng xoá" in str(shelf.refused)
    (folder / "1.010041.toml").write_text(text, encoding="utf-8")
    assert shelf.procedures() and shelf.refused is None


def test_a_procedure_somebody_is_writing_an_application_for_may_not_be_deleted(
    folder: Path,
) -> None:
    version = records.catalogue()["1.001193"].on(TODAY)
    with eyes("sen") as sen:
        me = Person.objects.get(pk=sen.person)
    act("sen", save_draft, id=uuid4(), version=version, unit=me.unit, applicant=me, answers={})
    shelf = Shelf()
    good = shelf.procedures()
    (folder / "1.001193.toml").unlink()
    assert shelf.procedures() is good and "1 tờ khai đang viết" in str(shelf.refused)


def test_a_procedure_nobody_filed_may_be_deleted(folder: Path) -> None:
    shelf = Shelf()
    assert "1.001193" in shelf.procedures()
    (folder / "1.001193.toml").unlink()
    assert "1.001193" not in shelf.procedures()


def test_at_start_a_version_that_dossiers_live_by_must_be_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file("minh", "1.010041", **RESIDENCE)
    monkeypatch.setattr(records, "SHELF", Shelf())
    records.refuse_orphans()
    (folder / "1.010041.toml").unlink()
    monkeypatch.setattr(records, "SHELF", Shelf())
    with pytest.raises(ProcedureError, match="1 hồ sơ chưa xong"):
        records.refuse_orphans()


def test_a_province_lays_its_own_file_over_ours(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path_factory.mktemp("province")
    copy(folder / "1.010041.toml", own / "1.010041.toml")
    change(own / "1.010041.toml", 'name = "', 'name = "Của tỉnh: ')
    monkeypatch.setattr(settings, "MOTCUA_OVERLAY", str(own))
    found = Shelf().procedures()
    assert found["1.010041"].name.startswith("Của tỉnh: ") and "1.004194" in found
    monkeypatch.setattr(settings, "MOTCUA_OVERLAY", str(own / "nowhere"))
    with pytest.raises(ProcedureError, match="MOTCUA_PROCEDURES"):
        Shelf().procedures()


def test_a_file_is_named_by_its_code(folder: Path) -> None:
    (folder / "1.010041.toml").rename(folder / "9.999999.toml")
    with pytest.raises(ProcedureError, match=r"tên tệp phải là 1\.010041\.toml"):
        Shelf().procedures()
