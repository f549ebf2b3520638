"""Genuine, altered or unknown: what is said of a paper, from what its signatures say."""

from datetime import UTC, datetime

import pytest

from motcua.rules.signature import Authenticity, Judgement, Verdict, judge, judge_xml

AT = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)
GOOD = Verdict(True, True, "Lê Hữu Phước", "Công an phường Ba Đình", AT, True, "")
EXTENDED = Verdict(True, False, "Lê Hữu Phước", "Công an phường Ba Đình", AT, True, "added-after")
ALTERED = Verdict(False, True, "Lê Hữu Phước", "", AT, False, "altered")
STRANGE = Verdict(True, True, "Người Lạ", "", AT, False, "untrusted")
EXPIRED = Verdict(True, True, "Lê Hữu Phước", "", AT, False, "expired")
DAMAGED = Verdict(False, False, "", "", None, False, "unreadable")


def said(*verdicts: Verdict, issued: bool = False, issued_before: bool = False) -> Judgement:
    return judge(verdicts, issued=issued, issued_before=issued_before)


@pytest.mark.parametrize("verdicts", [(), (GOOD,), (EXPIRED,), (EXTENDED, GOOD)])
def test_a_paper_in_the_register_is_genuine_whatever_became_of_its_certificates(verdicts):
    assert said(*verdicts, issued=True) == Judgement(Authenticity.GENUINE, "issued")


@pytest.mark.parametrize("verdicts", [(), (GOOD,), (EXTENDED,), (EXTENDED, GOOD)])
def test_a_paper_of_ours_that_goes_on_after_our_end_is_altered(verdicts):
    found = said(*verdicts, issued_before=True)
    assert found == Judgement(Authenticity.ALTERED, "changed-after-issue")


def test_trusted_signatures_between_which_nothing_else_was_added_make_a_paper_genuine():
    assert said(GOOD) == Judgement(Authenticity.GENUINE, "signed")
    assert said(GOOD, GOOD) == Judgement(Authenticity.GENUINE, "signed")


@pytest.mark.parametrize(
    ("verdicts", "authenticity", "reason"),
    [
        ((), Authenticity.UNKNOWN, "unsigned"),
        ((EXTENDED,), Authenticity.ALTERED, "added-after"),
        ((GOOD, EXTENDED), Authenticity.ALTERED, "added-after"),
        ((ALTERED,), Authenticity.ALTERED, "altered"),
        ((GOOD, ALTERED), Authenticity.ALTERED, "altered"),
        ((ALTERED, GOOD), Authenticity.ALTERED, "altered"),
        ((STRANGE,), Authenticity.UNKNOWN, "untrusted"),
        ((EXTENDED, GOOD), Authenticity.ALTERED, "added-after"),
        ((GOOD, STRANGE), Authenticity.UNKNOWN, "untrusted"),
        ((STRANGE, GOOD), Authenticity.UNKNOWN, "untrusted"),
        ((EXPIRED,), Authenticity.UNKNOWN, "expired"),
        ((DAMAGED,), Authenticity.UNKNOWN, "unreadable"),
        ((GOOD, DAMAGED), Authenticity.UNKNOWN, "unreadable"),
    ],
)
def test_one_bad_signature_is_enough_to_doubt_a_paper(verdicts, authenticity, reason):
    assert said(*verdicts) == Judgement(authenticity, reason)


def test_of_an_xml_paper_what_nobody_trusted_signed_is_told_last():
    in_part = Verdict(True, False, "Lê Hữu Phước", "", AT, True, "in-part")
    alone = Verdict(True, False, "Người Lạ", "", AT, False, "untrusted")
    weak = Verdict(False, False, "", "", None, False, "weak")
    told = {
        (): "unsigned",
        (GOOD,): "signed",
        (in_part,): "in-part",
        (in_part, ALTERED): "altered",
        (alone,): "untrusted",
        (weak,): "weak",
    }
    assert {verdicts: judge_xml(verdicts).reason for verdicts in told} == told
