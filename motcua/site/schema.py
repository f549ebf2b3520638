"""Whether a database has every migration of this version, asked without loading Django."""

import importlib.util
from pathlib import Path
from typing import Any

from motcua.site import settings

_LABELS = {"motcua.records": "motcua", "procrastinate.contrib.django": "procrastinate"}


def missing_migrations(url: str) -> list[str]:
    """The migrations of our files, as app.name, that the database has not had."""
    import psycopg

    with psycopg.connect(url) as connection:
        done = _done(connection)
    return sorted(f"{app}.{name}" for app, name in _wanted() - done)


def _done(connection: Any) -> set[tuple[str, str]]:
    has = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
    if has[0] is None:
        return set()
    return set(connection.execute("SELECT app, name FROM django_migrations"))


def _wanted() -> set[tuple[str, str]]:
    return {
        (_LABELS.get(app, app.rpartition(".")[2]), file.stem)
        for app in settings.INSTALLED_APPS
        for file in _folder(app).glob("[0-9]*.py")
    }


def _folder(app: str) -> Path:
    top, _, rest = app.partition(".")
    found = importlib.util.find_spec(top)
    assert found and found.origin
    return Path(found.origin).parent.joinpath(*rest.split("."), "migrations")
