"""A cluster of two workers links whom the engine links: `make test-cluster`, not `make test`."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from motcua.clerks.matching.cluster import links, start_spark, write_keys
from motcua.clerks.matching.engine import weights
from tests.clerks.matching.test_cluster import keep, linked_by_engine

MASTER = "local-cluster[2,1,1024]"
SMALL = {
    "spark.driver.memory": "512m",
    "spark.executor.memory": "640m",
    "spark.sql.shuffle.partitions": "4",
    "spark.default.parallelism": "4",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
}
PEOPLE, ROWS = 20_000, 2_000


@pytest.fixture
def sample() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        keep(connection, PEOPLE, ROWS)
        yield connection


@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")
def test_spark_links_whom_the_engine_links(
    sample: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    spark = start_spark(MASTER, SMALL)
    try:
        for table in ("list", "register"):
            write_keys(sample, table, tmp_path / table)
            read = spark.spark.read.parquet(str(tmp_path / table))
            read.createOrReplaceTempView(f"{table}_keys")
        told = links(spark, "list_keys", "register_keys", weights(sample))
    finally:
        spark.spark.stop()
    ours = linked_by_engine(sample)
    theirs = {(one["l"], one["r"]): one["belief"] for one in told}
    assert theirs == pytest.approx(ours, abs=1e-9) and len(ours) > 0.9 * ROWS
