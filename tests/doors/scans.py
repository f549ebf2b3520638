"""Piles of paper as they lie on a scanner, and the station they come to."""

import io
import uuid
from typing import Any

import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from motcua.actions.draft import save_draft
from motcua.actions.scan import bound
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.scan import ScannedPage
from motcua.rules.scan import Separator
from tests import cast
from tests.cast import act, eyes
from tests.doors.citizen import BIRTH

FONT = ImageFont.truetype("motcua/bridges/fonts/NotoSerif_400Regular.ttf", 24)
SIZE = (1000, 1414)


def page(words: str = "Giấy chứng sinh", *, angle: float = 0, blur: float = 0) -> Image.Image:
    """A page of print, as it lies on a scanner."""
    sheet = Image.new("RGB", SIZE, (244, 242, 236))
    pen = ImageDraw.Draw(sheet)
    for line in range(30):
        pen.text((90, 90 + line * 40), (words + ", họ và tên con ") * 2, (30, 30, 40), FONT)
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(244, 242, 236))
    return turned.filter(ImageFilter.GaussianBlur(blur)) if blur else turned


def separator(home: str, component: str) -> Image.Image:
    code = io.BytesIO()
    segno.make(Separator(uuid.UUID(home), component).text(), error="m", micro=False).save(
        code, kind="png", scale=9
    )
    sheet = Image.new("RGB", SIZE, "white")
    sheet.paste(Image.open(code).convert("RGB"), (200, 300))
    return sheet


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def scan(*pages: Image.Image) -> SimpleUploadedFile:
    """What a scanner makes of a pile: a PDF with a picture on each page."""
    return SimpleUploadedFile("xap.pdf", bound([jpeg(one) for one in pages]), "application/pdf")


def birth() -> str:
    """A birth that an officer is filing for chị Sen; the draft's id."""
    return begun_for("Bùi Thị Sen")


def begun_for(name: str) -> str:
    with eyes("counter"):
        person = Person.objects.get(full_name=name)
    version, unit = catalogue()[BIRTH].on(cast.TODAY), cast.commune("Đức Nhàn")
    said = {"relation": "mother", "birth_proof": "notice", "parents_married": True}
    id = uuid.uuid4()
    act("counter", save_draft, id=id, version=version, unit=unit, applicant=person, answers=said)
    return str(id)


def press(client: Client, home: str, **data: Any) -> Any:
    return client.post(f"/quay/quet/{home}", data)


def pages(home: str) -> list[ScannedPage]:
    with eyes("counter"):
        return list(ScannedPage.objects.all().of(uuid.UUID(home)))
