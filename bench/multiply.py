"""Fills the tables with copies of dossiers that were worked on, their people, and all that hangs
on them: each copy is another person's, since what one has filed costs at the next filing.

By SQL, as the owner: each copy has ids and numbers of its own, everything else is as it was. What
is sealed in a copy cannot be opened, and its places in the journal do not verify.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import psycopg

ANEW = "md5({0}::text || n)::uuid"
ALL_ANEW = "array(select md5(one::text || n)::uuid from unnest({0}) one)"
UNIQUE = {
    ("number", "varchar"): "{0} || '-' || n",
    ("code", "varchar"): "left(md5({0} || n), 16)",
    ("number_index", "bytea"): "decode(md5({0}::text || n), 'hex')",
}
BESIDE = {
    "motcua_person": "id = any(%(ids)s)",
    "motcua_dossier": "id = any(%(ids)s)",
    "motcua_draft": "id = any(%(ids)s)",
    "motcua_wish": "id = any(%(ids)s)",
    "motcua_entry": "subject = any(%(ids)s)",
    "motcua_chain": "subject = any(%(ids)s)",
    "motcua_outcome": "record = any(%(ids)s::text[])",
}
"""Rows of a dossier that do not name it in a column `dossier_id`."""


@dataclass(frozen=True)
class Table:
    """Which rows of a table belong to the dossiers, and what its columns are in a copy."""

    name: str
    where: str
    columns: dict[str, str]

    def copy(self) -> str:
        names, values = ", ".join(self.columns), ", ".join(self.columns.values())
        return (
            f"insert into {self.name} ({names}) select {values} from {self.name} t"
            f" cross join generate_series(%(first)s::int, %(last)s::int) n where {self.where}"
        )


def multiply(owner: str, dossiers: Sequence[UUID], first: int, last: int) -> None:
    """The copies `first` to `last` of each of these dossiers."""
    with psycopg.connect(owner) as connection:
        named, ids = _with(connection, "dossier_id"), set(dossiers)
        for name in set(named).intersection(_with(connection, "id")):
            found = f"select id from {name} where dossier_id = any(%s)"
            ids |= {id for (id,) in connection.execute(found, [list(dossiers)])}
        people = "select person_id from motcua_party where dossier_id = any(%s)"
        ids |= {id for (id,) in connection.execute(people, [list(dossiers)])}
        given = {"ids": list(ids), "first": first, "last": last}
        connection.execute("alter table motcua_entry disable trigger user")
        for table in _tables(connection, named, given["ids"]):
            connection.execute(table.copy(), given)  # type: ignore[call-overload]
        connection.execute("set constraints all immediate")
        connection.execute("alter table motcua_entry enable trigger user")
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("vacuum analyze")


def _with(connection: psycopg.Connection, column: str) -> list[str]:
    """Our tables that have such a column, of ids."""
    found = connection.execute(
        "select table_name from information_schema.columns where column_name = %s"
        " and udt_name = 'uuid' and table_name like %s",
        [column, "motcua\\_%"],
    )
    return [name for (name,) in found]


def _tables(connection: psycopg.Connection, named: Sequence[str], ids: object) -> Iterator[Table]:
    """Whatever a dossier refers to comes before what refers to it (all is checked at the end)."""
    own = dict.fromkeys(named, "dossier_id = any(%(ids)s)")
    for name, where in (BESIDE | own).items():
        columns = connection.execute(
            "select column_name, udt_name, column_default is not null or is_identity = 'YES'"
            " from information_schema.columns where table_name = %s",
            [name],
        ).fetchall()
        copied = {}
        for column, kind, numbered in columns:
            if column == "id" and numbered:
                continue
            copied[f'"{column}"'] = _value(connection, name, where, column, kind, ids)
        yield Table(name, where, copied)


def _value(
    connection: psycopg.Connection, table: str, where: str, column: str, kind: str, ids: object
) -> str:
    """The column as it is, or made anew where it names the dossier or a row of it."""
    quoted = f'"{column}"'
    if (column, kind) in UNIQUE:
        return UNIQUE[column, kind].format(quoted)
    if table == "motcua_outcome" and column == "key":
        return ANEW.format(quoted)
    if (table, column) == ("motcua_entry", "about"):
        return ALL_ANEW.format(quoted)
    if kind != "uuid":
        return quoted
    own = f"select 1 from {table} where {where} and {quoted} = any(%(ids)s) limit 1"
    found = connection.execute(own, {"ids": ids}).fetchone()  # type: ignore[call-overload]
    return ANEW.format(quoted) if found else quoted
