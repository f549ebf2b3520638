"""How a filing of several stages (liên thông) stands: what can begin, what waits, what is over."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from motcua.rules.catalogue.parts import Answers
from motcua.rules.catalogue.stage import Stage
from motcua.rules.dossier import CLOSED, State


class StageState(StrEnum):
    """Where a stage stands in its filing."""

    AHEAD = "ahead"  # waits for the result of another
    READY = "ready"  # can begin now
    UNDER_WAY = "under-way"
    DONE = "done"  # has a result
    ENDED = "ended"  # without one
    NEVER = "never"  # what it waits for ended without a result


RESULT = (State.DONE, State.RETURNED)


def stage_states(
    stages: Sequence[Stage], answers: Answers, begun: Mapping[str, State]
) -> dict[str, StageState]:
    """Where each stage of a filing stands, by key, in the order of the file; `begun` are the
    states of those that are dossiers already. A stage that does not apply is left out, and
    nothing waits for it."""
    found: dict[str, StageState] = {}
    for stage in stages:
        if stage.key in begun:
            found[stage.key] = _of(begun[stage.key])
        elif stage.applies(answers):
            found[stage.key] = _ahead({found[key] for key in stage.after if key in found})
    return found


def _of(state: State) -> StageState:
    if state in RESULT:
        return StageState.DONE
    return StageState.ENDED if state in CLOSED else StageState.UNDER_WAY


def _ahead(waits_for: set[StageState]) -> StageState:
    if waits_for & {StageState.ENDED, StageState.NEVER}:
        return StageState.NEVER
    return StageState.READY if waits_for <= {StageState.DONE} else StageState.AHEAD


OVER = frozenset({StageState.DONE, StageState.ENDED, StageState.NEVER})


def is_over(found: Mapping[str, StageState]) -> bool:
    """Whether nothing is under way and nothing can begin any more."""
    return OVER.issuperset(found.values())
