"""The register of dossiers (form 07): asked for by an officer, set by a clerk, opened by name."""

from datetime import date
from uuid import UUID, uuid4

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import PAPER_LIMIT
from motcua.actions.dossier import hold
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.register import Register
from motcua.rules.events.document import (
    ControlSheetAsked,
    RegisterAsked,
    RegisterMade,
    RegisterOpened,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused

MOST_DAYS = 366  # ours


@action
def ask_register(by: By, *, unit: int, begins: date, ends: date) -> Register:
    """The dossiers a unit was given from one day to another, both counted.

    Source: form 07, TT 03/2025/TT-VPCP.
    """
    allow(by, "register.read", Target(unit=unit), Purpose.DOSSIER)
    if not 0 <= (ends - begins).days < MOST_DAYS:
        raise Refused("period-wrong", detail={"most": MOST_DAYS})
    asked = Register.objects.create(
        id=uuid4(), unit_id=unit, begins=begins, ends=ends, officer_id=by.account, asked_at=by.at
    )
    tell(by, RegisterAsked(subject=asked.id, unit=unit, begins=begins, ends=ends))
    return asked


@action
def keep_register(by: By, register: UUID, *, content: bytes) -> Register:
    """Keep the bytes of a register that was typeset."""
    found = Register.objects.select_for_update(of=("self",)).get(pk=register)
    allow(by, "register.read", Target(unit=found.unit_id), Purpose.DOSSIER)
    stored = store().put(content, limit=PAPER_LIMIT)
    found.sha256, found.size = stored.sha256, stored.size
    found.save(update_fields=["sha256", "size"])
    tell(by, RegisterMade(subject=found.id, unit=found.unit_id))
    return found


@action
def open_register(by: By, register: UUID, *, purpose: Purpose) -> Register:
    """Look at a register, on paper or as a list: it names people, so the journal knows who did."""
    found = Register.objects.filter(pk=register).first()
    if found is None:
        raise Denied("register.read")
    allow(by, "register.read", Target(unit=found.unit_id), purpose)
    tell(by, RegisterOpened(subject=found.id, unit=found.unit_id, purpose=purpose))
    return found


@action
def ask_control_sheet(by: By, dossier: UUID) -> Dossier:
    """Have it printed through whose hands a dossier has gone (form 06)."""
    held = hold(dossier)
    allow(by, "paper.ask-control", held.target, Purpose.DOSSIER)
    newest = Paper.objects.filter(
        dossier=held, kind=Paper.Kind.CONTROL, made_at__gte=held.changed_at
    )
    if newest.exists():
        raise Refused("control-sheet-newest")
    tell(by, ControlSheetAsked(**held.matter))
    return held
