"""A leader's pages of what is over: bags for the archive, and what may not be kept."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest

from motcua.rules.retention import KeptPart
from motcua.site import clock
from tests import cast
from tests.actions.test_retention import handed_over, listed
from tests.clerks.desk import Desk
from tests.clerks.ways import signed
from tests.doors.desk import press, text_of

pytestmark = pytest.mark.django_db


def test_the_page_of_a_leader_asks_and_gives(client_of: Any, desk: Desk) -> None:
    signed(desk)
    client = client_of("leader")
    page = client.get("/quay/xuat-luu-tru")
    day = {"begins": "23/11/2026", "ends": "23/11/2026"}
    wrong = press(client, page, "/quay/xuat-luu-tru", begins="31/02/2026", ends="x")
    assert wrong.status_code == 422
    assert press(client, page, "/quay/xuat-luu-tru", **day).status_code == 302
    desk.work("make-archive")
    shown = client.get("/quay/xuat-luu-tru").content.decode()
    taken = client.get(link_to_bag(shown))
    assert zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))).testzip() is None


def link_to_bag(html: str) -> str:
    return "/quay/xuat-luu-tru/" + html.partition("/quay/xuat-luu-tru/")[2].partition('"')[0]


def test_a_leader_reads_what_is_over_and_agrees(client_of: Any, desk: Desk) -> None:
    dossier = handed_over(desk)
    desk.at = datetime(2036, 11, 24, 2, 0, tzinfo=cast.NOW.tzinfo)
    desk.call("list-erasures")
    clock.use(lambda: desk.at)
    client = client_of("leader", desk.at)
    page = client.get("/quay/het-han-luu")
    assert dossier.number in text_of(page) and "nội dung hồ sơ" in text_of(page)
    id = str(listed(KeptPart.CONTENT).id)
    assert press(client, page, "/quay/het-han-luu", erasure=id).status_code == 302
    assert listed(KeptPart.CONTENT).agreed_at == desk.at
    assert "đã đồng ý" in text_of(client.get("/quay/het-han-luu"))
    again = press(client, client.get("/quay/het-han-luu"), "/quay/het-han-luu", erasure=id,
                  key=str(dossier.id))  # fmt: skip
    assert again.status_code == 422
