"""The world tests live in: an embedded PostgreSQL of their own, in a folder of their own.

Loaded with `-p tests.world`, before Django's settings are read.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

HOME = Path(tempfile.mkdtemp(prefix="motcua-test-"))
os.environ["MOTCUA_HOME"] = str(HOME)
os.environ.pop("MOTCUA_DATABASE_URL", None)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

TEMPLATE = "motcua_template"


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


def superuser(embedded: Any, sql: str) -> None:
    with embedded._superuser() as connection:
        connection.execute(sql)


@pytest.fixture(scope="session")
def template(server: Any, django_db_blocker: Any) -> str:
    """A migrated and secured database with the units in it."""
    superuser(server, "grant motcua_web, motcua_clerk to motcua_owner")
    server.create_database(TEMPLATE)
    with django_db_blocker.unblock(), connected(server, TEMPLATE, "motcua_owner"):
        build()
    return TEMPLATE


def build() -> None:
    """Migrate, secure and seed the database the connection points to (as its owner)."""
    from django.core.management import call_command
    from motcua.actions.unit import seed_units

    from motcua.actions.act import By
    from motcua.records.secure import secure
    from motcua.rules.who import CLERK, Door
    from tests.cast import NOW

    call_command("migrate", verbosity=0)
    secure()
    seed_units(By(CLERK, NOW, Door.COMMAND))


@contextmanager
def connected(server: Any, name: str, role: str) -> Iterator[None]:
    """The default connection on another database, logged in as the owner in another role."""
    from django.db import connection

    from motcua.site.settings import database

    before = dict(connection.settings_dict)
    connection.close()
    wanted = database(server.urls(name).owner)
    wanted["OPTIONS"] = {**wanted["OPTIONS"], "options": f"-c role={role}"}  # type: ignore[dict-item]
    connection.settings_dict.update(wanted)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture(scope="session")
def django_db_setup(server: Any, template: str, django_db_blocker: Any) -> Iterator[None]:
    """Tests that roll back share one copy of the template, seen as the web role."""
    from tests.cast import load

    server.create_database("motcua_test", template)
    with django_db_blocker.unblock(), connected(server, "motcua_test", "motcua_web"):
        with as_role("motcua_clerk"):
            load()
        yield


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """The default connection in another role: the clerk's, for what clerks do."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        before = cursor.fetchone()[0]
        cursor.execute(f"set role {role}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"set role {before}")


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
