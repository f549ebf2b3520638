"""The papers of a case of who does not agree with the register, and what goes when it is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from motcua.actions.mismatch import keep_card
from motcua.actions.mismatch_outcome import advise_citizen, ask_correction, ask_once_more
from motcua.records.document import Paper
from motcua.records.message import Message
from motcua.records.mismatch import CardSeen, Mismatch, mismatch_law
from motcua.rules.mismatch_law import mismatch_law_from
from motcua.rules.tables import DataError
from motcua.rules.verification import Answer
from tests import cast
from tests.actions.test_mismatch import BORN, NAME, NUMBER, WHY, card, case_of, disagrees
from tests.cast import act
from tests.clerks.desk import Desk, papers, words
from tests.doors.desk import verified
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_a_letter_says_what_to_bring_and_where_and_the_message_names_nobody(
    desk: Desk, tmp_path: Path
) -> None:
    dossier, case = disagrees(answer=Answer.NO_INFORMATION)
    act("counter", advise_citizen, case.id, why=WHY)
    desk.work("make-mismatch-letter", "tell-citizen")
    (letter,) = papers(dossier, Paper.Kind.ADVICE)
    said = words(letter, tmp_path)
    for part in (NAME, "không có thông tin", "Giấy khai sinh", "Công an cấp xã", dossier.number):
        assert part in said, part
    assert NUMBER not in said
    with as_role("motcua_clerk"):
        texts = Message.objects.filter(dossier=dossier).values_list("text", flat=True)
        (text,) = [text for text in texts if "du lieu dan cu" in text]
    assert dossier.number in text and "Minh" not in text


def test_the_request_to_the_police_is_filled_in(desk: Desk, tmp_path: Path) -> None:
    dossier, case = disagrees()
    wanted = {"birth_date": BORN, "full_name": "", "sex": "Nữ"}
    act("counter", ask_correction, case.id, wanted=wanted, proof="Giấy khai sinh 12/1979")
    desk.work("make-correction")
    (form,) = papers(dossier, Paper.Kind.CORRECTION)
    said = words(form, tmp_path)
    for part in ("Công an xã Đức Nhàn", NAME, NUMBER, "02/02/1979", "Giới tính", "Nữ",
                 "Giấy khai sinh 12/1979",
                 "không trùng khớp", "58/2026", "26 tháng 11 năm 2026"):  # fmt: skip
        assert part in said, part


def test_what_a_case_said_goes_after_the_days_that_are_data_and_its_figures_stay(
    desk: Desk,
) -> None:
    dossier, case = disagrees()
    act("counter", keep_card, case.id, reading=card("Nguyễn Đăng Mình"))
    law = mismatch_law()
    desk.at = cast.NOW + law.card.span
    desk.call("forget-mismatches")
    with as_role("motcua_clerk"):
        assert CardSeen.objects.exists()
    desk.at += timedelta(seconds=1)
    desk.call("forget-mismatches")
    act("counter", ask_once_more, case.id, why=WHY)
    verified(dossier)
    desk.at = cast.NOW + law.case.span + timedelta(seconds=1)
    desk.call("forget-mismatches")
    with as_role("motcua_clerk"):
        assert not CardSeen.objects.exists()
        over = Mismatch.objects.get()
        assert (over.claimed, over.why) == ({}, None) and case_of("minh").outcome
        assert not Mismatch.objects.past_keeping(desk.at).exists()


def test_the_file_of_it_says_what_is_missing() -> None:
    with pytest.raises(DataError, match="bring"):
        mismatch_law_from({"advice": {}}, "mismatch.toml")
