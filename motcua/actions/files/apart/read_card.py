"""Finds the square codes in a picture or PDF of a card: their bytes, never their text."""

import io
from collections.abc import Iterator
from typing import Any

from motcua.actions.files.apart import Unfit

SIDE = 2400  # dots: a card photographed whole has its code at 250 and more of them
SMALLEST = 700  # a smaller picture is looked at twice as large too
MOST_PICTURES = 8


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The bytes of each code as hex, each once."""
    found: dict[str, None] = {}
    for picture in _pictures(given, told["limits"]):
        found |= dict.fromkeys(each.hex() for each in codes(picture))
    return {"codes": list(found)}, b""


def codes(picture: Any) -> list[bytes]:
    """The bytes of the QR codes in a picture in grey, which mend their own errors."""
    found = _read(picture)
    if found:
        return found
    larger = max(picture.size) < SMALLEST
    size = tuple(side * 2 if larger else side // 2 for side in picture.size)
    return _read(picture.resize(size)) if min(size) else []


def _read(picture: Any) -> list[bytes]:
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    read = zxingcpp.read_barcodes(picture, formats=wanted)
    return [bytes(each.bytes) for each in read if each.valid and each.bytes]


def _pictures(given: bytes, limits: dict[str, int]) -> Iterator[Any]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is asked first, and is stricter than Pillow's warning
    try:
        for picture in _of_pdf(given, limits) if given.startswith(b"%PDF") else _alone(given):
            if picture.width * picture.height > limits["pixels"]:
                raise Unfit("file-pixels", {"limit": limits["pixels"] // 1_000_000})
            picture.draft("L", (SIDE, SIDE))
            grey = ImageOps.exif_transpose(picture).convert("L")
            grey.thumbnail((SIDE, SIDE))
            yield grey
    except (Unfit, MemoryError):
        raise
    except Exception as error:  # decoders raise nearly anything on a broken file
        raise Unfit("file-damaged", {"why": type(error).__name__}) from error


def _alone(given: bytes) -> Iterator[Any]:
    from PIL import Image

    yield Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))


def _of_pdf(given: bytes, limits: dict[str, int]) -> Iterator[Any]:
    import pikepdf

    with pikepdf.open(io.BytesIO(given)) as pdf:
        images: list[Any] = [one for page in pdf.pages for one in page.get_images().values()]
        if not images or len(images) > MOST_PICTURES:
            raise Unfit("card-pdf")
        for one in images:
            if int(one.Width) * int(one.Height) > limits["pixels"]:
                raise Unfit("file-pixels", {"limit": limits["pixels"] // 1_000_000})
            yield pikepdf.PdfImage(one).as_pil_image()
