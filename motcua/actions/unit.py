"""Bringing units and hamlets up to date: rows are opened and closed, never deleted."""

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.db import connection, models

from motcua.actions.act import By, action, allow, tell
from motcua.records.journal import Entry
from motcua.records.unit import (
    UNITS,
    Hamlet,
    Unit,
    UnitSuccession,
    hamlet_rows,
    succession_rows,
    unit_rows,
)
from motcua.records.unit_files import country_lists
from motcua.rules.events.people import UnitsImported
from motcua.rules.permission import Purpose, Target
from motcua.rules.place.unit import LEVELS, HamletRow, Key, Plan, Succession, UnitRow, Versions
from motcua.rules.place.unit import plan_import as compare
from motcua.rules.refusal import Refused
from motcua.rules.words.names import accent_free, sort_key

BATCH = 2000


def plan_import(units: Sequence[UnitRow] = (), successions: Iterable[Succession] = ()) -> Plan:
    """What an import would change in what we have; nothing is written."""
    have = {(link.old, link.new) for link in succession_rows()}
    links = [link for link in successions if (link.old, link.new) not in have]
    return compare(unit_rows(), units, links)


@action
def import_units(
    by: By,
    *,
    units: Sequence[UnitRow] = (),
    successions: Sequence[Succession] = (),
    hamlets: Sequence[HamletRow] = (),
) -> Entry:
    """Open, close and correct rows as the plan says, all or nothing.

    Refused with `unit.import-does-not-fit` and the problems found, in plain sentences.
    """
    allow(by, "unit.import", Target(), Purpose.OPERATION)
    _one_at_a_time()
    plan = plan_import(units, successions)
    if plan.problems:
        raise Refused("unit.import-does-not-fit", detail={"problems": plan.problems})
    _close(plan)
    _correct(plan)
    _open(plan.opened)
    _tie(plan.links)
    added = _bring_hamlets(hamlets)
    return tell(
        by,
        UnitsImported(
            subject=UNITS,
            opened=len(plan.opened),
            closed=len(plan.closed),
            corrected=len(plan.corrected),
            successions=len(plan.links),
            hamlets=added,
        ),
    )


def seed_units(by: By) -> Entry | None:
    """Bring in the country's own lists, or what a release has added; None if all is there."""
    lists = country_lists(settings.COUNTRY / "units")
    if plan_import(lists.units, lists.successions).empty:
        return None
    return import_units(by, units=lists.units, successions=lists.successions)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('motcua units'))")


def _ids() -> dict[Key, int]:
    rows = Unit.objects.values_list("code", "valid_from", "id")
    return {(code, start): pk for code, start, pk in rows.iterator(5000)}


def _close(plan: Plan) -> None:
    """A hamlet goes on with its commune's code; where the place itself ends, it ends too."""
    goes_on = {link.old for link in plan.links if link.whole and link.old[0] == link.new[0]}
    for (code, start), day in plan.closed:
        Unit.objects.filter(code=code, valid_from=start).update(valid_to=day)
        if (code, start) not in goes_on:
            open_ones = Hamlet.objects.filter(unit__code=code, valid_to=None)
            open_ones.update(valid_to=day)


def _correct(plan: Plan) -> None:
    if not plan.corrected:
        return
    ids = _ids()
    versions = Versions(unit_rows())
    rows = [new for _, new in plan.corrected]
    changed = []
    for row in rows:
        unit = _unit(row, _parent_id(row, versions, ids))
        unit.id = ids[row.key]
        changed.append(unit)
    fields = [f.name for f in Unit._meta.fields if f.name not in ("id", "code", "valid_from")]
    Unit.objects.bulk_update(changed, fields, batch_size=BATCH)


def _open(opened: Sequence[UnitRow]) -> None:
    """From the top down, because a row needs the id of the one above it."""
    versions = Versions([*unit_rows(), *opened])
    for level in LEVELS:
        ids = _ids()
        rows = [row for row in opened if row.level == level]
        _copy([_unit(row, _parent_id(row, versions, ids)) for row in rows])


def _copy(rows: Sequence[models.Model]) -> None:
    """Insert with COPY: fourteen thousand rows are a second's work, not ten."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    fields = [field.attname for field in rows[0]._meta.concrete_fields if field.attname != "id"]
    names = ", ".join(fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([getattr(row, field) for field in fields])


def _parent_id(row: UnitRow, versions: Versions, ids: Mapping[Key, int]) -> int | None:
    above = versions.on(row.parent, row.valid_from)
    return ids[above.key] if above else None


def _unit(row: UnitRow, parent: int | None) -> Unit:
    return Unit(
        code=row.code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        level=row.level,
        kind=row.kind,
        name=row.name,
        full_name=row.full_name,
        parent_id=parent,
        name_key=accent_free(row.name),
        sort_key=sort_key(row.name),
        former=" ".join(row.former),
        citation=row.citation,
    )


def _tie(links: Sequence[Succession]) -> None:
    ids = _ids()
    _copy(
        [
            UnitSuccession(
                old_id=ids[link.old],
                new_id=ids[link.new],
                whole=link.whole,
                document=link.document,
            )
            for link in links
        ]
    )


def _bring_hamlets(wanted: Sequence[HamletRow]) -> int:
    """Add the hamlets we do not have, and end those that the file says have ended."""
    if not wanted:
        return 0
    have = {row.key: row for row in hamlet_rows()}
    new = list({row.key: row for row in wanted if row.key not in have}.values())
    versions, ids = Versions(unit_rows()), _ids()
    homes = [versions.on(row.unit, row.valid_from) for row in new]
    lost = [row for row, home in zip(new, homes, strict=True) if not _is_commune(home)]
    if lost:
        problems = tuple(
            f"{row.kind} {row.name}: ngày {row.valid_from:%d/%m/%Y} không có xã mã {row.unit}."
            for row in lost
        )
        raise Refused("unit.import-does-not-fit", detail={"problems": problems})
    _copy([_hamlet(row, ids[home.key]) for row, home in zip(new, homes, strict=True) if home])
    ended = [row for row in wanted if row.key in have and row.valid_to != have[row.key].valid_to]
    return len(new) + sum(_end(have[row.key], row) for row in ended if row.valid_to)


def _is_commune(home: UnitRow | None) -> bool:
    return home is not None and home.level == "commune"


def _end(known: HamletRow, told: HamletRow) -> int:
    return Hamlet.objects.filter(
        unit__code=known.unit, kind=known.kind, name=known.name, valid_from=known.valid_from
    ).update(valid_to=told.valid_to)


def _hamlet(row: HamletRow, unit: int) -> Hamlet:
    return Hamlet(
        unit_id=unit,
        kind=row.kind,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        name_key=accent_free(row.name),
        sort_key=sort_key(row.name),
    )
