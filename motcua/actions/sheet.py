"""Putting a procedure's sheet up on the wall of a unit."""

from motcua.actions.act import By, action, allow, tell
from motcua.records.sheet import Sheet
from motcua.records.unit import Unit
from motcua.rules.catalogue.procedure import Version
from motcua.rules.events.desk import SheetPosted
from motcua.rules.permission import Purpose, Target


@action
def post_sheet(by: By, *, unit: Unit, version: Version) -> Sheet:
    """The sheet of this version hangs here from now on."""
    allow(by, "sheet.post", Target(unit=unit.id), Purpose.OPERATION)
    sheet = Sheet.objects.create(
        unit=unit,
        procedure=version.code,
        version=version.key,
        account_id=by.account,
        at=by.at,
    )
    tell(by, SheetPosted(subject=sheet.id, unit=unit.id, begins=version.valid_from))
    return sheet
