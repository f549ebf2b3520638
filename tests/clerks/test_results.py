"""Every procedure that is filed here comes to its result: from its worked case to the signed PDF,
by the acts of those who do it; where another system makes the result, to its number noted here."""

from pathlib import Path

import pytest

from motcua.actions.deciding import note_result
from motcua.actions.processing import decide
from motcua.actions.receipts import sign_for
from motcua.records.document import Paper, paper_with_code
from motcua.records.outcome import outcome_of
from motcua.records.procedure import catalogue
from motcua.rules.catalogue.result import KINDS
from motcua.rules.delivery import Taker
from motcua.rules.dossier import State
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.cast import act
from tests.clerks.cases import Worked, filed, settled, worked
from tests.clerks.desk import Desk, words
from tests.clerks.ways import ask
from tests.rules.law import ROOT, procedure
from tests.world import as_role

pytestmark = pytest.mark.django_db

FILED = sorted(
    path.stem
    for path in (ROOT / "procedures").glob("*.toml")
    if not path.name.endswith(".cases.toml")
    and (version := procedure(path.stem).on(cast.TODAY))
    and version.filed_here
)


MADE = [code for code in FILED if not procedure(code).on(cast.TODAY).noted]  # type: ignore[union-attr]
STAGED = [code for code in FILED if procedure(code).on(cast.TODAY).stages]  # type: ignore[union-attr]
NOTED = [code for code in FILED if code not in (*MADE, *STAGED)]


@pytest.mark.parametrize("code", MADE)
def test_a_procedure_filed_here_ends_in_its_signed_paper(
    desk: Desk, code: str, tmp_path: Path
) -> None:
    one = worked(code)
    dossier = filed(one)
    settled(dossier)
    act(decider(one), decide, dossier.id, outcome=one.outcome)
    desk.work("make-result")
    assert desk.failed == []
    paper = ask(desk, dossier)
    desk.work("sign-paper")
    desk.work("sign-paper")
    paper.refresh_from_db()
    assert paper.state == Paper.State.SIGNED
    issued = paper_with_code(paper.code)
    assert issued is not None and issued.title == one.version.result.heading
    act("counter", sign_for, dossier.id, taker=Taker.APPLICANT)
    paper.dossier.refresh_from_db()
    assert paper.dossier.state == State.RETURNED
    said = words(paper, tmp_path).casefold()
    with as_role("motcua_clerk"):
        named = [party.person for party in dossier.parties.select_related("person")]
    assert any(
        who.number in said and who.full_name.casefold() in said for who in named if who.number
    )
    body = "Công an" if one.version.by_police else "Ủy ban nhân dân"
    assert f"{body} {cast.HERE}".casefold() in said
    if one.version.result.paper in KINDS:
        result = one.version.result
        assert all(word in said for word in result.heading.casefold().split())
        assert all(basis.casefold() in said for basis in result.rests_on)


@pytest.mark.parametrize("code", NOTED)
def test_a_result_of_another_system_is_noted_and_handed_over(code: str) -> None:
    one = worked(code)
    dossier = filed(one)
    settled(dossier)
    with pytest.raises(Refused) as refusal:
        act(decider(one), decide, dossier.id)
    assert refusal.value.code == "result-is-noted"
    closed = act(decider(one), note_result, dossier.id, outcome=one.outcome)
    assert (closed.state, closed.late) == (State.DONE, False)
    assert outcome_of(dossier) == one.outcome
    act("counter", sign_for, dossier.id, taker=Taker.APPLICANT)


def decider(one: Worked) -> str:
    return "police" if one.version.by_police else "specialist"


def other(one: Worked) -> str:
    return "specialist" if one.version.by_police else "police"


@pytest.mark.parametrize("code", ["1.010041", "1.001193", "2.001159"])
def test_police_and_committee_decide_only_what_is_theirs(code: str) -> None:
    one = worked(code)
    dossier = filed(one)
    settled(dossier)
    verb = note_result if one.version.noted else decide
    with pytest.raises(Denied):
        act(other(one), verb, dossier.id, outcome=one.outcome)
    assert act(decider(one), verb, dossier.id, outcome=one.outcome).officer_id


def test_nothing_is_decided_without_what_the_officer_must_add() -> None:
    one = worked("2.000635")
    dossier = filed(one)
    settled(dossier)
    with pytest.raises(Refused) as refusal:
        act(decider(one), decide, dossier.id, outcome={**one.outcome, "registered": ""})
    assert refusal.value.code == "outcome-missing"
    assert refusal.value.detail == {"label": "Số đăng ký trong Sổ hộ tịch"}


def test_a_result_that_is_made_here_is_not_noted() -> None:
    one = worked("1.003677")
    dossier = filed(one)
    settled(dossier)
    with pytest.raises(Refused) as refusal:
        act(decider(one), note_result, dossier.id, outcome={})
    assert refusal.value.code == "result-is-made-here"


def test_every_procedure_that_others_decide_says_where_one_goes() -> None:
    for one in catalogue().values():
        version = one.on(cast.TODAY)
        if version and version.level != "commune":
            assert version.result.where and not version.filed_here and not one.online
