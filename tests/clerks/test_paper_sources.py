"""A confirmation of residence says of each thing what is true of it, and no more."""

from pathlib import Path

import pytest

from motcua.actions.processing import accept, decide
from motcua.actions.unverified import note_sighting
from motcua.actions.verification import record_answer
from motcua.clerks.paper_sources import sources
from motcua.records.dossier import Dossier
from motcua.records.verification import Verification
from motcua.rules.verification import Answer
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import act, clerk, later
from tests.clerks.desk import Desk, words
from tests.clerks.ways import confirmed, result
from tests.world import as_role

pytestmark = pytest.mark.django_db
REGISTER = "Đối chiếu khớp với Cơ sở dữ liệu quốc gia về dân cư"
SEEN = "Cán bộ đã xem trên giấy tờ gốc"
HELD = "Theo dữ liệu cư trú của Công an xã Đức Nhàn"
TOLD = "Theo lời khai của người đề nghị, chưa đối chiếu"
PRINTED = [
    ("full_name", "họ tên"),
    ("birth_date", "ngày sinh"),
    ("number", "số định danh"),
    ("residence", "nơi cư trú"),
    ("", "quê quán"),
    ("purpose", "mục đích"),
]


def said_of(dossier: Dossier) -> dict[str, str]:
    """Each thing with how it is known."""
    with as_role("motcua_clerk"):
        found = sources(Dossier.objects.get(pk=dossier.id), PRINTED, later(hours=3))
    return {what: one["how"] for one in found for what in one["what"].split(", ")}


def answered(dossier: Dossier, answer: Answer, **fields: Answer) -> None:
    with as_role("motcua_clerk"):
        (asked,) = Verification.objects.filter(dossier=dossier, answer="")
        answers = {name: str(fields.get(name, answer)) for name in asked.fields}
        record_answer(clerk(), asked.id, answer=answer, answers=answers, source="dân cư")


def test_what_the_register_agreed_with_is_told_apart_from_what_the_commune_holds(
    desk: Desk, tmp_path: Path
) -> None:
    said = words(result(confirmed(desk)), tmp_path)
    assert f"{REGISTER}, lúc 09:00 23/11/2026: họ tên, ngày sinh" in said
    assert f"{HELD}, lúc 09:00 23/11/2026:" in said
    assert "nơi cư trú" in said.partition(HELD)[2] and "nơi cư trú" not in said.partition(HELD)[0]
    assert SEEN not in said and TOLD not in said


def test_what_only_an_officer_saw_is_not_said_to_come_from_the_database(
    desk: Desk, tmp_path: Path
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    act("police", accept, dossier.id)
    answered(dossier, Answer.NO_MATCH)
    fields = ["full_name", "number", "birth_date", "sex"]
    act("police", note_sighting, dossier.id, fields=fields, at=later(minutes=30))
    act("police", decide, dossier.id, at=desk.at)
    desk.work()
    said = words(result(dossier), tmp_path)
    assert "Cơ sở dữ liệu quốc gia" not in said
    assert f"{SEEN}, lúc 09:30 23/11/2026: họ tên, ngày sinh, giới tính, số định" in said


def test_each_thing_is_known_in_the_best_way_there_is() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    before = {"họ tên": "held", "nơi cư trú": "held", "quê quán": "held", "mục đích": "told"}
    assert said_of(dossier) == before | {"ngày sinh": "held", "số định danh": "held"}
    act("police", note_sighting, dossier.id, fields=["birth_date", "purpose"])
    act("police", note_sighting, dossier.id, fields=["residence"], agrees=False)
    answered(dossier, Answer.NO_MATCH, full_name=Answer.MATCH)
    after = {"họ tên": "register", "ngày sinh": "seen", "mục đích": "seen"}
    assert said_of(dossier) == before | {"số định danh": "held"} | after


def test_where_all_agrees_the_number_does_too() -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    answered(dossier, Answer.MATCH)
    assert said_of(dossier)["số định danh"] == "register"
