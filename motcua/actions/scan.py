"""The scan station: pages come in, are put in order, and become the papers of a dossier."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from motcua.actions.act import By, action, allow, tell
from motcua.actions.document import attach, home_of
from motcua.actions.files.read_scan import ScannedSheet, turned_right
from motcua.records.digitised import Digitised
from motcua.records.document import Attachment
from motcua.records.files import store
from motcua.records.retention import let_go
from motcua.records.scan import Left, ScannedPage
from motcua.rules.events.document import (
    PageRead,
    PagesDropped,
    PagesMoved,
    PagesScanned,
    PageTurned,
    PaperDigitised,
    ReadingAsked,
)
from motcua.rules.permission import Purpose, Target
from motcua.rules.refusal import Denied, Refused
from motcua.rules.scan import Lot, PaperData, nearly, parted

KEPT = timedelta(hours=25)
"""A little over the day within which no file is removed (`Store.remove`)."""
MOST_PAGES = 100
PAGE_LIMIT = 10 << 20
A4_WIDE = 595.0  # points


@action
def add_pages(by: By, home: UUID, *, sheets: Sequence[ScannedSheet], known: set[str]) -> None:
    """Put the pages of one scan on the station, each to the paper of the separator before it.

    `known` are the keys of the papers that may be handed in. What a code says to be of another
    matter is kept apart until somebody has decided about it.
    """
    target = _allowed(by, home)
    held = ScannedPage.objects.filter(account=by.account).of(home)
    if held.count() + len(sheets) > MOST_PAGES:
        raise Refused("scan-many", detail={"limit": MOST_PAGES})
    place = _end(by, home)
    lots = parted([sheet.code for sheet in sheets], home, known)
    kept = [
        _kept(by, home, sheet, lot, place + at)
        for at, (sheet, lot) in enumerate(zip(sheets, lots, strict=True))
        if lot is not None
    ]
    ScannedPage.objects.bulk_create(kept)
    tell(by, PagesScanned(subject=home, unit=target.unit, pages=len(kept)))
    if kept:
        _have_read(by, home, target)


def _have_read(by: By, home: UUID, target: Target) -> None:
    if settings.MOTCUA_TESSERACT:
        tell(by, ReadingAsked(subject=home, unit=target.unit))


def _end(by: By, home: UUID) -> int:
    """The place behind all pages."""
    held = ScannedPage.objects.filter(account=by.account).of(home)
    return int(held.aggregate(last=Max("place"))["last"] or 0) + 1


def _kept(by: By, home: UUID, sheet: ScannedSheet, lot: Lot, place: int) -> ScannedPage:
    stored = store().put(sheet.content, limit=PAGE_LIMIT)
    return ScannedPage(
        account=by.account,
        home=home,
        belongs=None if lot.home == home else lot.home,
        component=lot.component,
        place=place,
        sha256=stored.sha256,
        size=stored.size,
        came=store().put(sheet.came, limit=PAGE_LIMIT).sha256 if sheet.came else "",
        turned=sheet.turned,
        sharpness=sheet.sight.sharpness,
        contrast=sheet.sight.contrast,
        side=sheet.sight.side,
        at=by.at,
    )


@action
def move_page(by: By, page: UUID, *, component: str, before: UUID | None) -> None:
    """Put a page to a paper of this matter, before another page of it or, without one, at its end:
    also one that was taken off, or that a code says to be of another matter."""
    moved = _mine(by, page)
    target = _allowed(by, moved.home)
    others = ScannedPage.objects.select_for_update().filter(account=by.account)
    row = [one for one in others.of(moved.home) if one.id != moved.id]
    at = next((n for n, one in enumerate(row) if one.id == before), len(row))
    row.insert(at, moved)
    moved.component, moved.belongs, moved.left = component, None, ""
    for place, one in enumerate(row, 1):
        one.place = place
    ScannedPage.objects.bulk_update(row, ["component", "place", "belongs", "left"])
    tell(by, PagesMoved(subject=moved.home, unit=target.unit, page=moved.id))


@action
def send_over(by: By, page: UUID, *, to: UUID) -> None:
    """Put a page, and those that a code says to be of the same matter, on the station of that
    matter, at its end."""
    first = _mine(by, page)
    target, there = _allowed(by, first.home), _allowed(by, to)
    named = ScannedPage.objects.select_for_update().filter(account=by.account, belongs=to)
    moved = list(named.of(first.home)) if first.belongs == to else [first]
    for place, one in enumerate(moved, _end(by, to)):
        one.component = one.component if one.belongs else ""
        one.home, one.belongs, one.place = to, None, place
        tell(by, PagesMoved(subject=first.home, unit=target.unit, page=one.id))
        tell(by, PagesMoved(subject=to, unit=there.unit, page=one.id))
    ScannedPage.objects.bulk_update(moved, ["home", "belongs", "component", "place"])


@action
def turn_page(by: By, page: UUID) -> None:
    """Turn a page by a quarter with the clock. What was read on it is read anew."""
    turned = _mine(by, page)
    stored = store().put(turned_right(_bytes(turned.sha256)), limit=PAGE_LIMIT)
    turned.came = turned.came or turned.sha256
    turned.turned = (turned.turned + 2700) % 3600
    _redrawn(by, turned, stored.sha256, stored.size)


@action
def leave_as_it_came(by: By, page: UUID) -> None:
    """Undo what was done to a page: laid flat, set upright, laid straight, turned."""
    left = _mine(by, page)
    if not left.came:
        raise Refused("scan-unchanged")
    came, left.came, left.turned = left.came, "", 0
    _redrawn(by, left, came, len(_bytes(came)))


def _redrawn(by: By, page: ScannedPage, sha256: str, size: int) -> None:
    """The page has another picture; what was read on the one before is forgotten."""
    target = _allowed(by, page.home)
    page.sha256, page.size, page.words, page.at = sha256, size, None, by.at
    page.save()
    tell(by, PageTurned(subject=page.home, unit=target.unit, page=page.id))
    _have_read(by, page.home, target)


@action
def drop_page(by: By, page: UUID) -> None:
    """Take a page off the station: scanned twice, or blank. It can be laid back."""
    dropped = _mine(by, page)
    target = _allowed(by, dropped.home)
    dropped.left = Left.DROPPED
    dropped.save(update_fields=["left"])
    tell(by, PagesDropped(subject=dropped.home, unit=target.unit, pages=1))


@action
def keep_words(by: By, page: UUID, *, lines: Sequence[str]) -> None:
    """Keep what a machine read on a page as long as the page lies on the station."""
    read = ScannedPage.objects.select_for_update().filter(pk=page, left="").first()
    if read is None:  # handed in meanwhile
        raise Denied("clerk.record")
    allow(by, "clerk.record", Target(), Purpose.COUNTER)
    read.words = "\n".join(lines)
    read.save(update_fields=["words"])
    tell(by, PageRead(subject=read.home, page=read.id, lines=len(lines)))


@action
def hand_in_pages(
    by: By,
    home: UUID,
    *,
    labels: Mapping[str, str],
    data: Mapping[str, PaperData] | None = None,
    sure: bool = False,
) -> None:
    """Bind the pages of each paper into one file of it. `labels` are the papers, `data` what the
    officer wrote down from them and compared, both by key. A number that a machine read a little
    otherwise is refused until the officer is `sure`.
    """
    data = data or {}
    target = _allowed(by, home)
    pages = list(ScannedPage.objects.select_for_update().filter(account=by.account).of(home))
    if not pages:
        raise Refused("scan-nothing")
    if any(page.belongs for page in pages):
        raise Refused("scan-of-another")
    if any(page.component not in labels for page in pages):
        raise Refused("scan-unsorted")
    for key, written in () if sure else data.items():
        _compare(written, labels[key], [page for page in pages if page.component == key])
    for key, label in labels.items():
        own = [page for page in pages if page.component == key]
        if own:
            content = bound([_bytes(page.sha256) for page in own])
            kept = attach(by, id=home, component=key, name=f"{label[:80]}.pdf", content=content,
                          media_type="application/pdf")  # fmt: skip
            _write_down(by, kept, target, data.get(key))
    handed = ScannedPage.objects.filter(pk__in=[page.id for page in pages])
    handed.update(left=Left.BOUND, words=None)
    tell(by, PagesDropped(subject=home, unit=target.unit, pages=len(pages)))


def _compare(written: PaperData, label: str, pages: Sequence[ScannedPage]) -> None:
    read = nearly(written.number, [line for page in pages for line in page.lines])
    if read:
        detail = {"label": label, "typed": written.number, "read": read}
        raise Refused("scan-number-differs", detail=detail)


def _write_down(by: By, paper: Attachment, target: Target, data: PaperData | None) -> None:
    """Keep what stands on the paper, as its officer says."""
    if data is None:
        return
    Digitised.objects.update_or_create(
        attachment=paper, defaults={**asdict(data), "by": by.account, "at": by.at}
    )
    tell(by, PaperDigitised(subject=paper.dossier, unit=target.unit, attachment=paper.id))


def old_homes(at: datetime) -> list[UUID]:
    """The drafts and dossiers of which there are pages that came longer than a day ago."""
    old = ScannedPage.objects.filter(at__lt=at - KEPT)
    return list(old.values_list("home", flat=True).distinct())


@action
def forget_pages(by: By, home: UUID) -> None:
    """Pages that came longer than a day ago are gone, and their pictures with them."""
    old = ScannedPage.objects.filter(home=home, at__lt=by.at - KEPT)
    allow(by, "clerk.record", Target(), Purpose.OPERATION)
    pictures = {name for pair in old.values_list("sha256", "came") for name in pair} - {""}
    number, _ = old.delete()
    transaction.on_commit(lambda: let_go(pictures, by.at.timestamp()), robust=True)
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


def _bytes(sha256: str) -> bytes:
    with store().open(sha256) as file:
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
