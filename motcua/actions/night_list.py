"""Residents the register has not confirmed of late are asked about at night, when nobody waits."""

from motcua.actions.act import By, action, allow
from motcua.actions.verification import ask_without_dossier
from motcua.records.budget import budgets
from motcua.records.night_list import to_ask_about
from motcua.records.unit import Unit
from motcua.rules.events.people import VerificationListed
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused
from motcua.rules.verification_law import LookUp


@action
def ask_at_night(by: By, unit: Unit) -> None:
    """Put down a question about each of so many residents as one list may hold; each of them sees
    it. They are asked off-peak, after everybody else."""
    allow(by, "register.ask-list", Target(unit=unit.id), Purpose.RESIDENCE)
    budget = budgets()["population"]
    people = list(to_ask_about(unit, by.at, budget)[: budget.batch_most])
    if not people:
        raise Refused("nobody-to-ask-about")
    for person in people:
        ask_without_dossier(
            by,
            person,
            unit=unit,
            look_up=LookUp.RESIDENCE,
            purpose=Purpose.RESIDENCE,
            event=VerificationListed,
        )
