"""Bags of closed dossiers for the archive: asked for by a leader, packed by a clerk, opened by
name."""

from datetime import date
from uuid import UUID, uuid4

from motcua.actions.act import By, action, allow, tell
from motcua.records.archive import Archive, closed_between
from motcua.records.files import store
from motcua.rules.events.delivery import ArchiveAsked, ArchiveOpened, ArchivePacked
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused

MOST_DAYS = 366  # ours
MOST_DOSSIERS = 1000
ARCHIVE_LIMIT = 1_000_000_000


@action
def ask_archive(by: By, *, unit: int, begins: date, ends: date) -> Archive:
    """What a unit closed from one day to another, both counted; few enough for one bag."""
    allow(by, "archive.make", Target(unit=unit), Purpose.ARCHIVE)
    if not 0 <= (ends - begins).days < MOST_DAYS:
        raise Refused("period-wrong", detail={"most": MOST_DAYS})
    count = closed_between(unit, begins, ends).count()
    if not 0 < count <= MOST_DOSSIERS:
        raise Refused("archive-size", detail={"count": count, "most": MOST_DOSSIERS})
    asked = Archive.objects.create(
        id=uuid4(),
        unit_id=unit,
        begins=begins,
        ends=ends,
        officer_id=by.account,
        asked_at=by.at,
        dossiers=count,
    )
    told = ArchiveAsked(subject=asked.id, unit=unit, begins=begins, ends=ends, dossiers=count)
    tell(by, told)
    return asked


@action
def keep_archive(by: By, archive: UUID, *, content: bytes, dossiers: int) -> Archive:
    """Keep a bag that was packed."""
    found = Archive.objects.select_for_update(of=("self",)).get(pk=archive)
    allow(by, "archive.make", Target(unit=found.unit_id), Purpose.ARCHIVE)
    stored = store().put(content, limit=ARCHIVE_LIMIT)
    found.sha256, found.size, found.dossiers = stored.sha256, stored.size, dossiers
    found.save(update_fields=["sha256", "size", "dossiers"])
    tell(by, ArchivePacked(subject=found.id, unit=found.unit_id, dossiers=dossiers))
    return found


@action
def open_archive(by: By, archive: UUID) -> Archive:
    """Take a bag out: the journal knows who did, for what, and how many dossiers are in it."""
    found = Archive.objects.filter(pk=archive).first()
    if found is None or not found.sha256:
        raise Denied("archive.make")
    allow(by, "archive.make", Target(unit=found.unit_id), Purpose.ARCHIVE)
    tell(
        by,
        ArchiveOpened(
            subject=found.id, unit=found.unit_id, purpose=Purpose.ARCHIVE, dossiers=found.dossiers
        ),
    )
    return found
