"""Sends kept files to a browser that must not be talked into more than showing them."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest

from motcua.actions.files.inspect_file import XML
from motcua.actions.files.stamp_file import stamped
from motcua.records.files import store

# A picture or PDF may show itself and nothing else: no script, no form, no frame, no other site.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'"
SANDBOX = f"{ALONE}; sandbox"


def send(
    request: HttpRequest, sha256: str, media_type: str, name: str, across: str = ""
) -> FileResponse:
    """The bytes with this address, shown inside the window; `?tai=1` saves them instead. With
    `across`, a copy on which these words stand.

    Chromium does not open its PDF reader in a sandbox; what is active in a PDF was refused when
    it came in (actions/files/inspect_file.py), and its own policy still keeps it alone. XML is
    never shown, only saved: what can be read of it is a table (`xml_paper`).
    """
    try:
        file = store().open(sha256)
    except FileNotFoundError:
        raise Http404 from None
    if across:
        file = BytesIO(stamped(file.read(), media_type, across))
    response = FileResponse(
        file,
        content_type=media_type,
        filename=name,
        as_attachment="tai" in request.GET or media_type == XML,
    )
    pdf = media_type == "application/pdf"
    response["Content-Security-Policy"] = ALONE if pdf else SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
