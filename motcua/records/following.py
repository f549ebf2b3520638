"""One dossier, opened to a visitor who knows its number and a second fact about the applicant."""

import uuid

from django.db import connection

from motcua.records.dossier import Dossier
from motcua.records.scope import look_as
from motcua.records.sealed import blind_index
from motcua.rules.who import VISITOR

TRACK = "dossier.track"


def dossier_with(number: str, fact: str) -> uuid.UUID | None:
    """The id of the dossier of which both are true: a named, narrow hole in the scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select motcua_dossier_by_number(%s, %s)", [number, blind_index(TRACK, fact)]
        )
        row = cursor.fetchone()
    return row[0] if row else None


def followed(id: uuid.UUID) -> Dossier | None:
    """That dossier, in a scope that holds it and nothing else, whoever asks."""
    look_as(VISITOR, dossier=id)
    return Dossier.objects.select_related("unit").filter(pk=id).first()
