"""A running system for the benches: as the demo runs it, in a temporary home, gone afterwards.

Import this before anything that reads the settings: it says where the home is.
"""

import atexit
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

HOME = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
HOME.chmod(0o755)  # for root: PostgreSQL runs as an ordinary account and must get in
os.environ["MOTCUA_HOME"] = str(HOME)
os.environ.pop("MOTCUA_DATABASE_URL", None)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

from motcua.site import parts  # noqa: E402
from motcua.site.embedded import Embedded, Urls  # noqa: E402
from motcua.site.running import run_command  # noqa: E402
from motcua.site.supervisor import Supervisor, end_on_signals  # noqa: E402

COMMUNE, PROVINCE = "Đức Nhàn", "Phú Thọ"
SECRETS = {
    "MOTCUA_EIDENTITY_CLIENT": "motcua",
    "MOTCUA_EIDENTITY_SECRET": "sandbox-eidentity",
    "MOTCUA_SIGNER_SECRET": "sandbox-signer",
}


@dataclass(frozen=True)
class Citizen:
    """Somebody who can file: signed in already, with what the register holds."""

    account: UUID
    person: UUID
    session: str


@dataclass
class System:
    """The processes of one machine, on a database of its own."""

    home: Path
    embedded: Embedded
    supervisor: Supervisor
    urls: Urls
    more: dict[str, str]
    listening: socket.socket

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def start_web(self) -> None:
        self.supervisor.start([parts.web(self.urls, self.listening, self.more)])

    def start_worker(self) -> None:
        self.supervisor.start([parts.worker(self.urls, self.home, self.more)])

    def start_sandboxes(self, *names: str) -> None:
        """The outside systems, each at a free port that `more` already names."""
        for name in names:
            port = int(self.more[f"MOTCUA_{name.upper()}_URL"].rpartition(":")[2])
            self.supervisor.start([parts.sandbox(name, port, self.home / "sandbox")])

    @contextmanager
    def watched(self) -> Iterator[None]:
        """What is killed is started again, as in the demo. The thread that forks must stay."""
        watching = threading.Thread(target=self.supervisor.watch)
        watching.start()
        try:
            yield
        finally:
            self.supervisor.stop_soon()
            watching.join()

    def pid(self, name: str) -> int:
        return self.supervisor.pids()[name]


@contextmanager
def system(home: Path = HOME, files: Path = HOME / "files") -> Iterator[System]:
    """The database, migrated, and a supervisor; parts are started by who needs them."""
    (home / "sandbox").mkdir(parents=True, exist_ok=True)
    embedded = Embedded(home)
    supervisor = Supervisor(home, embedded=embedded, say=_quiet)
    end_on_signals()
    with ExitStack() as after:
        after.callback(embedded.remove)
        after.callback(supervisor.stop)
        urls = embedded.start()
        listening = after.enter_context(_listen())
        more = surroundings(home, files, listening)
        run_command(["migrate"], {**more, "MOTCUA_DATABASE_URL": urls.owner})
        yield System(home, embedded, supervisor, urls, more, listening)


def surroundings(home: Path, files: Path, listening: socket.socket) -> dict[str, str]:
    more = {
        "MOTCUA_HOME": str(home),
        "MOTCUA_FILES": str(files),
        "MOTCUA_KEYS": str(home / "keys"),
        "MOTCUA_ADDRESS": f"http://localhost:{listening.getsockname()[1]}",
        **SECRETS,
    }
    for name in parts.SANDBOXES:
        with _listen() as free:
            more[f"MOTCUA_{name.upper()}_URL"] = f"http://127.0.0.1:{free.getsockname()[1]}"
    return more


def _listen() -> socket.socket:
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    held.listen(512)
    return held


def _quiet(_said: str) -> None:
    """What the supervisor says is of no interest here."""


def set_up_django(url: str, more: dict[str, str]) -> None:
    """This process as a part of the system, by one of its logins."""
    from motcua.site import database, settings

    settings.MOTCUA_KEYS = Path(more["MOTCUA_KEYS"])
    settings.MOTCUA_FILES = Path(more["MOTCUA_FILES"])
    database.set_up_django(url)


def citizens(count: int) -> list[Citizen]:
    """Residents of one commune with an account and a session each (Django is set up)."""
    from motcua.actions.account import sign_in
    from motcua.actions.act import By
    from motcua.actions.person import register_person
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock

    by = By(CLERK, clock.now(), Door.COMMAND)
    unit = commune()
    made = []
    for number in range(count):
        identity = f"0250{90 + number % 10}{number:06d}"
        claimed = {
            "full_name": f"Nguyễn Văn {'AĂÂBCD'[number % 6]}{'abcdefgh'[number % 8]}",
            "number": identity,
            "birth_date": f"19{90 + number % 10}-03-05",
        }
        person = register_person(
            by,
            unit=unit,
            sex="male",
            ethnicity="Kinh",
            address="Xóm Thử",
            phone=f"0905{number:06d}",
            **claimed,
        )
        account = sign_in(
            by,
            subject=f"bench-{number}",
            number=identity,
            name=claimed["full_name"],
            birth_date=claimed["birth_date"],
            level=2,
        )
        made.append(Citizen(account.id, person.id, session_of(account.id)))
    return made


def officer() -> Any:
    """Somebody at the desk of the commune (Django is set up), as an actor."""
    from motcua.actions.account import appoint, sign_in
    from motcua.actions.act import By
    from motcua.rules.who import CLERK, Door, Role
    from motcua.site import clock

    by, day = By(CLERK, clock.now(), Door.COMMAND), date.today()
    account = sign_in(
        by,
        subject="bench-officer",
        number="025080999999",
        name="Lường Thị Đo",
        birth_date="1980-01-15",
        level=2,
    )
    appoint(by, account, unit=commune(), role=Role.POLICE, title="Công an xã", valid_from=day)
    return account.who(day, clock.now())


def accept(desk: Any, dossier: UUID) -> None:
    """The officer takes it on; from here on a receipt is owed."""
    from motcua.actions.act import By
    from motcua.actions.processing import accept
    from motcua.records.scope import seen_by
    from motcua.rules.who import Door
    from motcua.site import clock

    with seen_by(desk):
        accept(By(desk, clock.now(), Door.COUNTER), dossier)


def session_of(account: UUID) -> str:
    """A signed-in session, as the door makes one after the provider's word."""
    from django.contrib.sessions.backends.db import SessionStore

    from motcua.site import clock

    session = SessionStore()
    session["account"] = str(account)
    session["fresh_at"] = clock.now().isoformat()
    session.save()
    assert session.session_key
    return str(session.session_key)


def commune() -> Any:
    from motcua.records.unit import Unit

    found = Unit.objects.in_force(date.today()).filter(level="commune", name=COMMUNE)
    return found.get(parent__name=PROVINCE)


# What processes cost, from /proc: clocks on the wall tell nothing on a shared machine.

TICK = 1000 / os.sysconf("SC_CLK_TCK")  # ms


def tree(*roots: int) -> list[int]:
    """These processes and all below them that live now."""
    found = list(roots)
    for pid in found:
        found += children(pid)
    return found


def children(pid: int) -> list[int]:
    """The processes right below this one; none where it is gone."""
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            text = Path(f"/proc/{pid}/task/{task}/children").read_text()
            found += [int(child) for child in text.split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return found


def cpu_ms(*roots: int) -> float:
    """CPU milliseconds of whole trees so far, the dead ones' included once waited for."""
    total = 0
    for pid in tree(*roots):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += sum(int(part) for part in stat[11:15])
    return total * TICK


def pss_mb(*roots: int) -> float:
    """Proportional share of memory of whole trees, in MB."""
    total = 0
    for pid in tree(*roots):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


# What is still to be done


def seconds_to_drain(patience: float) -> float:
    """How long until no errand is left, at most `patience` (Django is set up)."""
    from django.db import connection, connections

    begun = time.monotonic()
    connections.close_all()
    while time.monotonic() - begun < patience:
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from procrastinate_jobs"
                " where queue_name = 'errands' and status in ('todo', 'doing')"
            )
            if not cursor.fetchone()[0]:
                break
        time.sleep(0.1)
    return time.monotonic() - begun
