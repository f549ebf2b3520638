"""Whether a database has every migration of this version, asked without loading Django."""

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

from motcua.site import settings

_LABELS = {"motcua.records": "motcua", "procrastinate.contrib.django": "procrastinate"}
_SECURITY = settings.PACKAGE / "records" / "security.sql"


def missing_migrations(url: str) -> list[str]:
    """What the database has not had: migrations of our files, as app.name, and the security."""
    import psycopg

    with psycopg.connect(url) as connection:
        done = _done(connection)
    return sorted(f"{app}.{name}" for app, name in _wanted() - done)


def note_security() -> None:
    """Write down, in the database, which security.sql it has (Django is set up, as owner)."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE django_migrations IS '{_security_digest()}'")


def _done(connection: Any) -> set[tuple[str, str]]:
    has = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    if has[0] is None:
        return set()
    found = set(connection.execute("SELECT app, name FROM django_migrations"))
    noted = connection.execute("SELECT obj_description('django_migrations'::regclass)").fetchone()
    return found | {("security", str(noted[0]))}


def _wanted() -> set[tuple[str, str]]:
    migrations = {
        (_LABELS.get(app, app.rpartition(".")[2]), file.stem)
        for app in settings.INSTALLED_APPS
        for file in _folder(app).glob("[0-9]*.py")
    }
    return migrations | {("security", _security_digest())}


def _security_digest() -> str:
    return hashlib.sha256(_SECURITY.read_bytes()).hexdigest()[:16]


def _folder(app: str) -> Path:
    top, _, rest = app.partition(".")
    found = importlib.util.find_spec(top)
    assert found and found.origin
    return Path(found.origin).parent.joinpath(*rest.split("."), "migrations")
