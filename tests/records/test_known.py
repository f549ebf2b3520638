"""What the State holds of a person, as a form takes it over."""

import pytest

from motcua.records.known import known_of
from motcua.records.person import Person
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import eyes

pytestmark = pytest.mark.django_db


def test_who_lives_in_a_household_is_not_asked_for_its_head() -> None:
    with eyes("sen") as sen:
        known = known_of(Person.objects.get(pk=sen.person), {})
    assert known["household.head_name"] == "Bùi Văn Phương"
    assert known["household.head_number"] == cast.PEOPLE["phuong"][1]


def test_a_dossier_of_who_lives_in_a_household_names_its_head() -> None:
    dossier = file("sen", "1.010041", **RESIDENCE | {"content": "household"})
    assert cast.PEOPLE["phuong"][1] in dossier.answers.values()
