"""What may not be kept any longer: listed, agreed to, and gone from every table and the disk."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.actions.document import open_paper
from motcua.actions.dossier import withdraw
from motcua.actions.files.inspect_file import Clean
from motcua.actions.receipts import sign_for
from motcua.actions.retention import agree_to_erasure, erase
from motcua.actions.wish import wish_for
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.journal import Entry, verify
from motcua.records.retention import DIGESTS, Erasure, due, retention, rows_of
from motcua.rules.delivery import DeliveryWay, Taker
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.retention import KeptPart, retention_from
from motcua.rules.tables import DataError
from motcua.site.commands.retention import told
from tests import cast
from tests.actions.test_delivery import WHERE
from tests.actions.test_holding import move_in
from tests.cast import act, clerk
from tests.clerks.desk import Desk
from tests.clerks.ways import signed
from tests.world import as_role

pytestmark = pytest.mark.django_db

MARK = "KÝ TÊN BÙI VĂN BÍ MẬT"
SECRETS = ("Nguyễn Đăng Minh", "001079000104", "làm việc với ngân hàng", "Tổ 4, xã Đức Nhàn", MARK)


def all_that_is_kept(dossier: Dossier) -> str:
    """Every value of every row of a dossier as it is when opened, and every file it names."""
    said: list[str] = []
    for rows in rows_of(dossier):
        for row in rows:
            for field in row._meta.concrete_fields:
                value = getattr(row, field.attname)
                said.append(str(value))
                if field.name in DIGESTS and value:
                    said.append(store().open(value).read().decode("utf-8", "ignore"))
    return "\n".join(said)


def handed_over(desk: Desk) -> Dossier:
    """A dossier that has gone all its way, with something personal in many of its tables."""
    dossier = signed(desk).dossier
    act("minh", wish_for, dossier.id, way=DeliveryWay.HOME, **WHERE)
    picture = Clean("image/png", "ky.png", MARK.encode(), 1)
    act("counter", sign_for, dossier.id, taker=Taker.APPLICANT, name="", signature=picture)
    desk.work()
    return dossier


def years_later(desk: Desk, years: int) -> datetime:
    desk.at = datetime(2026 + years, 11, 24, 2, 0, tzinfo=cast.NOW.tzinfo)
    return desk.at


def listed(what: KeptPart) -> Erasure:
    with as_role("motcua_clerk"):
        return Erasure.objects.get(what=what)


def test_when_its_time_is_over_a_leader_agrees_and_no_byte_of_the_person_is_left(
    desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    dossier = handed_over(desk)
    with as_role("motcua_clerk"):
        before = all_that_is_kept(dossier)
        papers = list(Paper.objects.filter(dossier=dossier))
    assert [secret for secret in SECRETS if secret not in before] == []
    years_later(desk, 10)
    desk.call("list-erasures")
    content = listed(KeptPart.CONTENT)
    with pytest.raises(Denied):
        act("police", agree_to_erasure, content.id)
    with pytest.raises(Denied):
        act("leader_there", agree_to_erasure, content.id)
    desk.at += timedelta(days=31)
    desk.call("erase-due")
    assert listed(KeptPart.CONTENT).erased_at is None, "no leader has agreed"
    act("leader", agree_to_erasure, content.id, at=desk.at)
    with django_capture_on_commit_callbacks(execute=True):
        desk.call("erase-due")
    with as_role("motcua_clerk"):
        after = all_that_is_kept(dossier)
        assert list(verify()) == [], "the journal is whole"
        kinds = set(Entry.objects.of(dossier.id).values_list("kind", flat=True))
    assert [secret for secret in SECRETS if secret in after] == []
    assert listed(KeptPart.CONTENT).erased_at == desk.at and {"erasure.done"} <= kinds
    others = {paper.frozen for paper in papers if paper.kind != Paper.Kind.RESULT}
    (result,) = [paper for paper in papers if paper.kind == Paper.Kind.RESULT]
    assert others and not any(store().verify(one) for one in others)
    assert store().verify(result.signed), "the result has years of its own"
    gone = next(paper for paper in papers if paper.kind != Paper.Kind.RESULT)
    with pytest.raises(Denied):
        act("minh", open_paper, gone.id, purpose=Purpose.OWN)
    act("minh", open_paper, result.id, purpose=Purpose.OWN)


def test_a_file_that_another_dossier_names_stays_until_that_one_lets_it_go(
    desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    first, second = move_in("thuy"), move_in("minh")
    with as_role("motcua_clerk"):
        files = Attachment.objects.filter(dossier__in=[first.id, second.id])
        (shared,) = set(files.values_list("sha256", flat=True))
    act("thuy", withdraw, first.id)
    act("minh", withdraw, second.id, at=cast.later(days=60))
    for years, days, stays in ((10, 31, True), (10, 120, False)):
        years_later(desk, years)
        desk.at += timedelta(days=days - 31)
        desk.call("list-erasures")
        desk.at += timedelta(days=31)
        with as_role("motcua_clerk"):
            waiting = list(Erasure.objects.awaiting().filter(what=KeptPart.CONTENT))
        for one in waiting:
            act("leader", agree_to_erasure, one.id, at=desk.at)
        with django_capture_on_commit_callbacks(execute=True):
            desk.call("erase-due")
        assert store().path(shared).exists() is stays


def test_nothing_is_listed_before_its_time_nor_what_is_kept_for_ever(desk: Desk) -> None:
    dossier = handed_over(desk)
    with as_role("motcua_clerk"):
        assert list(due(date(2036, 11, 22))) == []
        assert [(d.id, what) for d, what, _ in due(date(2036, 11, 23))] == [
            (dossier.id, KeptPart.CONTENT)
        ]
        shown = told(datetime(2036, 11, 1, tzinfo=cast.NOW.tzinfo), 30)
    assert "Xã Đức Nhàn, 1.010041, nội dung hồ sơ: 1. 10 năm" in shown[1], shown
    assert retention().due_on(KeptPart.RESULT, "1.001193", date(2026, 1, 1)) is None
    assert retention().due_on(KeptPart.CONTENT, "1.010041", date(2028, 2, 29)) == date(2038, 2, 28)
    years_later(desk, 10)
    desk.call("list-erasures")
    with as_role("motcua_clerk"), pytest.raises(Refused, match="erasure-not-agreed"):
        erase(clerk(desk.at), listed(KeptPart.CONTENT).id)


def test_the_file_says_what_is_wrong_with_it() -> None:
    erase_days = {"ahead_days": 30}
    row = {"what": "content", "years": 1, "citation": "TT"}
    with pytest.raises(DataError, match="result"):
        retention_from({"keep": [row], "erase": erase_days}, "x.toml")
    with pytest.raises(DataError, match="years"):
        retention_from({"keep": [row | {"years": -1}], "erase": erase_days}, "x.toml")
