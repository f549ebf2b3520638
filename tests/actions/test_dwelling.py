"""Dwellings: the code on a door is on no other."""

import pytest

from motcua.actions.dwelling import declare_dwelling, free_code
from motcua.records.dwelling import Dwelling
from tests.cast import act, commune, eyes
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_a_code_that_stands_on_another_door_is_not_given_again() -> None:
    with as_role("motcua_clerk"):
        home = Dwelling.objects.select_related("owner").get(code="NT-TRINH8")
    with eyes("minh"):
        first = free_code(home.id)
    said = {"owner": home.owner, "unit": commune("Đức Nhàn"), "use": Dwelling.Use.RENTED}
    act("trinh", declare_dwelling, address="Số 14 ngõ Bưởi", code=first, **said)
    with eyes("minh"):
        second, third = free_code(home.id), free_code(home.id)
    assert second == third != first
    assert len(second) == len(first) == len("NT-234567")
