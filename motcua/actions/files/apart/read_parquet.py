"""Reads a Parquet file as text: the names of its columns, then its rows."""

import os
from typing import Any

from motcua.actions.files.apart import Unfit


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the most `rows` and `columns`; says the `table`; days are ISO."""
    import duckdb

    place = os.memfd_create("given")  # DuckDB opens files; this one is in memory
    with os.fdopen(place, "wb") as file:
        file.write(given)
        file.flush()
        try:
            with duckdb.connect(config={"threads": 1}) as connection:
                found = connection.execute(
                    "select columns(*)::varchar from read_parquet(?)", [f"/proc/self/fd/{place}"]
                )
                names = [column[0] for column in found.description or ()]
                if len(names) > told["columns"]:
                    detail = {"limit": told["columns"], "row": 1}
                    raise Unfit("sheet-columns", detail)
                rows = found.fetchmany(told["rows"] + 1)
        except duckdb.OutOfMemoryException as error:
            raise MemoryError from error
        except duckdb.Error as error:
            raise Unfit("list-not-parquet") from error
    if len(rows) > told["rows"]:
        raise Unfit("sheet-rows", {"limit": f"{told['rows']:,}".replace(",", ".")})
    return {"table": [names, *([cell or "" for cell in row] for row in rows)]}, b""
