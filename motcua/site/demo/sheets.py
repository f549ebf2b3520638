"""The papers that people of the demo hand in: drawn sheets that say they are samples."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from motcua.bridges import typefaces

KINDS = {
    # component: (heading, file name, media type)
    "dwelling-proof": ("HỢP ĐỒNG THUÊ NHÀ", "hop-dong-thue-nha.pdf", "application/pdf"),
    "consent": ("Ý KIẾN CỦA CHỦ NHÀ", "y-kien-chu-nha.pdf", "application/pdf"),
    "birth-notice": ("GIẤY CHỨNG SINH", "giay-chung-sinh.png", "image/png"),
    "parent-consent": ("Ý KIẾN CỦA CHA, MẸ", "y-kien-cha-me.pdf", "application/pdf"),
    "land-proof": ("GIẤY CHỨNG NHẬN ĐẤT", "giay-dat.pdf", "application/pdf"),
    "site-plan": ("BẢN VẼ MẶT BẰNG LÔ ĐẤT", "mat-bang-lo-dat.pdf", "application/pdf"),
    "floor-plan": ("BẢN VẼ CÁC TẦNG", "mat-bang-cac-tang.pdf", "application/pdf"),
    "foundation-plan": ("BẢN VẼ MÓNG", "mat-bang-mong.pdf", "application/pdf"),
    "neighbour-pledge": ("CAM KẾT AN TOÀN", "cam-ket.pdf", "application/pdf"),
    "marriage-certificate": ("GIẤY CHỨNG NHẬN KẾT HÔN", "ket-hon.png", "image/png"),
}


@cache
def sheet(kind: str, version: int = 0) -> tuple[str, str, bytes]:
    """File name, media type and bytes; another `version` is another file."""
    heading, name, media = KINDS[kind]
    image = Image.new("L", (620, 876), 250)
    draw = ImageDraw.Draw(image)
    draw.rectangle((24, 24, 596, 852), outline=120, width=2)
    draw.text((310, 120), heading, font=_font(34), fill=20, anchor="mm")
    draw.text((310, 170), f"Bản số {version + 1}", font=_font(20), fill=90, anchor="mm")
    for line in range(9 + version):
        draw.line((80, 260 + 40 * line, 540 - 37 * line % 130, 260 + 40 * line), fill=170)
    draw.text((310, 790), "BẢN MẪU ĐỂ THỬ, KHÔNG CỦA AI", font=_font(22), fill=60, anchor="mm")
    file = BytesIO()
    image.save(file, "PDF" if media == "application/pdf" else "PNG")
    return name, media, file.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(typefaces.FOLDER / "NotoSans_400Regular.ttf"), size)
