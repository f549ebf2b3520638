"""Reads files of guests piece by piece: whoever sent one sees how far it is, and what stands stays
if the clerk falls; tells whose registered residence ends soon."""

from datetime import date, datetime
from typing import Any
from uuid import uuid5

from motcua.actions.files.read_sheet import Sheet, read_sheet
from motcua.actions.stay import tell_of_end
from motcua.actions.stay_file import end_file, note_rows
from motcua.clerks.errands import by_clock, errand, rounds
from motcua.clerks.workplace import here
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.procedure import catalogue
from motcua.records.stay import StayNotice, stay_law
from motcua.rules.dossier import State
from motcua.rules.guest import Row, read_rows, under_headings
from motcua.rules.refusal import Refused
from motcua.rules.stay import Tenancy
from motcua.rules.time.wall_clock import local, morning
from motcua.rules.time.working_time import years_later

PIECE = 500  # rows in one transaction: about a second


@errand("read-stays")
def read_stays(*, subject: str, **_: Any) -> None:
    """From where it was left, to the end."""
    notice = StayNotice.objects.get(pk=subject)
    if notice.read_at:
        return
    try:
        sheet = _opened(notice)
        rows = _rows(notice, sheet)
    except Refused as why:
        end_file(by_clock(), notice.id, notes=[[why.code, dict(why.detail)]])
        return
    left = [row for row in rows if row.line > notice.done]
    for at in range(0, len(left), PIECE):
        note_rows(by_clock(), notice.id, rows=left[at : at + PIECE], last=rows[-1].line)
    end_file(by_clock(), notice.id, notes=sheet.notes)


@rounds("remind-tenancies", cron="15 8 * * *")
def remind_tenancies(timestamp: int = 0) -> None:
    """Who filed a residence that ends within the days of the law is told, once for each."""
    law, today = stay_law().tenancy, local(here().clock()).date()
    rows = Dossier.objects.filter(
        procedure__in=(law.register, law.renew),
        state__in=(State.DONE, State.RETURNED),
        closed_at__gte=_earliest(law, today),
    )
    for dossier in rows.iterator(chunk_size=500):
        said = dossier.answers.get("to")
        ends = date.fromisoformat(said) if said else None
        if ends and 0 <= (ends - today).days <= law.ahead_days:
            by = by_clock(uuid5(dossier.id, f"tenancy-ends:{ends}"))
            tell_of_end(by, dossier.id, ends=ends)


def _earliest(law: Tenancy, today: date) -> datetime:
    """Whatever was registered before this instant has ended: the longest a residence is
    registered for, and a year, since it may begin after that."""
    versions = (one for code in (law.register, law.renew) for one in catalogue()[code].versions)
    return morning(years_later(today, -1 - max(one.most_years for one in versions)))


def _opened(notice: StayNotice) -> Sheet:
    law = stay_law().sheet
    with store().open(notice.sha256) as file:
        return read_sheet(file.read(), rows=law.rows, megabytes=law.megabytes)


def _rows(notice: StayNotice, sheet: Sheet) -> list[Row]:
    """All rows, as they are understood on the day they were sent."""
    columns, below = under_headings(sheet.table, stay_law())
    if not columns:
        raise Refused("sheet-no-headings")
    missing = [c.label for c in stay_law().columns if c.required and c.key not in columns.values()]
    if missing:
        raise Refused("sheet-columns-missing", detail={"columns": ", ".join(missing)})
    found = read_rows(below, stay_law(), local(notice.told_at).date(), notice.zeros)
    if not found:
        raise Refused("guests-none")
    return found
