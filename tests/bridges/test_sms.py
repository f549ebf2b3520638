"""One contract suite for the SMS gateway, spoken to over HTTP."""

import json
from uuid import uuid4

import pytest

from motcua.bridges import sms_sandbox
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.sms import Fate, SmsLine, Unsendable
from tests.bridges.conftest import HASTY, HTTP, QUICK, running

TEXT = "Hồ sơ của bạn đã có kết quả. Mời bạn đến nhận trước 17:00 thứ Ba."


@pytest.fixture
def line(sms):
    return SmsLine(sms.url, client=HTTP, limits=QUICK)


def _kept(sms):
    path = sms.home / "sms.jsonl"
    rows = path.read_text("utf-8").split("\n") if path.exists() else []
    return [json.loads(row) for row in rows if row]


def test_a_message_is_taken_kept_and_shown_on_the_telephone(line, sms):
    id = uuid4()
    assert line.send(id, "0905123456", TEXT).id == id
    assert [(m["id"], m["to"], m["text"]) for m in _kept(sms)] == [(str(id), "0905123456", TEXT)]
    assert TEXT in HTTP.get(sms.url).text
    other = HTTP.get(sms.url, params={"to": "0905000001"}).text
    assert TEXT not in other


def test_the_same_message_sent_twice_arrives_once(line, sms):
    id = uuid4()
    assert line.send(id, "0905123456", TEXT) == line.send(id, "0905123456", TEXT)
    assert len(_kept(sms)) == 1


def test_it_still_arrives_once_when_the_gateway_restarts_between(line, sms):
    id = uuid4()
    first = line.send(id, "0905123456", TEXT)
    with running(sms_sandbox.create_app({"home": sms.home})) as url:
        assert SmsLine(url, client=HTTP, limits=QUICK).send(id, "0905123456", TEXT) == first
    assert len(_kept(sms)) == 1


def test_a_line_cut_short_by_a_kill_loses_no_message_before_or_after_it(line, sms):
    line.send(uuid4(), "0905123456", "Một dòng\u2028mà không phải hai.")
    with (sms.home / "sms.jsonl").open("a") as file:
        file.write('{"id": "e4')
    with running(sms_sandbox.create_app({"home": sms.home})) as url:
        SmsLine(url, client=HTTP, limits=QUICK).send(uuid4(), "0905123456", TEXT)
    assert len(_kept(sms)) == 2


def test_an_id_used_for_another_message_is_refused(line, sms):
    id = uuid4()
    line.send(id, "0905123456", TEXT)
    with pytest.raises(Rejected) as refusal:
        line.send(id, "0905123456", "Tin khác.")
    assert refusal.value.status == 409 and len(_kept(sms)) == 1


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("0905123456", "Số định danh 001090000017 của bạn đã được cấp."),
        ("0905123456", "Nhập OTP tại https://motcua.example.vn"),
        ("0905123456", "a" * 161),
        ("0905123456", ""),
        ("905123456", TEXT),
        ("0905123456\n", TEXT),
        ("+1 555 0100", TEXT),
    ],
)
def test_an_unsafe_message_never_leaves(line, sms, to, text):
    with pytest.raises(Unsendable):
        line.send(uuid4(), to, text)
    assert _kept(sms) == []


def test_markup_in_a_message_is_shown_as_text(line, sms):
    line.send(uuid4(), "0905123456", "<script>alert(1)</script>")
    assert "<script>" not in HTTP.get(sms.url).text


def test_what_became_of_each_message_is_reported(line):
    good, bad = uuid4(), uuid4()
    line.send(good, "0905123456", TEXT)
    line.send(bad, "0905123000", TEXT)
    page = line.reports()
    assert [(r.id, r.fate) for r in page.reports] == [(good, Fate.DELIVERED), (bad, Fate.FAILED)]
    assert line.reports(page.next).reports == ()


def test_reports_come_twice_and_out_of_order_when_switched_so(line, sms):
    ids = [uuid4(), uuid4()]
    sms.switch(mode="duplicate")
    for id in ids:
        line.send(id, "0905123456", TEXT)
    assert [r.id for r in line.reports().reports] == [ids[0], ids[0], ids[1], ids[1]]
    sms.switch(mode="out-of-order")
    assert [r.id for r in line.reports().reports] == [ids[1], ids[1], ids[0], ids[0]]


@pytest.mark.parametrize("lie", ["id", "to", "garbage", "page"])
def test_a_wrong_receipt_is_no_receipt(line, sms, lie):
    id = uuid4()
    sms.switch(mode="wrong", lie=lie)
    with pytest.raises(Misanswered):
        line.send(id, "0905123456", TEXT)
    sms.switch()
    assert line.send(id, "0905123456", TEXT).id == id
    assert len(_kept(sms)) == 1


@pytest.mark.parametrize(
    "switches",
    [
        {"mode": "slow", "delay_seconds": 3},
        {"mode": "down"},
        {"mode": "down", "how": "close"},
        {"mode": "down", "how": "cut"},
    ],
)
def test_a_gateway_that_does_not_answer_gets_the_message_once_when_it_returns(line, sms, switches):
    id = uuid4()
    sms.switch(**switches)
    with pytest.raises(Unreachable):
        SmsLine(sms.url, client=HTTP, limits=HASTY).send(id, "0905123456", TEXT)
    sms.switch()
    line.send(id, "0905123456", TEXT)
    assert len(_kept(sms)) == 1
