"""Anyone finds out whether a paper is genuine: by its code, or by the file itself."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST, require_safe

from motcua.actions.files.read_signed import earlier_versions, examine_apart, is_xml
from motcua.doors.shared.access import public
from motcua.doors.shared.xml_paper import sections_of
from motcua.doors.verify import said
from motcua.doors.verify.code import fault_of, grouped, tidy
from motcua.doors.verify.said import Said
from motcua.doors.verify.upload import FIELD, LIMIT, InMemoryOnly
from motcua.records.document import Issued, paper_with_code, paper_with_digest
from motcua.records.trust import trusted_roots
from motcua.rules.signature import Unreadable, judge, judge_xml

AT_ONCE = threading.BoundedSemaphore(2)
"""Files looked at together in one process: a hostile one keeps a processor busy for a while."""
PATIENCE = 5.0  # seconds one waits for a turn


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """A box for the code and one for the file."""
    typed = request.GET.get("ma")
    if typed is None:
        return _ask(request)
    code = tidy(typed)
    fault = fault_of(code)
    if fault:
        return _ask(request, typed=typed[:60], code_fault=fault)
    return redirect("verify:paper", code)


@public
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The page the QR code on a paper opens."""
    tidied = tidy(code)
    if tidied != code and not fault_of(tidied):
        return redirect("verify:paper", tidied)
    found = paper_with_code(tidied)
    told = said.of_paper(found) if found else said.UNKNOWN
    context = {"said": told, "tried": grouped(tidied) if found is None else ""}
    return render(request, "verify/said.html", context, status=200 if found else 404)


@public
@csrf_exempt  # only until the upload handler is in its place
@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """A file is looked at and forgotten; it never touches a disk."""
    handler = InMemoryOnly(request)
    request.upload_handlers = [handler]
    return _file(request, handler)


@csrf_protect
def _file(request: HttpRequest, handler: InMemoryOnly) -> HttpResponse:
    sent = request.FILES.get(FIELD)
    if handler.too_large:
        return _ask(request, file_fault=f"Tệp nặng hơn {LIMIT >> 20} MB. {AS_RECEIVED}")
    content = sent.read() if sent else b""
    if not content:
        return _ask(request, file_fault="Hãy chọn tệp PDF hoặc XML cần kiểm tra.")
    if not is_xml(content) and b"%PDF-" not in content[:1024]:
        return _ask(request, file_fault=f"Tệp này không phải PDF hay XML. {AS_RECEIVED}")
    with _a_turn() as ours:
        if not ours:
            return _ask(request, file_fault=BUSY, status=503)
        look = look_at_xml if is_xml(content) else look_at_pdf
        try:
            told = look(content, request.at)  # type: ignore[attr-defined]
        except Unreadable:
            return _ask(request, file_fault=DAMAGED)
    return render(request, "verify/said.html", {"said": told})


AS_RECEIVED = "Giấy của chúng tôi là tệp PDF nhỏ; hãy gửi đúng tệp Bạn đã nhận."
BUSY = "Đang có nhiều người kiểm tra tệp. Hãy chờ một phút rồi bấm lại."
DAMAGED = (
    "Tệp bị hỏng, hoặc được làm theo cách chúng tôi không đọc được. Hãy tải lại tệp gốc rồi"
    " thử lại; nếu vẫn vậy, đừng nhận tệp này."
)


def look_at_pdf(pdf: bytes, at: datetime) -> Said:
    """What there is to say about a file: first by our register, then by its signatures."""
    digest = hashlib.sha256(pdf).hexdigest()
    ours = paper_with_digest(digest)
    if ours is not None:
        genuine = ours.is_file(digest)
        return said.of_issued_file(ours) if genuine else said.of_unsigned_file(ours)
    original = _original(pdf)
    if original is not None:
        return said.of_altered_file(original)
    roots = trusted_roots()
    verdicts = examine_apart(pdf, roots, at=at)
    judged = judge(verdicts, issued=False, issued_before=False)
    return said.of_strange_file(judged, verdicts, bool(roots))


def look_at_xml(xml: bytes, at: datetime) -> Said:
    """An XML paper is none of ours: who signed it, and which part of it, as the desk reads it."""
    roots = trusted_roots()
    verdicts = examine_apart(xml, roots, at=at)
    judged = judge_xml(verdicts)
    told = said.of_strange_file(judged, verdicts, bool(roots))
    if judged.reason not in PARTS_SHOWN:  # what nobody vouches for is not repeated
        return told
    return replace(told, parts=sections_of(xml))


PARTS_SHOWN = ("signed", "in-part")


def _original(pdf: bytes) -> Issued | None:
    """The paper of ours that the file was made from."""
    for version in earlier_versions(pdf):
        found = paper_with_digest(hashlib.sha256(version).hexdigest())
        if found is not None:
            return found
    return None


@contextmanager
def _a_turn() -> Iterator[bool]:
    ours = AT_ONCE.acquire(timeout=PATIENCE)
    try:
        yield ours
    finally:
        if ours:
            AT_ONCE.release()


def _ask(
    request: HttpRequest,
    *,
    typed: str = "",
    code_fault: str = "",
    file_fault: str = "",
    status: int = 422,
) -> HttpResponse:
    faults = [("ma", code_fault), (FIELD, file_fault)]
    context = {
        "typed": typed,
        "code_fault": code_fault,
        "file_fault": file_fault,
        "error_list": [(anchor, words) for anchor, words in faults if words],
    }
    wrong = bool(code_fault or file_fault)
    return render(request, "verify/home.html", context, status=status if wrong else 200)
