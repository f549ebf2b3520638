"""Judging officers' looks at people's data, when the time to act on them is over."""

from uuid import NAMESPACE_OID, uuid5

from motcua.actions.act import By, action, allow, tell
from motcua.records.looks import judge
from motcua.rules.events.desk import LooksJudged
from motcua.rules.permission import Purpose, Target


@action
def judge_looks(by: By, unit: int) -> None:
    """Each look in a unit is judged once: reading a month of them is cheap then."""
    allow(by, "clerk.record", Target(unit=unit), Purpose.OPERATION)
    subject = uuid5(NAMESPACE_OID, f"looks/{unit}")
    tell(by, LooksJudged(subject=subject, unit=unit, looks=judge(unit, by.at)))
