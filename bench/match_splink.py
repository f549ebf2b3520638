"""Splink on the same tables as our engine: what a good library does with our columns.

Its model is put together from its own library of comparisons and trained as its documentation
says; it is given our stored columns and our blocks, so that what is compared is the model.
"""

import logging

import duckdb
import numpy as np
import splink.comparison_level_library as level
import splink.comparison_library as comparison
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from motcua.clerks.matching.candidates import BLOCKS, SURE_BLOCKS
from motcua.clerks.matching.people import Whole

_NAME = (
    level.NullLevel("name"),
    level.ExactMatchLevel("toned", term_frequency_adjustments=True),
    level.ExactMatchLevel("name", term_frequency_adjustments=True),
    level.ExactMatchLevel("sound"),
    level.DamerauLevenshteinLevel("name", 1),
    level.JaroWinklerLevel("name", 0.9),
    level.And(level.ExactMatchLevel("given"), level.ExactMatchLevel("family")),
    level.ElseLevel(),
)
_DAY_AND_MONTH = (level.ExactMatchLevel("month"), level.ExactMatchLevel("day"))
_BIRTH = (
    level.NullLevel("year"),
    level.ExactMatchLevel("born"),
    level.CustomLevel("born_l = turned_r", "day and month exchanged"),
    level.And(*_DAY_AND_MONTH),
    level.And(level.ExactMatchLevel("year"), level.Or(*_DAY_AND_MONTH)),
    level.ExactMatchLevel("year"),
    level.ElseLevel(),
)
_NUMBER = (
    level.NullLevel("number"),
    level.ExactMatchLevel("number"),
    level.CustomLevel(
        "damerau_levenshtein(number_l::varchar, number_r::varchar) <= 1", "one digit wrong"
    ),
    level.ElseLevel(),
)


def by_splink(connection: duckdb.DuckDBPyConnection, rows: int) -> tuple[Whole, np.ndarray]:
    """Of each row of the table `list` who of `register` it most likely is, and how likely."""
    logging.disable(logging.WARNING)  # it tells of every round
    api = DuckDBAPI(connection=connection)
    linker = Linker([api.register("list"), api.register("register")], _settings())
    training = linker.training
    training.estimate_probability_two_random_records_match(list(SURE_BLOCKS), recall=0.9)
    training.estimate_u_using_random_sampling(max_pairs=2_000_000)
    training.estimate_parameters_using_expectation_maximisation(block_on("number"))
    training.estimate_parameters_using_expectation_maximisation(block_on("born"))
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    best = connection.execute(
        f"""select row_l as l, arg_max(row_r, match_probability) as r,
            max(match_probability) as belief from {pairs.physical_name} group by row_l"""
    ).fetchnumpy()
    linker.table_management.delete_tables_created_by_splink_from_db()
    found, belief = np.full(rows, -1), np.zeros(rows)
    found[best["l"]], belief[best["l"]] = best["r"], best["belief"]
    return found, belief


def _settings() -> SettingsCreator:
    parts = {"name": _NAME, "birth": _BIRTH, "number": _NUMBER}
    own = [
        comparison.CustomComparison(output_column_name=name, comparison_levels=[*levels])
        for name, levels in parts.items()
    ]
    others = ("old_number", "sex", "commune", "father", "mother")
    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="row",
        comparisons=[*own, *map(comparison.ExactMatch, others)],
        blocking_rules_to_generate_predictions=[*SURE_BLOCKS, *BLOCKS],
        retain_matching_columns=False,
    )
