"""Has files that came in looked at by ClamAV, where it runs; until then nobody sees them."""

from typing import Any

from motcua.actions.document import record_check
from motcua.clerks.errands import by_clerk, errand
from motcua.clerks.workplace import here
from motcua.records.document import Attachment, Check
from motcua.records.files import store


@errand("check-file")
def check_file(*, entry: int, attachment_id: str, **_: Any) -> None:
    """One file. Where there is no scanner any more, it is as safe as files without one are."""
    found = Attachment.objects.get(pk=attachment_id)
    scanner = here().scanner
    verdict = Check.NONE
    if scanner is not None:
        with store().open(found.sha256) as file:
            verdict = Check.HARMFUL if scanner.finds(file.read()) else Check.CLEAN
    record_check(by_clerk("check", entry), found.id, verdict=verdict)
