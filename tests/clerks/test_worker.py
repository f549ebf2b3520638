"""A real worker process on a database that commits: the whole way, and killed in the middle."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from motcua.actions.processing import accept, decide
from motcua.bridges.signer_sandbox import SECRET
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.journal import Entry, verify
from motcua.records.verification import Verification
from motcua.rules.dossier import State
from motcua.site import parts
from tests.actions.test_dossier import RESIDENCE, file
from tests.cast import act, later
from tests.clerks.desk import Desk, papers
from tests.clerks.ways import ask, result
from tests.world import as_role

Worker = subprocess.Popen[bytes]


@pytest.fixture
def hire(server: Any, own_database: str, desk: Desk, tmp_path: Path) -> Iterator[Any]:
    """Start a worker, whose clock goes on from the tests' now; all are ended with the test."""
    begun, hired = time.monotonic(), []

    def start() -> Worker:
        desk.at = later(seconds=time.monotonic() - begun)
        shift = (desk.at - datetime.now(UTC)).total_seconds()
        environment = parts.environment(
            MOTCUA_DATABASE_URL=server.urls(own_database).clerk,
            MOTCUA_POPULATION_URL=desk.population.url,
            MOTCUA_SIGNER_URL=desk.signer.url,
            MOTCUA_SIGNER_SECRET=SECRET,
            MOTCUA_SMS_URL=desk.sms.url,
            MOTCUA_CLOCK_SHIFT=str(shift),
        )
        command = parts.command("work", "--alive", str(tmp_path / f"alive-{len(hired)}"))
        with (tmp_path / f"worker-{len(hired)}.log").open("wb") as log:
            hired.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        return hired[-1]

    yield start
    for worker in hired:
        worker.terminate()
    for worker in hired:
        worker.wait(30)


@pytest.fixture
def superuser(server: Any, own_database: str) -> Iterator[Any]:
    url = server._url("postgres", "superuser", own_database)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.1)


def doing(superuser: Any, name: str) -> int:
    found = superuser.execute(
        "select count(*) from procrastinate_jobs where status = 'doing' and task_name = %s",
        [f"clerk:{name}"],
    )
    return int(found.fetchone()[0])


def told(subject: Any, kind: str) -> int:
    with as_role("motcua_clerk"):
        return Entry.objects.filter(subject=subject, kind=kind).count()


def answered(dossier: Dossier) -> bool:
    with as_role("motcua_clerk"):
        return not Verification.objects.filter(dossier=dossier.id, answer="").exists()


def state_of(dossier: Dossier) -> str:
    with as_role("motcua_clerk"):
        return str(Dossier.objects.get(pk=dossier.id).state)


def received(desk: Desk) -> list[str]:
    path = desk.sms.home / "sms.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["text"] for line in lines]


def whole() -> bool:
    with as_role("motcua_clerk"):
        return list(verify()) == []


def test_a_worker_does_all_errands_of_a_dossier(desk: Desk, hire: Any) -> None:
    hire()
    dossier = file("minh", "1.010041", **RESIDENCE)
    until(lambda: answered(dossier))
    act("police", accept, dossier.id)
    act("police", decide, dossier.id)
    until(lambda: bool(papers(dossier, Paper.Kind.RESULT)))
    ask(desk, dossier)
    until(lambda: state_of(dossier) == State.DONE)
    until(lambda: len(received(desk)) == 3)
    assert result(dossier).state == Paper.State.SIGNED
    assert len(papers(dossier)) == 2
    assert whole()


def test_two_workers_do_each_errand_once(desk: Desk, hire: Any) -> None:
    desk.population.switch(mode="duplicate")
    dossiers = [file(key, "1.010041", **RESIDENCE) for key in ("minh", "thuy", "sen", "phuong")]
    hire(), hire()
    until(lambda: all(answered(dossier) for dossier in dossiers))
    until(lambda: len(received(desk)) == 4)
    for dossier in dossiers:
        assert told(dossier.id, "message.sent") == 1
    with as_role("motcua_clerk"):
        for asked in Verification.objects.all():
            assert told(asked.id, "verification.answered") == 1


def test_with_the_line_down_and_back_all_settles_itself_within_a_minute(
    desk: Desk, hire: Any
) -> None:
    desk.population.switch(mode="down")
    hire()
    dossier = file("minh", "1.010041", **RESIDENCE)
    until(lambda: len(received(desk)) == 1)
    act("police", accept, dossier.id)
    until(lambda: len(papers(dossier, Paper.Kind.RECEIPT)) == 1)
    assert not answered(dossier)
    desk.population.switch()
    back = time.monotonic()
    until(lambda: answered(dossier), 65)
    assert time.monotonic() - back < 60


def grown_cold(superuser: Any) -> None:
    """A minute passes without a sign of life of any worker there was, and the clock calls."""
    superuser.execute(
        "update procrastinate_workers set last_heartbeat = last_heartbeat - interval '1 minute'"
    )
    call(superuser, "put-back-stalled")


def call(superuser: Any, name: str) -> None:
    """What the clock calls for, called now."""
    superuser.execute(
        "insert into procrastinate_jobs (queue_name, task_name, args)"
        " values ('house', %s, '{\"timestamp\": 0}')",
        [f"clerk:{name}"],
    )


def killed_in_the_middle(desk: Desk, hire: Any, superuser: Any, system: Any, name: str) -> None:
    """A worker that is waiting for a slow system when it is killed, and then another."""
    system.switch(mode="slow", delay_seconds=4)
    worker = hire()
    until(lambda: doing(superuser, name) == 1)
    time.sleep(0.5)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert doing(superuser, name) == 1
    system.switch()
    grown_cold(superuser)
    hire()


def test_a_question_whose_worker_was_killed_is_answered_once(
    desk: Desk, hire: Any, superuser: Any
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    killed_in_the_middle(desk, hire, superuser, desk.population, "ask-population")
    until(lambda: answered(dossier))
    with as_role("motcua_clerk"):
        (asked,) = Verification.objects.filter(dossier=dossier.id)
    assert told(asked.id, "verification.answered") == 1
    assert whole()


def test_a_message_whose_worker_was_killed_arrives_once(
    desk: Desk, hire: Any, superuser: Any
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    killed_in_the_middle(desk, hire, superuser, desk.sms, "tell-citizen")
    until(lambda: told(dossier.id, "message.sent") == 1)
    time.sleep(4)  # what the first worker had sent arrives too, late, with the same id
    assert len(received(desk)) == 1


def test_a_paper_whose_worker_was_killed_is_signed_once(
    desk: Desk, hire: Any, superuser: Any
) -> None:
    dossier = file("minh", "1.010041", **RESIDENCE)
    desk.work()
    act("police", accept, dossier.id)
    act("police", decide, dossier.id)
    desk.work()
    ask(desk, dossier)
    killed_in_the_middle(desk, hire, superuser, desk.signer, "sign-paper")
    until(lambda: state_of(dossier) == State.DONE)
    assert told(dossier.id, "paper.signed") == 1
    assert told(dossier.id, "paper.signature-declined") == 0
    assert whole()


def test_what_failed_is_tried_again_and_the_queue_is_kept_short(
    desk: Desk, hire: Any, superuser: Any
) -> None:
    """Errands the clock calls every hour, called now."""
    dossier = file("minh", "1.010041", **RESIDENCE)
    superuser.execute(
        "update procrastinate_jobs set status = 'failed', attempts = 5"
        " where task_name = 'clerk:ask-population'"
    )
    superuser.execute(
        "with old as (insert into procrastinate_jobs (queue_name, task_name, status, args)"
        " values ('errands', 'clerk:collect-answers', 'succeeded', '{}') returning id)"
        " insert into procrastinate_events (job_id, type, at)"
        " select id, 'succeeded', now() - interval '25 hours' from old"
    )
    superuser.execute("update procrastinate_events set at = at - interval '25 hours'")
    for name in ("try-failed-again", "forget-done"):
        call(superuser, name)
    hire()
    until(lambda: answered(dossier))
    until(
        lambda: (
            superuser.execute(
                "select count(*) from procrastinate_jobs job join procrastinate_events event"
                " on event.job_id = job.id where job.status = 'succeeded'"
                " and event.at < now() - interval '24 hours' and not exists (select from"
                " procrastinate_events later where later.job_id = job.id and later.at > event.at)"
            ).fetchone()[0]
            == 0
        )
    )
