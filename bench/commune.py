"""The commune of the tests, for benches that are the web server themselves.

Import this before anything that reads the settings: it says where the home is, and sets Django up.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")

import django

from tests.world import HOME, TEMPLATE, as_role, build, connected, superuser

django.setup()

from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from motcua.records.sealed import KeyRing  # noqa: E402
from motcua.site import clock  # noqa: E402
from motcua.site.embedded import Embedded  # noqa: E402
from tests import cast  # noqa: E402


@contextmanager
def built() -> Iterator[Embedded]:
    """A database server whose one database is migrated and secured; gone afterwards."""
    KeyRing.create(HOME / "keys")
    server = Embedded(HOME)
    server.start()
    try:
        superuser(server, "grant motcua_web, motcua_clerk to motcua_owner")
        server.create_database(TEMPLATE)
        with connected(server, TEMPLATE, "motcua_owner"):
            build()
        yield server
    finally:
        connections.close_all()
        server.stop()
        server.remove()


@contextmanager
def commune(fill: bool = False) -> Iterator[None]:
    """The cast at its desks, seen as the web role; `fill`: over 300,000 dossiers of years."""
    with built() as server:
        with connected(server, TEMPLATE, "motcua_web"), as_role("motcua_clerk"):
            cast.load()
        if fill:
            from bench import dossiers

            with connected(server, TEMPLATE, "motcua_owner"):
                dossiers.fill()
        clock.use(lambda: cast.NOW)
        with connected(server, TEMPLATE, "motcua_web"):
            yield


def signed_in(key: str) -> Client:
    """A client with the session of one of the cast."""
    client = Client(SERVER_NAME="localhost")
    session = client.session
    session["account"] = str(cast.who(key).account)
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client
