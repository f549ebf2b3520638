"""An XML paper as one reads it: a table, with what each of its signatures signed."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from motcua.actions.files.read_signed import table_apart
from motcua.doors.shared.desk import Asking, show
from motcua.doors.shared.signatures import Line, lines_of
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.signature import SignatureCheck
from motcua.rules.signature import Unreadable
from motcua.rules.xml_paper import Row


@dataclass(frozen=True)
class Told:
    """One section of the page: its heading and its rows."""

    title: str
    place: str
    signed: bool
    rows: tuple[Row, ...]
    more: int


def as_table(request: Asking, found: Attachment, back: str) -> HttpResponse:
    """The page; `back` is the address it was come from. The bytes themselves are `?tai=1`."""
    with store().open(found.sha256) as file:
        content = file.read()
    return show(
        request,
        "shared/xml_paper.html",
        file=found,
        back=back,
        signatures=_lines(found.id),
        sections=sections_of(content),
    )


def sections_of(xml: bytes) -> list[Told]:
    """What each signature signed, then what nobody did; none where the file is not to be read."""
    try:
        sections = table_apart(xml)
    except Unreadable:
        return []
    return [
        Told(_title(one.signatures), one.place, bool(one.signatures), one.rows, one.more)
        for one in sections
    ]


def _title(signatures: tuple[int, ...]) -> str:
    if not signatures:
        return "Phần không ai ký"
    return f"Phần được chữ ký {' và '.join(map(str, signatures))} bảo vệ"


def _lines(attachment: UUID) -> list[Line]:
    check = SignatureCheck.objects.filter(attachment=attachment).first()
    return lines_of(check) if check else []
