"""Fixtures: the server, the template database, and the copies tests work in."""

import fcntl
import gc
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from tests.world import HOME, SHARED, TEMPLATE, as_role, build, connected, superuser

TOGETHER = {
    "tests/site/test_demo.py": "demo",
    "tests/site/test_commune.py": "demo",
    "tests/stories/": "stories",
}
"""Files that look at one demo, or at one running system, which takes long to start."""


class Together(LoadFileScheduling):
    """Each file in one process; those that share something costly all in the same one."""

    def _split_scope(self, nodeid: str) -> str:
        for start, group in TOGETHER.items():
            if nodeid.startswith(start):
                return group
        return super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, Any, Any]:
    """One process compiles the tests; the others wait for it, and read."""
    if not hasattr(session.config, "workerinput"):
        return (yield)
    with (SHARED / "compiled").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if (SHARED / "compiled").stat().st_size:
            fcntl.flock(turn, fcntl.LOCK_UN)
        collected = yield
        turn.write("done")
        return collected


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes goes first, so that no process ends alone with it."""
    items.sort(key=lambda item: not item.nodeid.startswith(tuple(TOGETHER)))


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: the collector need not look at them each time."""
    gc.freeze()


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """The running PostgreSQL, with the template database every other one is copied from."""
    from motcua.records.sealed import KeyRing
    from motcua.site.embedded import Embedded

    KeyRing.create(HOME / "keys")
    embedded = Embedded(HOME)
    embedded.start()
    try:
        yield embedded
    finally:
        from django.db import connections

        connections.close_all()
        embedded.stop()
        embedded.remove()


@pytest.fixture(scope="session")
def template(server: Any, django_db_blocker: Any) -> str:
    """A migrated and secured database with the units in it."""
    superuser(server, "grant motcua_web, motcua_clerk to motcua_owner")
    server.create_database(TEMPLATE)
    with django_db_blocker.unblock(), connected(server, TEMPLATE, "motcua_owner"):
        build()
    return TEMPLATE


@pytest.fixture(scope="session")
def django_db_setup(server: Any, template: str, django_db_blocker: Any) -> Iterator[None]:
    """Tests that roll back share one copy of the template, seen as the web role."""
    from tests.cast import load

    server.create_database("motcua_test", template)
    with django_db_blocker.unblock(), connected(server, "motcua_test", "motcua_web"):
        with as_role("motcua_clerk"):
            load()
        yield


@pytest.fixture
def as_clerk(db: None) -> Callable[[], Any]:
    return lambda: as_role("motcua_clerk")


@pytest.fixture
def own_database(server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of this test alone, with the cast in it, for what must really commit."""
    name = "motcua_own"
    server.drop_database(name)
    from django.db import connection

    connection.close()
    server.create_database(name, "motcua_test")
    with django_db_blocker.unblock(), connected(server, name, "motcua_web"):
        yield name
    server.drop_database(name)


@pytest.fixture
def now() -> datetime:
    from tests.cast import NOW

    return NOW


@pytest.fixture(scope="session")
def signing_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The sandbox signing service, which knows the cast's leaders."""
    from tests.clerks.desk import signing_sandbox

    with signing_sandbox(tmp_path_factory.mktemp("signing")) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def token(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A SoftHSM token with a leader's keys."""
    from tests.bridges.token import made

    return made(tmp_path_factory.mktemp("softhsm"))


@pytest.fixture
def desk(signing_service: Any, tmp_path: Path) -> Iterator[Any]:
    """A clerk's desk, furnished with lines to sandbox servers."""
    from tests.clerks.desk import furnished

    with furnished(signing_service, tmp_path) as desk:
        yield desk
