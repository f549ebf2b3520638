"""Who may do what to what: the one place where permission is decided.

The table below is closed: an act that is not in it is denied to everyone, and an exception
while deciding denies as well. Doors turn a denial into 404, so that a foreign identifier and
one that does not exist look the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import READERS, Role, Who


class Purpose(StrEnum):
    """Why a record of a person is opened or changed; the person sees this word."""

    OWN = "own"  # chính mình xem, làm
    DOSSIER = "dossier"  # giải quyết hồ sơ
    COUNTER = "counter"  # tiếp người dân tại quầy
    RESIDENCE = "residence"  # kiểm tra cư trú
    SIGNING = "signing"  # ký kết quả
    OPERATION = "operation"  # vận hành hệ thống
    AUDIT = "audit"  # kiểm tra, thanh tra
    ARCHIVE = "archive"  # giao nộp lưu trữ
    LIST = "list"  # đối chiếu danh sách do cơ quan khác gửi
    PUBLIC = "public"  # trang công khai


@dataclass(frozen=True)
class Target:
    """What an act is done to: its unit, the people it belongs to, who may not touch it.

    `people` are the persons whose own matter it is (applicant, child's parent, owner asked to
    consent). `asked` are persons asked for consent. `unit` is the competent unit's id.
    """

    unit: int | None = None
    people: frozenset[UUID] = frozenset()
    asked: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Grant:
    """One row of the table: by relation (own, asked), by posts in the unit, or public.

    `level` is what the account of one who acts by relation needs; a post needs none.
    """

    roles: frozenset[Role] = frozenset()
    own: bool = False
    asked: bool = False
    public: bool = False
    clerk: bool = False
    level: int = 0
    fresh: timedelta | None = None
    not_own: bool = False  # an officer never decides on their own matter


DESK = frozenset({Role.COUNTER, Role.POLICE, Role.SPECIALIST})
COMMITTEE = frozenset({Role.SPECIALIST, Role.LEADER})
POLICE = frozenset({Role.POLICE, Role.LEADER})
DECIDERS = COMMITTEE | POLICE
A_WHILE = timedelta(minutes=15)  # ours: how long a sign-in is fresh

# What an e-identity opens (NĐ 69/2024/NĐ-CP, amended by NĐ 320/2026/NĐ-CP): level 1 shows people
# what is theirs, level 2 lets them do everything. Who has level 1 files at the counter.
SEEING, ACTING = 1, 2

GRANTS: dict[str, Grant] = {
    # the person's own matters
    "draft.save": Grant(own=True, level=ACTING, roles=DESK),
    "draft.read": Grant(own=True, level=SEEING),
    "draft.discard": Grant(own=True, level=SEEING, roles=DESK),
    "dossier.submit": Grant(own=True, level=ACTING),
    "dossier.submit-for": Grant(roles=DESK, not_own=True),
    "mandate.end": Grant(own=True, level=SEEING, clerk=True),
    "dossier.read": Grant(own=True, asked=True, level=SEEING, roles=READERS, clerk=True),
    "dossier.withdraw": Grant(own=True, level=ACTING, clerk=True),  # on the national portal, too
    "dossier.answer-request": Grant(own=True, level=ACTING, roles=DESK, clerk=True),  # there, too
    "dossier.consent": Grant(asked=True, level=ACTING),
    "dwelling.declare": Grant(own=True, level=ACTING, roles=DESK, clerk=True),
    "stay.tell": Grant(own=True, level=ACTING),
    "stay.undo": Grant(own=True, level=ACTING),
    "room.keep": Grant(own=True, level=ACTING),
    "document.attach": Grant(own=True, level=ACTING, roles=DESK),
    "document.read": Grant(own=True, level=SEEING, roles=READERS, clerk=True),
    "paper.ask-control": Grant(roles=READERS),
    "paper.ask-form": Grant(own=True, level=SEEING, roles=DESK),
    "dossier.fetch": Grant(own=True, level=SEEING),
    "delivery.wish": Grant(own=True, level=ACTING, roles=DESK),
    "paper.ask-slip": Grant(roles=DESK, not_own=True),
    "person.copy-own": Grant(own=True, level=SEEING),
    "data.ask": Grant(own=True, level=SEEING),  # a right of everybody's: it needs no more
    "holding.read": Grant(own=True, level=SEEING),
    "report.make": Grant(own=True, level=SEEING),  # to say what went wrong needs no more
    "rating.give": Grant(own=True, level=SEEING),
    "letter.write": Grant(own=True, level=SEEING),
    "letter.read": Grant(own=True, level=SEEING, roles=DESK | {Role.LEADER}),
    # the desk
    "view.keep": Grant(own=True),
    "notice.read": Grant(own=True),
    "absence.note": Grant(roles=frozenset({Role.LEADER}), own=True),
    "standby.appoint": Grant(roles=frozenset({Role.LEADER})),
    "note.write": Grant(roles=DESK | {Role.LEADER}, not_own=True),
    "letter.answer": Grant(roles=DESK | {Role.LEADER}, not_own=True),
    "dossier.accept": Grant(roles=DESK, not_own=True),
    "dossier.take": Grant(roles=DECIDERS | DESK, not_own=True),
    "dossier.assign": Grant(roles=DECIDERS | DESK, not_own=True),
    "dossier.ask-supplement": Grant(roles=DESK, not_own=True),
    "dossier.allow-second-request": Grant(roles=frozenset({Role.LEADER}), not_own=True),
    "dossier.go-ahead": Grant(roles=frozenset({Role.LEADER}), not_own=True),
    "dossier.apologise": Grant(roles=DECIDERS | DESK, not_own=True),
    "dossier.stop": Grant(roles=DECIDERS, not_own=True),
    "dossier.refuse": Grant(roles=DESK, not_own=True),
    "dossier.note-sighting": Grant(roles=DESK, not_own=True),
    "dossier.record-consent": Grant(roles=DESK, not_own=True),  # a signature on paper
    "dossier.hear-consent": Grant(roles=frozenset({Role.POLICE}), not_own=True),
    "dossier.take-fee": Grant(roles=DESK, not_own=True),
    "dossier.hand-over": Grant(roles=DESK, not_own=True),
    "dossier.decide-as-committee": Grant(roles=COMMITTEE, not_own=True),
    "dossier.decide-as-police": Grant(roles=POLICE, not_own=True),
    "opinion.ask": Grant(roles=DECIDERS | DESK, not_own=True),
    "opinion.give": Grant(roles=DECIDERS | DESK, not_own=True, clerk=True),
    "delivery.send": Grant(roles=DESK, not_own=True),
    "delivery.follow": Grant(roles=DESK, not_own=True, clerk=True),
    "dossier.return-from-signing": Grant(roles=frozenset({Role.LEADER}), not_own=True),
    "paper.sign": Grant(roles=frozenset({Role.LEADER}), not_own=True, fresh=A_WHILE),
    "paper.copy": Grant(roles=DESK, not_own=True, fresh=A_WHILE),
    "paper.revoke": Grant(roles=frozenset({Role.LEADER}), not_own=True, fresh=A_WHILE),
    "archive.make": Grant(roles=frozenset({Role.LEADER}), clerk=True),
    "erasure.agree": Grant(roles=frozenset({Role.LEADER}), not_own=True),
    "report.answer": Grant(roles=frozenset({Role.LEADER}), not_own=True),
    "person.look-up": Grant(roles=DESK | {Role.LEADER}),
    "register.ask": Grant(roles=DESK, not_own=True),  # the population database
    "register.ask-list": Grant(roles=frozenset({Role.POLICE})),  # about residents, at night
    "person.register": Grant(roles=DESK, clerk=True),
    "register.read": Grant(roles=READERS, clerk=True),
    "data.answer": Grant(roles=DESK | {Role.LEADER}, not_own=True),
    "mismatch.settle": Grant(roles=DESK, not_own=True),
    "mismatch.link": Grant(roles=DECIDERS, not_own=True),  # to say who is whom
    "correction.answer": Grant(roles=DESK | {Role.LEADER}, not_own=True),
    # Letters and notes are what officers did and wrote: an audit may ask for them, on a ground
    # that is kept; what a citizen said of an officer (reports, ratings) has rules of its own.
    "talk.audit": Grant(roles=frozenset({Role.AUDITOR}), not_own=True),
    "stay.look": Grant(roles=frozenset({Role.POLICE})),  # of the guests of a commune
    # A list goes in and answers go out; who is who is looked at by those who keep residence.
    "list.send": Grant(roles=frozenset({Role.PARTNER})),
    "list.review": Grant(roles=frozenset({Role.POLICE}), not_own=True),
    # the office
    "outage.announce": Grant(roles=frozenset({Role.OPERATOR, Role.LEADER})),
    "errand.retry": Grant(roles=frozenset({Role.OPERATOR})),
    "portal.settle": Grant(roles=frozenset({Role.OPERATOR})),
    "account.appoint": Grant(roles=frozenset({Role.OPERATOR}), clerk=True, not_own=True),
    "sheet.post": Grant(roles=frozenset({Role.OPERATOR, Role.LEADER})),
    "unit.import": Grant(clerk=True),
    # machines and everybody
    "account.sign-in": Grant(public=True, clerk=True),
    "dossier.track": Grant(public=True),
    "rating.give-by-code": Grant(public=True),
    "clerk.record": Grant(clerk=True),
}


def authorize(
    who: Who,
    act: str,
    target: Target,
    purpose: Purpose,
    at: datetime,
) -> None:
    """Let the act pass, or raise `Denied` (or `Refused` where a better sign-in would do).

    Fails closed: an unknown act, an unknown purpose or any error while deciding is a denial.
    """
    try:
        grant, purpose = GRANTS[act], Purpose(purpose)
        allowed = _allowed(grant, who, target)
    except Exception as trouble:
        raise Denied(act) from trouble
    if not allowed:
        raise Denied(act)
    if too_low(who, act) and _related(who, target):
        raise Refused("sign-in-level-too-low", detail={"level": grant.level})
    if grant.fresh and not is_fresh(who, at, grant.fresh):
        raise Refused("fresh-sign-in-needed")


def may(who: Who, act: str, target: Target) -> bool:
    """The same question as a plain answer, for a page that shows only what can be done."""
    grant = GRANTS.get(act)
    if grant is None or not _allowed(grant, who, target):
        return False
    return not (too_low(who, act) and _related(who, target))


def too_low(who: Who, act: str) -> bool:
    """Whether this account's e-identity level would keep its holder from doing this for
    themselves; a visitor has not signed in yet, the worker has no level."""
    return who.account is not None and who.level < GRANTS[act].level


def is_fresh(who: Who, at: datetime, within: timedelta = A_WHILE) -> bool:
    """Whether whoever acts has proved who they are lately."""
    return who.fresh_at is not None and at - who.fresh_at <= within


def _allowed(grant: Grant, who: Who, target: Target) -> bool:
    if grant.public:
        return True
    if who.clerk:
        return grant.clerk
    if grant.not_own and _mine(who, target):
        return False
    if grant.own and _mine(who, target):
        return True
    if grant.asked and _asked(who, target):
        return True
    return who.holds(grant.roles, target.unit)


def _mine(who: Who, target: Target) -> bool:
    return who.person is not None and who.person in target.people


def _asked(who: Who, target: Target) -> bool:
    return who.person is not None and who.person in target.asked


def _related(who: Who, target: Target) -> bool:
    return _mine(who, target) or _asked(who, target)
