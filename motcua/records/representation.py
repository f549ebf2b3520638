"""For whom the visitor may stand, as the registers have it."""

from datetime import date

from django.db import connection

from motcua.records.person import Person
from motcua.rules.procedure import Version
from motcua.rules.representation import Basis, representative


def my_children() -> list[Person]:
    """The children in the visitor's household, theirs by its register; a named, narrow hole in
    the scope, the eldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select motcua_children()")
        ids = [row[0] for row in cursor.fetchall()]
    return list(Person.objects.filter(pk__in=ids).select_related("unit").order_by("birth_date"))


def stands_for(person: Person, version: Version, on: date) -> Basis | None:
    """By what the visitor may file for this person under this version; None where they may not."""
    if representative(version, Basis.PARENT, person.birth_date, on) is None:
        return None
    return Basis.PARENT if person in my_children() else None


def represented(version: Version, on: date) -> list[Person]:
    """Everybody for whom the visitor may file under this version."""
    children = my_children() if version.representatives else []
    return [one for one in children if representative(version, Basis.PARENT, one.birth_date, on)]
