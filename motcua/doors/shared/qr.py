"""A square code of an address of ours, drawn into the page itself: no picture to fetch."""

from io import BytesIO

import segno
from django.conf import settings
from django.utils.safestring import SafeString


def address_of(path: str) -> str:
    """The whole address of a page, as others reach it."""
    return f"{settings.MOTCUA_ADDRESS}{path}"


def qr_code(path: str) -> SafeString:
    """An SVG of the code for a page of this installation."""
    return code_of(address_of(path))


def code_of(text: str) -> SafeString:
    """An SVG of the code with this text (error correction M)."""
    drawing = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawing, kind="svg", omitsize=True, border=2, xmldecl=False, svgns=False)
    return SafeString(drawing.getvalue().decode("utf-8"))
