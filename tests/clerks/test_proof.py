"""Signatures proven for later years: what is missing is waited for, said, and never left out."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from motcua.actions.files.apart.pdf_signature import examine
from motcua.bridges.keys import SoftwareKey, TokenKey
from motcua.bridges.proof import ProofLine
from motcua.clerks.signature import DOWN
from motcua.clerks.workplace import here
from motcua.doors.shared.signatures import HINDRANCES
from motcua.records.document import Paper
from motcua.rules.signature import Hindrance
from tests import cast
from tests.bridges.certificates import PASSPHRASE, authority, officer, root_pem
from tests.bridges.conftest import HTTP
from tests.bridges.token import Token
from tests.clerks.desk import HASTY, Desk, content
from tests.clerks.test_signature import told
from tests.clerks.ways import ask, confirmed, result
from tests.doors.citizen import text_of
from tests.doors.conftest import at_nine as at_nine
from tests.doors.conftest import client_of as client_of
from tests.doors.desk import press

pytestmark = pytest.mark.django_db


class Drawer:
    """A real token that is pulled out once it has signed, until it is put back."""

    def __init__(self, key: TokenKey) -> None:
        self.key, self.chain_pem, self.out, self.used = key, key.chain_pem, True, False

    def sign_digest(self, digest: bytes) -> bytes:
        signature = self.key.sign_digest(digest)
        if self.out and self.used:
            self.key._session.close()  # what pulling it out comes to
            return self.key.sign_digest(digest)
        self.used = True
        return signature


@pytest.fixture
def proving(desk: Desk) -> Iterator[Desk]:
    """A desk whose signatures are stamped, by a clock that goes as the desk's."""
    url = desk.signer.url
    desk.signer.clock = lambda: desk.at
    desk.furnish(proofs=ProofLine(f"{url}/tsa", relay=url, client=HTTP, limits=HASTY))
    yield desk
    desk.signer.clock = None


def at_the_signer(desk: Desk) -> Paper:
    """A paper for which the service has been asked once, and has its answer ready."""
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    return result(dossier)


def test_a_result_carries_its_time_and_what_proves_it_in_later_years(proving: Desk) -> None:
    paper = at_the_signer(proving)
    assert paper.hindrance == Hindrance.UNDECIDED
    proving.work()
    paper = result(paper.dossier)
    assert (paper.state, paper.hindrance) == (Paper.State.SIGNED, "")
    roots = here().roots()
    for at in (proving.at, proving.at + timedelta(days=1500)):
        (verdict,) = examine(content(paper), roots, at=at)
        assert (verdict.reason, verdict.checked) == ("", True)
        assert verdict.stamped_at == cast.NOW


@pytest.mark.parametrize(
    ("down", "why"), [("/tsa", Hindrance.STAMP_DOWN), ("/chung-thu", Hindrance.AUTHORITY_DOWN)]
)
def test_what_is_missing_is_waited_for_and_said_and_nothing_is_half_signed(
    proving: Desk, down: str, why: Hindrance
) -> None:
    proving.signer.switch(approve="manual")
    paper = at_the_signer(proving)
    proving.signer.switch(mode="down", only=down)
    proving.pass_time(minutes=11)  # what authorities said is not remembered longer
    for _ in range(3):
        proving.work()
    paper = result(paper.dossier)
    assert (paper.state, paper.signed, paper.hindrance) == (Paper.State.SIGNING, "", why)
    assert told(paper.dossier, "paper.signature-hindered") == 2, "said once, not at each try"
    proving.signer.switch()
    proving.work()
    assert result(paper.dossier).state == Paper.State.SIGNED


def test_a_lying_time_stamp_authority_leaves_nothing_behind(proving: Desk) -> None:
    paper = at_the_signer(proving)
    proving.signer.switch(mode="wrong", lie="stamp")
    proving.work()
    paper = result(paper.dossier)
    assert (paper.state, paper.signed, paper.hindrance) == ("signing", "", Hindrance.STAMP_DOWN)


def test_a_stamp_of_another_time_sends_the_paper_back(proving: Desk) -> None:
    paper = at_the_signer(proving)
    proving.signer.clock = lambda: proving.at - timedelta(hours=2)
    proving.work()
    assert (result(paper.dossier).state, result(paper.dossier).hindrance) == (
        "to-sign",
        Hindrance.NOT_KEPT,
    )


def test_a_revoked_certificate_is_refused_before_anything_is_signed(proving: Desk) -> None:
    proving.signer.switch(revoked="truong-cong-an")
    paper = at_the_signer(proving)
    assert (paper.state, paper.prepared, paper.hindrance) == ("to-sign", "", Hindrance.REVOKED)


def test_an_expired_certificate_is_refused_before_anything_is_signed(desk: Desk) -> None:
    ca = authority()
    old = officer(ca, "Lường Văn Thịnh", since=cast.NOW - timedelta(400), days=365)
    key = SoftwareKey(old.key_pem, PASSPHRASE, old.chain_pem)
    desk.furnish(keys=lambda _: key, roots=lambda: root_pem(ca))
    paper = at_the_signer(desk)
    assert (paper.state, paper.prepared, paper.hindrance) == ("to-sign", "", Hindrance.EXPIRED)


def test_a_token_pulled_out_in_mid_batch_leaves_the_signed_signed_and_the_rest_waiting(
    desk: Desk, token: Token
) -> None:
    with token.key("rsa") as key:
        desk.furnish(keys=lambda _: key, roots=lambda: root_pem(token.ca))
        first = at_the_signer(desk)
        assert first.state == Paper.State.SIGNED
        second = confirmed(desk, "thuy")
        ask(desk, second)
        key._session.close()  # what pulling it out comes to
        desk.work("sign-paper")
        assert (result(second).state, result(second).hindrance) == (
            "signing",
            Hindrance.TOKEN_GONE,
        )
        desk.work("sign-paper")
        assert (result(second).state, result(second).hindrance) == ("signed", "")
    assert result(first.dossier).state == Paper.State.SIGNED


def test_a_batch_whose_token_is_pulled_out_says_so_of_each_and_goes_on_by_itself(
    desk: Desk, token: Token, client_of: Any
) -> None:
    dossiers = [confirmed(desk, who) for who in ("minh", "thuy", "sen")]
    leader, papers = client_of("leader"), [result(each) for each in dossiers]
    chosen: dict[str, Any] = {f"seen.{each.id}": each.frozen for each in papers}
    chosen |= {"paper": [each.id for each in papers], "unopened": "yes"}
    page = press(leader, leader.get("/ky/"), "/ky/", **chosen)
    (batch,) = set(re.findall(r"/ky/lan/[0-9a-f-]{36}", page.content.decode()))
    with token.key("rsa") as key:
        drawer = Drawer(key)
        desk.furnish(keys=lambda _: drawer, roots=lambda: root_pem(token.ca))
        desk.work("sign-paper")
        states = [(result(each).state, result(each).hindrance) for each in dossiers]
        assert sorted(states) == [("signed", ""), *[("signing", Hindrance.TOKEN_GONE)] * 2]
        assert text_of(leader.get(batch)).count("Hãy cắm lại token") == 2
        drawer.out = False
        desk.work("sign-paper")
    assert [result(each).state for each in dossiers] == ["signed"] * 3
    assert "Hãy cắm lại token" not in text_of(leader.get(batch))
    assert [told(each, "paper.signed") for each in dossiers] == [1, 1, 1]


def test_a_token_that_does_not_take_its_pin_is_not_tried_again(desk: Desk, token: Token) -> None:
    with token.key("rsa", pin="9999") as key:
        desk.furnish(keys=lambda _: key, roots=lambda: root_pem(token.ca))
        paper = at_the_signer(desk)
        assert (paper.state, paper.hindrance) == ("to-sign", Hindrance.TOKEN_LOCKED)
        assert "sign-paper" not in desk.work()


def test_everything_that_hinders_has_its_sentence() -> None:
    assert set(HINDRANCES) == set(Hindrance) > set(DOWN.values())
    assert all(words.endswith(".") and len(words) < 160 for words in HINDRANCES.values())
