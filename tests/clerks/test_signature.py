"""Results signed through the signing service, and everything that must not be kept as signed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.dossier import Dossier
from motcua.actions.processing import send_back
from motcua.actions.signature import ask_signature, attach_signature
from motcua.bridges import signing
from motcua.bridges.keys import SoftwareKey
from motcua.bridges.line import Misanswered, Unreachable
from motcua.clerks.errands import Waiting
from motcua.records.account import Post
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.rules.dossier import Delivery, State
from motcua.rules.refusal import Denied, Refused
from motcua.rules.signature import Evidence
from tests import cast
from tests.bridges.certificates import PASSPHRASE, Identity, authority, officer, root_pem
from tests.cast import act, clerk
from tests.clerks.desk import Desk, added_to, content
from tests.clerks.ways import ask, confirmed, result, signed
from tests.world import as_role

pytestmark = pytest.mark.django_db


def state_of(dossier: Dossier) -> State:
    with as_role("motcua_clerk"):
        return State(Dossier.objects.get(pk=dossier.id).state)


def told(dossier: Dossier, kind: str) -> int:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(subject=dossier.id, kind=kind).count()


def test_a_result_is_signed_by_the_service_and_is_the_citizen_s(
    desk: Desk, tmp_path: Path
) -> None:
    paper = signed(desk)
    assert (paper.state, paper.signer_title) == (Paper.State.SIGNED, "Trưởng Công an xã")
    with as_role("motcua_clerk"):
        dossier = Dossier.objects.get(pk=paper.dossier_id)
        frozen = store().open(paper.frozen).read()
    assert (dossier.state, dossier.delivery) == (State.DONE, Delivery.READY)
    assert content(paper).startswith(frozen)
    path = tmp_path / "signed.pdf"
    path.write_bytes(content(paper))
    seen = run(["pdfsig", str(path)], capture_output=True, text=True).stdout
    assert "Signature is Valid" in seen and "Lường Văn Thịnh" in seen
    assert "Total document signed" in seen


def test_an_errand_done_twice_signs_once(desk: Desk) -> None:
    dossier = confirmed(desk)
    paper = ask(desk, dossier)
    desk.work()
    with as_role("motcua_clerk"):
        asked = Entry.objects.get(subject=dossier.id, kind="paper.signature-asked")
    for _ in range(2):
        desk.call("sign-paper", entry=asked.pk, paper_id=str(paper.id))
    assert result(dossier).state == Paper.State.SIGNED
    assert told(dossier, "paper.signed") == 1


def test_the_digest_asked_for_stays_the_same_while_the_leader_decides(desk: Desk) -> None:
    desk.signer.switch(approve="manual")
    dossier = confirmed(desk)
    ask(desk, dossier)
    prepared = set()
    for _ in range(3):
        desk.work()
        assert [type(trouble) for _, trouble in desk.failed] == [Waiting]
        prepared.add(result(dossier).prepared)
    assert len(prepared) == 1
    assert told(dossier, "paper.signature-prepared") == 1


def test_the_leader_may_approve_hours_later(desk: Desk) -> None:
    desk.signer.switch(approve="manual")
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    desk.pass_time(hours=5)
    desk.signer.switch(approve="auto")
    desk.work()
    assert result(dossier).state == Paper.State.SIGNED


def test_what_the_leader_declines_waits_for_the_leader_and_can_be_asked_for_again(
    desk: Desk,
) -> None:
    desk.signer.switch(approve="refuse")
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    desk.work()
    assert (result(dossier).state, state_of(dossier)) == (Paper.State.TO_SIGN, State.SIGNING)
    assert told(dossier, "paper.signature-declined") == 1
    desk.signer.switch()
    desk.pass_time(minutes=20)
    ask(desk, dossier)
    desk.work()
    desk.work()
    assert result(dossier).state == Paper.State.SIGNED


def test_with_the_signer_down_the_paper_waits_and_is_signed_when_it_returns(desk: Desk) -> None:
    dossier = confirmed(desk)
    desk.signer.switch(mode="down")
    ask(desk, dossier)
    desk.work()
    assert [type(trouble) for _, trouble in desk.failed] == [Unreachable]
    assert result(dossier).state == Paper.State.SIGNING
    desk.pass_time(hours=1)
    desk.signer.switch()
    desk.work()
    desk.work()
    assert result(dossier).state == Paper.State.SIGNED


@pytest.mark.parametrize("lie", ["digest", "key", "id", "garbage", "page"])
def test_a_lying_signer_leaves_nothing_behind(desk: Desk, lie: str) -> None:
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    desk.signer.switch(mode="wrong", lie=lie)
    desk.work()
    assert [type(trouble) for _, trouble in desk.failed] == [Misanswered]
    assert (result(dossier).state, result(dossier).signed) == (Paper.State.SIGNING, "")
    desk.signer.switch()
    desk.work()
    assert result(dossier).state == Paper.State.SIGNED


def test_a_paper_sent_back_while_it_is_being_signed_is_never_issued(desk: Desk) -> None:
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    with pytest.raises(Denied):  # the police decide it: not the chairman's to send back
        act("chairman", send_back, dossier.id, why="Sai địa chỉ.", at=desk.at)
    act("leader", send_back, dossier.id, why="Sai địa chỉ.", at=desk.at)
    desk.work()
    assert (result(dossier).state, result(dossier).signed) == (Paper.State.REVOKED, "")
    assert state_of(dossier) == State.PROCESSING


def test_a_leader_who_has_lost_the_post_signs_nothing(desk: Desk) -> None:
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    with as_role("motcua_clerk"):
        Post.objects.filter(account=result(dossier).signer, role="leader").update(
            valid_to=cast.TODAY - timedelta(days=1)
        )
    desk.work()
    assert (result(dossier).state, result(dossier).signed) == (Paper.State.TO_SIGN, "")
    assert told(dossier, "paper.signed") == 0


def test_an_authority_that_is_not_trusted_sends_the_paper_back(desk: Desk) -> None:
    desk.furnish(roots=lambda: root_pem(authority("Cơ quan khác")))
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    desk.work()
    assert (result(dossier).state, result(dossier).signed) == (Paper.State.TO_SIGN, "")


def test_without_any_trusted_authority_nothing_is_signed(desk: Desk) -> None:
    desk.furnish(roots=lambda: b"")
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    desk.work()
    assert result(dossier).state == Paper.State.TO_SIGN


# a key kept in a file, and what attach_signature refuses whoever brings it

CA = authority()
LEADER = officer(CA, name="Lường Văn Thịnh", organisation="UBND xã Đức Nhàn")


def key_of(who: Identity) -> SoftwareKey:
    return SoftwareKey(who.key_pem, PASSPHRASE, who.chain_pem)


def signature(paper: Paper, who: Identity = LEADER, **other: Any) -> bytes:
    """The paper signed by somebody, as they would by hand."""
    with store().open(paper.frozen) as file:
        pdf = file.read()
    said = {
        "field_name": "KySo",
        "reason": "Ký",
        "location": "Đức Nhàn",
        "name": "Ai đó",
        "at": cast.NOW,
    }
    return signing.sign(other.pop("pdf", pdf), key_of(who), **(said | other))


def attach(paper: Paper, pdf: bytes) -> None:
    with as_role("motcua_clerk"):
        attach_signature(clerk(), paper.id, content=pdf, roots=root_pem(CA))


@pytest.fixture
def asked(desk: Desk) -> Paper:
    """A paper the leader has asked to sign, and not yet approved."""
    desk.signer.switch(approve="manual")
    return ask(desk, confirmed(desk))


def test_a_key_kept_here_signs_without_the_service(desk: Desk) -> None:
    desk.furnish(keys=lambda name: key_of(LEADER), roots=lambda: root_pem(CA))
    desk.signer.switch(mode="down")
    dossier = confirmed(desk)
    ask(desk, dossier)
    desk.work()
    assert result(dossier).state == Paper.State.SIGNED


def test_the_right_signature_is_kept_and_a_second_is_refused(asked: Paper) -> None:
    """The control: what the refusals below refuse is refused for its own fault."""
    attach(asked, signature(asked))
    with pytest.raises(Refused, match="paper-already-signed"):
        attach(asked, signature(asked))


def test_with_the_authorities_word_a_signature_must_carry_its_time(asked: Paper) -> None:
    pdf = signature(asked)
    with pytest.raises(Refused, match="stamp-not-trusted"), as_role("motcua_clerk"):
        attach_signature(clerk(), asked.id, content=pdf, roots=root_pem(CA), evidence=Evidence())


FAULTS: dict[str, tuple[str, Callable[[Paper, Paper], bytes]]] = {
    "the bytes of another paper": (
        "signature-not-of-this-paper",
        lambda paper, other: signature(paper, pdf=content(other)),
    ),
    "no signature": ("signature-missing", lambda paper, _: content(paper)),
    "two signatures": (
        "signature-missing",
        lambda paper, _: signature(paper, pdf=signature(paper), field_name="Hai"),
    ),
    "a changed byte under the signature": (
        "signature-broken",
        lambda paper, _: signature(paper).replace(b"/Reason", b"/Reasom", 1),
    ),
    "something added after signing": (
        "signature-broken",
        lambda paper, _: added_to(signature(paper)),
    ),
    "the certificate of another person": (
        "signature-of-another",
        lambda paper, _: signature(paper, officer(CA, name="Lường Văn Thính")),
    ),
    "an authority that took the name of ours": (
        "signature-not-trusted",
        lambda paper, _: signature(paper, officer(authority(), name="Lường Văn Thịnh")),
    ),
    "a certificate that has run out": (
        "signature-not-trusted",
        lambda paper, _: signature(
            paper,
            officer(CA, name="Lường Văn Thịnh", since=cast.NOW - timedelta(800), days=400),
        ),
    ),
    "a time before it was asked for": (
        "signature-of-another-time",
        lambda paper, _: signature(paper, at=cast.NOW - timedelta(minutes=11)),
    ),
    "a time that has not come": (
        "signature-of-another-time",
        lambda paper, _: signature(paper, at=cast.NOW + timedelta(minutes=11)),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_attach_signature_refuses(desk: Desk, asked: Paper, fault: str) -> None:
    code, forged = FAULTS[fault]
    other = result(confirmed(desk, "thuy"))
    with pytest.raises(Refused, match=f"^{code}$"):
        attach(asked, forged(asked, other))
    with as_role("motcua_clerk"):
        kept = Paper.objects.get(pk=asked.pk)
    assert (kept.state, kept.signed) == (Paper.State.SIGNING, "")


def test_only_a_clerk_may_attach_a_signature(asked: Paper) -> None:
    pdf = signature(asked)
    for key in ("leader", "police", "minh", "operator"):
        with pytest.raises(Denied):
            act(key, attach_signature, asked.id, content=pdf, roots=root_pem(CA))


def test_a_signature_is_not_attached_to_a_paper_nobody_asked_to_sign(desk: Desk) -> None:
    paper = result(confirmed(desk))
    with pytest.raises(Refused, match="paper-not-to-sign"):
        attach(paper, signature(paper))


def test_a_paper_is_held_after_its_dossier_as_by_every_act_on_it(desk: Desk) -> None:
    paper = result(confirmed(desk))
    with CaptureQueriesContext(connection) as asked:
        act("leader", ask_signature, paper.id, seen=paper.frozen)
    held = [one["sql"] for one in asked.captured_queries if " FOR " in one["sql"]]
    first = [next(at for at, sql in enumerate(held) if f'FROM "motcua_{name}"' in sql)
             for name in ("dossier", "paper")]  # fmt: skip
    assert first == sorted(first)


def test_the_leader_signs_what_was_seen_or_nothing(desk: Desk) -> None:
    paper = result(confirmed(desk))
    with pytest.raises(Refused, match="paper-is-not-what-was-seen"):
        act("leader", ask_signature, paper.id, seen="0" * 64)
    stale = replace(cast.by("leader"), at=cast.NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="fresh-sign-in-needed"), cast.eyes("leader"):
        ask_signature(stale, paper.id, seen=paper.frozen)
