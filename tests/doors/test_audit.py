"""Letters and notes for an auditor: on a ground that is kept, seen by whom it is about."""

import pytest

from motcua.actions.audit import audit_talk
from motcua.actions.letter import write_letter
from motcua.actions.note import write_note
from motcua.records.journal import Entry
from motcua.records.letter import Letter
from motcua.rules.audit import AuditGround
from motcua.rules.refusal import Denied
from tests.cast import act, eyes
from tests.doors.desk import rent, residence, text_of

pytestmark = pytest.mark.django_db
SAID, NOTED = "Tôi chờ đã hai tuần.", "Chủ nhà hẹn chiều mai."


def test_an_auditor_says_on_which_ground_before_a_word_is_shown(client_of) -> None:
    dossier = rent()
    act("thuy", write_letter, dossier.id, text=SAID)
    act("police", write_note, dossier.id, text=NOTED)
    auditor, url = client_of("auditor"), f"/quay/ho-so/{dossier.id}/trao-doi"
    assert "Tin nhắn và ghi chú" in text_of(auditor.get(f"/quay/ho-so/{dossier.id}"))
    for asked in (url, f"{url}?vi=", f"{url}?vi=curious"):
        seen = text_of(auditor.get(asked))
        assert SAID not in seen and NOTED not in seen and "Hãy chọn căn cứ" in seen
    seen = text_of(auditor.get(f"{url}?vi=complaint"))
    assert SAID in seen and NOTED in seen and "có khiếu nại, tố cáo" in seen
    auditor.get(f"{url}?vi=complaint")
    with eyes("auditor"):
        told = Entry.objects.of(dossier.id).filter(kind="talk.audited")
        assert [one.data["ground"] for one in told] == ["complaint"]
        assert Letter.objects.get().read_at is None
    assert "Đọc những gì đã trao đổi về hồ sơ" in text_of(client_of("thuy").get("/ai-da-xem"))


def test_nobody_else_reads_by_that_way_nor_an_auditor_their_own_matter(client_of) -> None:
    dossier, own = rent(), residence("auditor")
    url = "/quay/ho-so/{}/trao-doi?vi=plan"
    for other in ("police", "leader", "thuy", "operator", "police_there"):
        assert client_of(other).get(url.format(dossier.id)).status_code == 404
        with pytest.raises(Denied):
            act(other, audit_talk, dossier.id, ground=AuditGround.PLAN)
    assert client_of("auditor").get(url.format(own.id)).status_code == 404
