"""Rules are tried with many values; that a machine is busy meanwhile is no fault of theirs."""

from hypothesis import settings

settings.register_profile("busy", deadline=None)
settings.load_profile("busy")
