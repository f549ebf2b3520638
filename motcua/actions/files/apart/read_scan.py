"""Takes one scan apart: each page laid straight and measured, with the code that stands on it."""

import io
from collections.abc import Iterator
from typing import Any

from motcua.actions.files.apart import Unfit

SIDE = 2400  # an A4 page at 200 dots an inch is 2339 high
WIDE = 1000  # at which sharpness is measured
SMALL = 600  # at which the angle is looked for
STEEPEST, COARSE, FINE = 8.0, 1.0, 0.25  # degrees
STRAIGHT = 0.4  # less is left as it is
SURER = 1.1  # how much better lines must show when turned


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the `media_type`; the pages follow as JPEGs one after the other."""
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


def _page(picture: Any) -> tuple[dict[str, Any], bytes]:
    """What is to be said of a page, and the page laid straight."""
    from PIL import Image

    code = _code(picture)
    angle = _angle(picture)
    if angle:
        how = Image.Resampling.BICUBIC
        picture = picture.rotate(angle, how, expand=True, fillcolor=_paper(picture))
    sharpness, contrast = _measures(picture)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True)
    drawn = out.getvalue()
    return {
        "size": len(drawn),
        "code": code,
        "turned": round(angle * 10),
        "sharpness": sharpness,
        "contrast": contrast,
        "side": max(picture.size),
    }, drawn


def _code(picture: Any) -> str:
    import zxingcpp

    wanted: Any = zxingcpp.BarcodeFormat.QRCode
    texts = [one.text for one in zxingcpp.read_barcodes(picture.convert("L"), formats=wanted)]
    return next((text for text in texts if text.startswith(("MC1/", "MC2/"))), "")


def _angle(picture: Any) -> float:
    """By how many degrees to turn it so that lines of text lie level; 0 where none show."""
    grey = picture.convert("L")
    grey.thumbnail((SMALL, SMALL))
    paper, ink = _levels(grey)
    middle = (paper + ink) // 2
    dark = grey.point([255 if level < middle else 0 for level in range(256)])
    steps = [n * COARSE for n in range(int(-STEEPEST / COARSE), int(STEEPEST / COARSE) + 1)]
    near = max(steps, key=lambda angle: _level_lines(dark, angle))
    finer = [near + n * FINE for n in range(-3, 4)]
    best = max(finer, key=lambda angle: _level_lines(dark, angle))
    if abs(best) < STRAIGHT or _level_lines(dark, best) <= SURER * _level_lines(dark, 0):
        return 0.0
    return best


def _level_lines(dark: Any, angle: float) -> int:
    """How sharply rows with ink and rows without alternate, when turned so."""
    from PIL import Image

    turned = dark.rotate(angle, Image.Resampling.BILINEAR)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in zip(rows, rows[1:], strict=False))


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
    return _reached(counts, 0.75), _reached(counts, 0.02)


def _reached(counts: list[int], share: float) -> int:
    """The level below which this share of all dots lies."""
    left = share * sum(counts)
    for level, count in enumerate(counts):
        left -= count
        if left < 0:
            return level
    return 255


def _paper(picture: Any) -> tuple[int, int, int]:
    """The colour of the paper, for the corners that turning lays bare."""
    light = _levels(picture.convert("L"))[0]
    return light, light, light
