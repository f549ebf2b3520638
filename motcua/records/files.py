"""The folder where files are kept, under their own hash."""

from functools import cache

from django.conf import settings

from motcua.records.storage import Store


@cache
def store() -> Store:
    return Store(settings.MOTCUA_FILES)
