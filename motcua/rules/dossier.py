"""What may happen to a dossier, whether it is complete, and whether it was on time."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from motcua.rules.catalogue.checks import failing
from motcua.rules.catalogue.once_only import held_in
from motcua.rules.catalogue.procedure import Answers, Version
from motcua.rules.refusal import Refused


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


class Money(StrEnum):
    """How it stands with the fee."""

    NONE = "none"  # không phải nộp
    DUE = "due"  # chờ nộp
    PAID = "paid"


class Delivery(StrEnum):
    """Where the result is."""

    NONE = "none"  # chưa có kết quả
    READY = "ready"  # chờ trả
    FETCHED = "fetched"  # người dân tải về
    HANDED = "handed"  # trao tận tay, tại quầy hoặc tại nhà
    POSTED = "posted"  # đã gửi bưu điện
    CARRIED = "carried"  # tổ lưu động đang mang đến nhà
    ARRIVED = "arrived"  # bưu điện đã phát


class Sync(StrEnum):
    """Whether the national portal knows how it stands."""

    WAITING = "waiting"  # có thay đổi chưa gửi lên Cổng quốc gia
    SENT = "sent"
    REFUSED = "refused"  # Cổng quốc gia không nhận: người vận hành xem, rồi gửi lại


class Step(StrEnum):
    """What is done to a dossier. One step may move several of its four fields."""

    ACCEPT = "accept"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    GO_ON = "go-on"
    REFUSE = "refuse"
    DECIDE = "decide"
    SEND_BACK = "send-back"
    SIGN = "sign"
    NOTE = "note"
    HAND_OVER = "hand-over"
    FETCH = "fetch"
    POST = "post"
    CARRY = "carry"
    ARRIVE = "arrive"
    COME_BACK = "come-back"
    LOSE = "lose"
    REDO = "redo"
    WITHDRAW = "withdraw"
    STOP = "stop"
    PAY = "pay"
    CHANGE = "change"
    SEND = "send"
    DECLINE = "decline"
    SEND_AGAIN = "send-again"
    DIVIDE = "divide"
    JOIN = "join"
    FAIL = "fail"


STEPS: dict[tuple[State, Step], State] = {
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.SUBMITTED, Step.ASK): State.WAITING,
    (State.SUBMITTED, Step.REFUSE): State.NOT_ACCEPTED,
    (State.SUBMITTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Step.TAKE): State.PROCESSING,
    (State.ACCEPTED, Step.ASK): State.WAITING,
    (State.ACCEPTED, Step.DECIDE): State.SIGNING,
    (State.ACCEPTED, Step.NOTE): State.DONE,
    (State.ACCEPTED, Step.REFUSE): State.STOPPED,
    (State.ACCEPTED, Step.STOP): State.STOPPED,
    (State.ACCEPTED, Step.WITHDRAW): State.WITHDRAWN,
    (State.ACCEPTED, Step.DIVIDE): State.PROCESSING,  # a filing of several stages
    (State.PROCESSING, Step.JOIN): State.DONE,  # its stages are over
    (State.PROCESSING, Step.FAIL): State.STOPPED,  # they are, and none has a result
    (State.PROCESSING, Step.TAKE): State.PROCESSING,
    (State.PROCESSING, Step.ASK): State.WAITING,
    (State.PROCESSING, Step.DECIDE): State.SIGNING,
    (State.PROCESSING, Step.NOTE): State.DONE,  # another system made the result
    (State.PROCESSING, Step.REFUSE): State.STOPPED,
    (State.PROCESSING, Step.STOP): State.STOPPED,
    (State.PROCESSING, Step.WITHDRAW): State.WITHDRAWN,
    (State.WAITING, Step.ANSWER): State.SUBMITTED,  # asked before it was accepted
    (State.WAITING, Step.GO_ON): State.PROCESSING,  # answered after it was accepted
    (State.WAITING, Step.WITHDRAW): State.WITHDRAWN,
    (State.WAITING, Step.STOP): State.STOPPED,
    (State.SIGNING, Step.SEND_BACK): State.PROCESSING,
    (State.SIGNING, Step.SIGN): State.DONE,
    (State.DONE, Step.HAND_OVER): State.RETURNED,
    (State.DONE, Step.FETCH): State.RETURNED,
    (State.DONE, Step.ARRIVE): State.RETURNED,
    (State.DONE, Step.REDO): State.PROCESSING,  # the result was wrong: it is made anew
    (State.RETURNED, Step.REDO): State.PROCESSING,
}
MONEY_STEPS: dict[tuple[Money, Step], Money] = {
    (Money.DUE, Step.PAY): Money.PAID,
}
DELIVERY_STEPS: dict[tuple[Delivery, Step], Delivery] = {
    (Delivery.NONE, Step.SIGN): Delivery.READY,
    (Delivery.NONE, Step.NOTE): Delivery.READY,
    (Delivery.READY, Step.HAND_OVER): Delivery.HANDED,
    (Delivery.READY, Step.FETCH): Delivery.FETCHED,
    (Delivery.READY, Step.POST): Delivery.POSTED,
    (Delivery.READY, Step.CARRY): Delivery.CARRIED,
    (Delivery.POSTED, Step.ARRIVE): Delivery.ARRIVED,
    (Delivery.POSTED, Step.COME_BACK): Delivery.READY,  # not delivered: the desk has it again
    (Delivery.POSTED, Step.LOSE): Delivery.READY,  # lost: another copy goes out
    (Delivery.CARRIED, Step.HAND_OVER): Delivery.HANDED,
    (Delivery.CARRIED, Step.COME_BACK): Delivery.READY,
    (Delivery.READY, Step.REDO): Delivery.NONE,
    (Delivery.POSTED, Step.REDO): Delivery.NONE,
    (Delivery.CARRIED, Step.REDO): Delivery.NONE,
    (Delivery.ARRIVED, Step.REDO): Delivery.NONE,
    (Delivery.HANDED, Step.REDO): Delivery.NONE,
    (Delivery.FETCHED, Step.REDO): Delivery.NONE,
}
SYNC_STEPS: dict[tuple[Sync, Step], Sync] = {
    (Sync.WAITING, Step.CHANGE): Sync.WAITING,
    (Sync.WAITING, Step.SEND): Sync.SENT,
    (Sync.WAITING, Step.DECLINE): Sync.REFUSED,
    (Sync.WAITING, Step.SEND_AGAIN): Sync.WAITING,
    (Sync.SENT, Step.CHANGE): Sync.WAITING,
    (Sync.SENT, Step.SEND_AGAIN): Sync.WAITING,  # the portal has lost it
    (Sync.REFUSED, Step.CHANGE): Sync.REFUSED,  # what comes later waits behind it
    (Sync.REFUSED, Step.SEND_AGAIN): Sync.WAITING,
}
TABLES: dict[type[StrEnum], Mapping[Any, Any]] = {
    State: STEPS,
    Money: MONEY_STEPS,
    Delivery: DELIVERY_STEPS,
    Sync: SYNC_STEPS,
}
"""The four fields of a dossier, each with its table; `motcua states` draws docs/states.svg."""

CLOSED = frozenset(
    {State.NOT_ACCEPTED, State.WITHDRAWN, State.STOPPED, State.DONE, State.RETURNED}
)
HANDLED = CLOSED - {State.WITHDRAWN}
"""What came to its end at the office's hands."""
OPEN = frozenset(State) - CLOSED
RUNNING = OPEN - {State.WAITING}
"""What the office works on: of the others the clock stands still, or they are over."""
MOVABLE = OPEN - {State.SIGNING}
"""Where another version may still take a dossier over: nothing has been decided under the old."""
TIMED = RUNNING - {State.SUBMITTED}
"""Where the clock runs: the date may be moved once, and an apology is owed when it has passed."""

EXAMINED = TIMED - {State.SIGNING}
"""Where an officer looks into it, and may ask others."""
OF_WHOLE = frozenset(
    {Step.DIVIDE, Step.JOIN, Step.FAIL, Step.WITHDRAW, Step.PAY}
    | {Step.CHANGE, Step.SEND, Step.DECLINE, Step.SEND_AGAIN}
)
"""What may be done to an accepted filing of several stages: the rest is done to its stages."""

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
"""The ten production states of the national portal but the sixth: see rules/portal.py."""

STATE_WORDS: dict[State, str] = {
    State.SUBMITTED: "Mới nộp, chờ tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.NOT_ACCEPTED: "Không được tiếp nhận",
    State.PROCESSING: "Đang giải quyết",
    State.WAITING: "Chờ người nộp bổ sung",
    State.SIGNING: "Chờ lãnh đạo ký",
    State.WITHDRAWN: "Người nộp đã rút hồ sơ",
    State.STOPPED: "Đã dừng giải quyết",
    State.DONE: "Đã có kết quả",
    State.RETURNED: "Đã trả kết quả",
}
"""For everybody: at a desk, on a paper, to whoever follows a dossier."""

OWN_WORDS: dict[State, str] = STATE_WORDS | {
    State.WAITING: "Chờ Bạn bổ sung",
    State.WITHDRAWN: "Bạn đã rút hồ sơ",
}
"""For the person whose dossier it is."""


class Channel(StrEnum):
    """How a dossier came in. Helped filings are counted apart from those people did alone."""

    ONLINE = "online"
    COUNTER = "counter"
    PORTAL = "portal"  # on the national portal, which sends it here

    @property
    def fact(self) -> str:
        """What conditions of a procedure look at: on the net, or at the counter."""
        return Channel.ONLINE if self is Channel.PORTAL else self


Field = TypeVar("Field", State, Money, Delivery, Sync)


def after(field: Field, step: Step) -> Field:
    """Where a step leads one of the four fields; a step that its table does not have from there
    is refused."""
    try:
        found: Field = TABLES[type(field)][field, step]
    except KeyError:
        raise Refused("step-not-allowed", detail={"state": str(field)}) from None
    return found


def moves(step: Step) -> Collection[type[StrEnum]]:
    """Which of the four fields a step moves at all."""
    return [kind for kind, table in TABLES.items() if any(by is step for _, by in table)]


def answering(accepted_at: datetime | None) -> Step:
    """How a dossier goes on when the citizen has answered: back to where it was asked from."""
    return Step.GO_ON if accepted_at else Step.ANSWER


def steps_from(state: State) -> set[Step]:
    """What may be done to a dossier in this business state."""
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
    for code, check in failing(version.checks, answers, on):
        raise Refused(code, check.citation)


def check_not_held(
    version: Version,
    answers: Answers,
    asked: Collection[str],
    basis: str,
    grounded: Collection[str] = (),
) -> None:
    """Refuse to ask a citizen for what is not in the list, or what the State holds: a paper a
    register or the person's store has, a field whose value came from a register. What is asked
    on one of the grounds of the law (`grounded`) may be held. `basis` is the text that forbids it.

    Source: NĐ 118/2025 Điều 4.2a as amended by NĐ 309/2026; NĐ 224/2026 Điều 18.4.
    """
    said = version.said(answers)
    labels = {f.key: f.label for f in version.fields}
    labels |= {c.key: c.label for c in version.components if c.applies(said)}
    beyond = sorted(set(asked) - set(labels))
    if beyond:
        raise Refused("paper-may-not-be-asked", basis, {"keys": beyond})
    held = sorted((set(asked) - set(grounded)) & set(held_in(version, answers)))
    if held:
        named = ", ".join(labels[key] for key in held)
        raise Refused("held-may-not-be-asked", basis, {"keys": held, "labels": named})


def prefilled(version: Version, known: Mapping[str, Any]) -> dict[str, Any]:
    """The answers the State already has: `known` maps "person.full_name" and the like."""
    return {f.key: known[f.known] for f in version.fields if f.known and known.get(f.known)}


def questions(version: Version, known: Mapping[str, Any], answers: Answers) -> int:
    """How many questions a person must answer, with what is known and said."""
    held = prefilled(version, known)
    return len(version.pages({**answers, **held}, held))
