"""Who may decide a dossier, and sign its result."""

import datetime as dt
import uuid

from motcua.records.account import Post
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from motcua.rules.permission import GRANTS, may
from motcua.rules.signer import Body, body_led, is_deputy
from motcua.rules.who import Role, Who


def is_signer(account: uuid.UUID, dossier: Dossier, on: dt.date) -> bool:
    """Whether this account leads the body that decides it: who may sign a result may send it back
    or take it back, and nobody else may."""
    return any(post.account_id == account for post in signers_of(dossier, on))


def bodies_led(account: uuid.UUID, on: dt.date) -> set[tuple[int, Body]]:
    """What this account leads on a day: in which unit which body."""
    held = Post.objects.held_on(on).filter(account=account, role=Role.LEADER)
    return {(post.unit_id, body) for post in held if (body := body_led(post.title))}


def may_decide(who: Who, dossier: Dossier, on: dt.date) -> bool:
    """Whether it is theirs to decide: an officer's by post, a leader's who leads the body."""
    act = version_of(dossier.version).deciding
    if not may(who, act, dossier.target):
        return False
    by_post = who.holds(GRANTS[act].roles - {Role.LEADER}, dossier.unit_id)
    return by_post or (who.account is not None and is_signer(who.account, dossier, on))


def signers_of(dossier: Dossier, on: dt.date) -> list[Post]:
    """The leaders of the body that decides it, the head first; none whose own matter it is."""
    body = version_of(dossier.version).body
    held = Post.objects.held_on(on).filter(unit=dossier.unit_id, role=Role.LEADER)
    others = held.exclude(account__person__in=dossier.target.people).select_related("account")
    found = [post for post in others.order_by("valid_from") if body_led(post.title) == body]
    return sorted(found, key=lambda post: is_deputy(post.title))
