"""Everybody takes a copy of what is held of them, and of nobody else."""

import json
from typing import Any

import pytest

from motcua.records.journal import Entry
from tests import cast
from tests.actions.test_holding import decided, move_in
from tests.cast import eyes
from tests.doors.desk import residence, text_of

pytestmark = pytest.mark.django_db


def test_i_take_all_that_is_held_of_me_and_nothing_of_others(client_of: Any) -> None:
    mine, hers = decided(move_in("minh")), residence("thuy")
    client = client_of("minh")
    assert "Tải bản sao" in text_of(client.get("/du-lieu-cua-ban"))
    taken = client.get("/du-lieu-cua-ban/ban-sao.json")
    assert taken["Content-Disposition"].startswith("attachment")
    told = json.loads(taken.content)
    assert told["person"]["number"] == cast.PEOPLE["minh"][1]
    assert [one["number"] for one in told["dossiers"]] == [mine.number]
    assert told["dossiers"][0]["files"][0]["name"] == "nha.pdf" and told["store"]
    assert hers.number not in taken.content.decode()
    with eyes("minh") as actor:
        (entry,) = Entry.objects.about(actor.person).filter(kind="person.copied-own")
    assert entry.data == {}
