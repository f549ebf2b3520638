"""The one gate through which anything is written."""

import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from procrastinate.contrib.django import app as errands
from procrastinate.jobs import Job, JobDeferrer

from motcua.records.journal import Entry, Outcome, write_entries
from motcua.records.sealed import index_key
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.base import Event
from motcua.rules.permission import Purpose, Target, authorize
from motcua.rules.refusal import Denied, KeyReused
from motcua.rules.urgency import Urgency
from motcua.rules.who import Door, Who

P = ParamSpec("P")
R = TypeVar("R")
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class By:
    """Who does it, when, and through which door. `key` makes a repeated act one act."""

    actor: Who
    at: datetime
    via: Door
    key: UUID | None = None

    @property
    def account(self) -> UUID:
        """The account that acts, where an act without one makes no sense."""
        if self.actor.account is None:
            raise Denied("account")
        return self.actor.account


class Unwitnessed(Exception):
    """Something was written that the journal does not tell, or that nobody allowed."""


@dataclass
class _Act:
    told: list[tuple[Entry, Event]] = field(default_factory=list)
    allowed: bool = False


_acting: ContextVar[_Act | None] = ContextVar("acting", default=None)


def action(act: Callable[Concatenate[By, P], R]) -> Callable[Concatenate[By, P], R]:
    """All or nothing, once per key, allowed by the rules, and told to the journal.

    An action called inside another is a part of it. An action returns a record or None, so
    that the outcome of a key can be given again.
    """

    @wraps(act)
    def run(by: By, *args: P.args, **kwargs: P.kwargs) -> R:
        if _acting.get() is not None:
            return act(by, *args, **kwargs)
        with transaction.atomic():
            seen = _claim(by, act.__name__, args, kwargs) if by.key else None
            if seen is not None:
                return _again(seen)  # type: ignore[return-value]
            result = _perform(act, by, args, kwargs)
            if by.key:
                _keep(by.key, result)
            return result

    run.is_action = True  # type: ignore[attr-defined]
    return run


def _perform(act: Callable[..., R], by: By, args: tuple[Any, ...], kwargs: dict[str, Any]) -> R:
    token = _acting.set(doing := _Act())
    try:
        result = act(by, *args, **kwargs)
        if not doing.allowed or not doing.told:
            raise Unwitnessed(act.__name__)
        _write_down(doing.told)
    finally:
        _acting.reset(token)
    return result


def _write_down(told: list[tuple[Entry, Event]]) -> None:
    """All entries of an action in one statement, and all the errands they give rise to.

    Each entry holds the chain of its subject until the end: all take them in one order, so that
    no two acts wait for each other.
    """
    told.sort(key=lambda one: one[0].subject)
    write_entries([entry for entry, _ in told])
    jobs = [job for entry, event in told for job in _jobs(entry, event)]
    if jobs:
        errands.job_manager.batch_defer_jobs(jobs)


def _jobs(entry: Entry, event: Event) -> Iterator[Job]:
    urgency = Door(entry.via).urgency if event.urgency is None else event.urgency
    for name in event.errands:
        yield _errand(name, urgency).make_new_job(
            entry=entry.pk, subject=str(event.subject), urgency=int(urgency), **_ids(event)
        )


def allow(by: By, act: str, target: Target, purpose: Purpose) -> None:
    """Ask the rules whether this actor may; every action does, or is undone."""
    authorize(by.actor, act, target, purpose, by.at)
    doing = _acting.get()
    if doing is not None:
        doing.allowed = True


def tell(by: By, event: Event) -> Entry:
    """Have the event written down, with its errands, when the action has come to its end."""
    doing = _acting.get()
    if doing is None:
        raise Unwitnessed(event.kind)
    entry = Entry(
        at=by.at,
        kind=event.kind,
        subject=event.subject,
        actor=by.actor.account,
        via=by.via,
        key=by.key,
        about=list(event.about),
        unit=event.unit,
        data=event.data(),
    )
    doing.told.append((entry, event))
    return entry


def defer(
    name: str,
    ids: Mapping[str, str | int],
    *,
    urgency: Urgency = Urgency.USUAL,
    after: timedelta = timedelta(),
) -> None:
    """Put an errand in the queue, inside the open transaction, to be done in a while. Arguments
    are ids, never data."""
    _errand(name, urgency, after).defer(**ids, urgency=int(urgency))


def _errand(name: str, urgency: Urgency, after: timedelta = timedelta()) -> JobDeferrer:
    later = {"schedule_in": {"milliseconds": int(after / MILLISECOND)}} if after else {}
    return errands.configure_task(
        f"clerk:{name}",
        queue="errands",
        priority=int(urgency),
        **later,  # type: ignore[arg-type]
    )


def _ids(event: Event) -> dict[str, str]:
    own = {f"{k}_id": v for k, v in event.data().items() if isinstance(getattr(event, k), UUID)}
    return own


def _claim(by: By, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Outcome | None:
    """Take the key, or return what came of it. Of two equal keys at one instant the second
    waits here until the first has committed or been undone."""
    digest = _digest([name, str(by.actor.account), by.actor.clerk, args, kwargs])
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into motcua_outcome (key, action, digest, model, record, at)"
            " values (%s, %s, %s, '', '', %s) on conflict (key) do nothing",
            [by.key, name, digest, by.at],
        )
        if cursor.rowcount:
            return None
    seen = Outcome.objects.get(key=str(by.key))
    if not hmac.compare_digest(bytes(seen.digest), digest):
        raise KeyReused(str(by.key))
    return seen


def _again(seen: Outcome) -> models.Model | None:
    if not seen.model:
        return None
    return apps.get_model("motcua", seen.model)._default_manager.get(pk=seen.record)


def _keep(key: UUID, result: object) -> None:
    if isinstance(result, models.Model):
        with connection.cursor() as cursor:
            cursor.execute(
                "update motcua_outcome set model = %s, record = %s where key = %s",
                [result._meta.model_name, str(result.pk), key],
            )


def _digest(request: object) -> bytes:
    """A keyed digest of what was asked: bodies hold small secrets a plain hash would give away."""
    body = json.dumps(request, sort_keys=True, ensure_ascii=False, default=_plain)
    return hmac.digest(index_key("outcome"), body.encode(), "sha256")


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Version):
        return value.key
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"an action cannot be asked with a {type(value).__name__}")


@contextmanager
def only_actions_write() -> Iterator[None]:
    """Inside, a write to our tables from outside an action is an error."""
    with connection.execute_wrapper(_refuse_stray_writes):
        yield


def _refuse_stray_writes(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
) -> Any:
    if _acting.get() is None and isinstance(sql, str) and _writes_ours(sql):
        raise Unwitnessed(sql[:80])
    return execute(sql, params, many, context)


def _writes_ours(sql: str) -> bool:
    """Whether a statement changes one of our tables (idempotency keys are the gate's own)."""
    verb = sql.lstrip("( \n").split(None, 1)[0].upper() if sql.strip() else ""
    writes = verb in ("INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE")
    return writes and "motcua_" in sql and "motcua_outcome" not in sql
