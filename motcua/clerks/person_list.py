"""Matches the lists that other offices send with the people of a unit, and writes them again with
what came of it; lets them go when their time is over."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.actions.person_list import (
    erase_list,
    keep_list_file,
)
from motcua.clerks.errands import by_clock, errand, rounds
from motcua.clerks.list_columns import Steps, give_up, one_hand, opened
from motcua.clerks.list_outcome import Register, keep
from motcua.clerks.list_reply import reply
from motcua.clerks.matching.apart import match_apart
from motcua.clerks.workplace import here
from motcua.records.person import Person
from motcua.records.person_list import PersonList
from motcua.rules.lists.people import Listed, read_people
from motcua.rules.lists.terms import ListStage
from motcua.rules.refusal import Refused
from motcua.rules.time.wall_clock import local

READ = 60  # of a hundred, when an Excel file of many rows was read once more
SEXES = {"male": "nam", "female": "nữ"}


@errand("match-list")
def match_list(*, subject: str, **_: Any) -> None:
    """All or nothing: a clerk who falls begins anew, and nothing stands before all is known."""
    held = PersonList.objects.select_related("unit__parent").get(pk=subject)
    if held.stage == ListStage.MATCHING:
        with one_hand():
            _match(held)


def _match(held: PersonList) -> None:
    tell = Steps(held.id)
    try:
        tell(0)
        rows = opened(held, tell.part(0, READ)).below(held.heads["rows"])
        today = local(held.sent_at).date()
        listed, remarks = read_people(rows, held.taken, today)
        register = _register(held)
        units = Path(settings.COUNTRY) / "units"
        on = tell.part(tell.done, 100)
        found = match_apart(listed, register.listed, units=units, today=today, told=on)
        keep(held, rows, listed, remarks, register, found)
    except Refused as why:
        give_up(held.id, why)


@errand("return-list")
def return_list(*, subject: str, **_: Any) -> None:
    """The list as it came, and beside each row what became of it."""
    held = PersonList.objects.get(pk=subject)
    if held.stage == ListStage.READY and held.asked_at and not held.reply:
        with one_hand():
            content = reply(held, opened(held).table)
        keep_list_file(by_clock(), held.id, content=content)


@errand("erase-list")
def erase_undone(*, subject: str, **_: Any) -> None:
    erase_list(by_clock(), UUID(subject))


@rounds("forget-lists", cron="47 3 * * *")
def forget_lists(timestamp: int = 0) -> None:
    """Lists whose time is over, with their rows, answers and files."""
    for one in PersonList.objects.past_keeping(here().clock()).values_list("pk", flat=True):
        erase_list(by_clock(), one)


def _register(held: PersonList) -> Register:
    """The people the house holds of the list's unit. Refused with: list-register-empty."""
    unit = held.unit
    place = ", ".join(one.full_name for one in (unit, unit.parent) if one)
    people = list(Person.objects.filter(unit=unit).order_by("sort_key", "id"))
    if not people:
        raise Refused("list-register-empty", detail={"unit": unit.full_name})
    listed = [
        Listed(
            number=one.number,
            old_number="",
            full_name=one.full_name,
            birth=one.birth_date,
            sex=SEXES.get(one.sex, ""),
            address=f"{one.address}, {place}",
            commune_code=unit.code,
            father="",
            mother="",
        )
        for one in people
    ]
    return Register([one.id for one in people], listed)
