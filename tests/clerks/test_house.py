"""What clerks do of their own accord: sealing days, remembering roots, looking after errands."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from procrastinate.jobs import Job

from motcua.actions.account import give_signing_key
from motcua.actions.draft import save_draft
from motcua.bridges.line import Misanswered, Rejected, Unreachable
from motcua.bridges.signer import SignerLine
from motcua.bridges.sms import Unsendable
from motcua.clerks.errands import PATIENCE, TRIES, Patient, Waiting
from motcua.clerks.tasks import errands
from motcua.records import trust
from motcua.records.draft import Draft
from motcua.records.files import store
from motcua.records.journal import DayRoot, Entry, verify
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.representation import Mandate
from motcua.records.seal import sealing_key
from motcua.rules.events import all_events
from motcua.rules.refusal import Denied, KeyReused, Refused
from motcua.site.workplace import trusted_roots
from tests import cast
from tests.actions.test_dossier import RESIDENCE, file
from tests.actions.test_representation import by_mandate
from tests.cast import act, command, eyes
from tests.clerks.desk import Desk
from tests.world import as_role

pytestmark = pytest.mark.django_db


def test_every_errand_an_event_wants_is_known_to_the_clerks() -> None:
    wanted = {name for event in all_events().values() for name in event.errands}
    assert wanted <= set(errands.tasks)


def test_yesterday_is_sealed_once_and_the_journal_verifies(desk: Desk) -> None:
    file("minh", "1.010041", **RESIDENCE)
    desk.pass_time(days=1)
    for _ in range(3):
        desk.call("seal-days")
    with as_role("motcua_clerk"):
        sealed = DayRoot.objects.get()
        assert sealed.day == date(2026, 11, 23)
        assert sealed.chains > 0
        assert list(verify({sealed.day: bytes(sealed.root)}, sealing_key())) == []


def test_days_on_which_nobody_sealed_are_covered_by_the_next_seal(desk: Desk) -> None:
    for days in (1, 4):
        desk.at = cast.later(days=days)
        desk.call("seal-days")
    with as_role("motcua_clerk"):
        days = list(DayRoot.objects.order_by("day").values_list("day", flat=True))
    assert days == [date(2026, 11, 23), date(2026, 11, 26)]


def test_a_sandbox_s_roots_are_remembered_for_the_pages(
    desk: Desk, tmp_path: Path, settings: Any
) -> None:
    settings.MOTCUA_KEYS = tmp_path
    assert trust.trusted_roots() == b""
    desk.call("remember-roots")
    assert trust.trusted_roots().startswith(b"-----BEGIN CERTIFICATE")


def test_an_operator_s_own_roots_are_never_touched(
    desk: Desk, tmp_path: Path, settings: Any
) -> None:
    settings.MOTCUA_KEYS = tmp_path
    (tmp_path / trust.INSTALLED).write_bytes(b"ours")
    desk.call("remember-roots")
    assert trust.trusted_roots() == b"ours"
    assert [path.name for path in tmp_path.glob("*.pem")] == [trust.INSTALLED]


def test_only_a_service_on_this_machine_is_asked_whom_to_trust(
    desk: Desk, tmp_path: Path, settings: Any
) -> None:
    settings.MOTCUA_KEYS = tmp_path
    here = SignerLine(desk.signer.url, "sandbox-signer")
    assert trusted_roots(here).startswith(b"-----BEGIN CERTIFICATE")
    assert trusted_roots(SignerLine("https://kyso.example.vn", "x")) == b""


def test_what_an_upload_left_half_way_is_swept(desk: Desk) -> None:
    drafts = store().root / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    fresh, old = drafts / "fresh", drafts / "old"
    for path, age in ((fresh, 3600), (old, 2 * 86400)):
        path.write_bytes(b"half")
        os.utime(path, (desk.at.timestamp() - age,) * 2)
    desk.call("sweep-files")
    assert fresh.exists() and not old.exists()
    fresh.unlink()


def decision(exception: BaseException, attempts: int) -> int | None:
    """Seconds until the next try, None for no more."""
    job = Job(
        id=1,
        queue="errands",
        lock=None,
        queueing_lock=None,
        task_name="x",
        attempts=attempts,
    )
    told = Patient().get_retry_decision(exception=exception, job=job)
    if told is None:
        return None
    assert told.retry_at is not None
    return round((told.retry_at - datetime.now(UTC)).total_seconds())


def test_a_line_that_is_down_is_waited_for_and_tried_every_minute() -> None:
    """Also where it comes back with a page of nonsense first."""
    for down in (Unreachable("x", "down"), Misanswered("x", "nonsense")):
        waits = [decision(down, n) for n in (0, 1, 2, 6, 1000, PATIENCE - 1)]
        assert waits == [1, 2, 4, 60, 60, 60]
        assert decision(down, PATIENCE) is None


def test_what_waiting_does_not_mend_is_given_up_at_once() -> None:
    for fault in (Rejected("x", 404), Refused("x"), Denied("x"), Unsendable("x")):
        assert decision(fault, 0) is None


def test_anything_else_is_tried_a_few_times_and_then_shown_to_a_person() -> None:
    for fault in (KeyReused("x"), ConnectionError()):
        assert decision(fault, 1) == 2
        assert decision(fault, TRIES) is None


def test_a_signer_who_has_not_decided_is_looked_at_again_soon() -> None:
    assert [decision(Waiting(), n) for n in (0, 1, 100)] == [2, 3, 60]


def test_keys_are_given_to_those_only_who_sign() -> None:
    """Leaders sign results, desks sign copies; a volunteer signs nothing."""
    with as_role("motcua_clerk"), pytest.raises(Denied):
        give_signing_key(command(), cast.account_of("volunteer"), key="to-cong-nghe")
    with as_role("motcua_clerk"):
        given = give_signing_key(command(), cast.account_of("leader"), key="khac")
        assert given.signing_key == "khac"


def test_a_draft_nobody_came_back_to_is_gone_when_its_time_is_over(desk: Desk) -> None:
    old, fresh = draft("minh"), draft("thuy", at=cast.later(days=20))
    desk.at = cast.later(days=29)
    desk.call("forget-drafts")
    assert kept(old) and kept(fresh)
    desk.at = cast.later(days=31)
    desk.call("forget-drafts")
    assert not kept(old) and kept(fresh)
    with as_role("motcua_clerk"):
        assert Entry.objects.filter(subject=old, kind="draft.discarded").count() == 1


def draft(key: str, at: datetime = cast.NOW) -> UUID:
    id, version = uuid4(), catalogue()["1.010041"].on(cast.TODAY)
    with eyes(key) as who:
        me = Person.objects.get(pk=who.person)
    said = {"version": version, "unit": cast.commune("Đức Nhàn"), "applicant": me, "answers": {}}
    act(key, save_draft, id=id, **said, at=at)
    return id


def kept(id: UUID) -> bool:
    with as_role("motcua_clerk"):
        return Draft.objects.filter(pk=id).exists()


def test_a_mandate_is_over_after_its_last_day(desk: Desk) -> None:
    by_mandate()
    for days, left in ((38, 1), (1, 0)):  # 31/12/2026 is the last
        desk.pass_time(days=days)
        desk.call("end-mandates")
        with as_role("motcua_clerk"):
            assert Mandate.objects.in_force().count() == left
