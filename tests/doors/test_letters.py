"""Letters between an applicant and the desk: read here alone, by whom they are for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.actions.letter import (
    LONGEST,
    MOST_A_DAY,
    MOST_UNREAD,
    answer_letter,
    read_letters,
    write_letter,
)
from motcua.records.journal import Entry
from motcua.records.letter import Letter
from motcua.records.scope import look_as
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import VISITOR
from tests import cast
from tests.actions.test_representation import child_of
from tests.actions.test_representation import filed as represented
from tests.cast import act, eyes
from tests.doors.citizen import photo
from tests.doors.desk import press, rent, residence, text_of

pytestmark = pytest.mark.django_db
ASKED, SAID = "Tôi đến sau 17 giờ được không?", "Được, mời chị đến trước 18 giờ."


def test_an_applicant_writes_the_desk_answers_and_each_sees_when_it_was_read(client_of) -> None:
    dossier = rent()
    thuy, hers = client_of("thuy"), f"/ho-so/{dossier.id}/tin-nhan"
    police, theirs = client_of("police"), f"/quay/ho-so/{dossier.id}/tin-nhan"
    assert press(thuy, thuy.get(hers), hers, text=ASKED).url == f"{hers}?xong=1"
    assert "chưa ai đọc" in text_of(thuy.get(hers))
    assert "Tin nhắn (1)" in text_of(police.get("/quay/"))
    assert dossier.number in text_of(police.get("/quay/tin-nhan"))
    assert "(1 chưa đọc)" in text_of(police.get(f"/quay/ho-so/{dossier.id}"))
    page = police.get(theirs)
    assert ASKED in text_of(page)
    assert press(police, page, theirs, text=SAID).status_code == 302
    assert "Tin nhắn (1)" not in text_of(police.get("/quay/"))
    assert "Có tin nhắn mới" in text_of(thuy.get("/ho-so"))
    assert "Đọc 1 tin chưa đọc" in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    read = text_of(thuy.get(hers))
    assert SAID in read and "cán bộ đọc lúc 09:00 23/11/2026" in read
    assert "Có tin nhắn mới" not in text_of(thuy.get("/ho-so"))
    assert "người nộp đọc lúc 09:00 23/11/2026" in text_of(police.get(theirs))


def test_to_read_is_an_act_and_reading_again_is_none() -> None:
    dossier = rent()
    act("thuy", write_letter, dossier.id, text=ASKED)
    act("counter", read_letters, dossier.id)
    act("police", read_letters, dossier.id)
    with eyes("thuy"):
        letter = Letter.objects.get()
        told = [one.data for one in Entry.objects.of(dossier.id).filter(kind="letter.read")]
    assert letter.read_by_id == cast.who("counter").account and letter.read_at == cast.NOW
    assert told == [{"letters": 1}, {"letters": 0}]


def test_a_file_goes_along_and_is_no_paper_of_the_dossier(client_of) -> None:
    dossier = rent()
    thuy, hers = client_of("thuy"), f"/ho-so/{dossier.id}/tin-nhan"
    send = {"text": ASKED, "file": SimpleUploadedFile("cong.jpg", photo())}
    assert press(thuy, thuy.get(hers), hers, **send).status_code == 302
    with eyes("thuy"):
        file = Letter.objects.get().file_id
    assert "cong.jpg" not in text_of(thuy.get(f"/ho-so/{dossier.id}"))
    assert thuy.get(f"/tep/{file}").status_code == 200
    police = client_of("police")
    assert "cong.jpg" in text_of(police.get(f"/quay/ho-so/{dossier.id}/tin-nhan"))
    assert b"".join(police.get(f"/quay/tep/{file}")) != b""
    bad = {"text": ASKED, "file": SimpleUploadedFile("x.exe", b"MZ not a picture")}
    wrong = press(thuy, thuy.get(hers), hers, **bad)
    assert wrong.status_code == 422 and ASKED in wrong.content.decode()


def test_who_stands_for_a_child_writes_and_reads(client_of) -> None:
    dossier = represented("minh", child_of("minh"))
    minh, url = client_of("minh"), f"/ho-so/{dossier.id}/tin-nhan"
    assert press(minh, minh.get(url), url, text=ASKED).status_code == 302
    act("police", answer_letter, dossier.id, text=SAID)
    assert SAID in text_of(minh.get(url))


def test_neither_the_owner_who_is_asked_nor_a_follower_nor_another_office_sees_one(
    client_of,
) -> None:
    dossier = rent()
    act("thuy", write_letter, dossier.id, text=ASKED)
    for stranger in ("trinh", "minh", "police_there"):
        assert client_of(stranger).get(f"/ho-so/{dossier.id}/tin-nhan").status_code == 404
        with eyes(stranger):
            assert Letter.objects.count() == 0
        with pytest.raises(Denied):
            act(stranger, write_letter, dossier.id, text="x")
    with eyes("thuy"):
        assert Letter.objects.count() == 1
        look_as(VISITOR, dossier=dossier.id)  # as by number and second fact
        assert Letter.objects.count() == 0


def test_an_officer_does_not_answer_in_their_own_matter(client_of) -> None:
    dossier = residence("police")
    assert client_of("police").get(f"/quay/ho-so/{dossier.id}/tin-nhan").status_code == 404
    with pytest.raises(Denied):
        act("police", answer_letter, dossier.id, text=SAID)
    assert act("police", write_letter, dossier.id, text=ASKED).from_desk is False


def test_letters_have_a_length_and_wait_for_those_before_them(client_of) -> None:
    dossier = rent()
    thuy, url = client_of("thuy"), f"/ho-so/{dossier.id}/tin-nhan"
    long = press(thuy, thuy.get(url), url, text="x" * (LONGEST + 9))
    assert long.status_code == 422 and f"nhiều nhất {LONGEST} chữ" in text_of(long)
    assert "Hãy viết tin nhắn" in text_of(press(thuy, thuy.get(url), url, text=" "))
    for number in range(MOST_UNREAD):
        act("thuy", write_letter, dossier.id, text=f"Tin {number}")
    with pytest.raises(Refused, match="letters-unread"):
        act("thuy", write_letter, dossier.id, text=ASKED)
    act("counter", read_letters, dossier.id)
    for number in range(MOST_UNREAD, MOST_A_DAY):
        act("thuy", write_letter, dossier.id, text=f"Tin {number}")
        act("counter", read_letters, dossier.id)
    with pytest.raises(Refused, match="letters-a-day"):
        act("thuy", write_letter, dossier.id, text=ASKED)
    assert act("thuy", write_letter, dossier.id, text=ASKED, at=cast.later(days=1, hours=1))
