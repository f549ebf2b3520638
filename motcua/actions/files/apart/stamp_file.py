"""Draws words across one kept file."""

import io
from typing import Any

ANGLE = 30  # degrees
INK = (120, 0, 0, 110)
SHARE = 40  # the letters are this small a part of the longer side


def opened(given: bytes, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Told the `media_type`, the `words`, the file of a `typeface`; the picture or PDF follows."""
    draw = _stamp_pdf if told["media_type"] == "application/pdf" else _stamp_picture
    return {}, draw(given, told)


def _stamp_picture(given: bytes, told: dict[str, Any]) -> bytes:
    from PIL import Image

    picture = Image.open(io.BytesIO(given), formats=("JPEG", "PNG"))
    kind = picture.format
    whole = picture.convert("RGB")
    mark = _mark(whole.size, told)
    whole.paste(mark, (0, 0), mark)
    out = io.BytesIO()
    whole.save(out, kind, quality=85)
    return out.getvalue()


def _mark(size: tuple[int, int], told: dict[str, Any]) -> Any:
    """The words again and again, aslant, on nothing."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(told["typeface"], max(12, max(size) // SHARE))
    side = int((size[0] ** 2 + size[1] ** 2) ** 0.5) + 1
    sheet = Image.new("RGBA", (side, side), (*INK[:3], 0))
    pen = ImageDraw.Draw(sheet)
    wide = int(pen.textlength(told["words"], font) + font.size * 3)
    for row, top in enumerate(range(0, side, int(font.size * 5))):
        for left in range(-(row % 2) * wide // 2, side, wide):
            pen.text((left, top), told["words"], INK, font)
    sheet = sheet.rotate(ANGLE, Image.Resampling.BILINEAR)
    left, top = (side - size[0]) // 2, (side - size[1]) // 2
    return sheet.crop((left, top, left + size[0], top + size[1]))


def _stamp_pdf(given: bytes, told: dict[str, Any]) -> bytes:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(given)) as pdf:
        drawn: dict[tuple[int, int], Any] = {}
        for page in pdf.pages:
            left, low, right, high = (float(one) for one in page.trimbox)
            size = round(right - left), round(high - low)
            if size not in drawn:
                drawn[size] = _as_image(pdf, size, told)
            name = page.add_resource(drawn[size], pikepdf.Name.XObject)
            place = f"q {right - left} 0 0 {high - low} {left} {low} cm {name} Do Q"
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q {place}".encode())
        pdf.save(out)
    return out.getvalue()


def _as_image(pdf: Any, size: tuple[int, int], told: dict[str, Any]) -> Any:
    """The mark as a picture of one colour behind a mask of the words."""
    import pikepdf

    mark = _mark((size[0] * 2, size[1] * 2), told)  # two dots a point
    image = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=mark.width,
        Height=mark.height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
    )
    mask = pikepdf.Stream(pdf, mark.getchannel("A").tobytes(), image)
    shade = pikepdf.Stream(pdf, mark.convert("L").tobytes(), image)
    shade.SMask = pdf.make_indirect(mask)
    return pdf.make_indirect(shade)
