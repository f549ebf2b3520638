"""Whose eyes the database looks through: row-level security, set for one transaction.

The policies are in security.sql. The web role owns nothing and sees only what these
transaction-local settings let it see; the clerk's role is outside them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from motcua.rules.who import Who


@contextmanager
def seen_by(who: Who) -> Iterator[None]:
    """A transaction in which the web role sees what `who` may see."""
    with transaction.atomic():
        look_as(who)
        yield


def look_as(who: Who, *, dossier: UUID | None = None) -> None:
    """Set the scope of the transaction that is open now.

    `dossier` opens one dossier to a visitor who has proved two facts about it.
    """
    _set(
        units="{" + ",".join(str(unit) for unit in sorted(who.units)) + "}",
        overseen="{" + ",".join(str(unit) for unit in sorted(who.overseen)) + "}",
        person=str(who.person or ""),
        account=str(who.account or ""),
        dossier=str(dossier or ""),
    )


def _set(**values: str) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    flat = [part for key, value in values.items() for part in (f"motcua.{key}", value)]
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", flat)
