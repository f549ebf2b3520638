"""The rows of the control sheet follow from the journal."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from motcua.rules.control_sheet import MOVES, Hand, Told, passings, standing
from motcua.rules.events import all_events

AT = datetime(2026, 11, 23, 9)
MAI, BEN, CHIEF = uuid4(), uuid4(), uuid4()


def told(kind: str, actor: UUID | None = None, **data: Any) -> Told:
    return Told(kind, AT, actor, data)


def hands(*entries: Told) -> list[tuple[object, object]]:
    return [(row.giver, row.taker) for row in passings(entries)]


def test_a_dossier_goes_from_hand_to_hand_and_back() -> None:
    assert hands(
        told("dossier.submitted"),
        told("dossier.seen", BEN),
        told("dossier.accepted", MAI),
        told("dossier.taken", MAI),  # she has it already
        told("dossier.assigned", MAI, officer=str(BEN)),
        told("dossier.supplement-asked", BEN),
        told("dossier.supplement-answered"),
        told("dossier.decided", BEN),
        told("dossier.sent-back", CHIEF),
        told("dossier.decided", BEN),
        told("paper.signed"),
        told("dossier.handed-over", MAI),
    ) == [
        (Hand.APPLICANT, Hand.DESK),
        (Hand.DESK, MAI),
        (MAI, BEN),
        (BEN, Hand.APPLICANT),
        (Hand.APPLICANT, BEN),
        (BEN, Hand.LEADER),
        (Hand.LEADER, BEN),
        (BEN, Hand.LEADER),
        (Hand.LEADER, Hand.DESK),
        (Hand.DESK, Hand.APPLICANT),
    ]


def test_what_stops_by_itself_comes_from_whoever_had_it() -> None:
    entries = (told("dossier.submitted"), told("dossier.accepted", MAI), told("dossier.stopped"))
    assert hands(*entries)[-1] == (MAI, Hand.APPLICANT)


def test_it_speaks_of_events_there_are() -> None:
    assert set(MOVES) <= set(all_events())


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 26, 17), "Trước hạn"),
        (datetime(2026, 11, 27, 8), "Đúng hạn"),
        (datetime(2026, 11, 27, 17, 1), "Quá hạn"),
    ],
)
def test_each_row_stands_before_on_or_after_the_date(at: datetime, words: str) -> None:
    assert standing(at, datetime(2026, 11, 27, 17)) == words
    assert standing(at, None) == ""
