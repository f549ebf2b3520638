"""Has pages on the scan station read by a machine: suggestions beside the picture, no more."""

import logging
from typing import Any
from uuid import UUID

from motcua.actions.scan import keep_words
from motcua.bridges.reader import TooSlow
from motcua.clerks.errands import by_clock, errand
from motcua.clerks.workplace import here
from motcua.records.files import store
from motcua.records.scan import ScannedPage

log = logging.getLogger("motcua.clerks")


@errand("read-pages")
def read_pages(*, subject: str, **_: Any) -> None:
    """Each page of a matter that was not read yet. A page that takes too long is left unread."""
    reader = here().reader
    if reader is None:
        return
    for page in ScannedPage.objects.of(UUID(subject)).filter(words=None):
        with store().open(page.sha256) as file:
            try:
                lines = reader.lines(file.read())
            except TooSlow:
                log.info("page %s took too long to read", page.id)
                lines = []
        keep_words(by_clock(), page.id, lines=lines)
