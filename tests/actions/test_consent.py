"""An agreement on paper, or said to an officer: attested, told, open to the person's own word."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from motcua.actions.consent import give_consent, record_consent
from motcua.actions.deciding import blockers
from motcua.actions.files.inspect_file import Clean
from motcua.actions.filing import submit
from motcua.records.consent import Consent
from motcua.records.document import Attachment
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.message import Message
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.rules.consent import ConsentWay
from motcua.rules.refusal import Denied, Refused
from tests import cast
from tests.actions.test_dossier import file, rent
from tests.actions.test_holding import move_in
from tests.cast import TODAY, act, eyes, later
from tests.clerks.desk import Desk
from tests.world import as_role

pytestmark = pytest.mark.django_db
SCAN = Clean("application/pdf", "y-kien.pdf", b"%PDF-1.4 signed by hand", 1)


def asked(dossier: Dossier) -> Consent:
    with eyes("police"):
        return Consent.objects.get(dossier=dossier)


def record(who: str, dossier: Dossier, **more: Any) -> Consent:
    said = {"given": True, "way": ConsentWay.PAPER, "said_at": cast.NOW, "scan": SCAN}
    return act(who, record_consent, dossier.id, consent=asked(dossier).id, **(said | more))


def test_a_signature_on_paper_settles_the_consent_with_its_scan_and_who_attests_it() -> None:
    dossier = rent()
    with eyes("police"):
        assert "consent-missing" in blockers(dossier, TODAY)
    recorded = record("counter", dossier)
    assert recorded.given and recorded.way == ConsentWay.PAPER
    assert recorded.recorded_by_id == cast.who("counter").account
    with eyes("police"):
        assert "consent-missing" not in blockers(dossier, TODAY)
        assert Attachment.objects.get(pk=recorded.scan).component == "consent.owner"


def test_the_person_named_is_in_the_entry_and_gets_a_message(desk: Desk) -> None:
    dossier = rent()
    desk.work()
    record("counter", dossier)
    trinh = cast.who("trinh").person
    with eyes("trinh"):
        told = Entry.objects.get(kind="dossier.consent-recorded")
        assert trinh in told.about and told.data["way"] == "paper"
    desk.work()
    with as_role("motcua_clerk"):
        assert Message.objects.filter(dossier=dossier, text__contains="da ghi y kien").exists()


def test_a_spoken_answer_is_put_down_by_the_police_alone() -> None:
    dossier = rent()
    with pytest.raises(Denied):
        record("counter", dossier, way=ConsentWay.ASKED, scan=None)
    recorded = record("police", dossier, way=ConsentWay.ASKED, scan=None, said_at=later(hours=-1))
    assert recorded.said_at == later(hours=-1) and recorded.answered_at == cast.NOW


def test_a_signature_needs_its_scan_and_nothing_is_said_in_the_future() -> None:
    dossier = rent()
    with pytest.raises(Refused, match="consent-needs-scan"):
        record("police", dossier, scan=None)
    with pytest.raises(Refused, match="consent-in-the-future"):
        record("police", dossier, said_at=later(hours=1))
    with pytest.raises(Refused, match="consent-way-not-allowed"):
        record("police", dossier, way=ConsentWay.ACCOUNT)


def test_nobody_puts_down_a_consent_in_a_dossier_they_have_a_part_in() -> None:
    own = rent("police")
    with pytest.raises(Denied):
        record("police", own)
    member = {"full_name": "Lường Thị Mai", "number": "017192000201", "birth_date": "1992-01-15"}
    family = rent(for_whom="family", members=[member | {"relation": "em"}])
    with pytest.raises(Denied):
        record("counter", family)
    assert record("counter", own).given


def test_an_officer_of_another_commune_and_a_citizen_put_nothing_down() -> None:
    dossier = rent()
    for who in ("police_there", "minh", "thuy"):
        with pytest.raises(Denied):
            record(who, dossier)


def test_the_persons_own_word_stands_above_what_an_officer_put_down() -> None:
    dossier = rent()
    record("counter", dossier)
    act("trinh", give_consent, dossier.id, given=False, at=later(minutes=5))
    assert asked(dossier).given is False and asked(dossier).is_own_word
    with pytest.raises(Refused, match="consent-is-their-own"):
        record("counter", dossier, at=later(minutes=9))


def test_the_owner_of_a_house_nobody_declared_is_asked_when_the_form_names_them() -> None:
    owner = {"full_name": "Bùi Văn Phương", "number": "017085000102", "birth_date": "1985-11-21"}
    where = {"stay_basis": "relative", "owner": owner}
    dossier = move_in(**where)
    assert asked(dossier).person_id == cast.who("phuong").person
    act("phuong", give_consent, dossier.id, given=True)
    assert asked(dossier).given


TRINH = {"full_name": "Trương Thị Vân Trinh", "birth_date": "1988-07-12"}
BY_NAME: dict[str, Any] = {
    "basis": "family", "kinship": "close", "for_whom": "self", "relation_to_head": "Con",
    "dwelling": {"address": "Số 5 xóm Trại"}, "head": TRINH, "owner": TRINH,
}  # fmt: skip


HEAD = {"head_name": "Trương Thị Vân Trinh", "head_number": "048188000103"}


def with_the_owner_known_by_name() -> Dossier:
    return file("thuy", "1.004222", **BY_NAME)


def test_who_is_known_by_name_only_holds_up_the_decision_until_an_officer_puts_down_their_word(
    desk: Desk,
) -> None:
    dossier = with_the_owner_known_by_name()
    desk.work()  # there is nobody to send a message to
    with eyes("police"):
        asked = {one.who: one for one in Consent.objects.filter(dossier=dossier)}
        assert asked.keys() == {"head", "owner"} and "consent-missing" in blockers(dossier, TODAY)
        assert {one.full_name for one in asked.values()} == {"Trương Thị Vân Trinh"}
        assert not any(one.person_id for one in asked.values())
    with pytest.raises(Denied):
        act("trinh", give_consent, dossier.id, given=True)
    for one in asked.values():
        said = {"given": True, "said_at": cast.NOW, "consent": one.id}
        act("police", record_consent, dossier.id, way=ConsentWay.ASKED, **said)
    desk.work()
    with eyes("police"):
        assert "consent-missing" not in blockers(dossier, TODAY)


def test_an_owner_whom_the_form_does_not_ask_for_is_missed_at_the_desk() -> None:
    version = catalogue()["1.004222"].on(cast.TODAY)
    asked_for = tuple(one for one in version.fields if one.key not in ("head", "owner"))
    with eyes("thuy") as thuy:
        me = Person.objects.get(pk=thuy.person)
    said = {key: value for key, value in BY_NAME.items() if key not in ("head", "owner")}
    dossier = act("thuy", submit, id=uuid4(), version=replace(version, fields=asked_for),
                  unit=cast.commune("Đức Nhàn"), applicant=me, answers=said | HEAD)  # fmt: skip
    with eyes("police"):
        owner = Consent.objects.get(dossier=dossier, who="owner")
        assert owner.full_name == "người chưa được ghi tên" and owner.given is None
        assert "consent-missing" in blockers(dossier, TODAY)
        head = Consent.objects.get(dossier=dossier, who="head")
    assert head.person_id == cast.who("trinh").person  # named in two boxes, by number


def test_the_name_of_who_is_known_by_name_only_is_sealed() -> None:
    dossier = with_the_owner_known_by_name()
    with connection.cursor() as cursor:
        cursor.execute("select named from motcua_consent where dossier_id = %s", [dossier.id])
        kept = [str(row[0]) for row in cursor.fetchall()]
    assert len(kept) == 2 and not any("Trinh" in one for one in kept)
