"""Looks at a signature written on a screen: it must be small, a PNG, and have ink on it."""

import io

from PIL import Image

from motcua.actions.files.inspect_file import Clean
from motcua.rules.refusal import Refused

MOST = 200_000  # bytes; a signature of three names on our canvas has about 8 KB
INK = 60  # how much darker than its ground a stroke is, of 255


def check_drawing(drawn: Clean) -> None:
    """Refuse what is no drawing of our page, or an empty one; `inspect` has drawn it anew, so it
    is opened here."""
    assert isinstance(drawn.content, bytes)
    if drawn.media_type != "image/png" or len(drawn.content) > MOST:
        raise Refused("drawing-unreadable")
    with Image.open(io.BytesIO(drawn.content), formats=("PNG",)) as picture:
        shades = picture.convert("L").tobytes()
    if max(shades) - min(shades) < INK:
        raise Refused("drawing-empty")
