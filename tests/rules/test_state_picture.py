"""The picture of the states is what the tables say, and the one in the docs is today's."""

from pathlib import Path

from motcua.rules.dossier import TABLES, Step
from motcua.rules.state_picture import STEP_WORDS, WORDS, picture

KEPT = Path(__file__).parents[2] / "docs" / "states.svg"


def test_the_picture_in_the_docs_is_what_the_code_says() -> None:
    assert KEPT.read_text(encoding="utf-8") == picture(), "run: motcua states --to docs/states.svg"


def test_every_state_and_step_has_its_words_and_every_step_its_row() -> None:
    assert set(STEP_WORDS) == set(Step)
    assert {kind: set(words) for kind, words in WORDS.items()} == {k: set(k) for k in TABLES}
    drawn = picture()
    for table in TABLES.values():
        for step in {step for _, step in table}:
            assert drawn.count(f">{STEP_WORDS[step]}<") >= sum(by is step for _, by in table)
    assert drawn.count('<circle cx="') == sum(len(table) for table in TABLES.values())
