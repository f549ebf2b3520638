"""A register's keys, kept in a file beside it: made once, remade when the register has changed."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from motcua.clerks.matching.keys import FORM, keep_keys
from motcua.clerks.matching.people import People

Part = tuple[People, list[str]]
"""Some people of a register, and what each is called there."""


@dataclass(frozen=True)
class Kept:
    """The file of a register's keys, and whether it was there already."""

    file: Path
    fresh: bool


def keep(source: Path, columns: str, parts: Callable[[], Iterator[Part]]) -> Kept:
    """The keys of the register in `source`, read as `columns` say; `parts` reads it, if need be.
    The file is as secret as the register: only its owner may read it."""
    file = source.with_name(source.name + ".keys")
    stamp = _stamp(source, columns)
    if file.is_file() and _stamp_of(file) == stamp:
        return Kept(file, fresh=False)
    making = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        _make(making, stamp, parts())
        os.replace(making, file)
    finally:
        making.unlink(missing_ok=True)
        making.with_name(making.name + ".wal").unlink(missing_ok=True)
    return Kept(file, fresh=True)


def _stamp(source: Path, columns: str) -> str:
    """What the keys follow from: the register, how it is read, and how keys are made."""
    with source.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{content} {columns} {FORM} {duckdb.__version__}"


def _stamp_of(file: Path) -> str:
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            return str(connection.execute("select stamp from about").fetchall()[0][0])
    except duckdb.Error:  # of another version, or no such file at all
        return ""


def _make(file: Path, stamp: str, parts: Iterator[Part]) -> None:
    before = os.umask(0o077)
    try:
        with duckdb.connect(str(file)) as connection:
            _fill(connection, parts)
            connection.execute("create table about as select ? as stamp", [stamp])
    finally:
        os.umask(before)


def _fill(connection: duckdb.DuckDBPyConnection, parts: Iterator[Part]) -> None:
    connection.execute("create table called (row integer, id varchar, number varchar)")
    first = 0
    for people, ids in parts:
        keep_keys(connection, "register", people, first)
        part: dict[str, Any] = {  # noqa: F841 - DuckDB finds it by its name
            "row": np.arange(first, first + len(people), dtype=np.int32),
            "id": np.array(ids, dtype=object),
            "number": people.number,
        }
        connection.execute("insert into called select row, id, number from part")
        first += len(people)


def opened(kept: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which the kept keys are the tables `register` and `called` (row, id,
    number); nothing in the file changes."""
    connection = duckdb.connect()
    place = str(kept).replace("'", "''")
    connection.execute(f"attach '{place}' as kept (read_only)")
    for table in ("register", "called"):
        connection.execute(f"create view {table} as select * from kept.{table}")
    return connection
