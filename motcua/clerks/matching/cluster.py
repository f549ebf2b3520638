"""The engine on many machines: the same blocks, levels and weights, through Splink on Spark.

A province has millions of people and the country a hundred million. The weights are learnt on one
machine from a part of the list (`engine.weights`); blocks and levels are those of candidates.py.
Here they become settings of Splink, which carries them out in Spark (or in DuckDB). Who is linked
is whom the engine links.
"""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from splink import Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison

from motcua.clerks.matching.candidates import (
    BLOCKS,
    BORNE,
    ELSE,
    LEVELS,
    LIKE,
    RARE,
    SURE_BLOCKS,
)
from motcua.clerks.matching.engine import Weights
from motcua.rules.matching import RARE_FROM, SURE, WORDS, is_never_a_link

if TYPE_CHECKING:
    from splink import DuckDBAPI, SparkAPI
    from splink.internals.comparison_level_creator import ComparisonLevelCreator

    Database = DuckDBAPI | SparkAPI

NO_JAVA = "Spark chạy trên Java 17. Debian: apt-get install openjdk-17-jre-headless"


def start_spark(master: str, more: Mapping[str, str]) -> "SparkAPI":
    """Spark of this master, with what Splink compares names by; `more` settings of Spark."""
    from pyspark.sql import SparkSession
    from splink.backends.spark import SparkAPI, similarity_jar_location

    if not shutil.which("java"):
        raise RuntimeError(NO_JAVA)
    given = {"spark.jars": similarity_jar_location(), **more}
    session = SparkSession.builder.master(master).config(map=given).getOrCreate()
    return SparkAPI(spark_session=session, break_lineage_method="persist")


def write_keys(connection: duckdb.DuckDBPyConnection, table: str, file: Path) -> None:
    """The keys in `table` as a Parquet file. Spark has no whole numbers without a sign: of each
    hash the last bit is lost."""
    kinds = connection.execute(f"describe {table}").fetchall()
    columns = ", ".join(
        f"({name} >> 1)::bigint as {name}" if kind == "UBIGINT" else name
        for name, kind, *_ in kinds
    )
    place = str(file).replace("'", "''")
    connection.execute(f"copy (select {columns} from {table}) to '{place}' (format parquet)")


def links(
    database: "Database", listed: str, register: str, weights: Weights, at_least: float = SURE
) -> list[Any]:
    """Who of the table `listed` is who in `register`: `l`, `r` (their rows) and `belief` of each
    pair that is at least so likely; unless said otherwise, those that need no person."""
    borne = BORNE.format(listed=listed, register=register)
    tables = [
        database.register(database.query_sql(sql).physical_name, dataset_display_name=name)
        for name, sql in (
            ("listed", f"select *, {_known('case when 1 = 0 then {} end')} from ({borne}) borne"),
            ("register", f"select *, true as borne, {_known('{}')} from {register}"),
        )
    ]
    linker = Linker(tables, settings(weights, _count(database, register)), log_level="ERROR")
    for aspect, key in RARE.items():
        shares = database.query_sql(
            _SHARES.format(register=register, key=key, unit=_unit(aspect, weights))
        )
        linker.table_management.register_term_frequency_lookup(shares, f"known_{key}")
    pairs = linker.inference.predict()
    return database.query_sql(
        _LINKED.format(pairs=pairs.physical_name, least=at_least)
    ).as_record_list()


def _known(as_is: str) -> str:
    """What is RARE, once more: Splink counts how rare it is of both sides, the engine of what the
    register has."""
    return ", ".join(f"{as_is.format(key)} as known_{key}" for key in RARE.values())


def _count(database: "Database", table: str) -> int:
    (row,) = database.query_sql(f"select count(*) as many from {table}").as_record_list()
    return int(row["many"])


def settings(weights: Weights, people: int) -> SettingsCreator:
    """Of a register of so many people. The prior odds are those against nobody at all, so that
    the ratios of a row can be weighed against each other and 1."""
    odds = weights.there / (people * (1 - weights.there))
    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="row",
        probability_two_random_records_match=odds / (1 + odds),
        comparisons=[_comparison(aspect, weights) for aspect in WORDS],
        blocking_rules_to_generate_predictions=[
            CustomRule(block, sql_dialect="duckdb") for block in (*SURE_BLOCKS, *BLOCKS)
        ],
        retain_intermediate_calculation_columns=False,
    )


def _comparison(aspect: str, weights: Weights) -> CustomComparison:
    return CustomComparison(
        output_column_name=aspect,
        comparison_levels=[_level(aspect, at, weights) for at in range(len(LEVELS[aspect]))],
    )


def _level(aspect: str, at: int, weights: Weights) -> "ComparisonLevelCreator":
    holds, level = LEVELS[aspect][at]
    columns = re.sub(r"\b([lr])\.(\w+)", r"\2_\1", holds)
    made: ComparisonLevelCreator
    made = CustomLevel(columns, base_dialect_str="duckdb") if holds != ELSE else ElseLevel()
    if level == 0:
        return made.configure(is_null_level=True)
    m, u = float(weights.same[aspect][level]), float(weights.apart[aspect][level])
    if aspect not in RARE or level < RARE_FROM[aspect]:
        return made.configure(m_probability=m, u_probability=u)
    unit = _unit(aspect, weights)
    return made.configure(
        m_probability=m * unit / u,
        u_probability=unit,
        tf_adjustment_column=f"known_{RARE[aspect]}",
        disable_tf_exact_match_detection=True,
    )


def _unit(aspect: str, weights: Weights) -> float:
    """Splink counts u divided by the share of a name, the engine by how much the name known in
    the register is rarer than names that agree by chance. With one u for all levels that it
    matters at, and the shares told in it (`_SHARES`), these are the same. So it is with days of
    birth."""
    return float(weights.apart[aspect][RARE_FROM[aspect] :].min())


_SHARES = """select {key} as known_{key}, {unit} * many / squares as tf_known_{key} from
    (select {key}, cast(count(*) as double) as many from {register}
        where {key} is not null group by {key}) keys,
    (select sum(many * many) / sum(many) as squares from
        (select cast(count(*) as double) as many from {register}
            where {key} is not null group by {key}) counts) whole"""


def _level_of(aspect: str) -> str:
    """Splink counts the conditions of an aspect from the last to the first; back to our level."""
    told = [level for _, level in LEVELS[aspect] if level]
    cases = " ".join(f"when {len(told) - 1 - at} then {level}" for at, level in enumerate(told))
    return f"case gamma_{aspect} {cases} else 0 end as {aspect}"


_NEVER = " or ".join(
    f"(name = {name} and birth = {birth})"
    for name in range(len(WORDS["name"]))
    for birth in range(len(WORDS["birth"]))
    if is_never_a_link(name, birth)
)
_LINKED = f"""
    with levels as (
        select row_l as l, row_r as r, power(2, match_weight) as ratio,
            cast(match_key as integer) < {len(SURE_BLOCKS)} as near,
            {_level_of("name")}, {_level_of("birth")}, {_level_of("number")}
        from {{pairs}}
    ), ratios as (
        select l, r, near, case when {_NEVER} then 0.0 else ratio end as ratio,
            max(case when near and {LIKE} then 1 else 0 end) over (partition by l) as has_like
        from levels
    ), beliefs as (
        select l, r, ratio / (1 + sum(ratio) over (partition by l)) as belief
        from ratios where near or has_like = 0
    )
    select l, r, belief from beliefs where belief >= {{least}}"""
"""As in candidates.py: who has a like is looked for only among those near; as in `Model.beliefs`:
each is believed as far as it beats the others, and nobody at all."""
