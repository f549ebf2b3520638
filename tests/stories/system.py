"""The running system of the stories: web, worker and sandboxes as processes, on today's date."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing

from motcua.site import parts, ports
from motcua.site.supervisor import Part, Supervisor
from tests import cast
from tests.clerks.desk import POPULATION, SIGNERS
from tests.world import HOME, as_role, connected

DATABASE = "motcua_stories"
AT_ONCE = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])  # which of several test runs
PORT, OUTSIDE = 18800 + 20 * AT_ONCE, 18810 + 20 * AT_ONCE
LOW = ("low", "Phùng Thị Chản", "017169000301", "1969-05-05")
NEWCOMER = ("newcomer", "Vàng A Phử", "017095000303", "1995-07-09")
LOCKED = ("locked", "Triệu Văn Vảng", "017072000302", "1972-02-18")


@dataclass
class System:
    """Where everything listens, and the ways a test may look at it or disturb it."""

    base: str
    outside: dict[str, str]
    url: str
    home: Path
    supervisor: Supervisor
    worker: Part

    def kill_worker(self) -> None:
        """kill -9, a while ago: nobody starts it again here, as a supervisor would."""
        pid = self.supervisor.pids()["worker"]
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.ask("update procrastinate_workers set last_heartbeat = now() - interval '1 minute'")

    def start_worker(self) -> None:
        """And the round comes that looks for what one who fell has left."""
        self.supervisor.start([self.worker])
        self.ask(
            "insert into procrastinate_jobs (queue_name, task_name, args) values"
            """ ('house', 'clerk:put-back-stalled', '{"timestamp": 0}')"""
        )

    def switch(self, name: str, **switches: object) -> None:
        """Set the switches of an outside system over HTTP; without any, all is normal."""
        self._put(f"{self.outside[name]}/_switches", switches)

    def tell_register(self, **person: str) -> None:
        """What the population register holds of one person from now on."""
        self._put(f"{self.outside['population']}/_people", [person])

    def _put(self, url: str, body: object) -> None:
        kind = {"Content-Type": "application/json"}
        sent = urllib.request.Request(url, json.dumps(body).encode(), kind, method="PUT")
        DIRECT.open(sent, timeout=5).close()

    def ask(self, question: str, *values: object) -> Any:
        """The first column of the first row, None where there is none."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = connection.execute(question, values)
            row = found.fetchone() if found.description else None
        return row[0] if row else None

    def change_session(self, key: str, **changes: object) -> None:
        """Change what a session remembers, as time would."""
        secret = (self.home / "keys" / "web.secret").read_text()
        how: Any = {"key": secret, "salt": SALT, "serializer": JSONSerializer}
        packed = self.ask("select session_data from django_session where session_key = %s", key)
        packed = signing.dumps(signing.loads(packed, **how) | changes, compress=True, **how)
        change = "update django_session set session_data = %s where session_key = %s"
        self.ask(change, packed, key)


SALT = "django.contrib.sessions.SessionStore"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def wait_until(true: Callable[[], Any], seconds: float = 30, what: str = "") -> Any:
    """What `true` gives as soon as it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < deadline, what or "waited in vain"
        time.sleep(0.1)
    return found


@contextmanager
def running(server: Any, template: str, blocker: Any) -> Iterator[System]:
    """Everything started, as `motcua demo` starts it, and stopped at the end."""
    home = HOME / "stories"
    _write_outside(home / "sandbox")
    server.drop_database(DATABASE)
    server.create_database(DATABASE, template)
    with blocker.unblock(), connected(server, DATABASE, "motcua_web"), as_role("motcua_clerk"):
        cast.load(datetime.now(UTC) - timedelta(days=1))
    supervisor = Supervisor(home, say=lambda _: None)
    with ExitStack() as stack:
        stack.callback(server.drop_database, DATABASE)
        stack.callback(supervisor.stop)
        yield _start(supervisor, server, stack)


def _start(supervisor: Supervisor, server: Any, stack: ExitStack) -> System:
    listening = stack.enter_context(ports.listen("127.0.0.1", PORT, lambda _: None))
    base = f"http://localhost:{listening.getsockname()[1]}"
    chosen: dict[str, int] = {}
    for at, name in enumerate(parts.SANDBOXES):
        chosen[name] = ports.choose(OUTSIDE + at, name, chosen.values(), lambda _: None)
    outside = {name: f"http://127.0.0.1:{port}" for name, port in chosen.items()}
    more = {
        "MOTCUA_ADDRESS": base,
        "MOTCUA_EIDENTITY_CLIENT": "motcua",
        "MOTCUA_EIDENTITY_SECRET": "sandbox-eidentity",
        "MOTCUA_SIGNER_SECRET": "sandbox-signer",
        "MOTCUA_TSA_URL": f"{outside['signer']}/tsa",
        "MOTCUA_PROOF_RELAY": outside["signer"],
        **{f"MOTCUA_{name.upper()}_URL": url for name, url in outside.items()},
    }
    urls = server.urls(DATABASE)
    sandbox = supervisor.home / "sandbox"
    worker = parts.worker(urls, supervisor.home, more)
    supervisor.start(
        [
            *(parts.sandbox(name, port, sandbox) for name, port in chosen.items()),
            parts.web(urls, listening, more),
            worker,
        ]
    )
    return System(base, outside, urls.owner, HOME, supervisor, worker)


def _write_outside(home: Path) -> None:
    """What the outside systems know: the cast, one whom no register here knows yet, and two whose
    accounts are not like the others'."""
    home.mkdir(parents=True, exist_ok=True)
    known = [*((key, *row[:3]) for key, row in cast.PEOPLE.items()), NEWCOMER, LOW, LOCKED]
    accounts = [
        {
            "sub": f"sub-{key}",
            "id_number": number,
            "name": name,
            "birth_date": birth_date,
            "level": 1 if key == "low" else 2,
            "locked": key == "locked",
            "title": key,
        }
        for key, name, number, birth_date in known
    ]
    for name, content in (
        ("population", POPULATION),
        ("eidentity", accounts),
        ("signers", SIGNERS),
    ):
        (home / f"{name}.json").write_text(json.dumps(content), "utf-8")
