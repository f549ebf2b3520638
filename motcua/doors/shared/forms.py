"""Reads what was typed into a procedure's questions: shape only, and nothing typed is lost.

A value of the right shape is kept as data (day → ISO text, yes-no → bool); one of the wrong shape
is kept as it was typed, beside its error, so that the page can show it again. Blank is None.

kind                     kept as
text, paragraph, choice  str
date, time, phone        str: 1985-03-02, 14:30, 0905123456
number                   int or float
yes-no                   bool
person                   {"full_name", "number", "birth_date"}; birth_date may be 1950 or 1950-03
members                  [{"full_name", "number", "birth_date", "relation"}, …]
address                  {"text", "code"}: the code is a commune's, chosen among `choices`
file                     [a file with name, size and read(), …]

Which dwelling is meant is more than a shape: `places` reads that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from motcua.doors.shared import shapes
from motcua.doors.shared.shapes import Wrong
from motcua.rules.identity import BirthDate, check
from motcua.rules.words.names import nfc

Choices = Mapping[str, Sequence[tuple[str, str]]]  # key → (value, label) known only at this hour
Errors = dict[str, str]  # name of an input → code of a sentence

MEMBERS_MOST = 20
TEXT_MOST = 200
PARAGRAPH_MOST = 3000
ADDRESS_MOST = 300
NAME_MOST = 120
PERSON_PARTS = ("full_name", "number", "birth_date")
MEMBER_PARTS = (*PERSON_PARTS, "relation")


class Asked(Protocol):
    """What a question must know of itself; `rules.catalogue.parts.Field` is one."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def options(self) -> Sequence[tuple[str, str]]: ...


@dataclass(frozen=True)
class Paper:
    """A paper to photograph or choose, asked as a question among the others."""

    key: str
    label: str
    hint: str = ""
    required: bool = True
    most_files: int = 10
    most_mb: int = 25
    accept: str = "image/*,application/pdf"
    xml: bool = False
    kind: str = "file"
    options: tuple[tuple[str, str], ...] = ()


@dataclass
class Sheet:
    """One reading: what was sent, what is known now, what came out of it."""

    post: QueryDict
    files: MultiValueDict[str, Any]
    choices: Choices
    held: Mapping[str, int]  # how many files of a paper we already keep
    today: date
    errors: Errors = field(default_factory=dict)

    def typed(self, name: str) -> str:
        return nfc(self.post.get(name, ""))

    def shaped(self, name: str, read_one: Callable[[str], Any]) -> Any:
        """The value of one input, or what was typed there with its error noted."""
        typed = self.typed(name)
        if not typed:
            return None
        try:
            return read_one(typed)
        except Wrong as wrong:
            self.errors[name] = wrong.code
            return typed


def read(
    fields: Iterable[Asked],
    post: QueryDict,
    files: MultiValueDict[str, Any] | None = None,
    choices: Choices | None = None,
    held: Mapping[str, int] | None = None,
    today: date = date.max,
) -> tuple[dict[str, Any], Errors]:
    """What was answered and what is wrong with its shape, by key and by name of input.

    After "add a person" or "leave this one out" (`reshapes`) there are no errors yet. `today` is
    the day of `by.at`: nobody was born after it.
    """
    sheet = Sheet(post, files or MultiValueDict(), choices or {}, held or {}, today)
    answers = {asked.key: READERS[asked.kind](sheet, asked) for asked in fields}
    return answers, {} if reshapes(post) else sheet.errors


def reshapes(post: QueryDict) -> bool:
    """Whether a button asked for another shape of the page rather than to go on."""
    return "add" in post or "remove" in post


def doubts(fields: Iterable[Asked], answers: Mapping[str, Any]) -> Errors:
    """Contradictions between a number and a birth date: warnings to look again, by input."""
    people = {
        name: person
        for asked in fields
        for name, person in _people(asked, answers.get(asked.key))
        if person["number"] and person["birth_date"]
    }
    return {
        f"{name}.number": found[0]
        for name, person in people.items()
        if (
            found := check(person["number"], BirthDate.parse(person["birth_date"], date.max), None)
        )
    }


def _people(asked: Asked, answer: Any) -> list[tuple[str, Mapping[str, Any]]]:
    if asked.kind == "person" and answer:
        return [(asked.key, answer)]
    rows = answer or [] if asked.kind == "members" else []
    return [(f"{asked.key}.{at}", row) for at, row in enumerate(rows)]


def limit(asked: Asked) -> int:
    """How many characters an answer may have."""
    said: int = getattr(asked, "max_length", TEXT_MOST)
    roomy = {"paragraph": PARAGRAPH_MOST, "address": ADDRESS_MOST}.get(asked.kind, 0)
    return max(said, roomy)


def _short(most: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) > most:
            raise Wrong("too-long")
        return text

    return check


def _need(sheet: Sheet, asked: Asked, value: Any, code: str = "missing", part: str = "") -> Any:
    """The value; where it is blank and required, with the error noted."""
    if asked.required and value in (None, "", []):
        sheet.errors.setdefault(asked.key + part, code)
    return value


def _text(sheet: Sheet, asked: Asked) -> Any:
    return _need(sheet, asked, sheet.shaped(asked.key, _short(limit(asked))))


def _paragraph(sheet: Sheet, asked: Asked) -> Any:
    lines = [nfc(line) for line in sheet.post.get(asked.key, "").splitlines()]
    text = "\n".join(lines).strip()
    if len(text) > limit(asked):
        sheet.errors[asked.key] = "too-long"
    return _need(sheet, asked, text or None)


def _one(shape: Callable[[str], Any]) -> Callable[[Sheet, Asked], Any]:
    return lambda sheet, asked: _need(sheet, asked, sheet.shaped(asked.key, shape))


def _choice(sheet: Sheet, asked: Asked) -> Any:
    options = sheet.choices.get(asked.key, asked.options)
    typed = sheet.typed(asked.key)
    chosen = typed if typed in [value for value, _ in options] else None
    return _need(sheet, asked, chosen, "choose")


def _yes_no(sheet: Sheet, asked: Asked) -> Any:
    said = {"yes": True, "no": False}.get(sheet.typed(asked.key))
    return _need(sheet, asked, said, "choose")


def _parts(sheet: Sheet, name: str, parts: Iterable[str]) -> dict[str, Any]:
    part_shapes: dict[str, Callable[[str], Any]] = {
        "full_name": _short(NAME_MOST),
        "number": shapes.identity_number,
        "birth_date": lambda text: shapes.birth(text, sheet.today),
        "relation": _short(NAME_MOST),
    }
    return {part: sheet.shaped(f"{name}.{part}", part_shapes[part]) for part in parts}


def _person(sheet: Sheet, asked: Asked) -> Any:
    person = _parts(sheet, asked.key, PERSON_PARTS)
    if asked.required or any(person.values()):
        _complete(sheet, asked.key, person)
    return person if any(person.values()) else None


def _complete(sheet: Sheet, name: str, person: Mapping[str, Any]) -> None:
    """A person is named, and known by number or, where there is none yet, by birth date."""
    if not person["full_name"]:
        sheet.errors.setdefault(f"{name}.full_name", "missing")
    if not (person["number"] or person["birth_date"]):
        sheet.errors.setdefault(f"{name}.number", "id-or-birth")


def _members(sheet: Sheet, asked: Asked) -> Any:
    rows: list[dict[str, Any]] = []
    for at in _rows(sheet, asked.key):
        attempt = replace(sheet, errors={})
        row = _parts(attempt, f"{asked.key}.{at}", MEMBER_PARTS)
        if any(row.values()):
            _complete(attempt, f"{asked.key}.{at}", row)
            _keep_row_errors(sheet, attempt, f"{asked.key}.{at}", f"{asked.key}.{len(rows)}")
            rows.append(row)
    if sheet.post.get("add") == asked.key and len(rows) < MEMBERS_MOST:
        rows.append(dict.fromkeys(MEMBER_PARTS))
    return _need(sheet, asked, rows, "missing", ".0.full_name")


def _rows(sheet: Sheet, key: str) -> list[int]:
    """The rows that were sent, without the one just left out."""
    sent = [at for at in range(MEMBERS_MOST) if f"{key}.{at}.full_name" in sheet.post]
    return [at for at in sent if sheet.post.get("remove") != f"{key}.{at}"]


def _keep_row_errors(sheet: Sheet, attempt: Sheet, old: str, new: str) -> None:
    """Blank rows are dropped, so a row's errors move up with it."""
    for name, code in attempt.errors.items():
        sheet.errors[new + name.removeprefix(old)] = code


def _address(sheet: Sheet, asked: Asked) -> Any:
    """A commune's code holds only for the text it was found for."""
    text = sheet.shaped(f"{asked.key}.text", _short(limit(asked)))
    known = [value for value, _ in sheet.choices.get(asked.key, ())]
    code = sheet.typed(f"{asked.key}.code")
    fits = sheet.typed(f"{asked.key}.for") == text and (not known or code in known)
    _need(sheet, asked, text, part=".text")
    return {"text": text, "code": code[:20] if fits else ""} if text else None


def _file(sheet: Sheet, asked: Asked) -> Any:
    sent = list(sheet.files.getlist(asked.key))
    held = sheet.held.get(asked.key, 0)
    most, most_mb = getattr(asked, "most_files", 10), getattr(asked, "most_mb", 25)
    if any((one.size or 0) > most_mb * 1_000_000 for one in sent):
        sheet.errors[asked.key] = "file-big"
    elif any(not one.size for one in sent):
        sheet.errors[asked.key] = "file-empty"
    elif len(sent) + held > most:
        sheet.errors[asked.key] = "file-many"
    if not held:
        _need(sheet, asked, sent, "file-missing")
    return sent


READERS: dict[str, Callable[[Sheet, Asked], Any]] = {
    "text": _text,
    "paragraph": _paragraph,
    "date": _one(shapes.day),
    "time": _one(shapes.clock),
    "number": _one(shapes.number),
    "phone": _one(shapes.phone),
    "choice": _choice,
    "yes-no": _yes_no,
    "person": _person,
    "members": _members,
    "address": _address,
    "file": _file,
}
