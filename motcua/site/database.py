"""Which database a command works on: the one of MOTCUA_DATABASE_URL, or the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from psycopg.errors import UndefinedTable

from motcua.site import settings
from motcua.site.embedded import DATABASE, Embedded
from motcua.site.failure import Failure

Role = Literal["owner", "web", "clerk"]


def given_url() -> str:
    return settings.text("MOTCUA_DATABASE_URL")


@contextmanager
def url_as(role: Role, database: str = DATABASE) -> Iterator[str]:
    """The login for `role`. Ours is started for as long as it is needed, unless it runs already.

    With MOTCUA_DATABASE_URL the login is the one given, whatever its role.
    """
    if given_url():
        yield given_url()
        return
    embedded = Embedded(settings.HOME)
    if embedded.is_running():
        yield getattr(embedded.urls(database), role)
        return
    try:
        embedded.start()
        yield getattr(embedded.urls(database), role)
    finally:
        embedded.stop()


@contextmanager
def django_as(role: Role, database: str = DATABASE) -> Iterator[None]:
    """Django, set up and connected as `role`, for the body of a command."""
    with url_as(role, database) as url:
        set_up_django(url)
        from django.db import ProgrammingError, connections

        try:
            yield
        except ProgrammingError as trouble:
            if isinstance(trouble.__cause__, UndefinedTable):
                raise Failure("Cơ sở dữ liệu này chưa có bảng. Hãy chạy motcua migrate.") from None
            raise
        finally:
            connections.close_all()


def set_up_django(url: str) -> None:
    """Set Django up on this login. Once in a process: Django does not change its mind."""
    import django
    from django.conf import settings as of_django

    if of_django.configured:
        raise Failure("Django đã được nạp với một cơ sở dữ liệu khác.")
    os.environ["MOTCUA_DATABASE_URL"] = url  # for the processes we start
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    settings.DATABASES["default"] = settings.database(url)
    django.setup()
