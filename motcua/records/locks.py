"""Locks on things that do not exist yet, held until the transaction ends."""

from django.db import connection


def alone_with(index: bytes) -> None:
    """Of two transactions about the same new thing, the second waits for the first.

    `index` is a blind index of whatever makes it the same (an account's subject, a number).
    """
    number = int.from_bytes(index[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [number])
