"""Reads the table of a list somebody sent: Excel, CSV in any encoding, or Parquet."""

import io

from motcua.actions.files.confined import Confined, Hears, Limits
from motcua.actions.files.read_sheet import Sheet, limits_of, read_sheet
from motcua.rules.fonts.opening import as_text
from motcua.rules.lists.csv_text import divided
from motcua.rules.refusal import Refused

_PARQUET = Confined("read_parquet", heavy="sheet-heavy")
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
COLUMNS = 200
LONGEST = 1_000_000  # letters of a line: a table has none so long


def read_list(
    content: bytes, *, rows: int, megabytes: int, hears: Hears = lambda _: None
) -> Sheet:
    """All cells as text, as in `read_sheet`; what divides a CSV is found out. `hears` how far it
    is with an Excel file: the others take no time.

    Refused as by `read_sheet`, and with: list-empty, list-quote (line), list-no-text (line),
    list-no-table, list-not-parquet.
    """
    check_list(content, megabytes)
    if content.startswith(_EXCEL):
        return read_sheet(content, rows=rows, megabytes=megabytes, hears=hears)
    if content.startswith(b"PAR1"):
        size = limits_of(rows)
        limits = Limits(seconds=size.seconds, memory=size.memory + (2 << 30), written=len(content))
        said, _ = _PARQUET.ask(content, limits, rows=rows, columns=COLUMNS)
        return Sheet(said["table"])
    return _text_table(content, rows)


def check_list(content: bytes, megabytes: int) -> None:
    """What can be said without opening it."""
    if not content.strip():
        raise Refused("list-empty")
    if len(content) > megabytes << 20:
        raise Refused("sheet-big", detail={"limit": megabytes})
    if content.startswith((b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"Rar!", b"7z\xbc\xaf")):
        raise Refused("list-no-table")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Refused("sheet-not-excel")  # a web page that calls itself .xls, as programs export


def _text_table(content: bytes, most: int) -> Sheet:
    text = as_text(content)
    if max(map(len, text.splitlines()), default=0) > LONGEST:
        raise Refused("list-no-table")
    found, divider = divided(io.StringIO(text, newline=""))
    table: list[list[str]] = []
    for row in found:
        table.append(list(row))
        if len(table) > most + 20:  # headings and a title stand above
            raise Refused("sheet-rows", detail={"limit": f"{most:,}".replace(",", ".")})
        if len(row) > COLUMNS:
            raise Refused("sheet-columns", detail={"limit": COLUMNS, "row": len(table)})
    return Sheet(table, divider=divider)
