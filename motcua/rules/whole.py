"""How a filing of several stages (liên thông) stands: what can begin, what waits, what is over."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from motcua.rules.catalogue.parts import Answers
from motcua.rules.catalogue.stage import Stage
from motcua.rules.dossier import CLOSED, State


class Standing(StrEnum):
    """Where a stage stands in its filing."""

    AHEAD = "ahead"  # waits for the result of another
    READY = "ready"  # can begin now
    UNDER_WAY = "under-way"
    DONE = "done"  # has a result
    ENDED = "ended"  # without one
    NEVER = "never"  # what it waits for ended without a result


RESULT = (State.DONE, State.RETURNED)


def standings(
    stages: Sequence[Stage], answers: Answers, begun: Mapping[str, State]
) -> dict[str, Standing]:
    """Where each stage of a filing stands, by key, in the order of the file; `begun` are the
    states of those that are dossiers already. A stage that does not apply is left out, and
    nothing waits for it."""
    found: dict[str, Standing] = {}
    for stage in stages:
        if stage.key in begun:
            found[stage.key] = _of(begun[stage.key])
        elif stage.applies(answers):
            found[stage.key] = _ahead({found[key] for key in stage.after if key in found})
    return found


def _of(state: State) -> Standing:
    if state in RESULT:
        return Standing.DONE
    return Standing.ENDED if state in CLOSED else Standing.UNDER_WAY


def _ahead(waits_for: set[Standing]) -> Standing:
    if waits_for & {Standing.ENDED, Standing.NEVER}:
        return Standing.NEVER
    return Standing.READY if waits_for <= {Standing.DONE} else Standing.AHEAD


OVER = frozenset({Standing.DONE, Standing.ENDED, Standing.NEVER})


def is_over(found: Mapping[str, Standing]) -> bool:
    """Whether nothing is under way and nothing can begin any more."""
    return OVER.issuperset(found.values())
