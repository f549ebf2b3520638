"""The law as data: procedures, synonyms, the calendar, once-only, read from the data folders.

A system that runs looks at its procedure files and synonyms every few seconds. What was changed
comes in as a whole or not at all: while any file is wrong, the last good catalogue stays in force
and the office's health page says which file, which line and what to do.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import connection

from motcua.records.country import country_file, law_file
from motcua.rules.catalogue.entitlement import Entitlements, entitlements_from
from motcua.rules.catalogue.fact_law import FactLaw, fact_law_from
from motcua.rules.catalogue.finding import Index, Synonym, synonyms_from
from motcua.rules.catalogue.once_only import OnceOnly, once_only_from
from motcua.rules.catalogue.procedure import Procedure, ProcedureError, Version, by_code
from motcua.rules.catalogue.procedure_file import parse
from motcua.rules.dossier import CLOSED
from motcua.rules.lines import line_of
from motcua.rules.tables import refuse
from motcua.rules.time.calendar import Calendar, Calendars
from motcua.rules.time.calendar_file import read_calendars

LOOK_EVERY = 3.0  # seconds between two looks at the files
Stamp = tuple[int, int, int]  # a file's times of change, as it says and as the disk does; size
SYNONYMS = "synonyms.toml"
Law = Procedure | tuple[Synonym, ...]
"""What one of the files comes to that are read again while the system runs."""


class Shelf:
    """The catalogue in force in this process, and why a later one is not."""

    def __init__(self) -> None:
        self.refused: ProcedureError | None = None
        self._lock = Lock()
        self._looked = 0.0
        self._seen: dict[Path, Stamp] = {}
        self._read: dict[Path, tuple[Stamp, Law]] = {}
        self._procedures: dict[str, Procedure] = {}
        self._index: Index | None = None

    def procedures(self) -> dict[str, Procedure]:
        """Every procedure by its code; raises `ProcedureError` only before the first good read."""
        if not self._procedures:
            with self._lock:
                if not self._procedures:
                    self._put(stamps())
        elif monotonic() - self._looked >= LOOK_EVERY and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._procedures

    def index(self) -> Index:
        """The same procedures, to be searched by plain words."""
        procedures = self.procedures()
        if self._index is None or self._index.procedures is not procedures:
            law = [one for _, one in self._read.values()]
            said = [one for words in law if not isinstance(words, Procedure) for one in words]
            self._index = Index(procedures, said)
        return self._index

    def _look(self) -> None:
        """Take in what has changed; what cannot be taken in is kept in `refused`."""
        self._looked = monotonic()
        before, self._seen = self._seen, {}
        try:
            self._seen = stamps()
            if self._seen != before:
                self._put(self._seen)
        except ProcedureError as trouble:
            self.refused = trouble

    def _put(self, found: dict[Path, Stamp]) -> None:
        """Put a new catalogue in force, whole; only files that changed are read."""
        fresh: dict[Path, tuple[Stamp, Law]] = {}
        wrong: list[ProcedureError] = []
        for file, stamp in found.items():
            try:
                fresh[file] = stamp, self._unchanged(file, stamp)
            except ProcedureError as trouble:
                wrong.append(trouble)
        law = {file: one for file, (_, one) in fresh.items() if isinstance(one, Procedure)}
        refuse([*wrong, *unreplaced(law, {file.stem for file in found})])
        procedures = by_code(law.values())
        if _keys(self._procedures) - _keys(procedures):
            refuse(list(lost(procedures)))
        self._read, self._procedures = fresh, procedures
        self._seen, self.refused, self._looked = found, None, monotonic()

    def _unchanged(self, file: Path, stamp: Stamp) -> Law:
        """What was read of a file before, or what is read of it now."""
        then, was = self._read.get(file, (None, None))
        if was is not None and then == stamp:
            return was
        return read_synonyms(file) if file.name == SYNONYMS else read_procedure(file)


SHELF = Shelf()


def catalogue() -> dict[str, Procedure]:
    """Every procedure by its code; a province's own folder lies over ours, file by file."""
    return SHELF.procedures()


def finder() -> Index:
    """The catalogue, to be searched by plain words."""
    return SHELF.index()


def refused() -> ProcedureError | None:
    """What is wrong with the files as they are now, when an older catalogue is in force."""
    SHELF.procedures()
    return SHELF.refused


def stamps() -> dict[Path, Stamp]:
    """The files that are read again when they change, and when each changed last."""
    return dict(_stamped([*law_files(), Path(settings.COUNTRY) / SYNONYMS]))


def law_files() -> list[Path]:
    """The procedure files there are, a province's in place of ours."""
    found: dict[str, Path] = {}
    for folder in (settings.PROCEDURES, settings.MOTCUA_OVERLAY):
        if not folder:
            continue
        if not Path(folder).is_dir():
            why = "không có thư mục này; hãy xem lại MOTCUA_PROCEDURES"
            raise ProcedureError(str(folder), "", why)
        found |= {file.name: file for file in procedure_files(Path(folder))}
    return list(found.values())


def _stamped(files: Iterable[Path]) -> Iterable[tuple[Path, Stamp]]:
    for file in files:
        try:
            state = file.stat()
        except FileNotFoundError:  # taken away since the folder was listed
            continue
        yield file, (state.st_mtime_ns, state.st_ctime_ns, state.st_size)


def procedure_files(folder: Path) -> list[Path]:
    """The procedure files of a folder, without the worked cases beside them."""
    files = sorted(folder.glob("*.toml"))
    return [file for file in files if not file.name.endswith(".cases.toml")]


def read_procedure(file: Path) -> Procedure:
    """One file as a procedure, named by its code; raises `ProcedureError` with every mistake in
    it, each with file, line and place."""
    procedure = law_file(file, parse)
    if file.name != f"{procedure.code}.toml":
        why = f"tên tệp phải là {procedure.code}.toml, đúng như “code” bên trong"
        raise ProcedureError(file.name, "đầu tệp", why, 1)
    return procedure


def read_synonyms(file: Path) -> tuple[Synonym, ...]:
    """What people say for the words of the papers (country/synonyms.toml)."""
    return tuple(law_file(file, synonyms_from))


def unreplaced(
    files: Mapping[Path, Procedure], codes: Collection[str]
) -> Iterator[ProcedureError]:
    """A mistake for each that ended in favour of a procedure that is not among `codes`."""
    for file, procedure in files.items():
        gone = set(procedure.ended.replaced_by if procedure.ended else ()) - set(codes)
        if gone:
            why = f"“replaced_by” nói tới thủ tục không có: {', '.join(sorted(gone))}"
            line = line_of(file.read_text(encoding="utf-8"), "ended", why)
            yield ProcedureError(file.name, "ended", why, line)


def lost(procedures: Mapping[str, Procedure]) -> Iterator[ProcedureError]:
    """A mistake for each version a dossier lives by or is kept under, and each procedure somebody
    is writing an application for, that is not in the catalogue."""
    there = _keys(procedures)
    for key, (still, ever) in sorted(versions_in_use().items()):
        code, _, day = key.partition("@")
        if key in there or (not day and code in procedures):
            continue
        what = f"{still} hồ sơ chưa xong, {ever} hồ sơ tất cả"
        if not day:
            what = f"{still} tờ khai đang viết"
        how = "hãy đặt lại tệp. Thôi áp dụng thì ghi valid_to và [ended], đừng xoá"
        why = f"đã mất mà còn {what}; {how}"
        yield ProcedureError(f"{code}.toml", f"phiên bản {day}" if day else "", why)


def versions_in_use() -> dict[str, tuple[int, int]]:
    """Each version there are dossiers of, and how many of them are open, how many there are;
    `1.004194@` for applications to that procedure being written."""
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_versions_in_use(%s)", [[str(s) for s in CLOSED]])
        return {version: (still, ever) for version, still, ever in cursor.fetchall()}


def refuse_orphans() -> None:
    """At start: raise `ProcedureError` where a dossier's version is not in the catalogue."""
    refuse(list(lost(catalogue())))


def _keys(procedures: Mapping[str, Procedure]) -> set[str]:
    versions = (version for one in procedures.values() for version in one.versions)
    return {one.key for version in versions for one in (version, *version.parts.values())}


def version_of(key: str) -> Version:
    """The version a dossier began with, from `1.004194@2025-07-01`."""
    code, _, _ = key.partition("@")
    return catalogue()[code].version(key)


@cache
def calendars() -> Calendars:
    """The country's calendar, and those of units with days or hours of their own."""
    file = Path(settings.COUNTRY) / "calendar.toml"
    return read_calendars(file.read_text(encoding="utf-8"), file.name)


def calendar(unit_code: str = "") -> Calendar:
    """The calendar of a unit, by its code; the country's for the others."""
    return calendars().of(unit_code)


@cache
def once_only() -> OnceOnly:
    """country/once_only.toml, read once."""
    return country_file("once_only.toml", once_only_from)


@cache
def fact_law() -> FactLaw:
    """country/facts.toml, read once."""
    return country_file("facts.toml", fact_law_from)


@cache
def entitlements() -> Entitlements:
    """country/entitlements.toml, read once."""
    return country_file("entitlements.toml", entitlements_from)
