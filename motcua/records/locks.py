"""Locks on things that do not exist yet, held until the transaction ends."""

from django.db import connection


def alone_with(*indexes: bytes) -> None:
    """Of two transactions about the same new thing, the second waits for the first.

    `indexes` are blind indexes of whatever makes it the same (an account's subject, a number).
    Who needs several takes them in one call: they are locked in one order, so that no two wait
    for each other.
    """
    numbers = sorted({int.from_bytes(one[:8], "big", signed=True) for one in indexes})
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute("select pg_advisory_xact_lock(%s)", [number])
