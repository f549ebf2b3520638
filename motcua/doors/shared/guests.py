"""Guests as pages and files write them: the cells of a stay, and what is wrong in a row."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import day
from motcua.records.stay import Stay, StayNotice, stay_law
from motcua.rules.time.wall_clock import local
from motcua.rules.words.names import person_sort_key

SEXES = {"male": "Nam", "female": "Nữ"}


def labels() -> dict[str, str]:
    return {one.key: one.label for one in stay_law().columns}


def cells(stay: Stay) -> dict[str, str]:
    """What is known of a stay, by column, as people write it."""
    said = dict(stay.guest)
    said |= {"begins": day(stay.begins), "ends": day(stay.ends)}
    said["birth_date"] = day(said.get("birth_date"))
    said["sex"] = SEXES.get(said.get("sex", ""), "")
    said["number"] = said.get("number") or "không có"
    said["relative"] = "x" if stay.relative else ""
    return said


def corrected(stay: Stay) -> str:
    """What was told of the room before, each time it was put right; "" where it stands as told."""
    told = [
        f"sửa {local(datetime.fromisoformat(one['at'])):%H:%M %d/%m/%Y}, "
        f"trước ghi {one['room'] or 'chưa có phòng'}"
        for one in stay.guest.get("corrected", [])
    ]
    return "; ".join(told)


def written(stays: Iterable[Stay]) -> Iterator[list[str]]:
    """The rows of a file of stays, in the order of the columns."""
    keys = [one.key for one in stay_law().columns]
    for stay in stays:
        known = cells(stay)
        yield [known.get(key, "") for key in keys]


def by_name(rows: Iterable[Stay]) -> list[Stay]:
    """In each dwelling by name, dwellings as they come."""
    order: dict[UUID, int] = {}

    def place_of(one: Stay) -> tuple[int, str]:
        at = order.setdefault(one.dwelling_id, len(order))
        return at, person_sort_key(one.guest["full_name"])

    return sorted(rows, key=place_of)


def shown(stay: Stay) -> dict[str, Any]:
    """A stay as a line of a list."""
    more = {"corrected": corrected(stay), "dwelling": stay.dwelling}
    return {"stay": stay, "cells": cells(stay)} | more


def reasons(wrong: Mapping[str, Any]) -> list[str]:
    """What is wrong in a row that was given back, in sentences."""
    named = labels()
    return [
        say(code, {"label": named.get(key, key), **detail})
        for key, (code, detail) in wrong.items()
    ]


def given_back(notice: StayNotice) -> list[tuple[int, dict[str, str], list[str]]]:
    """The rows given back: line, cells as they came, reasons."""
    rows = (notice.returned or {}).get("rows", [])
    return [(line, came, reasons(wrong)) for line, came, wrong in rows]
