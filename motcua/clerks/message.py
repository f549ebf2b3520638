"""Tells people that something happened: a number and a date, never what is in the dossier."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.message import queue_message, record_sent
from motcua.bridges.line import Unreachable
from motcua.clerks.errands import by_clerk, by_clock, errand
from motcua.clerks.workplace import here
from motcua.records.consent import Consent
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry
from motcua.records.message import Message
from motcua.rules.time.wall_clock import local

WORDS = {
    "dossier.submitted": "Ho so {number} da nop. Tra cuu tai bo phan mot cua hoac trang Mot Cua.",
    "dossier.accepted": "Ho so {number} da duoc tiep nhan, hen tra ket qua ngay {due}.",
    "dossier.supplement-asked": "Ho so {number} can bo sung. Moi xem yeu cau tren trang Mot Cua.",
    "dossier.supplement-reminded": "Ho so {number}: con den het ngay {until} de bo sung. "
    "Qua ngay do ho so dung giai quyet. Moi xem tren trang Mot Cua.",
    "dossier.stopped": "Ho so {number} da dung giai quyet. Ly do co tren trang Mot Cua.",
    "dossier.extended": "Xin loi Ong/Ba: ho so {number} duoc gia han mot lan, hen tra ket qua "
    "ngay {due}. Ly do co tren trang Mot Cua.",
    "dossier.apologised": "Xin loi Ong/Ba: ho so {number} da tre hen, chung toi hen lai "
    "ngay {until}. Ly do co tren trang Mot Cua.",
    "dossier.refused": "Ho so {number} khong duoc giai quyet. Ly do co tren trang Mot Cua.",
    "tenancy.ends": "Tam tru theo ho so {number} het han ngay {until}. Chua gia han thi moi "
    "gia han tren trang Mot Cua hoac tai mot cua.",
    "report.asked": "Phan anh ve ho so {number}: can noi ro them. Moi xem tren trang Mot Cua.",
    "report.answered": "Phan anh ve ho so {number} da duoc tra loi. Moi xem tren trang Mot Cua.",
    "letter.sent": "Ban co tin nhan ve ho so {number}. Moi xem tren trang Mot Cua.",
    "dossier.reopened": "Ket qua ho so {number} dang duoc lam lai, hen tra ngay {due}.",
    "dossier.date-moved": "Ho so {number}: ngay hen tra doi thanh {due} theo lich, quy dinh moi. "
    "Ly do co tren trang Mot Cua.",
    "dossier.moved": "Ho so {number} duoc giai quyet tiep theo quy dinh moi. "
    "Moi xem tren trang Mot Cua.",
    "document.barred": "Ho so {number}: mot tep bi chan vi co ma doc. "
    "Moi nop lai tep khac tren trang Mot Cua hoac tai mot cua.",
    "paper.signed": "Ho so {number} da co ket qua. Moi tai ve hoac den nhan tai mot cua.",
    "result.noted": "Ho so {number} da co ket qua. Moi den nhan tai mot cua.",
    "stage.asked": "Ho so {number} can bo sung. Moi xem yeu cau tren trang Mot Cua.",
    "stage.refused": "Ho so {number} khong duoc giai quyet. Ly do co tren trang Mot Cua.",
    "dossier.stages-over": "Ho so lien thong {number} da xong. Moi xem tung ket qua tren trang "
    "Mot Cua.",
    "delivery.numbered": "Ket qua ho so {number} da gui qua buu dien. So theo doi co tren trang "
    "Mot Cua.",
    "delivery.carried": "Ket qua ho so {number} dang duoc to luu dong mang den dia chi da chon. "
    "Chi ky nhan khi da cam ket qua.",
    "delivery.arrived": "Buu dien bao da phat ket qua ho so {number}. Neu chua nhan duoc, moi bao "
    "ngay bo phan mot cua.",
    "delivery.lost": "Ket qua ho so {number} bi that lac khi gui. Bo phan mot cua se gui lai. "
    "Moi xem tren trang Mot Cua.",
    "delivery.came-back": "Ket qua ho so {number} chua giao duoc, da ve bo phan mot cua. "
    "Moi den nhan, hoac chon cach khac tren trang Mot Cua.",
    "correction.asked": "Ho so {number}: du lieu dan cu cua Ong/Ba chua khop, chung toi da "
    "de nghi cong an dieu chinh. Moi xem tren trang Mot Cua.",
    "correction.answered": "Ho so {number}: cong an da tra loi ve du lieu dan cu. "
    "Moi xem tren trang Mot Cua.",
    "mismatch.letter-asked": "Ho so {number}: co thu ve du lieu dan cu, can mang gi va den dau. "
    "Moi xem tren trang Mot Cua hoac tai mot cua.",
    "dossier.consent-asked": "Ho so {number} can y kien cua Ong/Ba. Moi xem tren trang Mot Cua.",
    "dossier.consent-recorded": "Can bo da ghi y kien cua Ong/Ba ve ho so {number}. "
    "Khong dung thi xin bao lai ngay tren trang Mot Cua hoac tai mot cua.",
}
"""Without accents: one SMS holds 160 such letters, and only 70 with them."""


@errand("tell-citizen")
def tell_citizen(*, entry: int, **_: Any) -> None:
    """One message to the applicant about what an entry tells."""
    told = Entry.objects.get(pk=entry)
    dossier = Dossier.objects.select_related("applicant").get(pk=told.subject)
    phone = dossier.applicant.phone or str(dossier.answers.get("phone") or "")
    _tell(told, dossier, {"applicant": phone})


@errand("tell-asked")
def tell_asked(*, entry: int, **_: Any) -> None:
    """One message to each person whose consent is awaited."""
    told = Entry.objects.get(pk=entry)
    dossier = Dossier.objects.get(pk=told.subject)
    awaited = Consent.objects.select_related("person").filter(dossier=dossier, given=None)
    _tell(told, dossier, {str(one.id): one.person.phone for one in awaited if one.person})


@errand("tell-recorded")
def tell_recorded(*, entry: int, consent_id: str, **_: Any) -> None:
    """One message to the person whose agreement an officer put down: they may say otherwise."""
    told = Entry.objects.get(pk=entry)
    consent = Consent.objects.select_related("person", "dossier").get(pk=consent_id)
    if consent.person:
        _tell(told, consent.dossier, {str(consent.id): consent.person.phone})


def _tell(told: Entry, dossier: Dossier, phones: Mapping[str, str]) -> None:
    """Put down what each is told, then hand it to the operator: who cannot be reached keeps
    nobody else waiting, and while the line is down the errand comes again."""
    troubles: list[Exception] = []
    for part, phone in phones.items():
        message = uuid5(told.subject, f"message:{told.pk}:{part}")
        found = Message.objects.filter(pk=message).first()
        if phone and found is None:
            found = _put_down(told, dossier, message, phone, part)
        if found and found.sent_at is None:
            try:
                _send(found)
            except Exception as trouble:
                troubles.append(trouble)
    if troubles:
        raise next((one for one in troubles if isinstance(one, Unreachable)), troubles[0])


def _put_down(told: Entry, dossier: Dossier, id: UUID, phone: str, part: str) -> Message:
    due = f"{local(dossier.due_at):%d/%m/%Y}" if dossier.due_at else ""
    text = WORDS[told.kind].format(number=dossier.number, due=due, until=_until(told))
    by = by_clerk("tell", told, part)
    return queue_message(by, dossier.id, id=id, phone=phone, text=text)


def _send(message: Message) -> None:
    """Its id makes a second hand-over harmless."""
    here().sms.send(message.id, message.phone, message.text)
    record_sent(by_clock(uuid5(message.id, "sent")), message.id)


def _until(told: Entry) -> str:
    """The day an entry itself names: to answer by, or promised anew."""
    said = told.data.get("answer_by") or told.data.get("promised") or told.data.get("ends")
    return f"{_day(said):%d/%m/%Y}" if said else ""


def _day(said: str) -> date:
    return local(datetime.fromisoformat(said)).date() if "T" in said else date.fromisoformat(said)
