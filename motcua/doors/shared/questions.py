"""Draws a procedure's questions: plain objects that templates/shared/fields.html shows.

`draw` takes answers as `forms.read` gives them, so a page looks the same whether its values come
from a saved draft or from a form that was just sent with mistakes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.doors.shared.forms import MEMBERS_MOST, NAME_MOST, Asked, Choices, Errors, limit
from motcua.doors.shared.places import UNDECLARED, Place
from motcua.doors.shared.sentences import say
from motcua.doors.shared.templatetags.motcua import day

SELECT_FROM = 9  # a list this long is a drop-down; shorter ones lie open

PART_LABELS = {
    "full_name": "Họ và tên",
    "number": "Số định danh",
    "birth_date": "Ngày sinh",
    "relation": "Quan hệ với Bạn",
    "text": "Địa chỉ",
}
PART_HINTS = {
    "full_name": "Như trên giấy tờ",
    "number": "12 chữ số trên thẻ căn cước",
    "birth_date": "Ví dụ 27/03/1985. Không nhớ ngày thì ghi năm",
}
KIND_HINTS = {
    "date": "Ngày, tháng, năm, ví dụ 05/09/2026",
    "time": "Ví dụ 14:30",
    "phone": "Ví dụ 0905 123 456",
    "address": "Số nhà, đường, thôn hoặc tổ dân phố, xã hoặc phường, tỉnh hoặc thành phố",
}
NUMERIC = {"number", "id-number", "phone"}
WIDTHS = {
    "date": "short",
    "birth_date": "short",
    "time": "short",
    "number": "short",
    "phone": "short",
}
TEMPLATES = {
    "paragraph": "paragraph",
    "choice": "choice",
    "yes-no": "choice",
    "person": "person",
    "members": "members",
    "address": "address",
    "dwelling": "dwelling",
    "file": "file",
}
UNDECLARED_WORDS = "Không có trong danh sách: chủ nhà chưa khai báo chỗ ở này"


@dataclass(frozen=True)
class Input:
    """One box to type in. `name` is also its id in the page."""

    name: str
    label: str
    value: str = ""
    error: str = ""
    hint: str = ""
    width: str = ""
    numeric: bool = False
    focus: bool = False
    options: tuple["Option", ...] = ()

    @property
    def described_by(self) -> str:
        hint = f"{self.name}-hint" if self.hint else ""
        return f"{hint} {self.name}-error".strip() if self.error else hint


@dataclass(frozen=True)
class Option:
    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One person among several."""

    key: str
    at: int
    parts: tuple[Input, ...]


@dataclass(frozen=True)
class Question(Input):
    """One field of a procedure, ready to be shown."""

    kind: str = "text"
    required: bool = True
    heading: bool = False
    parts: tuple[Input, ...] = ()
    rows: tuple[Row, ...] = ()
    full: bool = False
    for_text: str = ""
    communes: tuple[Option, ...] = ()
    code: str = ""
    held: Sequence[Any] = field(default=())
    accept: str = ""
    most_mb: int = 0
    most_files: int = 0
    home: str = ""  # the draft or dossier a file may be sent to in pieces

    @property
    def template(self) -> str:
        usual = TEMPLATES.get(self.kind, "choice" if self.options else "text")
        if usual == "choice" and len(self.options) >= SELECT_FROM:
            usual = "select"
        return f"shared/fields/{usual}.html"

    @property
    def key(self) -> str:
        return self.name


def draw(
    fields: Iterable[Asked],
    answers: Mapping[str, Any],
    errors: Errors | None = None,
    choices: Choices | None = None,
    held: Mapping[str, Sequence[Any]] | None = None,
    heading: bool = True,
) -> list[Question]:
    """The questions of one page. A question alone on its page is also the page's heading.

    `choices`: communes to choose among; `held`: files kept already, each with
    name, size and key. After a reshape the newest row takes the cursor.
    """
    asked = list(fields)
    pen = Pen(answers, errors or {}, choices or {}, held or {})
    return [pen.question(one, heading and len(asked) == 1) for one in asked]


@dataclass(frozen=True)
class Pen:
    answers: Mapping[str, Any]
    errors: Errors
    choices: Choices
    held: Mapping[str, Sequence[Any]]

    def question(self, asked: Asked, heading: bool) -> Question:
        answer = self.answers.get(asked.key)
        common: dict[str, Any] = {
            "name": asked.key,
            "label": asked.label,
            "error": self.error(asked.key, asked),
            "hint": asked.hint or KIND_HINTS.get(asked.kind, ""),
            "kind": str(asked.kind),
            "required": asked.required,
            "heading": heading,
            "width": WIDTHS.get(asked.kind, ""),
            "numeric": asked.kind in NUMERIC,
        }
        return Question(**common | DRAWERS[asked.kind](self, asked, answer))

    def error(self, name: str, asked: Asked, label: str = "") -> str:
        code = self.errors.get(name)
        return say(code, detail(asked, label, name)) if code else ""

    def text(self, _asked: Asked, answer: Any) -> dict[str, Any]:
        return {"value": shown(answer)}

    def choice(self, asked: Asked, answer: Any) -> dict[str, Any]:
        given = self.choices.get(asked.key, asked.options)
        return {"options": options(asked.key, given, answer)}

    def dwelling(self, asked: Asked, answer: Any) -> dict[str, Any]:
        """`answer` is a `Place`: a text, dwellings it may mean, communes it may lie in."""
        place: Place = answer or Place()
        offered = [*place.homes, (UNDECLARED, UNDECLARED_WORDS)] if place.homes else []
        return {
            "value": place.text,
            "for_text": place.text,
            "options": _after_text(asked.key, offered, place.chosen),
            "communes": _after_text(f"{asked.key}.commune", place.communes, place.commune),
            "code": place.commune,
        }

    def yes_no(self, asked: Asked, answer: Any) -> dict[str, Any]:
        labels = dict(asked.options)
        given = [("yes", labels.get("yes", "Có")), ("no", labels.get("no", "Không"))]
        said = {True: "yes", False: "no"}.get(answer) if isinstance(answer, bool) else None
        return {"options": options(asked.key, given, said)}

    def person(self, asked: Asked, answer: Any) -> dict[str, Any]:
        return {"parts": self.parts(asked, asked.key, answer or {})}

    def members(self, asked: Asked, answer: Any) -> dict[str, Any]:
        people = list(answer or [{}])
        rows = [self.row(asked, at, person, len(people)) for at, person in enumerate(people)]
        return {"rows": tuple(rows), "full": len(rows) >= MEMBERS_MOST}

    def row(self, asked: Asked, at: int, person: Mapping[str, Any], among: int) -> Row:
        key = f"{asked.key}.{at}"
        fresh = not any(person.values()) and at > 0 and at == among - 1
        relations = options(f"{key}.relation", asked.options, person.get("relation"))
        parts = self.parts(asked, key, person, focus=fresh)
        relation = self.part(asked, f"{key}.relation", person.get("relation"), options=relations)
        return Row(key, at + 1, (*parts, relation))

    def parts(
        self, asked: Asked, key: str, person: Mapping[str, Any], focus: bool = False
    ) -> tuple[Input, ...]:
        name = self.part(asked, f"{key}.full_name", person.get("full_name"), focus=focus)
        return (
            name,
            *(self.part(asked, f"{key}.{p}", person.get(p)) for p in ("number", "birth_date")),
        )

    def part(self, asked: Asked, name: str, value: Any, **more: Any) -> Input:
        part = name.rpartition(".")[2]
        return Input(
            name=name,
            label=PART_LABELS[part],
            value=shown(value),
            error=self.error(name, asked, PART_LABELS[part]),
            hint=PART_HINTS.get(part, ""),
            width={"number": "middle"}.get(part) or WIDTHS.get(part, ""),
            numeric=part == "number",
            **more,
        )

    def address(self, asked: Asked, answer: Any) -> dict[str, Any]:
        answer = answer or {}
        text, code = answer.get("text") or "", answer.get("code") or ""
        given = self.choices.get(asked.key, ())
        return {
            "value": text,
            "code": code,
            "for_text": text,
            "options": options(f"{asked.key}.code", given, code),
            "error": self.error(asked.key, asked) or self.error(f"{asked.key}.text", asked),
        }

    def file(self, asked: Asked, _answer: Any) -> dict[str, Any]:
        return {
            "held": self.held.get(asked.key, ()),
            "accept": getattr(asked, "accept", ""),
            "most_mb": getattr(asked, "most_mb", 25),
            "most_files": getattr(asked, "most_files", 10),
        }


DRAWERS: dict[str, Callable[[Pen, Asked, Any], dict[str, Any]]] = {
    **dict.fromkeys(("text", "paragraph", "date", "time", "number", "phone"), Pen.text),
    "choice": Pen.choice,
    "yes-no": Pen.yes_no,
    "dwelling": Pen.dwelling,
    "person": Pen.person,
    "members": Pen.members,
    "address": Pen.address,
    "file": Pen.file,
}


def shown(value: Any) -> str:
    """A kept value as a person writes it: days as dd/mm/yyyy, decimals with a comma."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return day(value) if isinstance(value, str) else "" if value is None else str(value)


def options(key: str, given: Iterable[tuple[str, str]], chosen: object) -> tuple[Option, ...]:
    """The first option carries the plain key as id, so that an error's link leads to it."""
    return tuple(
        Option(key if not at else f"{key}.{at}", value, label, value == chosen)
        for at, (value, label) in enumerate(given)
    )


def _after_text(key: str, given: Iterable[tuple[str, str]], chosen: str) -> tuple[Option, ...]:
    """Options below a box that has the plain key as its id."""
    return tuple(
        Option(f"{key}.{at}", value, label, value == chosen)
        for at, (value, label) in enumerate(given)
    )


def detail(asked: Asked, label: str, name: str) -> dict[str, object]:
    """What a sentence about this input needs: its label, and its limit."""
    most = {
        "members": MEMBERS_MOST,
        "file": getattr(asked, "most_mb", 25),
    }.get(asked.kind, NAME_MOST if label else limit(asked))
    if asked.kind == "members" and label:
        row = int(name.split(".")[1]) + 1
        return {"label": f"{label} của người thứ {row}", "limit": NAME_MOST}
    return {"label": label or asked.label, "limit": most}


def error_list(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """(anchor, sentence) of every error on the page, in the order of the page."""
    found = []
    for question in questions:
        boxes = (question, *question.parts, *(part for row in question.rows for part in row.parts))
        found += [(anchor(box), box.error) for box in boxes if box.error]
    return found


def anchor(box: Input) -> str:
    """Where a link from the list of errors leads: the box to type in, or the first choice."""
    kind = getattr(box, "kind", "")
    if kind == "address":
        return f"{box.name}.code" if box.options else f"{box.name}.text"
    if kind in ("person", "members"):
        return f"{box.name}.full_name" if kind == "person" else f"{box.name}.0.full_name"
    return box.name
