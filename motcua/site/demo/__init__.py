"""An invented commune inside real units, made by the actions anyone would use."""

from pathlib import Path

from motcua.site.demo.cast import CAST as CAST
from motcua.site.demo.cast import TOUR as TOUR


def load(sandbox_home: Path) -> None:
    """Fill an empty, migrated database; logged in as the clerk, with the sandboxes running.

    Told without Django: who shows the cast need not set it up.
    """
    from motcua.site.demo.loading import load_commune

    load_commune(sandbox_home)
