"""Takes one scan apart: each page laid flat and straight and measured, with the code on it."""

import io
from collections.abc import Iterator
from typing import Any

from motcua.actions.files.apart import Unfit
from motcua.actions.files.apart.flat import laid_flat
from motcua.actions.files.apart.lying import lies, reached
from motcua.actions.files.apart.paper import Point

SIDE = 2400  # an A4 page at 200 dots an inch is 2339 high
WIDE = 1000  # at which sharpness is measured


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the `media_type`; the pages follow as JPEGs one after the other, each
    with itself as it came behind it where `came` is not 0."""
    found = [_page(picture) for picture in _pictures(given, told["media_type"], told["limits"])]
    return {"pages": [said for said, _ in found]}, b"".join(drawn for _, drawn in found)


def _pictures(given: bytes, media_type: str, limits: dict[str, int]) -> Iterator[Any]:
    """Every page as a picture in colour, not larger than need be."""
    from PIL import Image

    is_pdf = media_type == "application/pdf"
    found = _pdf_pictures(given, limits["pages"]) if is_pdf else _one_picture(given)
    for picture in found:
        if picture.width * picture.height > limits["pixels"]:
            raise Unfit("file-pixels", {"limit": limits["pixels"] // 1_000_000})
        picture.thumbnail((SIDE, SIDE), Image.Resampling.BICUBIC)
        yield picture.convert("RGB")


def _one_picture(given: bytes) -> Iterator[Any]:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))
        picture.draft("RGB", (SIDE, SIDE))
        picture.load()
    except MemoryError:
        raise
    except Exception as error:  # Pillow's decoders raise nearly anything on a broken file
        raise Unfit("file-damaged") from error
    yield picture


def _pdf_pictures(given: bytes, most: int) -> Iterator[Any]:
    """What a scanner puts on each page: one picture."""
    import pikepdf

    with pikepdf.open(io.BytesIO(given)) as pdf:
        if len(pdf.pages) > most:
            raise Unfit("file-pdf-pages", {"limit": most, "pages": len(pdf.pages)})
        for page in pdf.pages:
            images: list[Any] = list(page.get_images().values())
            if len(images) != 1:
                raise Unfit("scan-not-pictures")
            try:
                picture = pikepdf.PdfImage(images[0]).as_pil_image()
            except MemoryError:
                raise
            except Exception as error:
                raise Unfit("scan-not-pictures") from error
            yield picture.rotate(-int(page.get("/Rotate", 0)), expand=True)


def _page(given: Any) -> tuple[dict[str, Any], bytes]:
    """What is to be said of a page, and the page laid flat and straight; behind it, where it was
    laid flat or stood on a side, the page as it came."""
    from PIL import Image

    code, corners = _code(given)
    flat = laid_flat(given)
    picture = flat or given
    if flat:
        code_there, corners = _code(flat)
        code = code or code_there
    quarters, angle = lies(picture, corners)
    if quarters:
        picture = picture.transpose(Image.Transpose[f"ROTATE_{quarters}"])
    if angle:
        how = Image.Resampling.BICUBIC
        picture = picture.rotate(angle, how, expand=True, fillcolor=_paper(picture))
    sharpness, contrast = _measures(picture)
    drawn = _jpeg(picture)
    came = _jpeg(given) if flat or quarters else b""
    return {
        "size": len(drawn),
        "came": len(came),
        "code": code,
        "turned": quarters * 10 + round(angle * 10),
        "sharpness": sharpness,
        "contrast": contrast,
        "side": max(picture.size),
    }, drawn + came


def _jpeg(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def _code(picture: Any) -> tuple[str, list[Point]]:
    """The text of our code, and its corners from its own upper left with the clock."""
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    for found in zxingcpp.read_barcodes(picture.convert("L"), formats=wanted):
        if found.text.startswith(("MC1/", "MC2/")):
            at = found.position
            ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            return found.text, [(p.x, p.y) for p in ends]
    return "", []


def _measures(picture: Any) -> tuple[int, int]:
    """How sharp its edges are and how dark its ink is."""
    from PIL import ImageFilter, ImageStat

    grey = picture.convert("L").resize((WIDE, max(1, picture.height * WIDE // picture.width)))
    paper, ink = _levels(grey)
    edges = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
    return round(ImageStat.Stat(grey.filter(edges)).var[0]), paper - ink


def _levels(grey: Any) -> tuple[int, int]:
    """How light the paper is and how dark the ink: not the very extremes, those are noise."""
    counts = grey.histogram()
    return reached(counts, 0.75), reached(counts, 0.005)


def _paper(picture: Any) -> tuple[int, int, int]:
    """The colour of the paper, for the corners that turning lays bare."""
    light = _levels(picture.convert("L"))[0]
    return light, light, light
