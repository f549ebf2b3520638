"""A citizen's card at the desk: its bytes read, and laid beside what is known of its holder.

By camera (bytes as hex), picture or PDF, a scanner's keys, or the file of a chip's reader. Nothing
of it is kept unless the officer goes on, or a case is open of whom the register does not agree
with; whoever is found is told that they were looked up.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from motcua.actions.files.chip_proof import Proof, prove
from motcua.actions.files.read_card import LIMITS, read_card
from motcua.actions.mismatch import keep_card
from motcua.doors.counter import sighting
from motcua.doors.counter.dossier import opened
from motcua.doors.counter.people import find
from motcua.doors.counter.serve import desk, page
from motcua.doors.shared.access import officers
from motcua.doors.shared.desk import Asking, by, form_key, today
from motcua.doors.shared.sentences import say
from motcua.records.dossier import Dossier
from motcua.records.mismatch import Mismatch, open_cases
from motcua.records.person import Person
from motcua.records.trust import chip_roots
from motcua.rules.cards import card as cards
from motcua.rules.cards.chip import files
from motcua.rules.cards.reading import CardField, CardSource, Reading
from motcua.rules.identity import Doubt
from motcua.rules.permission import Purpose, may
from motcua.rules.refusal import Refused
from motcua.rules.who import Door
from motcua.rules.words.names import same_name, tone_key

LABELS = {
    CardField.NUMBER: "Số định danh",
    CardField.FULL_NAME: "Họ và tên",
    CardField.PLAIN_NAME: "Họ tên không dấu",
    CardField.BIRTH_DATE: "Ngày sinh",
    CardField.SEX: "Giới tính",
    CardField.NATIONALITY: "Quốc tịch",
    CardField.ETHNICITY: "Dân tộc",
    CardField.HOMETOWN: "Quê quán",
    CardField.RESIDENCE: "Nơi ở",
    CardField.ISSUED: "Ngày cấp",
    CardField.EXPIRES: "Có giá trị đến",
    CardField.OLD_NUMBER: "Số chứng minh nhân dân cũ",
    CardField.INSURANCE_NUMBER: "Mã thẻ bảo hiểm y tế",
}
SEXES = {"male": "Nam", "female": "Nữ"}
DOUBTS = {
    Doubt.SEX_DIFFERS: "Số định danh nói giới tính khác: hãy xem lại thẻ.",
    Doubt.YEAR_DIFFERS: "Số định danh nói năm sinh khác: hãy xem lại thẻ.",
    Doubt.PLACE_UNKNOWN: "Số định danh có mã nơi sinh lạ: hãy xem lại thẻ.",
}
COMMON = {
    CardField.FULL_NAME: "full_name",
    CardField.BIRTH_DATE: "birth_date",
    CardField.SEX: "sex",
    CardField.ETHNICITY: "ethnicity",
    CardField.HOMETOWN: "hometown",
    CardField.RESIDENCE: "address",
    CardField.NUMBER: "number",
}


@desk
def card(request: Asking) -> HttpResponse:
    """Read what was held to the desk, look up whose it is, and go on where serving begins."""
    if request.method != "POST":
        return redirect("counter:serve")
    try:
        reading, proof = reading_of(request)
    except Refused as refused:
        return page(request, **_why_not(refused))
    number = reading.fields.get(CardField.NUMBER, "")
    found = find(request, number, Purpose.COUNTER) if number else []
    return page(
        request,
        reading=_told(reading, _known(request, found[0]["id"]) if found else None, proof),
        found=found,
        card=_as_written(reading),
    )


@officers
def sighting_card(request: Asking, id: UUID) -> HttpResponse:
    """The card of whoever brought a dossier's papers, beside the person who filed it."""
    dossier = opened(request, id)
    if request.method != "POST":
        return redirect("counter:sighting", id=id)
    try:
        reading, proof = reading_of(request)
    except Refused as refused:
        return sighting.page(request, dossier, **_why_not(refused))
    told = _told(reading, dossier.applicant, proof) | {"case": _keep(request, dossier, reading)}
    return sighting.page(request, dossier, reading=told)


def _keep(request: Asking, dossier: Dossier, reading: Reading) -> Mismatch | None:
    """With the open case of whoever filed, where the card says otherwise: that case."""
    case = open_cases(dossier).filter(person=dossier.applicant_id).first()
    if case is None or not may(request.who, "mismatch.settle", case.target):
        return None
    try:
        keep_card(by(request, Door.COUNTER, form_key(request)), case.id, reading=reading)
    except Refused:  # it agrees, or there are enough of them
        return None
    return case


def _why_not(refused: Refused) -> dict[str, Any]:
    told = say(refused.code, {"label": "Ảnh thẻ", **refused.detail})
    return {"error_list": [("keys", told)], "card_error": True}


def _known(request: Asking, id: UUID) -> Person | None:
    return Person.objects.visible_to(request.who).filter(pk=id).first()


def reading_of(request: Asking) -> tuple[Reading, Proof | None]:
    """By whichever way it came; chips say whether they are genuine."""
    on = today(request)
    if chip := request.FILES.get("chip"):
        given = _whole(chip, cards.MOST_CHIP)
        return cards.read(given, CardSource.CHIP, on), prove(
            files(given), chip_roots(), request.at
        )
    if picture := request.FILES.get("picture"):
        return read_card(_whole(picture, LIMITS.size), on), None
    if seen := request.POST.get("bytes"):
        return cards.read(_bytes(seen), CardSource.CODE, on), None
    if request.POST.get("changed"):
        raise Refused("card-keys-changed")
    return cards.read(request.POST.get("keys", "").encode(), CardSource.KEYS, on), None


def _whole(sent: Any, most: int) -> bytes:
    if sent.size > most:
        raise Refused("file-big", detail={"limit": most >> 20})
    return bytes(sent.read())


def _bytes(seen: str) -> bytes:
    """What a camera saw, as figures."""
    try:
        return bytes.fromhex(seen)
    except ValueError:
        raise Refused("card-binary") from None


def _as_written(reading: Reading) -> dict[str, str]:
    """The sound fields, as the card of a newcomer is written down."""
    said = reading.fields
    return {
        "full_name": said.get(CardField.FULL_NAME, ""),
        "number": said.get(CardField.NUMBER, ""),
        "born": _shown(CardField.BIRTH_DATE, said.get(CardField.BIRTH_DATE, "")),
    }


def _told(reading: Reading, person: Person | None, proof: Proof | None) -> dict[str, Any]:
    """The reading as a page shows it, beside what is known of a person."""
    rows = [_row(name, reading, person) for name in LABELS if _has(name, reading)]
    return {
        "number": CardField.NUMBER in reading.fields,
        "rows": rows,
        "known": person is not None,
        "differs": [row["label"] for row in rows if row["same"] is False],
        "repairs": [say(code) for code in reading.repairs],
        "doubts": [DOUBTS[doubt] for doubt in reading.doubts],
        "damaged": bool(reading.damage),
        "to_compare": reading.to_compare,
        "odd": reading.odd,
        "unread": reading.unread,
        "proof": say(proof) if proof else "",
        "genuine": proof is Proof.GENUINE,
    }


def _has(name: CardField, reading: Reading) -> bool:
    return name in reading.fields or name in reading.damage


def _row(name: CardField, reading: Reading, person: Person | None) -> dict[str, Any]:
    said = reading.fields.get(name, "")
    known = getattr(person, COMMON[name], "") if person and name in COMMON else ""
    damage = reading.damage.get(name)
    return {
        "label": LABELS[name],
        "said": _shown(name, said),
        "wrong": say(damage, {"label": LABELS[name]}) if damage else "",
        "known": _shown(name, known),
        "same": _same(name, said, known) if said and known else None,
    }


def _shown(name: CardField, value: str) -> str:
    if name is CardField.SEX:
        return SEXES.get(value, "")
    if name in (CardField.BIRTH_DATE, CardField.ISSUED, CardField.EXPIRES):
        return "/".join(reversed(value.split("-")))
    return value


def _same(name: CardField, said: str, known: str) -> bool:
    """Whether card and record mean the same, as far as both know."""
    if name is CardField.FULL_NAME:
        return same_name(said, known)
    if name is CardField.BIRTH_DATE:
        return said.startswith(known) or known.startswith(said)
    return tone_key(said) == tone_key(known)
