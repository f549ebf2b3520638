"""Has pages on the scan station read by a machine: suggestions beside the picture, no more."""

import logging
from contextlib import suppress
from typing import Any
from uuid import UUID

from motcua.actions.scan import keep_words
from motcua.bridges.reader import Reader, TooSlow
from motcua.clerks.errands import by_clock, errand
from motcua.clerks.workplace import here
from motcua.records.files import store
from motcua.records.scan import ScannedPage
from motcua.rules.refusal import Denied

log = logging.getLogger("motcua.clerks")


@errand("read-pages")
def read_pages(*, subject: str, **_: Any) -> None:
    """Each page of a matter that was not read yet."""
    reader = here().reader
    if reader is None:
        return
    unread = ScannedPage.objects.filter(words=None)
    for id in list(unread.of(UUID(subject)).values_list("id", flat=True)):
        page = unread.filter(pk=id).first()
        if page is None:  # read by another clerk, or handed in meanwhile
            continue
        lines = _lines(reader, page)
        with suppress(Denied):
            keep_words(by_clock(), id, lines=lines)


def _lines(reader: Reader, page: ScannedPage) -> list[str]:
    """What stands on a page; nothing where reading it takes too long."""
    with store().open(page.sha256) as file:
        picture = file.read()
    try:
        return reader.lines(picture)
    except TooSlow:
        log.info("page %s took too long to read", page.id)
        return []
