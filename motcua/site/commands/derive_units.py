"""Maintainers only: writes `country/units/*.csv` anew from the data of PyPI `vietnamadminunits`.

The package is not a dependency of ours (docs/decisions, units): install it in a virtual
environment of its own and give the folder of its data files:

    python -m venv /tmp/units && /tmp/units/bin/pip install --no-deps vietnamadminunits
    python -m motcua.site.commands.derive_units \
        /tmp/units/lib/python3.*/site-packages/vietnamadminunits/data country/units

Nothing of it is imported or run: only its SQLite file and its JSON table are read.
"""

import csv
import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def main(argv: list[str]) -> int:
    if len(argv) != 2:
        print(__doc__)
        return 2
    source, target = Path(argv[0]), Path(argv[1])
    old, new = read_trees(source / "dataset.db")
    mapping = json.loads((source / "converter_2025.json").read_text("utf-8"))
    write(target / "provinces-to-2025-06.csv", provinces(old))
    write(target / "provinces-from-2025-07.csv", provinces(new))
    write(target / "districts-to-2025-06.csv", districts(old))
    write(target / "communes-to-2025-06.csv", communes(old, parent="districtCode"))
    write(target / "communes-from-2025-07.csv", communes(new, parent="provinceCode"))
    write(target / "successions-2025-07.csv", successions(old, new, mapping))
    return 0


def read_trees(path: Path) -> tuple[list[Record], list[Record]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    tables = ("admin_units_legacy", "admin_units")
    old, new = ([dict(row) for row in connection.execute(f"SELECT * FROM {t}")] for t in tables)
    connection.close()
    return old, new


def provinces(tree: list[Record]) -> Iterator[Record]:
    seen = {row["provinceCode"]: row["province"] for row in tree}
    for code, full in sorted(seen.items()):
        kind, name = split_kind(full)
        yield {"code": code, "kind": kind, "name": name}


def districts(tree: list[Record]) -> Iterator[Record]:
    seen = {row["districtCode"]: row for row in tree}
    for code, row in sorted(seen.items()):
        kind, name = split_kind(row["district"])
        former = former_keys(row["districtAlias"])
        yield {
            "code": code, "kind": kind, "name": name, "parent": row["provinceCode"],
            "former": former,
        }  # fmt: skip


def communes(tree: list[Record], parent: str) -> Iterator[Record]:
    named = (row for row in tree if row["wardCode"])
    for row in sorted(named, key=lambda row: row["wardCode"]):
        kind, name = split_kind(row["ward"])
        former = former_keys(row["wardAlias"])
        yield {
            "code": row["wardCode"], "kind": kind, "name": name, "parent": row[parent],
            "former": former,
        }  # fmt: skip


KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "phường", "tỉnh", "quận", "huyện", "xã")


def split_kind(full: str) -> tuple[str, str]:
    """('phường', 'Trúc Bạch') of 'Phường Trúc Bạch'."""
    kind = next(kind for kind in KINDS if full.lower().startswith(kind + " "))
    return kind, full[len(kind) + 1 :].strip()


def former_keys(alias: str | None) -> str:
    """The older names folded into a unit, without accents and spaces, parted by a space.

    The package gives each twice, with and without its kind ("phuongvanmieu", "vanmieu"); the
    bare one is kept, and the full one only where the kind alone had changed.
    """
    keys = list(dict.fromkeys(json.loads(alias))) if alias else []
    bare = {key for key in keys if not starts_with_kind(key, keys)}
    return " ".join(key for key in keys if key in bare)


def starts_with_kind(key: str, keys: list[str]) -> bool:
    flat = ("thanhpho", "thitran", "thixa", "phuong", "huyen", "quan", "xa", "tt", "tx", "tp")
    return any(key.startswith(kind) and key[len(kind) :] in keys for kind in flat)


def successions(old: list[Record], new: list[Record], mapping: Record) -> Iterator[Record]:
    """Old code → new code; `whole` is 1, or 0 for each part of an old unit that was split."""
    olds = {old_key(row): row["wardCode"] or row["districtCode"] for row in old}
    news = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    pairs = [(province, new_province) for new_province, gone in mapping["DICT_PROVINCE"].items()
             for province in gone]  # fmt: skip
    old_codes = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_codes = {row["provinceKey"]: row["provinceCode"] for row in new}
    found = [(old_codes[was], new_codes[now], 1) for was, now in pairs]
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, gone in wards.items():
            found += [(olds[was], news[province, ward], 1) for was in gone]
    for province, split in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for was, parts in split.items():
            found += [(olds[was], news[province, part["newWardKey"]], 0) for part in parts]
    for was, now, whole in sorted(found, key=lambda pair: (len(pair[0]), pair)):
        yield {"old": was, "new": now, "whole": whole}


def old_key(row: Record) -> str:
    return f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"


def write(path: Path, records: Iterable[Record]) -> None:
    rows = list(records)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path}: {len(rows)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
