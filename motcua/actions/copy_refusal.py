"""A citizen reports who would not take an electronic paper; leaders read and count it."""

from datetime import date, timedelta
from uuid import UUID

from motcua.actions.act import By, action, allow, tell
from motcua.actions.dossier import hold
from motcua.records.copy_refusal import CopyRefusal
from motcua.records.document import Paper
from motcua.rules.events.document import CopyRefused
from motcua.rules.permission import Purpose
from motcua.rules.refusal import Denied, Refused
from motcua.rules.time.wall_clock import local

LONGEST = 1000
MOST = 20  # of one paper
EARLIEST = timedelta(days=365)  # ours: a day longer ago is a slip of the year


@action
def report_copy_refusal(by: By, paper: UUID, *, where: str, on: date, said: str) -> CopyRefusal:
    """Who did not take the paper, on which day, and what they said."""
    found = Paper.objects.filter(pk=paper).first()
    if found is None:
        raise Denied("report.make")
    dossier = hold(found.dossier_id)
    allow(by, "report.make", dossier.target, Purpose.OWN)
    if not found.signed:
        raise Refused("paper-not-signed")
    if not where.strip():
        raise Refused("who-refused-missing")
    today = local(by.at).date()
    if not today - EARLIEST <= on <= today:
        raise Refused("day-of-refusal")
    if CopyRefusal.objects.filter(paper=found).count() >= MOST:
        raise Refused("reported-often-enough", detail={"limit": MOST})
    kept = CopyRefusal.objects.create(
        paper=found,
        dossier=dossier,
        unit_id=found.unit_id,
        person_id=dossier.applicant_id,
        where=where.strip()[:200],
        on=on,
        said=said.strip()[:LONGEST],
        made_at=by.at,
    )
    tell(by, CopyRefused(**dossier.matter, paper=found.id, refusal=kept.id))
    return kept
