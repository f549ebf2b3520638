"""Puts row-level security and the journal's triggers in force, after migrations."""

from pathlib import Path

from django.db import connection, transaction

RULES = Path(__file__).parent / "security.sql"


def secure() -> None:
    """Apply security.sql whole or not at all; run by the owner, as often as you like."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(RULES.read_text(encoding="utf-8"))
