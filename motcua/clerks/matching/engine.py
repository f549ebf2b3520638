"""Finds who of a list is who in a register: weights learnt from both, the best against the rest.

The model is that of Fellegi and Sunter (1969): each aspect of a pair speaks for or against it by
how much likelier its level is in one and the same person than in strangers. How strangers agree
is seen on pairs drawn by lot; how the same people agree is learnt in rounds from the pairs that
are believed to be the same (EM). Rare names count for more. A pair is believed as far as it beats
all other candidates of its row taken together, and the chance that the person is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from motcua.clerks.matching.candidates import RARE, Columns, candidates, strangers
from motcua.clerks.matching.people import Whole
from motcua.rules.matching import RARE_FROM, WORDS, is_never_a_link

Real = NDArray[np.float64]
Shares = dict[str, Real]

ROUNDS = 8
MOST_DRAWN = 400_000
NEVER = -50.0
"""The score of what is never a link."""


@dataclass(frozen=True)
class Matches:
    """Of each row of the list the row of the register that it most likely is (-1: no candidate),
    how likely (0 to 1), the level of each aspect of that pair, and the next best."""

    row: Whole
    belief: Real
    levels: dict[str, NDArray[np.uint8]]
    next_row: Whole
    next_belief: Real


class Step(StrEnum):
    """What matching is at."""

    FIND = "find"  # who may be who
    WEIGH = "weigh"  # how likely each of them is the one


Told = Callable[[Step, float], None]
"""Hears what matching is at, and what share of all its work is done (0 to 1, never less)."""

FINDING = 0.8
"""The share of the work that finding is."""


def unheard(step: Step, share: float) -> None:
    """Of nobody who waits."""


def match(
    connection: duckdb.DuckDBPyConnection, *, seed: int = 1, told: Told = unheard
) -> Matches:
    """Match the table `list` with the table `register`, both as `keep_keys` makes them."""
    pairs, model = _learned(connection, seed, told)
    best = _best(pairs, model.beliefs(), _size(connection, "list"))
    told(Step.WEIGH, 1.0)
    return best


def weights(connection: duckdb.DuckDBPyConnection, *, seed: int = 1) -> "Weights":
    """What there is to learn from the two tables, to be used on others like them."""
    return _learned(connection, seed, unheard)[1].weights


def _learned(
    connection: duckdb.DuckDBPyConnection, seed: int, told: Told
) -> tuple[Columns, "Model"]:
    sizes = _size(connection, "list"), _size(connection, "register")
    pairs = candidates(connection, lambda share: told(Step.FIND, FINDING * share))
    told(Step.WEIGH, FINDING)
    strange = apart(connection, min(MOST_DRAWN, 8 * sizes[1]), seed)
    model = Model(pairs, strange, _rarities(connection, pairs), *sizes)
    for _ in range(ROUNDS):
        model.learn()
    return pairs, model


def _size(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])


@dataclass(frozen=True)
class Weights:
    """Of each aspect the shares of its levels in one and the same person (m) and in strangers
    (u), and the share of the list that is in the register."""

    same: Shares
    apart: Shares
    there: float


_BARRED = np.array(
    [
        [is_never_a_link(name, birth) for birth in range(len(WORDS["birth"]))]
        for name in range(len(WORDS["name"]))
    ]
)


class Model:
    """What is believed of the pairs, and the shares of levels that it follows from."""

    def __init__(
        self, pairs: Columns, apart: Shares, rarity: Shares, rows: int, people: int
    ) -> None:
        self._pairs, self._apart, self._rarity = pairs, apart, rarity
        self._rows, self._people = rows, people
        self._same: Shares = {aspect: _expected(len(words)) for aspect, words in WORDS.items()}
        self._there = 0.95  # the share of the list that is in the register
        self._starts = np.flatnonzero(np.diff(pairs["l"], prepend=-1))
        self._of_row = np.diff(np.append(self._starts, len(pairs["l"])))
        self._never = _BARRED[pairs["name"], pairs["birth"]]

    @property
    def weights(self) -> Weights:
        return Weights(self._same, self._apart, self._there)

    def learn(self) -> None:
        beliefs = self.beliefs()
        self._same = {a: _shares(self._pairs[a], len(w), beliefs) for a, w in WORDS.items()}
        self._there = min(0.9999, max(0.0001, float(beliefs.sum()) / self._rows))

    def beliefs(self) -> Real:
        """How likely each pair is the one of its row."""
        ratio = np.exp(np.clip(self._scores(), NEVER, 200))
        none = self._people * (1 - self._there) / self._there
        total = np.add.reduceat(ratio, self._starts) + none
        return np.asarray(ratio / np.repeat(total, self._of_row))

    def _scores(self) -> Real:
        scores = np.zeros(len(self._never))
        for aspect, same in self._same.items():
            scores += np.log(same / self._apart[aspect])[self._pairs[aspect]]
        for aspect, rarity in self._rarity.items():
            scores += np.where(self._pairs[aspect] >= RARE_FROM[aspect], rarity, 0.0)
        scores[self._never] = NEVER
        return scores


def _expected(levels: int) -> Real:
    """Before anything is learnt: mostly the same, then the nearer the likelier."""
    shares = 0.5 ** np.arange(levels - 1, -1, -1.0)
    shares[0] = 1
    return shares


def _shares(levels: NDArray[Any], number: int, weights: Real | None = None) -> Real:
    """Among what can be compared the share of each level, none of them nought. Where nothing can
    be compared nothing is said: 1, in strangers as in the same person."""
    counts = np.bincount(levels.astype(np.int64), weights, number) + 0.2
    counts[0] = 0
    shares = np.asarray(counts / counts.sum())
    shares[0] = 1
    return shares


def apart(
    connection: duckdb.DuckDBPyConnection, many: int, seed: int, rows: str = "listed"
) -> Shares:
    """How two who have nothing to do with each other agree."""
    drawn = strangers(connection, many, seed, rows)
    return {aspect: _shares(drawn[aspect], len(words)) for aspect, words in WORDS.items()}


def _rarities(connection: duckdb.DuckDBPyConnection, pairs: Columns) -> Shares:
    return {aspect: _rarity(connection, key, pairs[key]) for aspect, key in RARE.items()}


def _rarity(connection: duckdb.DuckDBPyConnection, key: str, of: NDArray[Any]) -> Real:
    """By how much this `key` of each candidate is rarer than keys that agree by chance, as a
    logarithm."""
    counts = connection.execute(
        f"""select {key} as key, count(*)::double as many from register
        where {key} is not null group by {key} order by {key}"""
    ).fetchnumpy()
    shares = counts["many"] / counts["many"].sum()
    at = np.searchsorted(counts["key"], np.ma.filled(of, 0))  # what is not known has no level
    return np.asarray(np.log((shares**2).sum() / shares)[np.minimum(at, len(shares) - 1)])


def _best(pairs: Columns, beliefs: Real, rows: int) -> Matches:
    order = np.lexsort((-beliefs, pairs["l"]))
    of = pairs["l"][order]
    first = np.flatnonzero(np.diff(of, prepend=-1))
    second = first + 1
    second = second[(second < len(of)) & ~np.isin(second, first)]

    def spread(which: Whole, values: NDArray[Any], empty: float) -> NDArray[Any]:
        whole = np.full(rows, empty, values.dtype)
        whole[of[which]] = values[order[which]]
        return whole

    return Matches(
        row=spread(first, pairs["r"].astype(np.int64), -1),
        belief=spread(first, beliefs, 0),
        levels={aspect: spread(first, pairs[aspect], 0) for aspect in WORDS},
        next_row=spread(second, pairs["r"].astype(np.int64), -1),
        next_belief=spread(second, beliefs, 0),
    )
