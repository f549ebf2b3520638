"""A clerk's desk in the tests: real lines to sandbox servers, and the queue done by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.bridges import population_sandbox, post_sandbox, signer_sandbox, sms_sandbox
from motcua.bridges.population import PopulationLine
from motcua.bridges.post import PostLine
from motcua.bridges.signer import SignerLine
from motcua.bridges.signer_sandbox import SECRET
from motcua.bridges.sms import SmsLine
from motcua.clerks import verification
from motcua.clerks.tasks import errands
from motcua.clerks.workplace import Workplace, furnish
from motcua.records.document import Paper
from motcua.records.files import store
from motcua.records.seal import SealKey
from tests import cast
from tests.bridges.conftest import HTTP, QUICK, Sandbox, running
from tests.world import as_role

HASTY = replace(QUICK, read=2.0, whole=3.0, tries=1, rest=0.0, obeyed=0.0)
"""One try each, and a breaker that closes at once: tests wait for nobody."""

ADDRESS = "https://motcua.ducnhan.example.vn"

POPULATION = [
    {
        "number": number,
        "full_name": name,
        "birth_date": birth_date,
        "sex": sex,
        "ethnicity": cast.ethnicity_of(number),
        "nationality": "Việt Nam",
    }
    for name, number, birth_date, sex, _ in cast.PEOPLE.values()
]
SEAL, SEAL_NAME = "con-dau", "Ủy ban nhân dân xã Đức Nhàn"
OFFICES = {"leader": "Công an", "chairman": "Ủy ban nhân dân", "leader_there": "Công an"}
SIGNERS = [
    {
        "key": key,
        "common_name": cast.PEOPLE[who][0],
        "organisation": f"{OFFICES[who]} {cast.PEOPLE[who][4]}",
        "title": cast.POSTS[who][1],
    }
    for who, key in cast.KEYS.items()
] + [
    {"key": SEAL, "common_name": SEAL_NAME, "organisation": SEAL_NAME},
    {
        "key": "cong-an",
        "common_name": cast.PEOPLE["police"][0],
        "organisation": "Công an xã Đức Nhàn",
    },
]


@contextmanager
def signing_sandbox(home: Path) -> Iterator[Sandbox]:
    """One for all tests: making its keys takes a second."""
    sandbox = Sandbox("", home)
    sandbox.write("signers.json", SIGNERS)
    with running(signer_sandbox.create_app({"home": home, "clock": sandbox.now})) as sandbox.url:
        yield sandbox


@contextmanager
def furnished(signing: Sandbox, home: Path) -> Iterator["Desk"]:
    """A desk with a register and telephones of its own, everything switched to normal."""
    population, sms, post = (Sandbox("", home) for _ in range(3))
    population.write("population.json", POPULATION)
    signing.switch()
    verification._read_up_to.clear()
    with (
        running(population_sandbox.create_app({"home": home})) as population.url,
        running(sms_sandbox.create_app({"home": home})) as sms.url,
        running(post_sandbox.create_app({"home": home})) as post.url,
    ):
        desk = Desk(population, signing, sms, post)
        desk.furnish()
        yield desk


@dataclass
class Desk:
    """The sandboxes, the clock, and what failed on the way."""

    population: Sandbox
    signer: Sandbox
    sms: Sandbox
    post: Sandbox
    at: datetime = cast.NOW
    failed: list[tuple[str, BaseException]] = field(default_factory=list)

    def furnish(self, **other: Any) -> None:
        signer = SignerLine(self.signer.url, SECRET, client=HTTP, limits=HASTY)
        usual = Workplace(
            clock=lambda: self.at,
            population=PopulationLine(self.population.url, client=HTTP, limits=HASTY),
            signer=signer,
            sms=SmsLine(self.sms.url, client=HTTP, limits=HASTY),
            seal=SealKey(),
            roots=signer.trust_roots,
            keys=lambda _: None,
            address=ADDRESS,
            post=PostLine(self.post.url, client=HTTP, limits=HASTY),
        )
        furnish(replace(usual, **other))

    def pass_time(self, **time: float) -> None:
        self.at += timedelta(**time)

    def work(self, *only: str) -> list[str]:
        """Do what waits in the queue, and what comes of it; what failed waits on. Names done."""
        self.failed, done, seen = [], [], set()
        with as_role("motcua_clerk"):
            while jobs := [job for job in waiting(*only) if job.id not in seen]:
                for job in jobs:
                    seen.add(job.id)
                    done += self._one(job)
        return done

    def _one(self, job: ProcrastinateJob) -> list[str]:
        name = job.task_name.removeprefix("clerk:")
        try:
            errands.tasks[name](**job.args)
        except Exception as trouble:
            self.failed.append((name, trouble))
            return []
        with connection.cursor() as cursor:
            cursor.execute("delete from procrastinate_jobs where id = %s", [job.id])
        return [name]

    def call(self, name: str, **ids: Any) -> None:
        """One errand, as the queue or the clock would call it."""
        with as_role("motcua_clerk"):
            errands.tasks[name](**ids)


def waiting(*only: str) -> list[ProcrastinateJob]:
    found = ProcrastinateJob.objects.filter(status="todo", scheduled_at=None)
    found = found.order_by("-priority", "id")
    if only:
        found = found.filter(task_name__in=[f"clerk:{name}" for name in only])
    return list(found)


def papers(dossier: Any, kind: str = "") -> list[Paper]:
    with as_role("motcua_clerk"):
        found = Paper.objects.filter(dossier=dossier.id).order_by("made_at", "id")
        return list(found.filter(kind=kind) if kind else found)


def content(paper: Paper) -> bytes:
    with store().open(paper.sha256) as file:
        return file.read()


def words(paper: Paper | bytes, folder: Path) -> str:
    """What a paper says, as poppler reads it, on one line."""
    path = folder / "paper.pdf"
    path.write_bytes(paper if isinstance(paper, bytes) else content(paper))
    said = run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    return " ".join(said.stdout.decode().split())


def added_to(pdf: bytes) -> bytes:
    """The paper with something added to its end, as a PDF editor does."""
    from pyhanko.pdf_utils.generic import TextStringObject, pdf_name
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer.root[pdf_name("/Note")] = TextStringObject("đã sửa")
    writer.update_root()
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
