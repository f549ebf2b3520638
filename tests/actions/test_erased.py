"""A backup from before an erasure must not bring the erased back."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from motcua.actions.retention import agree_to_erasure
from motcua.records.erased import Gone, brought_back, listed, put_down
from motcua.records.journal import verify
from motcua.rules.retention import KeptPart
from motcua.site import keeping, settings
from motcua.site.schema import note_security
from tests import cast
from tests.actions.test_retention import SECRETS, all_that_is_kept, handed_over, years_later
from tests.actions.test_retention import listed as erasure
from tests.cast import act
from tests.clerks.desk import Desk
from tests.world import as_role, connected


@pytest.mark.parametrize("outside", [True, False])
def test_a_backup_from_before_an_erasure_brings_nothing_back_by_the_list_outside_it(
    server: Any, own_database: str, desk: Desk, tmp_path: Path, outside: bool
) -> None:
    with transaction.atomic():
        dossier = handed_over(desk)
    settings.MOTCUA_ERASED.unlink(missing_ok=True)
    with connected(server, own_database, "motcua_owner"):
        note_security()
    made = keeping.backup(server.urls(own_database).owner, tmp_path, cast.NOW)
    with transaction.atomic():
        erase_all_of(desk)
    with as_role("motcua_clerk"):
        assert [secret for secret in SECRETS if secret in all_that_is_kept(dossier)] == []
    if not outside:  # the control: without the list all of it is back
        settings.MOTCUA_ERASED.unlink()
    server.drop_database("motcua_back")
    server.create_database("motcua_back")
    connection.close()
    try:
        with connected(server, "motcua_back", "motcua_owner"):
            back = server.urls("motcua_back").owner
            assert keeping.restore(back, made) == []
            assert keeping.erase_again(back, tmp_path) == []
            kept = all_that_is_kept(dossier)
            assert list(verify()) == [], "the journal is whole"
            wiped = [secret for secret in SECRETS if secret not in kept]
            assert (wiped == list(SECRETS)) is outside, wiped
            assert brought_back(listed()) == []
    finally:
        server.drop_database("motcua_back")


def erase_all_of(desk: Desk) -> None:
    """Ten years later, a leader agrees, and the night comes."""
    years_later(desk, 10)
    desk.call("list-erasures")
    act("leader", agree_to_erasure, erasure(KeptPart.CONTENT).id, at=desk.at)
    desk.at += timedelta(days=31)
    desk.call("erase-due")


def test_the_list_takes_each_once_and_a_line_broken_off_says_nothing(tmp_path: Path) -> None:
    path, gone = tmp_path / "deep" / "erased.txt", Gone("content", uuid4())
    for _ in range(2):
        put_down([gone], path)
    assert path.read_text().split("\n") == ["", str(gone)]
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(f"content 12\nall {uuid4()}\n{str(gone)[:-1]}")
    assert listed(path) == set()
    put_down([gone], path)
    assert listed(path) == {gone}
