"""Reads unit data from files: the country's own lists, and what an operator wants to import."""

import csv
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from motcua.rules.place.unit import (
    DAY,
    HamletRow,
    Succession,
    UnitChange,
    UnitRow,
    Versions,
    joined,
    with_changes,
)
from motcua.rules.words.names import nfc, same_name


class Unreadable(Exception):
    """The file cannot be understood; the message says where and what to do."""


@dataclass(frozen=True)
class Given:
    """What one file holds; of the three lists only one is filled, but for the country's own."""

    units: tuple[UnitRow, ...] = ()
    successions: tuple[Succession, ...] = ()
    hamlets: tuple[HamletRow, ...] = ()


def country_lists(folder: Path) -> Given:
    """Both trees and their successions from `country/units`, with the corrections applied."""
    trees = tomllib.loads((folder / "trees.toml").read_text("utf-8"))
    fixes = tomllib.loads((folder / "corrections.toml").read_text("utf-8"))
    rows = [row for tree in trees["tree"] for row in _tree(folder, tree, fixes)]
    links = [x for told in trees["succession"] for x in _bridge(folder, told, rows, fixes)]
    rows, links = joined(rows, links)
    rows, links = with_changes(rows, links, [_change(told) for told in fixes["change"]])
    return Given(tuple(rows), tuple(links))


def _tree(folder: Path, told: Mapping[str, Any], fixes: Mapping[str, Any]) -> list[UnitRow]:
    start = told["valid_from"]
    right = {x["wrong"]: x["right"] for x in fixes["recode"] if x["valid_from"] == start}
    former = {x["code"]: x["keys"] for x in fixes["former"] if x["valid_from"] == start}
    rows = []
    for line in _lines(folder / told["file"]):
        code = right.get(line["code"], line["code"])
        older = (*line.get("former", "").split(), *former.get(code, ()))
        rows.append(
            UnitRow(
                code,
                start,
                told.get("valid_to"),
                told["level"],
                line["kind"],
                line["name"],
                line.get("parent"),
                told["citation"],
                older,
            )  # fmt: skip
        )
    return rows


def _bridge(
    folder: Path, told: Mapping[str, Any], rows: Iterable[UnitRow], fixes: Mapping[str, Any]
) -> list[Succession]:
    day = told["day"]
    right = {x["wrong"]: x["right"] for x in fixes["recode"] if x["valid_from"] == day}
    old = {row.code: row.key for row in rows if row.in_force(day - DAY)}
    new = {row.code: row.key for row in rows if row.in_force(day)}
    return [
        Succession(
            old[line["old"]],
            new[right.get(line["new"], line["new"])],
            line["whole"] == "1",
            told["document"],
        )
        for line in _lines(folder / told["file"])
    ]


def _change(told: Mapping[str, Any]) -> UnitChange:
    return UnitChange(
        told["day"],
        told["units"],
        told["citation"],
        told.get("before", {}),
        told.get("after", {}),
    )


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def import_file(path: Path, current: Iterable[UnitRow], on: date | None) -> Given:
    """Read a CSV of units, successions or hamlets (told by its columns), or a JSON list.

    Units: code, level, kind, name, parent, valid_from, valid_to, citation.
    Successions: old, old_from, new, new_from, whole (1 or 0), document.
    Hamlets: unit, kind, name, valid_from, valid_to.
    JSON: provinces with `Code`, `FullName` and `Wards`, all in force on the day `on`.
    Days are written 2026-04-30 or 30/04/2026. `on` stands in for an empty valid_from.
    """
    try:
        if path.suffix.lower() == ".json":
            return Given(units=tuple(_listed(path, list(current), on)))
        lines = _lines(path)
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error, KeyError, TypeError) as trouble:
        raise Unreadable(
            f"Không đọc được {path.name}. Hãy lưu tệp dạng CSV (UTF-8) hoặc JSON rồi thử lại."
        ) from trouble
    columns = set(lines[0]) if lines else set()
    if {"code", "level", "kind", "name", "parent"} <= columns:
        return Given(units=tuple(_each(lines, lambda line: _unit(line, on))))
    if {"old", "new", "whole"} <= columns:
        versions = Versions(current)
        return Given(successions=tuple(_each(lines, lambda line: _link(line, versions, on))))
    if {"unit", "kind", "name"} <= columns:
        return Given(hamlets=tuple(_each(lines, lambda line: _hamlet(line, on))))
    raise Unreadable(
        f"{path.name} không có các cột cần thiết. Đơn vị: code, level, kind, name, parent, "
        "valid_from, valid_to, citation. Nối cũ với mới: old, old_from, new, new_from, whole, "
        "document. Thôn, tổ dân phố: unit, kind, name, valid_from, valid_to."
    )


def _each(lines: list[dict[str, str]], read: Any) -> Iterable[Any]:
    for number, line in enumerate(lines, start=2):
        try:
            yield read({key: nfc(value or "") for key, value in line.items() if key})
        except (ValueError, KeyError, TypeError) as trouble:
            raise Unreadable(f"Dòng {number}: {trouble}. Hãy sửa dòng này rồi thử lại.") from None


def _unit(line: Mapping[str, str], on: date | None) -> UnitRow:
    return UnitRow(
        line["code"],
        _day(line.get("valid_from", "")) or _needed(on),
        _day(line.get("valid_to", "")),
        line["level"],
        line["kind"].lower(),
        line["name"],
        line["parent"] or None,
        line.get("citation", ""),
        tuple(line.get("former", "").split()),
    )


def _link(line: Mapping[str, str], versions: Versions, on: date | None) -> Succession:
    if line["whole"] not in ("0", "1"):
        raise ValueError("cột whole phải là 1 (trọn) hoặc 0 (một phần)")
    new_from = _day(line.get("new_from", "")) or _needed(on)
    old_from = _day(line.get("old_from", ""))
    before = versions.on(line["old"], new_from - DAY)
    if old_from is None and before is None:
        raise ValueError(f"không có đơn vị mã {line['old']} trước ngày {new_from:%d/%m/%Y}")
    old = (line["old"], old_from) if old_from else before.key  # type: ignore[union-attr]
    return Succession(old, (line["new"], new_from), line["whole"] == "1", line.get("document", ""))


def _hamlet(line: Mapping[str, str], on: date | None) -> HamletRow:
    if not (line["unit"] and line["kind"] and line["name"]):
        raise ValueError("thiếu mã đơn vị, loại hoặc tên")
    start = _day(line.get("valid_from", "")) or _needed(on)
    end = _day(line.get("valid_to", ""))
    if end is not None and end < start:
        raise ValueError("ngày kết thúc đứng trước ngày bắt đầu")
    return HamletRow(line["unit"], line["kind"].lower(), line["name"], start, end)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = map(int, text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” không phải là ngày (ví dụ đúng: 30/04/2026)") from None


def _needed(on: date | None) -> date:
    if on is None:
        raise ValueError("thiếu ngày bắt đầu (cột valid_from hoặc tùy chọn --on)")
    return on


def _listed(path: Path, current: list[UnitRow], on: date | None) -> Iterable[UnitRow]:
    """A list in force on a day says nothing of when: rows we already know keep their dates."""
    if on is None:
        raise Unreadable(
            "Danh sách JSON không có ngày: hãy thêm --on NGÀY (danh sách của ngày nào)."
        )
    versions = Versions(current)
    for province in json.loads(path.read_text("utf-8-sig")):
        yield _as_known(_json_row(province, None, on), versions, on)
        for ward in province["Wards"]:
            yield _as_known(_json_row(ward, province["Code"], on), versions, on)


def _json_row(told: Mapping[str, str], parent: str | None, on: date) -> UnitRow:
    kind, name = nfc(told["AdministrativeUnitShortName"]).lower(), nfc(told["Name"])
    level = "commune" if parent else "province"
    return UnitRow(told["Code"], on, None, level, kind, name, parent)


def _as_known(row: UnitRow, versions: Versions, on: date) -> UnitRow:
    known = versions.on(row.code, on)
    if known is None or known.kind != row.kind:
        return row
    return replace(
        known, name=known.name if same_name(known.name, row.name) else row.name,
        parent=row.parent,
    )  # fmt: skip
