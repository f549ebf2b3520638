"""Sets the register of a unit and a period (form 07), for whoever asked for it."""

from typing import Any

from motcua.actions.register import keep_register
from motcua.bridges.typesetter import typeset
from motcua.clerks.errands import by_clerk, errand
from motcua.clerks.paper_control import register
from motcua.records.journal import Entry
from motcua.records.register import Register


@errand("make-register")
def make_register(*, entry: int, subject: str, **_: Any) -> None:
    """Once: a register that is there stays as it was printed."""
    told = Entry.objects.get(pk=entry)
    asked = Register.objects.select_related("unit").get(pk=subject)
    if not asked.sha256:
        content = typeset("register", register(asked), at=told.at)
        keep_register(by_clerk("make-register", entry), asked.id, content=content)
