"""One matter of a filing that goes through several agencies (liên thông), and what it takes of it.

Source: NĐ 63/2024/NĐ-CP as amended by NĐ 301/2026/NĐ-CP: each stage has its own time limit, its
result comes as soon as it is there and is a paper of the stages that come after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.rules.catalogue.parts import Answers, Condition, Field, TimeRule
from motcua.rules.catalogue.result import Result

KEY_MOST = 16  # letters of a key: it stands behind a version's in every dossier


@dataclass(frozen=True)
class Stage:
    """One matter of a filing that goes through several hands.

    `takes` are the keys of the questions, papers and consents it needs, and of what an earlier
    stage added; `after` are the stages whose results it waits for. With `agency`, another
    agency's system decides, and only what it answers is kept here (`outcomes`).
    """

    key: str
    name: str
    authority: str
    citation: str
    result: Result
    times: tuple[TimeRule, ...]
    takes: tuple[str, ...]
    after: tuple[str, ...] = ()
    when: Condition | None = None
    outcomes: tuple[Field, ...] = ()
    procedure: str = ""  # the code it counts under; "" for that of the filing
    agency: str = ""
    confidence: str = "high"

    def applies(self, answers: Answers) -> bool:
        """Whether the filing has this stage at all."""
        return self.when is None or self.when.holds(answers)


def taken(stage: Stage, fields: Sequence[Field]) -> frozenset[str]:
    """What a stage takes, with the questions that those it takes hang on."""
    by_key = {one.key: one for one in fields}
    keys = set(stage.takes)

    def behind(key: str) -> Iterator[str]:
        when = by_key[key].when if key in by_key else None
        if when is not None and when.field in by_key and when.field not in keys:
            yield when.field

    while more := {other for key in keys for other in behind(key)}:
        keys |= more
    return frozenset(keys)
