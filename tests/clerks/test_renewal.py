"""What proves a kept paper is renewed in time; the file as it was stays, and stays genuine."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from motcua.actions.files.apart.pdf_signature import examine
from motcua.actions.renewal import renew_proof
from motcua.actions.retention import _let_go
from motcua.bridges.line import Unreachable
from motcua.clerks.workplace import here
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.renewal import Renewal
from motcua.rules.refusal import Refused
from tests.cast import clerk
from tests.clerks.desk import Desk, added_to, content
from tests.clerks.test_proof import at_the_signer
from tests.clerks.test_proof import proving as proving
from tests.clerks.ways import result
from tests.doors.citizen import text_of
from tests.doors.test_verify import drop
from tests.world import as_role

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


def signed_for_a_year(desk: Desk) -> Paper:
    """A signed paper whose time-stamp's certificate ends in some ten months."""
    desk.signer.switch(stamp_years=1)
    paper = at_the_signer(desk)
    desk.work()
    paper = result(paper.dossier)
    assert paper.state == Paper.State.SIGNED and paper.provable_until
    desk.at = paper.provable_until - timedelta(days=300)
    desk.signer.switch()
    return paper


def reason(pdf: bytes, at: datetime) -> str:
    (verdict,) = examine(pdf, here().roots(), at=at)
    return verdict.reason


def test_a_stamp_that_ends_soon_is_followed_by_one_that_holds_longer(proving: Desk) -> None:
    old = signed_for_a_year(proving)
    before = content(old)
    proving.call("renew-proofs")
    new = result(old.dossier)
    after, later = content(new), proving.at + 3 * YEAR
    assert after.startswith(before) and new.signed != old.signed
    assert old.provable_until and new.provable_until
    assert new.provable_until > old.provable_until + 6 * YEAR
    assert (reason(after, later), reason(before, later)) == ("", "expired")
    assert reason(before, proving.at) == "", "the control: it was right until then"
    assert reason(after, new.provable_until + YEAR) == "expired"
    assert reason(added_to(after), later) == "added-after"
    with as_role("motcua_clerk"):
        kept = Renewal.objects.get(paper=new)
        assert (kept.sha256, kept.until) == (old.signed, new.provable_until)
        assert (
            Entry.objects.filter(subject=new.dossier_id, kind="paper.proof-renewed").count() == 1
        )
    proving.call("renew-proofs")
    assert result(old.dossier).signed == new.signed, "once, while there is time"


def test_both_files_are_genuine_to_whoever_checks_them(proving: Desk) -> None:
    old = signed_for_a_year(proving)
    proving.call("renew-proofs")
    new, client = result(old.dossier), Client()
    said = text_of(drop(client, content(new)))
    assert "Giấy thật" in said and "đã cấp lúc đầu" not in said
    first = text_of(drop(client, content(old)))
    assert "Giấy thật" in first and "đã cấp lúc đầu" in first
    assert "Tệp đã bị sửa sau khi cấp" in text_of(drop(client, added_to(content(new))))
    with store().open(new.frozen) as file:
        assert "bản chưa ký" in text_of(drop(client, file.read()))


def test_what_ends_late_is_left_alone_and_a_line_that_is_down_is_tried_another_night(
    proving: Desk,
) -> None:
    paper = at_the_signer(proving)
    proving.work()
    proving.call("renew-proofs")
    assert not Renewal.objects.exists(), "nine years are enough"
    old = signed_for_a_year(proving)
    proving.signer.switch(mode="down", only="/tsa")
    with pytest.raises(Unreachable):
        proving.call("renew-proofs")
    assert result(old.dossier).signed == old.signed
    proving.signer.switch(stamp_years=1)
    proving.call("renew-proofs")
    assert result(old.dossier).signed == old.signed, "no longer than before: not kept"
    proving.signer.switch()
    proving.call("renew-proofs")
    assert result(old.dossier).signed != old.signed
    assert result(paper.dossier).signed


@pytest.mark.parametrize(
    ("code", "forged"),
    [
        ("signature-not-of-this-paper", lambda pdf: pdf[:-9] + b"%" * 9),
        ("signature-broken", added_to),
        ("proof-not-longer", lambda pdf: pdf + b"\n"),
    ],
)
def test_only_a_longer_proof_is_kept(proving: Desk, code: str, forged) -> None:
    paper = signed_for_a_year(proving)
    with pytest.raises(Refused, match=code), as_role("motcua_clerk"):
        renew_proof(
            clerk(at=proving.at), paper.id, content=forged(content(paper)), roots=here().roots()
        )
    assert result(paper.dossier).signed == paper.signed


def test_a_second_renewal_rests_on_the_first(proving: Desk) -> None:
    old = signed_for_a_year(proving)
    proving.signer.switch(stamp_years=2)
    proving.call("renew-proofs")
    first = result(old.dossier)
    assert first.provable_until
    assert old.provable_until and first.provable_until > old.provable_until
    proving.at = first.provable_until - timedelta(days=100)
    proving.signer.switch()
    proving.call("renew-proofs")
    second = result(old.dossier)
    later = first.provable_until + YEAR
    assert (reason(content(second), later), reason(content(first), later)) == ("", "expired")
    with as_role("motcua_clerk"):
        assert Renewal.objects.filter(paper=second).count() == 2


def test_when_a_paper_is_erased_its_earlier_files_go_with_it(proving: Desk) -> None:
    old = signed_for_a_year(proving)
    proving.call("renew-proofs")
    with as_role("motcua_clerk"):
        paper = Paper.objects.get(pk=old.pk)
        assert {old.signed, paper.signed} <= _let_go(paper)
