"""More time once, with an apology; an apology where the date has passed; stopping, and why."""

from datetime import datetime, timedelta

import pytest

from motcua.actions.apology import apologise, extend
from motcua.actions.ending import refuse, stop
from motcua.actions.processing import accept, take
from motcua.actions.supplement import ask_supplement
from motcua.records.apology import Apology, going_late, owed
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local
from tests.actions.test_dossier import rent
from tests.cast import act, eyes, later

pytestmark = pytest.mark.django_db
WHY = "Phải xác minh ở nơi ở cũ."
LATE = later(days=7)  # Monday 30/11; the date was Friday 27/11


def accepted() -> Dossier:
    dossier = rent()
    act("police", accept, dossier.id)
    return dossier


def due(dossier: Dossier) -> str:
    with eyes("police"):
        fresh = Dossier.objects.get(pk=dossier.id)
    assert fresh.due_at is not None
    return f"{local(fresh.due_at):%d/%m %H:%M}"


def lists(dossier: Dossier, at: datetime) -> tuple[bool, bool]:
    """Whether it stands among what goes late within four days, and among what is owed."""
    with eyes("police"):
        mine = Dossier.objects.filter(pk=dossier.id)
        return going_late(mine, at, at + timedelta(days=4)).exists(), owed(mine, at).exists()


def test_the_date_moves_once_with_a_reason_and_the_steps_say_so() -> None:
    dossier = accepted()
    assert due(dossier) == "27/11 17:00" and lists(dossier, later(days=1)) == (True, False)
    sorry = act("police", extend, dossier.id, days=2, reason=WHY, at=later(days=2))
    assert due(dossier) == "01/12 17:00" and lists(dossier, later(days=4)) == (False, False)
    with eyes("police"):
        fresh = Dossier.objects.get(pk=dossier.id)
        told = Entry.objects.get(subject=dossier.id, kind="dossier.extended")
    words = " ".join(fresh.due_steps)
    reason = f"vì lý do ghi trong văn bản xin lỗi số {sorry.number}/XL"
    assert f"gia hạn một lần 2 ngày làm việc, {reason}" in words
    assert WHY not in words and WHY not in str(told.data) and sorry.reason == WHY
    with pytest.raises(Refused, match="already-extended"):
        act("police", extend, dossier.id, days=1, reason=WHY, at=later(days=2))


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [(0, WHY, "too-many-days"), (31, WHY, "too-many-days"), (2, "  ", "reason-missing")],
)
def test_more_time_wants_a_reason_and_a_number_of_days(days: int, reason: str, code: str) -> None:
    dossier = accepted()
    with pytest.raises(Refused, match=code):
        act("police", extend, dossier.id, days=days, reason=reason)
    assert due(dossier) == "27/11 17:00"


def test_a_date_that_has_passed_is_not_moved_but_an_apology_is_owed() -> None:
    dossier = accepted()
    with pytest.raises(Refused, match="no-apology-owed"):
        act("police", apologise, dossier.id, days=1, reason=WHY)
    with pytest.raises(Refused, match="too-late-to-extend"):
        act("police", extend, dossier.id, days=1, reason=WHY, at=LATE)
    assert lists(dossier, LATE) == (False, True)
    sorry = act("police", apologise, dossier.id, days=1, reason=WHY, at=LATE)
    assert f"{local(sorry.promised):%d/%m}" == "01/12" and not sorry.prolongs
    assert due(dossier) == "27/11 17:00" and lists(dossier, LATE) == (False, False)
    assert lists(dossier, later(days=9)) == (False, True)  # that promise was broken too


def test_no_more_time_for_what_waits_or_is_not_accepted_or_is_anothers() -> None:
    dossier = rent()
    with pytest.raises(Refused, match="clock-not-running"):
        act("police", extend, dossier.id, days=1, reason=WHY)
    act("police", accept, dossier.id)
    with pytest.raises(Denied):
        act("police_there", extend, dossier.id, days=1, reason=WHY)
    with pytest.raises(Refused, match="changed-by-another"):
        act("police", extend, dossier.id, days=1, reason=WHY, revision=1)
    act("police", ask_supplement, dossier.id, items=[{"key": "from", "why": "Sai."}])
    with pytest.raises(Refused, match="clock-not-running"):
        act("police", extend, dossier.id, days=1, reason=WHY)
    with eyes("police"):
        assert not Apology.objects.exists()


def test_an_officer_stops_with_reason_and_article_and_it_is_judged() -> None:
    dossier = accepted()
    act("police", take, dossier.id)
    with pytest.raises(Refused, match="refusal-needs-reason-and-article"):
        act("police", stop, dossier.id, reason="Nhà đã bị phá dỡ.", basis="")
    basis = "Luật Cư trú Điều 23"
    stopped = act("police", stop, dossier.id, reason="Nhà đã bị phá dỡ.", basis=basis)
    assert (stopped.state, stopped.late) == (State.STOPPED, False)
    assert stopped.decision_number == 1 and stopped.reason == "Nhà đã bị phá dỡ."
    with pytest.raises(Refused, match="step-not-allowed"):
        act("police", refuse, dossier.id, reason="Nữa.", basis="Luật Cư trú")


def test_a_leader_stops_what_their_own_body_decides_and_nothing_else() -> None:
    dossier, words = accepted(), {"reason": "Nhà đã bị phá dỡ.", "basis": "Luật Cư trú Điều 23"}
    for other in ("chairman", "specialist"):  # it is the police's
        with pytest.raises(Denied):
            act(other, stop, dossier.id, **words)
    assert act("leader", stop, dossier.id, **words).state == State.STOPPED


def test_what_was_not_accepted_is_refused_and_not_stopped() -> None:
    dossier = rent()
    with pytest.raises(Refused, match="step-not-allowed"):
        act("police", stop, dossier.id, reason="Sai nơi.", basis="Luật Cư trú Điều 23")
