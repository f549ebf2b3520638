"""A house permit on which others are asked: one answers, one is silent, none sees more."""

from typing import Any

import pytest

from motcua.actions.opinion import ask_opinion, give_opinion, open_shown, take_silence
from motcua.actions.processing import accept, decide
from motcua.actions.unverified import note_sighting
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier, Party
from motcua.records.journal import Entry
from motcua.records.opinion import Opinion
from motcua.records.person import Person
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.calendar import moment_words
from motcua.rules.time.wall_clock import local
from tests import cast
from tests.actions.test_dossier import verified
from tests.cast import act, clerk, eyes, later
from tests.clerks.cases import Worked, filed, worked
from tests.rules.law import ROOT, toml
from tests.world import as_role

pytestmark = pytest.mark.django_db
CASES = toml(ROOT / "procedures" / "MC-03.cases.toml")
ASKED = "Nhà này có ảnh hưởng tuyến cống của phường không?"


def house() -> Dossier:
    """A permit for a house, accepted and settled but for the opinions of others."""
    new = next(case for case in CASES["case"] if case["answers"]["kind"] == "new")
    dossier = filed(Worked(worked("MC-03").version, new["answers"], {}))
    verified(dossier)
    act("specialist", accept, dossier.id)
    accepted = act("specialist", note_sighting, dossier.id, fields=["full_name"])
    assert isinstance(accepted, Dossier)
    return accepted


def drawings(dossier: Dossier) -> list[Any]:
    with eyes("specialist"):
        return [one.pk for one in Attachment.objects.of(dossier.id).order_by("component")]


def asked(dossier: Dossier, **more: Any) -> Opinion:
    there = {"asked": cast.commune("Ba Đình")} if "agency" not in more else {}
    found = act("specialist", ask_opinion, dossier.id, question=ASKED, **there, **more)
    assert isinstance(found, Opinion)
    return found


def silence(opinion: Opinion, at: Any) -> Opinion:
    with as_role("motcua_clerk"):
        return take_silence(clerk(at), opinion.id)


def test_one_answers_and_the_silence_of_another_is_agreement() -> None:
    dossier = house()
    due = dossier.due_at
    neighbour, forest = asked(dossier), asked(dossier, agency="Hạt Kiểm lâm")
    assert neighbour.tacit and "Điều 54" in neighbour.citation
    assert moment_words(local(neighbour.until)) == "17:00 thứ Năm 26/11/2026"  # two working days
    with pytest.raises(Refused, match="opinion-awaited"):
        act("specialist", decide, dossier.id)
    act("police_there", give_opinion, neighbour.id, agrees=True, word="Không ảnh hưởng.")
    with pytest.raises(Refused, match="opinion-still-awaited"):
        silence(forest, later(days=1))
    silent = silence(forest, later(days=4))
    assert silent.agrees and silent.silent
    decided = act("specialist", decide, dossier.id)
    assert (decided.state, decided.due_at) == (State.SIGNING, due)  # the clock ran on
    with eyes("specialist"):
        told = Entry.objects.filter(subject=dossier.id, kind="opinion.given").order_by("at")
        assert [entry.data["silent"] for entry in told] == [False, True]


def test_who_is_asked_sees_the_question_and_what_is_shown_and_nothing_else() -> None:
    dossier = house()
    plan = drawings(dossier)[0]
    opinion = asked(dossier, shown=[plan])
    with eyes("police_there") as actor:
        seen = Opinion.objects.get()
        assert (seen.question, seen.of_whom) == (ASKED, "Phường Ba Đình")
        assert not Dossier.objects.exists() and not Party.objects.exists()
        assert [one.pk for one in Attachment.objects.all()] == [plan]
        assert not Entry.objects.filter(subject=dossier.id).exists()
        assert not Person.objects.filter(pk=dossier.applicant_id).exists()
        assert not Dossier.objects.visible_to(actor).exists()
    assert act("police_there", open_shown, opinion.id, plan).pk == plan
    with eyes("leader"):
        assert Entry.objects.filter(subject=dossier.id, kind="opinion.seen").exists()


def test_nobody_else_reads_or_answers_a_question() -> None:
    opinion = asked(house())
    for key in ("thuy", "minh", "operator", "volunteer"):
        with eyes(key):
            assert not Opinion.objects.exists()
    for key in ("thuy", "specialist"):
        with pytest.raises(Denied):
            act(key, give_opinion, opinion.id, agrees=True, word="")
    other = drawings(house())
    with pytest.raises(Denied):
        act("police_there", open_shown, opinion.id, other[0])


def test_whoever_disagrees_says_why_and_once() -> None:
    opinion = asked(house())
    with pytest.raises(Refused, match="reason-missing"):
        act("police_there", give_opinion, opinion.id, agrees=False, word=" ")
    said = act("police_there", give_opinion, opinion.id, agrees=False, word="Đè lên cống.")
    assert said.agrees is False
    with pytest.raises(Refused, match="opinion-given-already"):
        act("police_there", give_opinion, opinion.id, agrees=True, word="")
    with pytest.raises(Refused, match="opinion-still-awaited"):
        silence(opinion, later(days=9))


def test_for_an_agency_without_a_desk_whoever_asked_puts_down_its_letter() -> None:
    dossier = house()
    opinion = asked(dossier, agency="Sở Xây dựng")
    said = act("counter", give_opinion, opinion.id, agrees=True, word="Công văn 12/SXD")
    assert said.agrees
    assert act("specialist", decide, dossier.id).state == State.SIGNING


def test_where_the_law_says_nothing_silence_only_ends_the_wait() -> None:
    dossier = filed(worked("1.003677"))
    verified(dossier)
    act("police", accept, dossier.id)
    act("police", note_sighting, dossier.id, fields=["full_name"])
    there = cast.commune("Ba Đình")
    opinion = act("police", ask_opinion, dossier.id, question=ASKED, asked=there)
    assert not opinion.tacit
    assert silence(opinion, later(days=9)).agrees is None
    late = act("police_there", give_opinion, opinion.id, agrees=True, word="", at=later(days=10))
    assert late.agrees and not late.silent


@pytest.mark.parametrize(
    "wrong, code",
    [
        ({"question": " "}, "question-missing"),
        ({"agency": "", "asked": None}, "ask-another-unit"),
        ({"asked": "Đức Nhàn"}, "ask-another-unit"),
    ],
)
def test_a_question_goes_to_another_unit_and_says_something(
    wrong: dict[str, Any], code: str
) -> None:
    said = {"question": ASKED, "asked": "Ba Đình"} | wrong
    said["asked"] = cast.commune(said["asked"]) if said["asked"] else None
    with pytest.raises(Refused) as refusal:
        act("specialist", ask_opinion, house().id, **said)
    assert refusal.value.code == code
