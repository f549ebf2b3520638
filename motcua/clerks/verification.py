"""Carries questions to the population register and brings its answers back."""

import logging
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.verification import record_answer
from motcua.bridges.line import Misanswered, Unreachable
from motcua.bridges.population import Later, Question, Subject, Verdict, check
from motcua.clerks.errands import by_clock, errand, errands
from motcua.clerks.workplace import here
from motcua.records.person import Person
from motcua.records.procedure import version_of
from motcua.records.verification import Verification

log = logging.getLogger("motcua.clerks")

SOURCE = "Cơ sở dữ liệu quốc gia về dân cư"
BASIS = "TT 136/2026/TT-BCA"
PURPOSES = {"dossier": "Giải quyết thủ tục hành chính"}


@errand("ask-population")
def ask_population(*, subject: str, **_: Any) -> None:
    """Put one question; the answer comes at once or later, through `collect_answers`."""
    asked = Verification.objects.select_related("person", "unit", "dossier").get(pk=subject)
    if asked.answer:
        return
    question = question_of(asked)
    told = here().population.verify(question)
    if not isinstance(told, Later):
        keep(asked, told)


@errands.periodic(cron="* * * * * */5")
@errand("collect-answers")
def collect_answers(timestamp: int = 0) -> None:
    """Fetch what was answered meanwhile; doubled, late or foreign answers do no harm."""
    waiting = Verification.objects.select_related("person", "unit", "dossier").filter(answer="")
    open_now = {asked.id: asked for asked in waiting.order_by("-asked_at")[:500]}
    agencies = {agency_of(asked) for asked in open_now.values()}
    for agency in agencies:
        try:
            _collect(agency, open_now)
        except Unreachable as trouble:
            log.info("%s", trouble)
            return


def _collect(agency: str, waiting: dict[UUID, Verification]) -> None:
    cursor = ""
    for _ in range(100):
        page = here().population.finished(agency, cursor)
        for verdict in page.verdicts:
            asked = waiting.get(verdict.id)
            if asked is not None:
                _keep_if_ours(asked, verdict)
        if page.next == cursor or not page.verdicts:
            return
        cursor = page.next


def _keep_if_ours(asked: Verification, verdict: Verdict) -> None:
    try:
        keep(asked, check(question_of(asked), verdict))
    except Misanswered as trouble:
        log.warning("%s (%s)", trouble, asked.id)


def keep(asked: Verification, verdict: Verdict) -> None:
    record_answer(
        by_clock(uuid5(asked.id, "answer")),
        asked.id,
        answer=verdict.answer,
        answers={field: str(answer) for field, answer in verdict.fields.items()},
        source=SOURCE,
    )


def question_of(asked: Verification) -> Question:
    """Only the person and the fields asked for; the same question each time it is put."""
    person = asked.person
    return Question(
        id=asked.id,
        agency=agency_of(asked),
        legal_basis=legal_basis(asked),
        purpose=PURPOSES.get(asked.purpose, asked.purpose),
        subject=Subject(person.full_name, person.birth_date, person.number),
        fields={name: _claimed(person, name) for name in asked.fields},
    )


def legal_basis(asked: Verification) -> str:
    if asked.dossier is None:
        return BASIS
    return "; ".join((BASIS, *version_of(asked.dossier.version).citation[:1]))


def agency_of(asked: Verification) -> str:
    return f"H{asked.unit.code}"


def _claimed(person: Person, field: str) -> str:
    return str(getattr(person, field))
