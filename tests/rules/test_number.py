"""Numbers of dossiers and papers."""

from motcua.rules.catalogue.result import MADE
from motcua.rules.number import BOOKS


def test_every_paper_that_is_made_here_has_its_book() -> None:
    assert set(MADE) <= set(BOOKS)
