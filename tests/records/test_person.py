"""Finding people by their names, within the units one works in and nowhere else."""

import pytest
from django.db import ProgrammingError, transaction

from motcua.records.person import Name, find_people
from tests.cast import act, commune, eyes
from tests.world import as_role

pytestmark = pytest.mark.django_db


def found(key: str, text: str) -> list[str]:
    with eyes(key) as who:
        return [person.full_name for person in find_people(who, text)]


@pytest.mark.parametrize(
    "typed",
    [
        "Nguyễn Thị Minh Thuý",
        "Nguyễn Thị Minh Thúy",
        "nguyen thi minh thuy",
        "minh thuy",
        "nguyen thuy",
        "nguyen thi mih thuy",
        "nguyen thi minnh thuy",
        "nguyen thi munh thuy",
        "nguyen thi mihn thuy",
    ],
)
def test_a_person_is_found_however_the_name_is_typed(typed: str) -> None:
    assert found("police_there", typed)[0] == "Nguyễn Thị Minh Thuý"


def test_two_errors_are_too_many() -> None:
    assert found("police_there", "nguyen thu munh thuy") == []


def test_a_name_borne_elsewhere_is_not_found_here() -> None:
    assert found("counter", "nguyen thi minh thuy") == []


def test_a_name_as_it_was_typed_comes_before_the_same_with_other_marks() -> None:
    from motcua.actions.person import register_person

    for name, number in (("Bùi Thị Sến", "017190000991"), ("Bùi Thị Sen", "017190000992")):
        act(
            "counter",
            register_person,
            unit=commune("Đức Nhàn"),
            full_name=name,
            number=number,
            birth_date="1990-01-01",
        )
    assert found("counter", "Bùi Thị Sến") == ["Bùi Thị Sến", "Bùi Thị Sen", "Bùi Thị Sen"]
    assert found("counter", "Bùi Thị Sen") == ["Bùi Thị Sen", "Bùi Thị Sen", "Bùi Thị Sến"]


def test_the_web_cannot_read_the_names_there_are() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Name.objects.first()
    with as_role("motcua_clerk"):
        assert Name.objects.filter(key="nguyen thi minh thuy").exists()
