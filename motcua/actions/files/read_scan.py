"""Takes a scan apart into pages: laid flat and straight, measured, with the code on each.

The opening is done by `apart/read_scan.py` in a process of its own, as with every file that comes
in (inspect_file). Nothing is kept here.
"""

import io
from dataclasses import dataclass

from PIL import Image

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.scan import Sight

LIMITS = Limits(pages=30, seconds=60)
SMALL = (300, 424)
_APART = Confined("read_scan")


@dataclass(frozen=True)
class ScannedSheet:
    """One page as a JPEG, by how many tenths of a degree it was turned to stand upright and
    straight, and the text of our code on it ("" where there is none). `came` is the page as it
    came, where it was photographed aslant and laid flat, or stood on a side; else empty."""

    content: bytes
    code: str
    sight: Sight
    turned: int
    came: bytes = b""


def read_scan(content: bytes, media_type: str) -> list[ScannedSheet]:
    """The pages of a picture, or of a PDF as scanners make it: one picture on each page.

    `content` has been found safe by `inspect`. Refused with: file-damaged, file-heavy,
    file-pdf-pages, scan-not-pictures.
    """
    said, drawn = _APART.ask(content, LIMITS, media_type=media_type)
    found, rest = [], io.BytesIO(drawn)
    for one in said["pages"]:
        sight = Sight(one["sharpness"], one["contrast"], one["side"])
        content, came = rest.read(one["size"]), rest.read(one["came"])
        found.append(ScannedSheet(content, one["code"], sight, one["turned"], came))
    return found


def turned_right(content: bytes) -> bytes:
    """A page of ours turned by a quarter with the clock."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as page:
        page.transpose(Image.Transpose.ROTATE_270).save(out, "JPEG", quality=90, optimize=True)
    return out.getvalue()


def preview(content: bytes) -> bytes:
    """A page small enough to be one of many: opened here, since it was drawn by us."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as page:
        page.draft("RGB", SMALL)
        page.thumbnail(SMALL)
        page.save(out, "JPEG", quality=70)
    return out.getvalue()
