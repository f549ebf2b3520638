"""The world tests live in: an embedded PostgreSQL of their own, in a folder of their own.

Loaded with `-p tests.world`, before Django's settings are read.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOME = Path(tempfile.mkdtemp(prefix="motcua-test-"))
(HOME / "static").mkdir()  # whitenoise wants it
os.environ["MOTCUA_HOME"] = str(HOME)
os.environ.pop("MOTCUA_DATABASE_URL", None)
SHARED = Path(os.environ.setdefault("TESTS_SHARED", str(HOME)))
"""The home of the process that started the others, as pytest-xdist does: all of them see it."""
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

TEMPLATE = "motcua_template"


def superuser(embedded: Any, sql: str) -> None:
    with embedded._superuser() as connection:
        connection.execute(sql)


def build() -> None:
    """Migrate, secure and seed the database the connection points to (as its owner)."""
    from django.core.management import call_command

    from motcua.actions.act import By
    from motcua.actions.unit import seed_units
    from motcua.records.secure import secure
    from motcua.rules.who import CLERK, Door
    from tests.cast import NOW

    call_command("migrate", verbosity=0)
    secure()
    seed_units(By(CLERK, NOW, Door.COMMAND))


@contextmanager
def connected(server: Any, name: str, role: str, login: str = "owner") -> Iterator[None]:
    """The default connection on another database, logged in as the owner in another role."""
    from django.db import connection

    from motcua.site.settings import database

    before = dict(connection.settings_dict)
    connection.close()
    wanted = database(getattr(server.urls(name), login))
    wanted["OPTIONS"] = {**wanted["OPTIONS"], "options": f"-c role={role}"}  # type: ignore[dict-item]
    connection.settings_dict.update(wanted)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


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
