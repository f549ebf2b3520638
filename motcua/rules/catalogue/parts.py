"""The parts of a procedure: what is asked, brought, paid, waited for, consented to and given."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.rules.consent import ConsentWay
from motcua.rules.dated import Dated
from motcua.rules.time.working_time import TimeLimit

Answers = Mapping[str, Any]

COMMUNE = "commune"
LEVELS: Mapping[str, str] = {
    COMMUNE: "cấp xã",
    "province": "cấp tỉnh",
    "nation": "trung ương",
    "company": "đơn vị cung cấp dịch vụ",
}
"""Who decides: what a commune can switch on by itself, and what it can only help with."""

UNKNOWN: Mapping[str, str] = {
    "code": "mã trên Cổng Dịch vụ công quốc gia",
    "form": "mẫu tờ khai",
    "fields": "những điều phải khai",
    "papers": "giấy tờ phải nộp",
    "time": "thời hạn",
    "fee": "lệ phí",
    "result": "kết quả nhận được",
}
"""What a file may say it does not know; people are told so in these words."""

NEEDED_TO_FILE = frozenset({"fields", "papers", "time", "fee", "result"})


class FieldKind(StrEnum):
    """The kinds of field there are; a form is drawn and read back from these alone."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    YES_NO = "yes-no"
    NUMBER = "number"
    PHONE = "phone"
    PERSON = "person"
    MEMBERS = "members"
    ADDRESS = "address"
    DWELLING = "dwelling"


@dataclass(frozen=True)
class Condition:
    """The one form of condition: a field (or `fact.x`) has one of these values.

    A field that has not been answered has the value "", so `in = ["notice", ""]` also holds
    before the question has been asked.
    """

    field: str
    values: tuple[Any, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the condition holds for these answers and facts."""
        value = answers.get(self.field)
        return ("" if value is None else value) in self.values


@dataclass(frozen=True)
class Field:
    """One thing on the form. With `known`, it is shown from what the State holds, not asked."""

    key: str
    label: str
    kind: FieldKind
    citation: str
    official: str = ""  # as printed on the paper form
    hint: str = ""
    known: str = ""  # "person.full_name": where the State already has it
    page: str = ""  # fields of one page are asked together
    options: tuple[tuple[str, str], ...] = ()
    required: bool = True
    when: Condition | None = None
    max_length: int = 200
    items: tuple[int, ...] = ()  # which of the paper form's boxes it fills, where words differ
    confidence: str = "high"

    def asked(self, answers: Answers, held: Collection[str] | None = None) -> bool:
        """Whether a person must answer this, given what is said and known so far.

        `held` are the keys whose answer came from a register. Without it, any answer to a
        field with `known` is taken for one.
        """
        if not self.applies(answers):
            return False
        from_register = self.key in held if held is not None else bool(answers.get(self.key))
        return not (self.known and from_register)

    def applies(self, answers: Answers) -> bool:
        """Whether the field belongs on this form at all."""
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True)
class Component:
    """A paper of the dossier (thành phần hồ sơ). `held_by` names the register that replaces it."""

    key: str
    label: str
    citation: str
    required: bool = True
    held_by: str = ""  # a fact: when true, the paper may not be asked for
    when: Condition | None = None
    hint: str = ""
    confidence: str = "high"
    identity: bool = False  # shows who somebody is: what a copy is for stands across it
    xml: bool = False  # an electronic original may be XML, with its signature in it

    def needed(self, answers: Answers) -> bool:
        """Whether the paper belongs to this dossier and neither a register nor the person's
        store (`fact.held`) has what replaces it."""
        held = self.held_by and answers.get(self.held_by)
        return self.applies(answers) and not held and self.key not in answers.get("fact.held", ())

    def applies(self, answers: Answers) -> bool:
        """Whether the paper belongs to this dossier at all."""
        return self.when is None or self.when.holds(answers)


@dataclass(frozen=True)
class TimeRule:
    """A time limit, and the case it is for."""

    limit: TimeLimit
    when: Condition | None = None
    confidence: str = "high"


@dataclass(frozen=True)
class FeeRule(Dated):
    """An amount in đồng, for the whole dossier or for each member; or who sets it (`set_by`)
    where this file does not know the amount: a province's own file says it."""

    citation: str
    amount: int = 0
    set_by: str = ""
    label: str = ""
    when: Condition | None = None
    also: Condition | None = None
    per_member: str = ""  # key of the members field that is counted
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: str = "high"

    def applies(self, answers: Answers, on: date) -> bool:
        """Whether the rule is in force on a day and meant for these answers."""
        return self.in_force(on) and all(c.holds(answers) for c in (self.when, self.also) if c)


@dataclass(frozen=True)
class Fee:
    """What is to be paid, in đồng. Where `known` is false, `amount` is 0 and means nothing:
    `label` says who sets the fee."""

    amount: int
    label: str
    citation: str
    known: bool = True
    rule: FeeRule | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts, besides the channel, on which the rule that was applied rests."""
        conditions = (self.rule.when, self.rule.also) if self.rule else ()
        named = (condition.field for condition in conditions if condition)
        return tuple(n for n in named if n.startswith("fact.") and n != "fact.channel")


@dataclass(frozen=True)
class Form:
    """The paper form this procedure replaces: its boxes, and the columns of its table."""

    name: str
    citation: str
    items: tuple[str, ...]
    columns: tuple[str, ...] = ()
    confidence: str = "high"

    def boxes(self, members: int = 0) -> int:
        """How many boxes a person fills in, with so many rows in the table."""
        return len(self.items) + len(self.columns) * members


@dataclass(frozen=True)
class ConsentRule:
    """Someone whose agreement is needed, and the ways in which they may give it."""

    who: str  # "owner"
    label: str
    citation: str
    ways: tuple[str, ...] = tuple(ConsentWay)
    uncounted: str = ""  # the text by which waiting for the answer is not the office's time
    when: Condition | None = None
    confidence: str = "high"


class Capacity(StrEnum):
    """As what somebody files for an applicant, or is beside them."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    AUTHORISED = "authorised"
    HOUSEHOLD = "household"
    WITNESS = "witness"

    @property
    def stands(self) -> bool:
        """Whether who has it acts in the applicant's place, and sees the dossier."""
        return self is not Capacity.WITNESS


@dataclass(frozen=True)
class Representative:
    """Who may be beside the applicant or file for them, and the paper that proves it where no
    register does."""

    who: Capacity
    label: str
    citation: str
    under: int = 0  # only for somebody younger than so many years; 0 for any age
    least: int = 0  # only for somebody of so many years or more
    proof: str = ""  # the paper wanted; "" where only a register can say it
    ends: bool = False  # whether the paper says until when
    confidence: str = "high"

    def component(self) -> Component:
        """The paper as one of the dossier: wanted when this is who came, unless it is known."""
        by_paper = Condition("fact.represented-by", (str(self.who),))
        return Component(
            key=f"proof-{self.who}",
            label=self.proof,
            citation=self.citation,
            held_by="fact.representation-known",
            when=by_paper,
            confidence=self.confidence,
        )


@dataclass(frozen=True)
class OpinionRule:
    """How long another agency has to give its opinion, and what its silence is."""

    limit: TimeLimit
    tacit: bool = False  # its silence is agreement
    confidence: str = "high"


@dataclass(frozen=True)
class VerifyRule:
    """What of the applicant is put to the population database, and of whom an answer names: no
    more."""

    fields: tuple[str, ...]  # words of `rules.verification.Claim`
    citation: str
    confidence: str = "high"
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()  # question that names people → of them


@dataclass(frozen=True)
class NamedCheck:
    """A rule TOML cannot say: a named Python check, with the article it applies."""

    name: str
    citation: str
    years: int = 0  # of a check that has a number


@dataclass(frozen=True)
class Began:
    """Why there is no law in the file before its first version."""

    why: str
    citation: str
    confidence: str = "high"


@dataclass(frozen=True)
class Ended:
    """Why a procedure is no more, and which others (codes) one uses instead, if any."""

    why: str
    citation: str
    replaced_by: tuple[str, ...] = ()
    confidence: str = "high"
