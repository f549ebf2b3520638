"""What people are told by SMS: a number and a date, once, and never a personal datum."""

import json
from typing import Any

import pytest

from motcua.actions.delivery import came_back, carry_result, parcel_arrived, post_result
from motcua.actions.ending import refuse
from motcua.actions.letter import answer_letter
from motcua.actions.supplement import ask_supplement
from motcua.bridges.line import Misanswered, Unreachable
from motcua.bridges.sms import Unsendable
from motcua.clerks.message import WORDS
from motcua.records.consent import Consent
from motcua.records.journal import Entry
from motcua.records.message import Message
from motcua.records.person import Person
from motcua.rules.events import all_events
from motcua.rules.message import LONGEST, unsafe_message
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.conftest import Sandbox
from tests.cast import act
from tests.clerks.desk import Desk
from tests.clerks.ways import signed
from tests.world import as_role

pytestmark = pytest.mark.django_db


def received(sms: Sandbox) -> list[dict[str, Any]]:
    """What the telephones have received."""
    path = sms.home / "sms.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def sent(dossier: Any) -> int:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(subject=dossier.id, kind="message.sent").count()


def test_every_event_that_tells_somebody_has_its_words() -> None:
    tells = {"tell-citizen", "tell-asked", "tell-recorded"}
    kinds = {kind for kind, event in all_events().items() if tells & set(event.errands)}
    assert kinds == set(WORDS)


@pytest.mark.parametrize("kind", WORDS)
def test_each_message_fits_into_one_sms(kind: str) -> None:
    day = "27/11/2026"
    text = WORDS[kind].format(number="H00070-261123-0042", due=day, until=day)
    assert text.isascii() and len(text) <= LONGEST
    assert unsafe_message(text) == ""


def test_the_applicant_is_told_at_each_turn_and_told_no_more_than_number_and_date(
    desk: Desk,
) -> None:
    paper = signed(desk)
    with as_role("motcua_clerk"):
        number = paper.dossier.number
    desk.work()
    texts = [message["text"] for message in received(desk.sms)]
    assert len(texts) == 3
    said = " ".join(texts)
    assert said.count(number) == 3
    name, identity, birth_date, *_ = cast.PEOPLE["minh"]
    for secret in (*name.split()[1:], identity, birth_date, "1979", "ngan hang", "ngân hàng"):
        assert secret.casefold() not in said.casefold()
    assert all(message["to"] == "0905000104" for message in received(desk.sms))


def test_the_owner_is_asked_for_consent_without_being_told_by_whom(desk: Desk) -> None:
    rent()
    desk.work()
    (asked,) = [m for m in received(desk.sms) if m["to"] == "0905000103"]
    assert "y kien" in asked["text"]
    assert "Thuy" not in asked["text"] and "tam tru" not in asked["text"].casefold()


def test_a_request_and_a_refusal_say_where_to_look_and_not_why(desk: Desk) -> None:
    dossier = rent()
    items = [{"key": "from", "why": "Bị tâm thần."}]
    act("police", ask_supplement, dossier.id, items=items)
    desk.work()
    other = rent("minh")
    act("police", refuse, other.id, reason="Đang chấp hành án.", basis="Luật Cư trú, Đ.23")
    desk.work()
    said = " ".join(message["text"] for message in received(desk.sms))
    assert "bo sung" in said and "khong duoc giai quyet" in said
    assert "tâm thần" not in said and "chấp hành" not in said


def test_an_errand_done_twice_sends_one_message(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work()
    with as_role("motcua_clerk"):
        told = Entry.objects.get(subject=dossier.id, kind="dossier.submitted")
        assert Message.objects.filter(dossier=dossier.id).count() == 1
    desk.call("tell-citizen", entry=told.pk)
    desk.work()
    assert len(received(desk.sms)) == 1
    assert sent(dossier) == 1


def test_a_clerk_that_died_after_sending_does_not_send_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.clerks import message as clerk

    def die(*_: object) -> None:
        raise ConnectionError

    dossier = file("minh", "1.010041", **RESIDENCE)
    monkeypatch.setattr(clerk, "record_sent", die)
    desk.work()
    assert (len(received(desk.sms)), sent(dossier)) == (1, 0)
    monkeypatch.undo()
    desk.work()
    assert (len(received(desk.sms)), sent(dossier)) == (1, 1)


def test_of_two_who_are_asked_the_one_who_cannot_be_told_keeps_the_other_from_nothing(
    desk: Desk,
) -> None:
    dossier = rent()
    with as_role("motcua_clerk"):
        Consent.objects.create(
            dossier=dossier,
            person=Person.objects.get(full_name=cast.PEOPLE["sen"][0]),
            unit_id=dossier.unit_id,
            who="head",
            citation="Luật Cư trú",
            asked_at=cast.NOW,
        )
        owner = Consent.objects.get(who="owner").person
        owner.phone = "123"
        owner.save()
    desk.work("tell-asked")
    assert [type(trouble) for _, trouble in desk.failed] == [Unsendable]
    assert [message["to"] for message in received(desk.sms)] == ["0905000101"]


@pytest.mark.parametrize(
    ("switches", "fault"),
    [({"mode": "down"}, Unreachable), ({"mode": "wrong", "lie": "to"}, Misanswered)],
)
def test_a_gateway_that_fails_is_tried_again_and_the_message_arrives_once(
    desk: Desk, switches: dict[str, str], fault: type[Exception]
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.sms.switch(**switches)
    desk.work()
    assert [type(trouble) for _, trouble in desk.failed] == [fault]
    assert sent(dossier) == 0
    desk.sms.switch()
    desk.work()
    assert (len(received(desk.sms)), sent(dossier)) == (1, 1)


def test_a_telephone_that_changed_between_two_tries_gets_nothing_twice(desk: Desk) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work()
    with as_role("motcua_clerk"):
        applicant = dossier.applicant
        applicant.phone = "0905999888"
        applicant.save()
        told = Entry.objects.get(subject=dossier.id, kind="dossier.submitted")
    desk.call("tell-citizen", entry=told.pk)
    desk.work()
    assert [message["to"] for message in received(desk.sms)] == ["0905000104"]


def test_who_has_no_telephone_is_told_nothing_and_nothing_fails(desk: Desk) -> None:
    rent()
    with as_role("motcua_clerk"):
        owner = Consent.objects.get().person
        owner.phone = ""
        owner.save()
    desk.work()
    assert desk.failed == []
    assert [message["to"] for message in received(desk.sms)] == ["0905000105"]


def test_who_has_a_letter_is_told_that_and_not_a_word_of_it(desk: Desk) -> None:
    dossier = rent()
    act("police", answer_letter, dossier.id, text="Mời chị đến trước 18 giờ.")
    desk.work()
    texts = [m["text"] for m in received(desk.sms) if m["to"] == "0905000105"]
    told = f"Ban co tin nhan ve ho so {dossier.number}. Moi xem tren trang Mot Cua."
    assert told in texts and "18" not in told.replace(dossier.number, "")


def test_the_way_of_a_result_is_told_at_each_turn_without_a_name_or_a_place(desk: Desk) -> None:
    dossier = signed(desk).dossier
    name, street = cast.PEOPLE["minh"][0], "Tổ 4, xã Đức Nhàn"
    where = {"name": name, "address": street}
    carrier = cast.who("police").account
    sent = act("counter", carry_result, dossier.id, carrier=carrier, **where, at=desk.at)
    act("counter", came_back, sent.id, at=desk.at)
    sent = act("counter", post_result, dossier.id, **where, at=desk.at)
    act("counter", came_back, sent.id, lost=True, at=desk.at)
    sent = act("counter", post_result, dossier.id, **where, at=cast.later(hours=1))
    act("counter", parcel_arrived, sent.id, at=desk.at)
    desk.work()
    texts = [message["text"] for message in received(desk.sms)]
    for said in ("to luu dong", "chua giao duoc", "that lac", "da phat"):
        assert sum(said in text for text in texts) == 1, said
    assert not any(secret in " ".join(texts) for secret in ("Minh", "Tổ 4", "To 4", "cu tru"))
