"""The tus protocol 1.0 (tus.io): a file sent in pieces over a bad line, from where it broke off.

Core, creation, termination, expiration and checksum. The answer to a piece is given once it is on
the disk, so nothing that was acknowledged is sent again. A page sends the form with the uploads'
ids in place of the files (shared/papers.py); without a script it sends the files themselves.
"""

import binascii
import hashlib
import hmac
import re
from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from motcua.actions.act import By
from motcua.actions.files.inspect_file import Limits
from motcua.actions.upload import begin_upload, give_up_upload
from motcua.doors.shared.access import citizens
from motcua.doors.shared.desk import Asking, by
from motcua.doors.shared.sentences import say
from motcua.records.upload import Upload
from motcua.rules.refusal import Denied, Refused
from motcua.rules.who import OFFICERS, Door

VERSION = "1.0.0"
HASHES = ("sha1", "sha256")
ABLE = {
    "Tus-Resumable": VERSION,
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,termination,expiration,checksum",
    "Tus-Checksum-Algorithm": ",".join(HASHES),
    "Tus-Max-Size": str(Limits().size),
}
PIECE = "application/offset+octet-stream"
STATUS = {"file-big": 413, "upload-many": 429, "upload-out-of-step": 409}
View = Callable[..., HttpResponse]


class Unfit(Exception):
    """The request breaks the protocol: its status."""


def speaks_tus(view: View) -> View:
    """The version is checked, a method may be overridden, and what is wrong is said in a line."""

    @wraps(view)
    def answer(request: Asking, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":  # nothing else has shown its form token
            request.method = request.headers.get("X-HTTP-Method-Override", "POST")
        asks = request.method in ("OPTIONS", "GET")
        try:
            if not asks and request.headers.get("Tus-Resumable") != VERSION:
                raise Unfit(405 if request.method == "POST" and not _is_tus(request) else 412)
            response = view(request, *args, **kwargs)
        except Unfit as unfit:
            response = HttpResponse(status=unfit.args[0])
        except Refused as refused:
            words = say(refused.code, refused.detail)
            status = STATUS.get(refused.code, 422)
            response = HttpResponse(words, "text/plain; charset=utf-8", status)
        for name, value in ABLE.items():
            response[name] = value
        response["Cache-Control"] = "no-store"
        return response

    return answer


def _is_tus(request: Asking) -> bool:
    return "Tus-Resumable" in request.headers


@citizens
@speaks_tus
def uploads(request: Asking) -> HttpResponse:
    """What can be done here; or a new upload, of the length and for the draft that it names."""
    if request.method in ("OPTIONS", "GET"):
        return HttpResponse(status=204)
    if request.method != "POST":
        raise Unfit(405)
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    upload = begin_upload(
        _by(request),
        id=uuid4(),
        home=_uuid(told.get("home", "")),
        name=told.get("filename", ""),
        size=_number(request, "Upload-Length"),
        sha256=_digest(told.get("sha256", "")),
    )
    response = _standing(upload, upload.offset, 201)
    response["Location"] = reverse("upload:upload", args=[upload.id])
    return response


@citizens
@speaks_tus
def upload(request: Asking, id: UUID) -> HttpResponse:
    """How much of an upload has arrived; its next piece; or its end."""
    if request.method not in ("GET", "HEAD", "PATCH", "DELETE"):
        raise Unfit(405)
    mine = Upload.objects.visible_to(request.who).select_for_update()
    found = mine.filter(pk=id, expires_at__gt=request.at).first()
    if found is None:
        raise Denied("document.attach")
    if request.method == "DELETE":
        give_up_upload(_by(request), id)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _standing(found, _add(request, found), 204)
    response = _standing(found, found.offset, 200)
    response["Upload-Length"] = str(found.size)
    return response


def _add(request: Asking, upload: Upload) -> int:
    """Keep the piece that came; how much has arrived now."""
    if request.content_type != PIECE:
        raise Unfit(415)
    offset = _number(request, "Upload-Offset")
    if offset != upload.offset:
        raise Refused("upload-out-of-step")
    piece = request.read(upload.size - offset + 1)
    if len(piece) > upload.size - offset:
        raise Unfit(413)
    _check_sum(request, piece)
    return upload.pieces.add(offset, piece) if piece else offset


def _check_sum(request: Asking, piece: bytes) -> None:
    told = request.headers.get("Upload-Checksum", "")
    if not told:
        return
    name, _, value = told.partition(" ")
    if name not in HASHES:
        raise Unfit(400)
    if not hmac.compare_digest(hashlib.new(name, piece).digest(), _decoded(value)):
        raise Unfit(460)


def _standing(upload: Upload, offset: int, status: int) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"] = str(offset)
    response["Upload-Expires"] = http_date(_seconds(upload.expires_at))
    return response


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _metadata(header: str) -> dict[str, str]:
    """`key base64, key base64` as text by key."""
    pairs = (pair.split() for pair in header.split(","))
    return {
        pair[0]: _decoded("".join(pair[1:])).decode("utf-8", "replace") for pair in pairs if pair
    }


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error:
        raise Unfit(400) from None


def _number(request: Asking, header: str) -> int:
    value = request.headers.get(header, "")
    if not re.fullmatch(r"\d{1,12}", value, re.ASCII):
        raise Unfit(400)
    return int(value)


def _digest(text: str) -> str:
    if text and not re.fullmatch("[0-9a-f]{64}", text):
        raise Unfit(400)
    return text


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Denied("document.attach") from None


def _by(request: Asking) -> By:
    """Officers send files at the counter; for a matter of their own, too, it is their desk."""
    return by(request, Door.COUNTER if request.who.roles & OFFICERS else Door.CITIZEN)
