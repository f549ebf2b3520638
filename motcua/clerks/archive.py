"""Packs closed dossiers into a bag: answers, files, papers, checks of signatures, the journal."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from motcua.actions.archive import keep_archive
from motcua.actions.files.inspect_file import ENDINGS
from motcua.clerks.errands import by_clerk, errand
from motcua.records.archive import Archive, closed_between
from motcua.records.document import Attachment, Paper
from motcua.records.dossier import Dossier
from motcua.records.files import store
from motcua.records.journal import Entry
from motcua.records.outcome import outcome_of
from motcua.records.signature import SignatureCheck
from motcua.rules.bag import bag
from motcua.rules.time.wall_clock import local


@errand("make-archive")
def make_archive(*, entry: int, subject: str, **_: Any) -> None:
    """Once: a bag that is there stays as it was packed."""
    asked = Archive.objects.select_related("unit").get(pk=subject)
    if asked.sha256:
        return
    dossiers = list(closed_between(asked.unit_id, asked.begins, asked.ends))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:  # PDF and pictures are packed
        for path, content in bag(_payload(dossiers), _info(asked)):
            day = local(asked.asked_at).timetuple()[:6]
            out.writestr(zipfile.ZipInfo(f"{asked.id}/{path}", day), content)
    by = by_clerk("make-archive", entry)
    keep_archive(by, asked.id, content=packed.getvalue(), dossiers=len(dossiers))


def _info(asked: Archive) -> dict[str, str]:
    return {
        "Source-Organization": asked.unit.full_name,
        "External-Identifier": str(asked.id),
        "External-Description": f"Hồ sơ kết thúc từ {asked.begins} đến {asked.ends}",
        "Bagging-Date": f"{local(asked.asked_at):%Y-%m-%d}",
    }


def _payload(dossiers: list[Dossier]) -> Iterator[tuple[str, bytes]]:
    for dossier in dossiers:
        for path, content in _parts(dossier):
            yield f"{dossier.number}/{path}", content


def _parts(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """One dossier; what was erased of it is not there any more. The proofs of a signed paper
    (authorities' word, time-stamp) lie in its PDF."""
    yield "dossier.json", _json(_told(dossier))
    files = Attachment.objects.of(dossier.id).exclude(sha256="").order_by("at", "id")
    for file in files:
        yield f"files/{file.id}{ENDINGS[file.media_type][0]}", _bytes(file.sha256)
    checks = SignatureCheck.objects.filter(attachment__in=files).order_by("attachment")
    yield "signatures.json", _json({str(one.attachment_id): one.found for one in checks})
    for paper in Paper.objects.filter(dossier=dossier).exclude(frozen="").order_by("made_at"):
        yield f"papers/{paper.kind}-{paper.code}.pdf", _bytes(paper.sha256)
    yield "journal.json", _json(_journal(dossier))


def _told(dossier: Dossier) -> dict[str, Any]:
    return {
        "number": dossier.number,
        "procedure": dossier.procedure,
        "version": dossier.version,
        "unit": dossier.unit.code,
        "applicant": dossier.applicant.full_name,
        "state": dossier.state,
        "submitted_at": dossier.submitted_at,
        "accepted_at": dossier.accepted_at,
        "due_at": dossier.due_at,
        "closed_at": dossier.closed_at,
        "late": dossier.late,
        "answers": dossier.answers,
        "outcome": outcome_of(dossier),
        "reason": dossier.reason,
        "reason_basis": dossier.reason_basis,
    }


def _journal(dossier: Dossier) -> list[dict[str, Any]]:
    """The chain of the dossier, as it can be checked again."""
    return [
        {
            "position": one.position,
            "at": one.at,
            "kind": one.kind,
            "actor": one.actor,
            "via": one.via,
            "about": one.about,
            "data": one.data,
            "previous": bytes(one.previous).hex(),
            "hash": bytes(one.hash).hex(),
        }
        for one in Entry.objects.of(dossier.id)
    ]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()


def _bytes(sha256: str) -> bytes:
    with store().open(sha256) as file:
        return file.read()
