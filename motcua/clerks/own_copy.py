"""Sets a copy of what is held of somebody on paper, for whoever it is about; it goes after some
days."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from motcua.actions.own_data import forget_own_copy, keep_own_copy
from motcua.bridges.typesetter import typeset
from motcua.clerks.errands import by_clerk, by_clock, errand, rounds
from motcua.clerks.paper_control import committee
from motcua.clerks.workplace import here
from motcua.records.all_held import all_held_of
from motcua.records.own_data import OwnCopy, own_data_law
from motcua.records.procedure import catalogue, version_of
from motcua.rules.catalogue.paper_form import Box, lay_out
from motcua.rules.dossier import STATE_WORDS, State
from motcua.rules.time.wall_clock import local
from motcua.rules.verification import Answer

Row = dict[str, str]
ISO_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
SEXES = {"male": "Nam", "female": "Nữ"}
PERSON = {
    "full_name": "Họ và tên",
    "number": "Số định danh",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
    "nationality": "Quốc tịch",
    "hometown": "Quê quán",
    "address": "Nơi ở",
    "phone": "Điện thoại",
    "verified_at": "Đã đối chiếu lúc",
}
DOSSIER = {
    "submitted_at": "Nộp lúc",
    "accepted_at": "Tiếp nhận lúc",
    "due_at": "Hẹn trả",
    "closed_at": "Kết thúc lúc",
    "reason": "Lý do",
    "reason_basis": "Căn cứ",
}
GIVEN = {"files": ("Tệp đã nộp", "name"), "papers": ("Giấy đã lập", "title"),
         "delivery": ("Nơi nhận kết quả", "address"),
         "shipments": ("Đã gửi đến", "address")}  # fmt: skip


@errand("make-own-copy")
def make_own_copy(*, entry: int, subject: str, **_: Any) -> None:
    """Once, unless it is gone."""
    asked = OwnCopy.objects.select_related("person__unit__parent", "account").filter(pk=subject)
    if (copy := asked.filter(sha256="").first()) is None:
        return
    content = typeset("own-copy", own_copy(copy), at=copy.asked_at)
    keep_own_copy(by_clerk("make-own-copy", entry), copy.id, content=content)


@rounds("forget-own-copies", cron="41 3 * * *")
def forget_own_copies(timestamp: int = 0) -> None:
    """Copies older than the days they are kept."""
    for copy in OwnCopy.objects.past_keeping(here().clock()).values_list("pk", flat=True):
        forget_own_copy(by_clock(), copy)


def own_copy(copy: OwnCopy) -> dict[str, Any]:
    """The shape `OwnCopy` of papers: what is held as it was when it was asked for, in words."""
    person, at = copy.person, copy.asked_at
    assert person.unit is not None  # asking wants one
    held = all_held_of(person, copy.account.who(local(at).date(), None), at)
    store = [_row(one["label"], _store_words(one)) for one in held["store"]]
    return {
        "agency": committee(person.unit),
        "name": person.full_name,
        "days": own_data_law().copy.days,
        "sections": [
            {"title": "Thông tin của Bạn", "rows": _said(held["person"], PERSON)},
            {"title": "Kho của Bạn: đã có, không phải nộp lại", "rows": store},
            *(_dossier(one) for one in held["dossiers"]),
            *_unmatched(held["unmatched"]),
        ],
        "verify": {"address": f"{here().address}/du-lieu-cua-ban", "code": ""},
    }


def _unmatched(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the register did not agree with, where there was something."""
    rows = [_row(_words(one["opened_at"]), Answer(one["answer"]).label) for one in cases]
    return [{"title": "Dữ liệu dân cư trả lời chưa khớp", "rows": rows}] if rows else []


def _dossier(held: Mapping[str, Any]) -> dict[str, Any]:
    form = lay_out(version_of(held["version"]), held["answers"])
    answers = [_row(box.label, _box(box)) for box in (*form.items, *form.more)]
    tables = [_row(one.label, "\n".join(map(", ".join, one.rows))) for one in form.tables]
    given = [
        _row(label, "\n".join(str(one[key]) for one in held[part]))
        for part, (label, key) in GIVEN.items()
    ]
    told = [_row("Bước", STATE_WORDS[State(held["state"])]), *_said(held, DOSSIER)]
    rows = [one for one in (*answers, *tables, *given) if one["value"]]
    name = catalogue()[held["procedure"]].name
    return {"title": f"Hồ sơ {held['number']}: {name}", "rows": [*told, *rows]}


def _said(held: Mapping[str, Any], labels: Mapping[str, str]) -> list[Row]:
    return [_row(label, _words(held[key])) for key, label in labels.items() if held[key]]


def _store_words(held: Mapping[str, Any]) -> str:
    until = f"dùng được đến {_words(held['valid_to'])}" if held["valid_to"] else ""
    value = held["value"] if isinstance(held["value"], str) else ""
    said = (_words(value), held["name"], held["number"], until)
    return ", ".join(str(one) for one in said if one)


def _box(box: Box) -> str:
    return box.value or ", ".join(one.label for one in box.options if one.ticked)


def _words(value: Any) -> str:
    """A value as papers say it."""
    if isinstance(value, datetime):
        return f"{local(value):%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = SEXES.get(value, str(value))
    return "/".join(reversed(text.split("-"))) if ISO_DAY.fullmatch(text) else text


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}
