"""Numbers of dossiers and papers."""

from motcua.rules.number import BOOKS
from motcua.rules.parts import PAPERS


def test_every_paper_that_is_made_here_has_its_book() -> None:
    assert set(filter(None, PAPERS)) | {"request", "refusal"} == set(BOOKS)
