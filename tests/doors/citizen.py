"""What a citizen does in a browser, in the words of the pages."""

import io
import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

STAY, RESIDENCE, BIRTH = "1.004194", "1.010041", "1.001193"


def text_of(response: Any) -> str:
    """What a page says, without its tags."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def begin(client: Client, code: str, **more: str) -> str:
    """Press “Bắt đầu” on the page of a procedure; the draft's id."""
    id = str(uuid.uuid4())
    response = client.post(f"/thu-tuc/{code}/bat-dau", {"id": id, **more})
    assert response.status_code == 302, text_of(response)
    return id


def page_of(client: Client, id: str) -> str:
    """The page one is sent to when one comes back to a draft."""
    return str(client.get(f"/don/{id}").url)


def answer(client: Client, url: str, **answers: Any) -> Any:
    """Answer one page; names with a dot are written with two underscores."""
    data = {name.replace("__", "."): value for name, value in answers.items()}
    return client.post(url, data)


def walk(client: Client, id: str, pages: dict[str, dict[str, Any]]) -> list[str]:
    """Answer every page as it comes, by its key; the keys in the order they were asked."""
    asked, url = [], page_of(client, id)
    while not url.endswith("/xem-lai"):
        key = url.partition("?")[0].rpartition("/")[2]
        asked.append(key)
        assert len(asked) < 20, asked
        response = answer(client, url, **pages[key])
        assert response.status_code == 302, f"{key}: {text_of(response)}"
        url = response.url
    return asked


TENANT = {
    "for_whom": {"for_whom": "self"},
    "dwelling": {"dwelling__text": "nt-trinh8"},
    "period": {"from": "1/12/2026", "to": "30/11/2027"},
}


def file_stay(client: Client) -> str:
    """A tenant of a declared dwelling files; the dossier's id."""
    id = begin(client, STAY)
    walk(client, id, TENANT)
    response = client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    assert response.status_code == 302, text_of(response)
    return id


def photo(side: int = 40) -> bytes:
    """A small picture, as a phone takes it."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(file, "JPEG")
    return file.getvalue()


def file_undeclared(client: Client) -> str:
    """Someone files for a house of their own that nobody declared; the dossier's id."""
    id = begin(client, STAY)
    pages = {
        **TENANT,
        "dwelling": {"dwelling__text": "Số 5 xóm Trại, xã Đức Nhàn, tỉnh Phú Thọ"},
        "undeclared": {"stay_basis": "own"},
        "dwelling-proof": {"dwelling-proof": SimpleUploadedFile("nha.jpg", photo(30))},
    }
    walk(client, id, pages)
    response = client.post(f"/don/{id}/xem-lai", {"agree": "yes"})
    assert response.status_code == 302, text_of(response)
    return id
