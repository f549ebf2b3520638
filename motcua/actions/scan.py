"""The scan station: pages come in, are put in order, and become the papers of a dossier."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import attach, home_of
from motcua.actions.files.read_scan import ScannedSheet
from motcua.records.digitised import Digitised
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.scan import ScannedPage
from motcua.rules.events.document import (
    PageRead,
    PagesDropped,
    PagesMoved,
    PagesScanned,
    PaperDigitised,
    ReadingAsked,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.scan import PaperData, names_another, parted

KEPT = timedelta(days=1)
MOST_PAGES = 100
PAGE_LIMIT = 10 << 20
A4_WIDE = 595.0  # points


@action
def add_pages(by: By, home: UUID, *, sheets: Sequence[ScannedSheet], known: set[str]) -> None:
    """Put the pages of one scan on the station, each to the paper of the separator before it.

    `known` are the keys of the papers that may be handed in. A scan in which any page names
    another dossier is refused whole: scan-of-another, with its page.
    """
    target = _allowed(by, home)
    for number, sheet in enumerate(sheets, 1):
        if names_another(sheet.code, home):
            raise Refused("scan-of-another", detail={"page": number})
    held = ScannedPage.objects.filter(account=by.account, home=home)
    if held.count() + len(sheets) > MOST_PAGES:
        raise Refused("scan-many", detail={"limit": MOST_PAGES})
    place = (held.aggregate(last=Max("place"))["last"] or 0) + 1
    papers = parted([sheet.code for sheet in sheets], home, known)
    kept = [
        _kept(by, home, sheet, component, place + at)
        for at, (sheet, component) in enumerate(zip(sheets, papers, strict=True))
        if component is not None
    ]
    ScannedPage.objects.bulk_create(kept)
    tell(by, PagesScanned(subject=home, unit=target.unit, pages=len(kept)))
    if kept and settings.MOTCUA_TESSERACT:
        tell(by, ReadingAsked(subject=home, unit=target.unit))


def _kept(by: By, home: UUID, sheet: ScannedSheet, component: str, place: int) -> ScannedPage:
    stored = store().put(sheet.content, limit=PAGE_LIMIT)
    return ScannedPage(
        account=by.account,
        home=home,
        component=component,
        place=place,
        sha256=stored.sha256,
        size=stored.size,
        turned=sheet.turned,
        sharpness=sheet.sight.sharpness,
        contrast=sheet.sight.contrast,
        side=sheet.sight.side,
        at=by.at,
    )


@action
def move_page(by: By, page: UUID, *, component: str, before: UUID | None) -> None:
    """Put a page to a paper, before another page of it or, without one, at its end."""
    moved = _mine(by, page)
    target = _allowed(by, moved.home)
    others = ScannedPage.objects.select_for_update().filter(account=by.account)
    row = [one for one in others.of(moved.home) if one.id != moved.id]
    at = next((n for n, one in enumerate(row) if one.id == before), len(row))
    row.insert(at, moved)
    moved.component = component
    for place, one in enumerate(row, 1):
        one.place = place
    ScannedPage.objects.bulk_update(row, ["component", "place"])
    tell(by, PagesMoved(subject=moved.home, unit=target.unit, page=moved.id))


@action
def drop_page(by: By, page: UUID) -> None:
    """Take a page off the station: scanned twice, or blank."""
    dropped = _mine(by, page)
    target = _allowed(by, dropped.home)
    tell(by, PagesDropped(subject=dropped.home, unit=target.unit, pages=1))
    dropped.delete()


@action
def keep_words(by: By, page: UUID, *, lines: Sequence[str]) -> None:
    """Keep what a machine read on a page as long as the page lies on the station."""
    read = ScannedPage.objects.select_for_update().filter(pk=page).first()
    if read is None:  # handed in meanwhile
        raise Denied("clerk.record")
    allow(by, "clerk.record", Target(), Purpose.COUNTER)
    read.words = "\n".join(lines)
    read.save(update_fields=["words"])
    tell(by, PageRead(subject=read.home, page=read.id, lines=len(lines)))


@action
def hand_in_pages(
    by: By, home: UUID, *, labels: Mapping[str, str], data: Mapping[str, PaperData] | None = None
) -> None:
    """Bind the pages of each paper into one file of it. `labels` are the papers, `data` what the
    officer wrote down from them and compared, both by key.
    """
    target = _allowed(by, home)
    pages = list(ScannedPage.objects.select_for_update().filter(account=by.account).of(home))
    if not pages:
        raise Refused("scan-nothing")
    if any(page.component not in labels for page in pages):
        raise Refused("scan-unsorted")
    for key, label in labels.items():
        own = [page for page in pages if page.component == key]
        if own:
            content = bound([_content(page) for page in own])
            kept = attach(by, id=home, component=key, name=f"{label[:80]}.pdf", content=content,
                          media_type="application/pdf")  # fmt: skip
            _write_down(by, kept, target, (data or {}).get(key))
    ScannedPage.objects.filter(pk__in=[page.id for page in pages]).delete()
    tell(by, PagesDropped(subject=home, unit=target.unit, pages=len(pages)))


def _write_down(by: By, paper: Attachment, target: Target, data: PaperData | None) -> None:
    """Keep what stands on the paper, as its officer says."""
    if data is None:
        return
    Digitised.objects.update_or_create(
        attachment=paper, defaults={**asdict(data), "by": by.account, "at": by.at}
    )
    tell(by, PaperDigitised(subject=paper.dossier, unit=target.unit, attachment=paper.id))


def old_homes(at: datetime) -> list[UUID]:
    """The drafts and dossiers for which pages have lain on the station for a day."""
    old = ScannedPage.objects.filter(at__lt=at - KEPT)
    return list(old.values_list("home", flat=True).distinct())


@action
def forget_pages(by: By, home: UUID) -> None:
    """Pages that lay on the station for a day are gone."""
    old = ScannedPage.objects.filter(home=home, at__lt=by.at - KEPT)
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    number, _ = old.delete()
    tell(by, PagesDropped(subject=home, pages=number))


def bound(pages: Sequence[bytes]) -> bytes:
    """JPEGs as the pages of one PDF, as wide as A4; not a dot of them is drawn anew."""
    import pikepdf
    from PIL import Image

    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for content in pages:
            with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
                wide, high = picture.size
            image = pikepdf.Stream(pdf, content)
            image.stream_dict = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=wide,
                Height=high,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            tall = A4_WIDE * high / wide
            page = pdf.add_blank_page(page_size=(A4_WIDE, tall))
            name = page.add_resource(image, pikepdf.Name.XObject)
            page.contents_add(f"q {A4_WIDE} 0 0 {tall} 0 0 cm {name} Do Q".encode())
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _content(page: ScannedPage) -> bytes:
    with store().open(page.sha256) as file:
        return file.read()


def _mine(by: By, page: UUID) -> ScannedPage:
    found = ScannedPage.objects.select_for_update().filter(pk=page, account=by.account).first()
    if found is None:
        raise Denied("document.attach")
    return found


def _allowed(by: By, home: UUID) -> Target:
    target, _ = home_of(home)
    allow(by, "document.attach", target, Purpose.COUNTER)
    return target
