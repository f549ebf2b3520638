"""The folder where files are kept, under their own hash, sealed."""

from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.records.sealed import ring
from motcua.records.storage import Store


@cache
def store() -> Store:
    return Store(Path(settings.MOTCUA_FILES), ring())
