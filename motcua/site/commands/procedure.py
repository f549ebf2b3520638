"""Xem, kiểm tra và so sánh các thủ tục, trước khi chúng có hiệu lực.

  check  đọc tệp và các ví dụ bên cạnh; nói dòng sai và cách sửa. Không ghi tệp nào thì đọc cả
         danh mục đang dùng, gồm thư mục của tỉnh (MOTCUA_PROCEDURES)
  show   người dân được hỏi gì, nộp gì, trả bao nhiêu, chờ bao lâu, theo điều nào
  diff   giữa hai ngày có gì đổi

Mã thoát là 1 khi có điều phải sửa. MÃ là mã thủ tục, hoặc đường dẫn tới tệp của nó.
"""

import argparse
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from motcua.rules.catalogue.parts import Field
    from motcua.rules.catalogue.procedure import Procedure, Version

HELP = "xem, kiểm tra, so sánh thủ tục"
EXAMPLE = "motcua procedure show 1.004194 --on 24/11/2026 --for for_whom=tenants"


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="Việc", metavar="VIỆC", dest="what", required=True)
    check = parts.add_parser("check", help="kiểm tra tệp")
    check.add_argument("files", nargs="*", type=Path, metavar="TỆP", help="tệp hoặc thư mục")
    check.add_argument("--quiet", action="store_true", help="chỉ nói điều sai; không thử ví dụ")
    show = parts.add_parser("show", help="người dân được hỏi gì vào một ngày")
    show.add_argument("code", metavar="MÃ")
    show.add_argument("--on", type=_day, metavar="NGÀY", help="ví dụ 24/11/2026 (hôm nay)")
    show.add_argument(
        "--for", dest="case", action="append", default=[], metavar="ĐIỀU=GIÁ TRỊ",
        help="một câu trả lời hay dữ kiện, ví dụ for_whom=self, dwelling-declared=đúng",
    )  # fmt: skip
    diff = parts.add_parser("diff", help="giữa hai ngày có gì đổi")
    diff.add_argument("code", metavar="MÃ")
    diff.add_argument("days", nargs=2, type=_day, metavar="NGÀY")


def run(arguments: argparse.Namespace) -> int:
    import os

    from motcua.site.database import given_url, set_up_django

    if given_url():
        set_up_django(given_url())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    work = {"check": _check, "show": _show, "diff": _diff}
    return work[arguments.what](arguments)


def _check(arguments: argparse.Namespace) -> int:
    """Every file is looked at, whatever is wrong with the others."""
    from motcua.records.procedure import law_files, procedure_files
    from motcua.rules.tables import DataError
    from motcua.site.failure import Failure

    try:
        named: list[Path] = arguments.files or law_files()
    except DataError as trouble:
        raise Failure(str(trouble)) from None
    files = [f for one in named for f in (procedure_files(one) if one.is_dir() else [one])]
    each = (found for file in files for found in _looked_at(file, not arguments.quiet))
    wrong: set[str] = set()
    for well, words in each if arguments.files else chain(each, _together()):
        if words in wrong or (well and arguments.quiet):
            continue
        print(f"{'  ổn ' if well else 'SỬA  '} {words}")
        wrong |= set() if well else {words}
    print("Mọi tệp đều ổn." if not wrong else f"{len(wrong)} điều cần sửa; chưa có gì thay đổi.")
    return 1 if wrong else 0


def _looked_at(file: Path, with_cases: bool) -> Iterator[tuple[bool, str]]:
    """What is right or wrong with one file and the worked cases beside it."""
    from motcua.records.procedure import calendar, fact_law, once_only, read_procedure
    from motcua.rules.cases import failures
    from motcua.rules.catalogue.still_asked import still_asked
    from motcua.rules.lines import read
    from motcua.rules.tables import DataError
    from motcua.rules.time.wall_clock import local
    from motcua.site.clock import now

    try:
        procedure = read_procedure(file)
        yield True, f"{file.name}: {procedure.name}, {len(procedure.versions)} phiên bản"
        for one in still_asked([procedure], once_only(), local(now()).date()):
            yield bool(one.because), f"{file.name}: hỏi điều Nhà nước đã có: {one}"
        cases = file.with_name(f"{file.stem}.cases.toml")
        if with_cases and cases.exists():
            text = cases.read_text(encoding="utf-8")
            failed = read(
                text,
                cases.name,
                lambda raw, _: failures(raw, procedure, calendar(), fact_law()),
            )
            yield from ((False, f"{cases.name}: {one}") for one in failed)
            if not failed:
                yield True, f"{cases.name}: các ví dụ đều đúng"
    except DataError as trouble:
        yield from ((False, one.said) for one in trouble.all)


def _together() -> Iterator[tuple[bool, str]]:
    """What is right or wrong with the whole catalogue, beside the dossiers there are of it."""
    from motcua.records.procedure import catalogue, refuse_orphans
    from motcua.rules.tables import DataError
    from motcua.site.database import given_url

    try:
        if given_url():
            refuse_orphans()
        yield True, f"cả danh mục: {len(catalogue())} thủ tục"
    except DataError as trouble:
        yield from ((False, one.said) for one in trouble.all)


def _show(arguments: argparse.Namespace) -> int:
    from motcua.rules.catalogue.facts import FACTS
    from motcua.rules.catalogue.telling import told
    from motcua.rules.time.wall_clock import local
    from motcua.site.clock import now

    day = arguments.on or local(now()).date()
    procedure = _procedure(arguments.code)
    version = _version(procedure, day)
    said = dict(_answer(one, version, FACTS) for one in arguments.case)
    held = [f.key for f in version.fields if f.known.startswith("person.") and f.key not in said]
    answers = {"fact.channel": "online", **dict.fromkeys(held, "(đã có)"), **said}
    for line in told(procedure, version, answers, day, held):
        print(line)
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from motcua.rules.catalogue.telling import changes

    procedure = _procedure(arguments.code)
    earlier, later = sorted(arguments.days)
    old, new = _version(procedure, earlier), _version(procedure, later)
    found = changes(old, new, earlier, later)
    print(f"{procedure.name} ({procedure.code}), {earlier:%d/%m/%Y} → {later:%d/%m/%Y}")
    for line in found:
        print(f"  {line}")
    print(f"{len(found)} điều đổi." if found else "Không có gì đổi.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” không phải một ngày như 24/11/2026") from None


def _procedure(code: str) -> "Procedure":
    from motcua.records.procedure import catalogue, read_procedure
    from motcua.rules.tables import DataError
    from motcua.site.failure import Failure

    try:
        if Path(code).is_file():
            return read_procedure(Path(code))
        return catalogue()[code]
    except DataError as trouble:
        raise Failure(str(trouble)) from None
    except KeyError:
        raise Failure(f"Không có thủ tục “{code}” trong danh mục.") from None


def _version(procedure: "Procedure", day: date) -> "Version":
    from motcua.site.failure import Failure

    version = procedure.on(day)
    if version is None:
        why = procedure.ended if day >= procedure.versions[0].valid_from else procedure.began
        told = f": {why.why} ({why.citation})" if why else ""
        raise Failure(f"{procedure.code} không có hiệu lực ngày {day:%d/%m/%Y}{told}.")
    return version


def _answer(text: str, version: "Version", facts: Any) -> tuple[str, Any]:
    """`for_whom=self` → ("for_whom", "self"); a fact may be named without its `fact.`."""
    from motcua.site.failure import Failure

    key, _, value = (part.strip() for part in text.partition("="))
    field = next((f for f in version.fields if f.key == key), None)
    if field is None:
        key = key if key.startswith("fact.") else f"fact.{key}"
    if field is None and key not in facts:
        usable = ", ".join([*(f.key for f in version.fields), *facts])
        raise Failure(f"--for {text}: không có điều này. Các điều dùng được: {usable}")
    meant = _meaning(text, value, field)
    if field is None:
        _possible(text, key, meant)
    return key, meant


def _possible(text: str, fact: str, value: Any) -> None:
    from motcua.rules.catalogue.shape import Shape
    from motcua.rules.tables import DataError
    from motcua.site.failure import Failure

    try:
        Shape("--for").fact(fact, value, text)
    except DataError as trouble:
        raise Failure(str(trouble)) from None


def _meaning(text: str, value: str, field: "Field | None") -> Any:
    """A value as the rules know it; "3" of a table of people is three of them."""
    from motcua.site.failure import Failure

    options = [one for one, _ in field.options] if field else []
    if options and value not in options:
        raise Failure(f"--for {text}: hãy chọn một trong: {', '.join(options)}")
    if field and field.kind == "members" and value.isdigit():
        return [{} for _ in range(int(value))]
    return {"đúng": True, "true": True, "có": True, "sai": False, "false": False,
            "không": False}.get(value.lower(), value)  # fmt: skip
