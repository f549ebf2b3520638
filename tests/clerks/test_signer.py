"""Whose name goes under a result: a leader of the body that decides it, and nobody else's."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from motcua.actions.account import appoint, end_post
from motcua.actions.processing import decide
from motcua.actions.signature import ask_signature
from motcua.clerks.paper import NobodySigns
from motcua.records.account import Post
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import Role
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import act, command
from tests.clerks.cases import filed, settled, worked
from tests.clerks.desk import Desk, papers, words
from tests.clerks.ways import confirmed, result
from tests.doors.conftest import ClientOf
from tests.doors.conftest import at_nine as at_nine
from tests.doors.conftest import client_of as client_of
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db

POLICE = ("1.010041", "police", "leader", "Phó trưởng Công an xã", "KT. TRƯỞNG CÔNG AN")
COMMITTEE = ("1.001193", "specialist", "chairman", "Phó Chủ tịch UBND xã", "KT. CHỦ TỊCH")
BOTH = pytest.mark.parametrize(
    ("code", "decider", "head", "deputy", "printed"), [POLICE, COMMITTEE]
)


def ready(code: str) -> Dossier:
    dossier = filed(worked(code))
    settled(dossier)
    return dossier


def without(head: str) -> None:
    with as_role("motcua_clerk"):
        post = cast.account_of(head).posts.get(role=Role.LEADER)
        end_post(command(), post.id, on=cast.TODAY - timedelta(days=1))


def appointed(key: str, title: str, since: date = cast.TODAY) -> None:
    here = {"unit": cast.commune("Đức Nhàn"), "role": Role.LEADER}
    with as_role("motcua_clerk"):
        appoint(command(), cast.account_of(key), title=title, valid_from=since, **here)


@BOTH
def test_where_a_body_has_no_leader_the_other_s_does_not_sign_and_a_deputy_does(
    desk: Desk, tmp_path: Path, code: str, decider: str, head: str, deputy: str, printed: str
) -> None:
    dossier = ready(code)
    without(head)
    with pytest.raises(Refused) as refusal:
        act(decider, decide, dossier.id)
    body = "police" if head == "leader" else "committee"
    assert refusal.value.code == f"nobody-signs-{body}"
    assert desk.work("make-result") == [] and papers(dossier, Paper.Kind.RESULT) == []
    appointed("sen", deputy)
    act(decider, decide, dossier.id)
    desk.work("make-result")
    paper = result(dossier)
    assert paper.signer_name == "Bùi Thị Sen" and printed in words(paper, tmp_path)


@BOTH
def test_each_result_names_the_head_of_its_body(
    desk: Desk, tmp_path: Path, code: str, decider: str, head: str, deputy: str, printed: str
) -> None:
    appointed("sen", deputy, since=date(2025, 1, 1))  # longer there than the head
    dossier = ready(code)
    act(decider, decide, dossier.id)
    desk.work("make-result")
    paper = result(dossier)
    said = words(paper, tmp_path)
    assert paper.signer_name == cast.PEOPLE[head][0]
    assert printed not in said and printed.removeprefix("KT. ") in said


@BOTH
def test_a_leader_who_goes_to_the_other_body_signs_nothing_of_the_first(
    desk: Desk, code: str, decider: str, head: str, deputy: str, printed: str
) -> None:
    dossier = ready(code)
    act(decider, decide, dossier.id)
    desk.work("make-result")
    paper, other = result(dossier), COMMITTEE if head == "leader" else POLICE
    with as_role("motcua_clerk"):
        held = Post.objects.filter(account=paper.signer, role=Role.LEADER)
        title = held.get().title
        held.update(title=other[3])
    with pytest.raises(Denied):
        act(head, ask_signature, paper.id, seen=paper.frozen)
    with as_role("motcua_clerk"):
        held.update(title=title)
    assert act(head, ask_signature, paper.id, seen=paper.frozen).signer_title == title


def test_a_leader_never_signs_a_matter_of_their_own_nor_the_chairman_for_them() -> None:
    dossier = file("leader", "1.010041", **RESIDENCE)
    settled(dossier)
    with pytest.raises(Refused, match="nobody-signs-police"):
        act("police", decide, dossier.id)
    appointed("sen", "Phó trưởng Công an xã")
    act("police", decide, dossier.id)


@BOTH
def test_a_leader_decides_what_their_own_body_does_and_nothing_of_the_other_s(
    client_of: ClientOf, code: str, decider: str, head: str, deputy: str, printed: str
) -> None:
    dossier = ready(code)
    other = "chairman" if head == "leader" else "leader"
    with pytest.raises(Denied):
        act(other, decide, dossier.id)
    page, button = f"/quay/ho-so/{dossier.id}", "Đồng ý giải quyết, trình ký"
    assert button not in text_of(client_of(other).get(page))
    assert button in text_of(client_of(head).get(page))
    act(head, decide, dossier.id)


def test_a_paper_whose_signer_went_before_it_was_made_waits_for_another(desk: Desk) -> None:
    dossier = ready("1.010041")
    act("police", decide, dossier.id)
    without("leader")
    desk.work("make-result")
    assert [(name, type(why)) for name, why in desk.failed] == [("make-result", NobodySigns)]
    appointed("sen", "Trưởng Công an xã")
    desk.work("make-result")
    assert result(dossier).signer_name == "Bùi Thị Sen"


def test_the_chairman_cannot_sign_what_names_the_head_of_the_police(desk: Desk) -> None:
    paper = result(confirmed(desk))
    with pytest.raises(Refused, match="paper-names-another-signer"):
        act("chairman", ask_signature, paper.id, seen=paper.frozen)
