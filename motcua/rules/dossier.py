"""What may happen to a dossier, whether it is complete, and whether it was on time."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from motcua.rules.once_only import held_in
from motcua.rules.procedure import Answers, Version
from motcua.rules.refusal import Refused

ONCE_ONLY = "NĐ 118/2025/NĐ-CP Điều 4.2a (sửa đổi bởi NĐ 309/2026/NĐ-CP)"


class State(StrEnum):
    """The business state. Money, delivery and synchronisation are fields of their own."""

    SUBMITTED = "submitted"  # mới đăng ký
    ACCEPTED = "accepted"  # được tiếp nhận
    NOT_ACCEPTED = "not-accepted"  # không được tiếp nhận
    PROCESSING = "processing"  # đang xử lý
    WAITING = "waiting"  # yêu cầu bổ sung giấy tờ
    SIGNING = "signing"  # đang xử lý: chờ ký
    WITHDRAWN = "withdrawn"  # công dân rút hồ sơ
    STOPPED = "stopped"  # dừng xử lý
    DONE = "done"  # đã xử lý xong
    RETURNED = "returned"  # đã trả kết quả


class Step(StrEnum):
    ACCEPT = "accept"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    REFUSE = "refuse"
    DECIDE = "decide"
    SEND_BACK = "send-back"
    SIGN = "sign"
    HAND_OVER = "hand-over"
    REDO = "redo"
    WITHDRAW = "withdraw"
    STOP = "stop"


STEPS: dict[tuple[State, Step], State] = {
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.SUBMITTED, Step.ASK): State.WAITING,
    (State.SUBMITTED, Step.REFUSE): State.NOT_ACCEPTED,
    (State.SUBMITTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Step.TAKE): State.PROCESSING,
    (State.ACCEPTED, Step.ASK): State.WAITING,
    (State.ACCEPTED, Step.DECIDE): State.SIGNING,
    (State.ACCEPTED, Step.REFUSE): State.STOPPED,
    (State.ACCEPTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.PROCESSING, Step.TAKE): State.PROCESSING,
    (State.PROCESSING, Step.ASK): State.WAITING,
    (State.PROCESSING, Step.DECIDE): State.SIGNING,
    (State.PROCESSING, Step.REFUSE): State.STOPPED,
    (State.PROCESSING, Step.WITHDRAW): State.WITHDRAWN,
    (State.WAITING, Step.ANSWER): State.SUBMITTED,  # or back to PROCESSING: see `after_answer`
    (State.WAITING, Step.WITHDRAW): State.WITHDRAWN,
    (State.WAITING, Step.STOP): State.STOPPED,
    (State.SIGNING, Step.SEND_BACK): State.PROCESSING,
    (State.SIGNING, Step.SIGN): State.DONE,
    (State.DONE, Step.HAND_OVER): State.RETURNED,
    (State.DONE, Step.REDO): State.PROCESSING,  # the result was wrong: it is made anew
    (State.RETURNED, Step.REDO): State.PROCESSING,
}

CLOSED = frozenset(
    {State.NOT_ACCEPTED, State.WITHDRAWN, State.STOPPED, State.DONE, State.RETURNED}
)
OPEN = frozenset(State) - CLOSED
RUNNING = OPEN - {State.WAITING}
"""What the office works on: of the others the clock stands still, or they are over."""
MOVABLE = OPEN - {State.SIGNING}
"""Where another version may still take a dossier over: nothing has been decided under the old."""
TIMED = RUNNING - {State.SUBMITTED}
"""Where the clock runs: the date may be moved once, and an apology is owed when it has passed."""

PORTAL_CODES: dict[State, int] = {
    State.SUBMITTED: 1,
    State.ACCEPTED: 2,
    State.NOT_ACCEPTED: 3,
    State.PROCESSING: 4,
    State.SIGNING: 4,
    State.WAITING: 5,
    State.WITHDRAWN: 7,
    State.STOPPED: 8,
    State.DONE: 9,
    State.RETURNED: 10,
}
"""The ten production states of the national portal; 6 (financial duty) is the money field."""

STATE_WORDS: dict[State, str] = {
    State.SUBMITTED: "Mới nộp, chờ tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.NOT_ACCEPTED: "Không được tiếp nhận",
    State.PROCESSING: "Đang giải quyết",
    State.WAITING: "Chờ Bạn bổ sung",
    State.SIGNING: "Chờ lãnh đạo ký",
    State.WITHDRAWN: "Bạn đã rút hồ sơ",
    State.STOPPED: "Đã dừng giải quyết",
    State.DONE: "Đã có kết quả",
    State.RETURNED: "Đã trả kết quả",
}


class Money(StrEnum):
    NONE = "none"  # không phải nộp
    DUE = "due"  # chờ nộp
    PAID = "paid"


class Delivery(StrEnum):
    NONE = "none"  # chưa có kết quả
    READY = "ready"  # chờ trả
    FETCHED = "fetched"  # người dân tải về
    HANDED = "handed"  # trả tại quầy


class Sync(StrEnum):
    WAITING = "waiting"
    SENT = "sent"


class Channel(StrEnum):
    """How a dossier came in. Helped filings are counted apart from those people did alone."""

    ONLINE = "online"
    COUNTER = "counter"


def after(state: State, step: Step) -> State:
    """The state a step leads to; a step that is not in the table is refused."""
    try:
        return STEPS[state, step]
    except KeyError:
        raise Refused("step-not-allowed", detail={"state": str(state)}) from None


def after_answer(accepted_at: datetime | None) -> State:
    """Where a dossier goes when the citizen has answered: back to where it was asked from."""
    return State.PROCESSING if accepted_at else State.SUBMITTED


def steps_from(state: State) -> set[Step]:
    return {step for (before, step) in STEPS if before is state}


@dataclass(frozen=True)
class Gap:
    """One thing a dossier lacks: a field or a paper, and the sentence code that says what."""

    key: str
    label: str
    code: str
    basis: str


def gaps(version: Version, answers: Answers, attached: Collection[str]) -> list[Gap]:
    """All that is missing, at once. Papers the State can read itself are never among them."""
    missing = [
        Gap(f.key, f.label, "answer-missing", f.citation)
        for f in version.applying(answers)
        if f.required and answers.get(f.key) in (None, "", [], {})
    ]
    missing += [
        Gap(c.key, c.label, "paper-missing", c.citation)
        for c in version.needed(answers)
        if c.required and c.key not in attached
    ]
    return missing


def check_complete(
    version: Version, answers: Answers, attached: Collection[str], on: date
) -> None:
    """Refuse an incomplete or inadmissible dossier, with everything that is wrong."""
    missing = gaps(version, answers, attached)
    if missing:
        raise Refused("dossier-incomplete", missing[0].basis, {"gaps": missing})
    for check in version.checks:
        code = CHECKS[check.name](answers, on)
        if code:
            raise Refused(code, check.citation)


def check_not_held(
    version: Version, answers: Answers, asked: Collection[str], grounded: Collection[str] = ()
) -> None:
    """Refuse to ask a citizen for what is not in the list, or what the State holds: a paper a
    register or the person's store has, a field whose value came from a register. What is asked
    on one of the grounds of the law (`grounded`) may be held.

    Source: NĐ 118/2025 Điều 4.2a as amended by NĐ 309/2026; NĐ 224/2026 Điều 18.4.
    """
    said = version.said(answers)
    labels = {f.key: f.label for f in version.fields}
    labels |= {c.key: c.label for c in version.components if c.applies(said)}
    beyond = sorted(set(asked) - set(labels))
    if beyond:
        raise Refused("paper-may-not-be-asked", ONCE_ONLY, {"keys": beyond})
    held = sorted((set(asked) - set(grounded)) & set(held_in(version, answers)))
    if held:
        named = ", ".join(labels[key] for key in held)
        raise Refused("held-may-not-be-asked", ONCE_ONLY, {"keys": held, "labels": named})


def _stay_is_at_most_two_years(answers: Answers, _on: date) -> str:
    begins, ends = _day(answers.get("from")), _day(answers.get("to"))
    if begins is None or ends is None:
        return ""
    if ends <= begins:
        return "stay-ends-before-it-begins"
    limit = _years_later(begins, 2)
    return "stay-longer-than-two-years" if ends > limit else ""


def _stay_has_not_ended(answers: Answers, on: date) -> str:
    ended = _day(answers.get("from"))  # of an extension: the day the stay registered before ends
    return "stay-has-ended" if ended and ended < on else ""


def _birth_is_not_in_the_future(answers: Answers, on: date) -> str:
    born = _day(answers.get("child_birth_date"))
    return "birth-in-the-future" if born and born > on else ""


def _members_are_named_once(answers: Answers, _on: date) -> str:
    numbers = [m.get("number") for m in answers.get("members") or [] if m.get("number")]
    return "member-named-twice" if len(numbers) != len(set(numbers)) else ""


CHECKS: Mapping[str, Callable[[Answers, date], str]] = {
    "stay-has-not-ended": _stay_has_not_ended,
    "stay-is-at-most-two-years": _stay_is_at_most_two_years,
    "birth-is-not-in-the-future": _birth_is_not_in_the_future,
    "members-are-named-once": _members_are_named_once,
}


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def prefilled(version: Version, known: Mapping[str, Any]) -> dict[str, Any]:
    """The answers the State already has: `known` maps "person.full_name" and the like."""
    return {f.key: known[f.known] for f in version.fields if f.known and known.get(f.known)}


def questions(version: Version, known: Mapping[str, Any], answers: Answers) -> int:
    """How many questions a person must answer, with what is known and said."""
    held = prefilled(version, known)
    return len(version.pages({**answers, **held}, held))
