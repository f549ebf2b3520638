"""Carries questions to the population register and brings its answers back."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid5

from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.actions.act import defer
from motcua.actions.verification import note_taken, record_answer, serve_again
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.population import SYSTEM, Later, Question, RegisterAnswer, Subject, check
from motcua.clerks.errands import Waiting, by_clock, errand, rounds
from motcua.clerks.turns import in_turn, may_read
from motcua.clerks.workplace import here
from motcua.records.bases import bases
from motcua.records.procedure import version_of
from motcua.records.sealed import blind_index
from motcua.records.verification import (
    CLAIM,
    Verification,
    answer_that_serves,
    claims_of,
    marks_of,
    verification_law,
)
from motcua.rules.refusal import KeyReused, Refused
from motcua.rules.urgency import Urgency
from motcua.rules.verification_law import LookUp

log = logging.getLogger("motcua.clerks")

MOST_PAGES = 100  # of one agency
MOST_AGENCIES = 5  # read in one round
MOST_AGAIN = 500
TAKEN_FOR_ANOTHER = 409  # says the register of an id
PATIENCE = timedelta(minutes=10)
SOURCE = "Cơ sở dữ liệu quốc gia về dân cư"
DOSSIER = "Giải quyết thủ tục hành chính"


@errand("ask-population")
def ask_population(
    *, subject: str, urgency: int = Urgency.USUAL, promised: bool = False, **_: Any
) -> None:
    """Put one question in its turn, unless an answer of late serves again; its own comes at once,
    or later through `collect_answers`."""
    asked = Verification.objects.select_related("person", "unit", "dossier").get(pk=subject)
    if asked.answer:
        return
    if earlier := answer_that_serves(asked, here().clock()):
        with _claims_as_read():
            serve_again(by_clock(uuid5(asked.id, "answer")), asked.id, earlier=earlier.id)
        return
    question = question_of(asked)
    if not question.fields:  # nothing is held that could be compared: an officer sees the paper
        return
    marks = marks_of(asked.person, question.fields)
    with in_turn(SYSTEM, urgency, promised=promised):
        told = _put(question if asked.claims in ({}, marks) else _anew(question))
    if isinstance(told, Later):
        if told.id == asked.id:  # else it is put again in a while, until it is answered
            note_taken(by_clock(uuid5(asked.id, "taken")), asked.id, claims=marks)
        return
    with _claims_as_read():
        keep(asked, told, marks)


@contextmanager
def _claims_as_read() -> Iterator[None]:
    """Where what is claimed has been changed meanwhile, the question is put anew in a moment."""
    try:
        yield
    except Refused:
        raise Waiting from None


def _put(question: Question) -> RegisterAnswer | Later:
    """Once more under another id where the register knows this one for what was claimed then."""
    try:
        return here().population.verify(question)
    except Rejected as refusal:
        if refusal.status != TAKEN_FOR_ANOTHER:
            raise
    return here().population.verify(_anew(question))


def _anew(question: Question) -> Question:
    """The same under an id of its own, which follows from all it says."""
    return replace(question, id=uuid5(question.id, blind_index(CLAIM, repr(question)).hex()))


@rounds("collect-answers", cron="* * * * * */5")
def collect_answers(timestamp: int = 0) -> None:
    """Fetch what was answered meanwhile; doubled, late or foreign answers do no harm. Of the
    agencies that wait a few each time, whose turn is longest ago first."""
    waiting = set(_taken().values_list("unit__code", flat=True))
    for code in sorted(waiting, key=lambda one: (_read_at.get(one, 0.0), one))[:MOST_AGENCIES]:
        _read_at[code] = time.monotonic()
        try:
            _collect(agency_of(code))
        except Unreachable as trouble:
            log.info("%s", trouble)
            return
        except Misanswered as trouble:
            log.warning("%s", trouble)


_read_up_to: dict[str, str] = {}
"""Where each agency's answers have been read to, by this process. Beginning anew is harmless."""
_read_at: dict[str, float] = {}
"""When by code, in seconds that only grow."""


def _taken() -> QuerySet[Verification]:
    """What the register has and will answer later; of anything else, what was claimed when it was
    put is not known."""
    return Verification.objects.filter(answer="").exclude(claims={})


def _collect(agency: str) -> None:
    for _ in range(MOST_PAGES):
        if not may_read(SYSTEM):
            return
        cursor = _read_up_to.get(agency, "")
        page = here().population.finished(agency, cursor)
        told = {verdict.id: verdict for verdict in reversed(page.verdicts)}
        asked = _taken().select_related("person", "unit", "dossier")
        for each in asked.filter(pk__in=told):
            _keep_if_ours(each, told[each.id])
        _read_up_to[agency] = page.next
        if page.next == cursor or not page.verdicts and not page.unreadable:
            return


def _keep_if_ours(asked: Verification, verdict: RegisterAnswer) -> None:
    try:
        keep(asked, check(question_of(asked), verdict), asked.claims)
    except (Misanswered, KeyReused, Refused) as trouble:
        log.warning("%s (%s)", trouble, asked.id)


@rounds("ask-again", cron="*/5 * * * *")
def ask_again(timestamp: int = 0) -> None:
    """A question that was taken and never answered is put once more, with its own id."""
    long_ago = here().clock() - PATIENCE
    going = ProcrastinateJob.objects.filter(task_name="clerk:ask-population")
    live = going.filter(status__in=("todo", "doing", "failed"))
    subjects = set(live.values_list("args__subject", flat=True))
    open_ones = Verification.objects.filter(answer="", asked_at__lt=long_ago)
    left = (
        str(asked)
        for asked in open_ones.order_by("asked_at").values_list("id", flat=True)
        if str(asked) not in subjects
    )
    for asked in islice(left, MOST_AGAIN):
        defer("ask-population", {"subject": asked})


def keep(
    asked: Verification, verdict: RegisterAnswer, claims: Mapping[str, str] | None = None
) -> None:
    """Refused with claims-changed where something else is claimed now than what was asked."""
    record_answer(
        by_clock(uuid5(asked.id, "answer")),
        asked.id,
        answer=verdict.answer,
        answers={field: str(answer) for field, answer in verdict.fields.items()},
        source=SOURCE,
        claims=claims,
    )


def question_of(asked: Verification) -> Question:
    """Only the person and, of the fields asked for, what we hold; the same question each time it
    is put."""
    person = asked.person
    return Question(
        id=asked.id,
        agency=agency_of(asked.unit.code),
        legal_basis=legal_basis(asked),
        purpose=purpose_of(asked),
        subject=Subject(person.full_name, person.birth_date, person.number),
        fields=claims_of(person, asked.fields),
    )


def purpose_of(asked: Verification) -> str:
    if asked.dossier is not None:
        return DOSSIER
    return verification_law().purposes[LookUp(asked.purpose)].label


def legal_basis(asked: Verification) -> str:
    """The circular, and the law of the procedure or of the look-up."""
    circular = bases().population.citation
    if asked.dossier is None:
        return f"{circular}; {verification_law().purposes[LookUp(asked.purpose)].citation}"
    return "; ".join((circular, *version_of(asked.dossier.version).citation[:1]))


def agency_of(code: str) -> str:
    return f"H{code}"
