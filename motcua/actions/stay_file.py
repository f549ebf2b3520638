"""A file of guests: kept as it came, read by a clerk piece by piece, then let go."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.actions.stay import end_sending, note_guests
from motcua.records.account import Account
from motcua.records.dwelling import Dwelling
from motcua.records.files import store
from motcua.records.sealed import blind_index
from motcua.records.stay import StayNotice, stay_law
from motcua.rules.events.people import StayFileSent, StaysRead
from motcua.rules.guest import Row
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Refused

CONTENT = "stay.content"


def content_index(said: str) -> bytes:
    """By which the same file, read in the same way, is known again."""
    return blind_index(CONTENT, said)


def file_key(dwelling: UUID, content: bytes) -> UUID:
    """The key of a file's act: equal files at one instant are one act, unless taken back."""
    undone = StayNotice.objects.filter(
        dwelling=dwelling, content=content, undone_at__isnull=False
    ).count()
    return uuid5(dwelling, f"{content.hex()}/{undone}")


@action
def send_stay_file(
    by: By, *, dwelling: Dwelling, file: bytes, content: bytes, zeros: bool
) -> StayNotice:
    """Keep a file until a clerk has read it; its owner follows that on the page of the sending."""
    homes = Dwelling.objects.select_for_update(of=("self",), no_key=True)
    held = homes.select_related("unit").get(pk=dwelling.id)
    target = Target(held.unit_id, frozenset({held.owner_id}))
    allow(by, "stay.tell", target, Purpose.OWN)
    notice = StayNotice.objects.create(
        dwelling=held,
        unit=held.unit,
        account=Account(pk=by.account),
        means=StayNotice.Means.FILE,
        content=content,
        sha256=store().put(file, limit=stay_law().sheet.megabytes << 20).sha256,
        zeros=zeros,
        told_at=by.at,
    )
    tell(by, StayFileSent(**notice.matter))
    return notice


@action
def note_rows(by: By, notice: UUID, *, rows: Sequence[Row], last: int) -> StayNotice:
    """One piece of a file: its good rows are kept, its bad rows given back; a piece that was read
    before, by a clerk who fell after it, is not read again. `last` is the file's last line."""
    held = _held(by, notice)
    new = [row for row in rows if row.line > held.done]
    note_guests(held, [row.guest for row in new if row.guest])
    wrong = _returned(new)
    held.wrong += len(wrong)
    held.returned = _with(held, "rows", wrong)
    held.lines, held.done = last, max([held.done, *(row.line for row in new)])
    held.save()
    tell(by, StaysRead(**held.matter, rows=len(new)))
    return held


@action
def end_file(by: By, notice: UUID, *, notes: list[list[Any]]) -> StayNotice:
    """All of a file was read, or (`notes` say why) it cannot be; a day later it goes
    (`forget_stays`)."""
    held = _held(by, notice)
    held.returned = _with(held, "notes", notes)
    tell(by, end_sending(held, by.at))
    return held


def _held(by: By, notice: UUID) -> StayNotice:
    rows = StayNotice.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("dwelling", "unit").get(pk=notice)
    allow(by, "clerk.record", held.target, Purpose.OPERATION)
    if held.read_at:
        raise Refused("stays-read-already")
    return held


def _with(held: StayNotice, part: str, more: list[Any]) -> dict[str, Any] | None:
    """What is given back, and more of one part of it."""
    before: dict[str, Any] = held.returned or {}
    return before | {part: [*before.get(part, []), *more]} if more else held.returned


def _returned(rows: Sequence[Row]) -> list[list[Any]]:
    """The rows given back, as a notice keeps them."""
    return [
        [
            row.line,
            dict(row.cells),
            {key: [r.code, dict(r.detail)] for key, r in row.wrong.items()},
        ]
        for row in rows
        if row.guest is None
    ]
