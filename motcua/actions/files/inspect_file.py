"""Decides about a file that came in: what it is by its content, and whether it is safe to keep.

Pictures come back drawn anew, without place and camera; a PDF comes back untouched, because a
changed byte would break a signature in it, so what is active in it is refused instead; an XML
paper, where one is taken at all, as a PDF. The
opening is done by `apart/inspect_file.py` in a process of its own for each file: neither qpdf nor
libjpeg can be stopped half-way inside ours, and a bomb may only take its own 0.5 GB and 10 s.
It costs about 0.1 s, less than drawing a photo anew.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from motcua.actions.files.confined import Confined, Limits
from motcua.rules.refusal import Refused
from motcua.rules.words.names import nfc


@dataclass(frozen=True)
class Clean:
    """A file that may be kept. `content` is the given one, unless it was drawn anew; `name` is
    fit to show and to save under; `changed` are codes of sentences telling what we changed."""

    media_type: str
    name: str
    content: bytes | Path
    pages: int
    changed: tuple[str, ...] = ()


XML = "application/xml"
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    XML: (".xml",),
}
_HEADERS = [
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL), "file-heic"),
    (re.compile(rb"PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf"), "file-office"),
    (re.compile(rb".{1,1019}%PDF-", re.DOTALL), "file-mixed"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?A-Za-z!]"), XML),
]
# A hall of people sending photos at once waits here rather than filling the memory.
_APART = Confined("inspect_file", seats=2)


def inspect(
    source: bytes | Path, declared_name: str, *, limits: Limits | None = None, xml: bool = False
) -> Clean:
    """Judge one received file; `xml`: an XML paper is taken too.

    Refused with: file-empty, file-big, file-type, file-heic, file-office, file-mixed,
    file-damaged, file-pixels, file-heavy, file-pdf-locked, file-pdf-script, file-pdf-action,
    file-pdf-attached, file-pdf-pages, file-xml, file-xml-encoding, file-xml-declared,
    file-xml-elsewhere, file-xml-active.
    """
    limits = limits or Limits()
    _check_size(source, limits)
    media_type = _media_type(source)
    if media_type == XML and not xml:
        raise Refused("file-xml")
    given = source if isinstance(source, bytes) else source.read_bytes()
    verdict, drawn = _APART.ask(given, limits, media_type=media_type)
    name, changed = _fit_name(declared_name, media_type), verdict["changed"]
    if not declared_name.lower().endswith(ENDINGS[media_type]):
        changed.append("file-note-type")
    return Clean(media_type, name, drawn or source, verdict["pages"], tuple(changed))


def _check_size(source: bytes | Path, limits: Limits) -> None:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if not size:
        raise Refused("file-empty")
    if size > limits.size:
        raise Refused("file-big", detail={"limit": limits.size >> 20})


def _media_type(source: bytes | Path) -> str:
    """By content alone; names and declared types lie. Refuses what we do not take."""
    with _opened(source) as file:
        start = file.read(1024)
        kind = next((kind for header, kind in _HEADERS if header.match(start)), "file-type")
        if kind not in ENDINGS:
            raise Refused(kind)
        if kind == "application/pdf":
            _refuse_second_file(file)
    return kind


def _refuse_second_file(file: IO[bytes]) -> None:
    """A PDF that is an archive too, or carries something behind its end, is two files in one."""
    if zipfile.is_zipfile(file):
        raise Refused("file-mixed")
    file.seek(0)
    _, end, behind = file.read().rpartition(b"%%EOF")
    if not end:
        raise Refused("file-damaged")
    if len(behind) > 1024 or behind.strip(b"\0\t\n\f\r \x1a"):
        raise Refused("file-mixed")


def _fit_name(declared: str, media_type: str) -> str:
    """A name without folders or unseen characters, at most 100 long, its ending the true one."""
    name = nfc(PurePosixPath(declared.replace("\\", "/")).name)
    name = re.sub(r'[\x00-\x1f\x80-\x9f<>:"|?*]', "", name).rstrip(". ")
    endings = ENDINGS[media_type]
    if not name.lower().endswith(endings):
        name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    stem = re.sub(rf"(?i)(?:{'|'.join(map(re.escape, endings))})+$", "", name)
    return (stem[:100].strip(". ") or "tep") + endings[0]


def _opened(source: bytes | Path) -> IO[bytes]:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
