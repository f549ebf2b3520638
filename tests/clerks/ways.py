"""Ways of a dossier that several stories begin with, each walked by those who walk it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motcua.actions.consent import give_consent
from motcua.actions.processing import accept, decide, take_fee
from motcua.actions.signature import ask_signature
from motcua.bridges import agency_sandbox
from motcua.bridges.agency import AgencyLine
from motcua.records.document import Paper
from motcua.records.dossier import Dossier
from motcua.records.procedure import version_of
from tests.actions.test_dossier import RESIDENCE, file, rent
from tests.bridges.conftest import HTTP, Sandbox, running
from tests.cast import act
from tests.clerks.desk import HASTY, Desk, papers


@contextmanager
def other_agencies(desk: Desk, home: Path) -> Iterator[Sandbox]:
    """The systems of other agencies, and a line to them."""
    sandbox = Sandbox("", home)
    with running(agency_sandbox.create_app({})) as sandbox.url:
        desk.furnish(others=AgencyLine(sandbox.url, client=HTTP, limits=HASTY))
        yield sandbox


def confirmed(desk: Desk, key: str = "minh") -> Dossier:
    """A confirmation of residence, decided by the police and set as a paper to be signed."""
    dossier = file(key, "1.010041", **RESIDENCE)
    act("police", accept, dossier.id, at=desk.at)
    desk.work()
    act("police", decide, dossier.id, at=desk.at)
    desk.work()
    return dossier


def tenant(desk: Desk) -> Dossier:
    """A temporary residence with the owner's consent, decided."""
    dossier = rent()
    act("trinh", give_consent, dossier.id, given=True)
    act("police", accept, dossier.id, at=desk.at)
    act("police", take_fee, dossier.id, amount=dossier.fee, at=desk.at)
    desk.work()
    act("police", decide, dossier.id, at=desk.at)
    desk.work()
    return dossier


def result(dossier: Dossier) -> Paper:
    return papers(dossier, Paper.Kind.RESULT)[-1]


def signer_of(dossier: Dossier) -> str:
    return "leader" if version_of(dossier.version).by_police else "chairman"


def ask(desk: Desk, dossier: Dossier) -> Paper:
    """The leader of the body that decides reads the paper and asks for the signature."""
    paper = result(dossier)
    act(signer_of(dossier), ask_signature, paper.id, seen=paper.frozen, at=desk.at)
    return paper


def signed(desk: Desk, key: str = "minh") -> Paper:
    """A result signed through the signing service; the first answer there is always pending."""
    dossier = confirmed(desk, key)
    ask(desk, dossier)
    desk.work()
    desk.work()
    return result(dossier)


def signed_again(desk: Desk, old: Paper) -> Paper:
    """A result taken back to be made anew: decided once more, and signed."""
    desk.pass_time(hours=1)
    act("police", decide, old.dossier_id, at=desk.at)
    desk.work()
    ask(desk, old.dossier)
    desk.work()
    desk.work()
    return result(old.dossier)
