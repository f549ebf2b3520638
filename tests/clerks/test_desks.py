"""What clerks do for the desks: remind before a date passes, and have somebody stand in."""

from datetime import date, datetime, timedelta

import pytest

from motcua.actions.absence import end_absence, name_standby, note_absence
from motcua.actions.processing import accept, assign
from motcua.records.absence import Absence
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.notice import Notice
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.cast import TODAY, act, eyes
from tests.clerks.desk import Desk
from tests.doors.desk import residence
from tests.world import as_role

pytestmark = pytest.mark.django_db
LONG = TODAY + timedelta(days=30)


def accepted(by: str = "police") -> Dossier:
    dossier = residence("minh")
    act(by, accept, dossier.id)
    dossier.refresh_from_db()
    return dossier


def told(dossier: Dossier) -> list[tuple[str, str]]:
    """Who was told what, in the order of the alphabet."""
    names = {cast.who(key).account: key for key in cast.POSTS}
    with as_role("motcua_clerk"):
        rows = Notice.objects.filter(dossier=dossier)
        return sorted((names[one.account_id], one.why) for one in rows)


def hand(dossier: Dossier) -> str:
    names = {cast.who(key).account: key for key in cast.POSTS}
    with eyes("leader"):
        found = Dossier.objects.get(pk=dossier.id).officer_id
    return names[found] if found else ""


def away(key: str, standby: str = "", first: date = TODAY, last: date = LONG) -> Absence:
    return act(
        "leader",
        note_absence,
        cast.who(key).account,
        unit=cast.commune("Đức Nhàn").id,
        first=first,
        last=last,
        standby=cast.who(standby).account if standby else None,
    )


def before(due: datetime | None, **time: float) -> datetime:
    assert due is not None
    return due - timedelta(**time)


def test_its_officer_is_told_once_that_a_dossier_is_near_and_leaders_once_it_is_late(
    desk: Desk,
) -> None:
    dossier = accepted()
    desk.at = before(dossier.due_at, hours=2)
    for _ in range(3):
        desk.call("remind-officers")
    assert told(dossier) == [("police", "near")]
    desk.at = before(dossier.due_at, minutes=-10)
    desk.call("remind-officers")
    assert told(dossier) == [
        ("chairman", "late"),
        ("leader", "late"),
        ("police", "late"),
        ("police", "near"),
    ]
    with as_role("motcua_clerk"):
        kinds = Entry.objects.of(dossier.id).filter(kind="dossier.reminded")
        assert kinds.count() == 4


def test_of_what_somebody_away_has_the_leader_is_told(desk: Desk) -> None:
    dossier = accepted()
    away("police")
    desk.at = before(dossier.due_at, hours=2)
    desk.call("remind-officers")
    assert told(dossier) == [("chairman", "near"), ("leader", "near")]


def test_whoever_stands_in_takes_over_and_a_person_has_the_last_word(desk: Desk) -> None:
    dossier = accepted()
    away("police", standby="specialist")
    desk.call("stand-in")
    assert hand(dossier) == "specialist"
    act("leader", assign, dossier.id, to=cast.who("police").account)
    desk.call("stand-in")
    assert hand(dossier) == "police"


def test_without_a_standby_it_goes_to_whoever_has_least(desk: Desk) -> None:
    busy, mine = accepted("counter"), accepted("police")
    away("police")
    desk.call("stand-in")
    assert (hand(busy), hand(mine)) == ("counter", "specialist")


def test_an_absence_that_is_taken_back_moves_nothing(desk: Desk) -> None:
    dossier = accepted()
    noted = away("police", standby="specialist")
    act("police", end_absence, noted.id)
    desk.call("stand-in")
    assert hand(dossier) == "police"


def test_one_notes_ones_own_days_a_leader_everybodys(db: None) -> None:
    here = cast.commune("Đức Nhàn").id
    said = {"unit": here, "first": TODAY, "last": TODAY}
    act("police", note_absence, cast.who("police").account, **said)
    with pytest.raises(Denied):
        act("police", note_absence, cast.who("counter").account, **said)
    with pytest.raises(Denied):
        act("leader_there", note_absence, cast.who("counter").account, **said)


@pytest.mark.parametrize(
    ("first", "last", "standby", "code"),
    [
        (TODAY, TODAY - timedelta(days=1), "", "absence-ends-before-it-begins"),
        (TODAY - timedelta(days=1), TODAY, "", "absence-in-the-past"),
        (TODAY, TODAY, "police", "standby-is-away"),
        (TODAY, TODAY, "police_there", "not-a-colleague"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    db: None, first: date, last: date, standby: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        away("police", standby, first, last)


def warned() -> list[tuple[str, str]]:
    """Which leader was told of a desk with nobody, and why, in the order of the alphabet."""
    names = {cast.who(key).account: key for key in cast.POSTS}
    with as_role("motcua_clerk"):
        rows = Notice.objects.filter(dossier=None)
        return sorted((names[one.account_id], one.why) for one in rows)


def empty(day: date) -> list[Absence]:
    """Nobody of the desk is there on this day."""
    return [away(key, first=day, last=day) for key in ("counter", "police", "specialist")]


def test_of_a_day_with_nobody_at_the_desk_the_leader_is_told_before_and_when_it_opens(
    desk: Desk,
) -> None:
    wednesday = TODAY + timedelta(days=2)
    noted = empty(wednesday)[0]
    away("leader", first=TODAY + timedelta(days=7), last=LONG)
    for _ in range(2):
        desk.call("warn-of-nobody")
    assert warned() == [("chairman", "ahead"), ("leader", "ahead")]
    desk.pass_time(days=2)
    for _ in range(2):
        desk.call("warn-of-nobody")
    both = ("chairman", "leader")
    assert warned() == [(one, why) for one in both for why in ("ahead", "alone")]
    act("leader", name_standby, noted.id, standby=cast.who("leader").account, at=desk.at)
    desk.pass_time(hours=1)
    desk.call("warn-of-nobody")
    assert len(warned()) == 4


def test_nobody_is_told_where_somebody_is_there_or_stands_in(desk: Desk) -> None:
    day = TODAY + timedelta(days=2)
    away("counter", first=day, last=day)
    away("police", first=day, last=day)
    away("specialist", standby="leader", first=day, last=day)
    saturday = TODAY + timedelta(days=5)
    empty(saturday)
    desk.call("warn-of-nobody")
    assert warned() == []


def test_a_standby_is_named_by_a_leader_or_the_one_away_and_must_work_here() -> None:
    noted = away("police")
    with pytest.raises(Denied):
        act("counter", name_standby, noted.id, standby=cast.who("counter").account)
    for standby, code in (("police", "standby-is-away"), ("police_there", "not-a-colleague")):
        with pytest.raises(Refused, match=code):
            act("leader", name_standby, noted.id, standby=cast.who(standby).account)
    act("police", name_standby, noted.id, standby=cast.who("counter").account)
