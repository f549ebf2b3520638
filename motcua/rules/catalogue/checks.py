"""What no table can say of a form: named checks, which a procedure's version asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from motcua.rules.catalogue.parts import Answers, NamedCheck
from motcua.rules.time.working_time import years_later


def _stay_is_at_most(answers: Answers, _on: date, check: NamedCheck) -> str:
    begins, ends = _day(answers.get("from")), _day(answers.get("to"))
    if begins is None or ends is None:
        return ""
    if ends <= begins:
        return "stay-ends-before-it-begins"
    return "stay-too-long" if ends > years_later(begins, check.years) else ""


def _stay_has_not_ended(answers: Answers, on: date, _check: NamedCheck) -> str:
    ended = _day(answers.get("from"))  # of an extension: the day the stay registered before ends
    return "stay-has-ended" if ended and ended < on else ""


def _birth_is_not_in_the_future(answers: Answers, on: date, _check: NamedCheck) -> str:
    born = _day(answers.get("child_birth_date"))
    return "birth-in-the-future" if born and born > on else ""


def _members_are_named_once(answers: Answers, _on: date, _check: NamedCheck) -> str:
    numbers = [m.get("number") for m in answers.get("members") or [] if m.get("number")]
    return "member-named-twice" if len(numbers) != len(set(numbers)) else ""


def _new_head_has_number(answers: Answers, _on: date, _check: NamedCheck) -> str:
    named = answers.get("new_head")
    return "new-head-needs-number" if named and not named.get("number") else ""


CHECKS: Mapping[str, Callable[[Answers, date, NamedCheck], str]] = {
    "stay-has-not-ended": _stay_has_not_ended,
    "stay-is-at-most": _stay_is_at_most,
    "birth-is-not-in-the-future": _birth_is_not_in_the_future,
    "members-are-named-once": _members_are_named_once,
    "new-head-has-number": _new_head_has_number,
}
"""Each gives the code of a refusal, "" where there is nothing to refuse."""

OF_YEARS = ("stay-is-at-most",)
"""Checks whose row says how many years."""


def failing(
    checks: Iterable[NamedCheck], answers: Answers, on: date
) -> Iterator[tuple[str, NamedCheck]]:
    """The checks these answers do not pass, each after the code of its refusal."""
    for check in checks:
        if code := CHECKS[check.name](answers, on, check):
            yield code, check


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
