"""What officers do in a browser, in the words of the pages; and dossiers to do it with."""

import re
import uuid
from typing import Any

from django.test import Client

from motcua.actions.filing import submit
from motcua.actions.verification import record_answer
from motcua.records.dossier import Dossier
from motcua.records.dwelling import Dwelling
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from motcua.records.verification import Verification
from motcua.rules.verification import Answer
from tests import cast
from tests.cast import act, clerk, eyes
from tests.world import as_role

STAY, RESIDENCE, BIRTH = "1.004194", "1.010041", "1.001193"


def text_of(response: Any) -> str:
    """What a page says, without its tags."""
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def file(key: str, code: str, **answers: Any) -> Dossier:
    """One of the cast files an application in Đức Nhàn."""
    with eyes(key) as actor:
        applicant = Person.objects.get(pk=actor.person)
    version, unit = catalogue()[code].on(cast.TODAY), cast.commune("Đức Nhàn")
    dossier = act(key, submit, id=uuid.uuid4(), version=version, unit=unit,
                  applicant=applicant, answers=answers)  # fmt: skip
    assert isinstance(dossier, Dossier)
    return dossier


def file_for(officer: str, full_name: str, code: str, **answers: Any) -> Dossier:
    """An officer files for somebody who stands at the counter and has no account."""
    with eyes(officer):
        applicant = Person.objects.get(full_name=full_name)
    version, unit = catalogue()[code].on(cast.TODAY), cast.commune("Đức Nhàn")
    return act(officer, submit, id=uuid.uuid4(), version=version, unit=unit,
               applicant=applicant, answers=answers)  # fmt: skip


def rent(key: str = "thuy", **more: Any) -> Dossier:
    """A tenant of a declared house files for temporary residence."""
    house = Dwelling.objects.get(code="NT-TRINH8")
    said = {
        "for_whom": "self",
        "dwelling": {"id": str(house.id), "address": house.address},
        "from": "2026-12-01",
        "to": "2027-12-01",
    }
    return file(key, STAY, **(said | more))


def residence(key: str = "minh") -> Dossier:
    return file(key, RESIDENCE, content="current", purpose="làm việc với ngân hàng")


def verified(dossier: Dossier, answer: Answer = Answer.MATCH, each: Answer | None = None) -> None:
    """The population register answers every question about a dossier, `each` field otherwise than
    the whole where that is said."""
    with as_role("motcua_clerk"):
        for asked in Verification.objects.filter(dossier=dossier, answer=""):
            fields = {name: str(each or answer) for name in asked.fields}
            record_answer(clerk(), asked.id, answer=answer, answers=fields, source="dân cư")


def hidden(page: Any, name: str) -> str:
    """The value of a hidden input of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())
    assert found, name
    return found.group(1)


def press(client: Client, page: Any, url: str, **data: Any) -> Any:
    """Send a form of a page, with the key and revision it was drawn with."""
    html = page.content.decode()
    drawn = {n: hidden(page, n) for n in ("key", "revision") if f'name="{n}" value="' in html}
    return client.post(url, drawn | data)
