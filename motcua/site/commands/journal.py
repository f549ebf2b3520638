"""Kiểm tra sổ nhật ký: mục bị sửa, mất, đổi chỗ hay chèn thêm đều được chỉ ra, mỗi lỗi một dòng.

Người làm chứng ở ngoài giữ một tệp, mỗi dòng là một ngày và gốc của ngày đó; có tệp ấy thì cả
việc viết lại toàn bộ sổ cũng bị phát hiện. Mã thoát là 1 khi có lỗi.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

HELP = "kiểm tra sổ nhật ký có nguyên vẹn không"
EXAMPLE = "motcua journal verify --witness so-lam-chung.txt"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="verify: kiểm tra toàn bộ sổ")
    parser.add_argument("--witness", type=Path, help="tệp người làm chứng giữ, để đối chiếu")
    parser.add_argument("--write-witness", type=Path, help="ghi tệp để đưa người làm chứng giữ")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import django_as

    witness = _read(arguments.witness) if arguments.witness else {}
    with django_as("clerk"):
        from motcua.records.journal import day_roots, verify
        from motcua.records.seal import sealing_key

        faults = 0
        for fault in verify(witness, sealing_key()):
            place = f", mục {fault.position}" if fault.position else ""
            row = f" (dòng {fault.entry})" if fault.entry else ""
            print(f"LỖI  {fault.subject}{place}{row}: {fault.what}")
            faults += 1
        roots = dict(day_roots())
    if faults:
        print(f"Sổ có {faults} lỗi. Hãy giữ nguyên hiện trạng và báo người phụ trách an toàn.")
        return 1
    if arguments.write_witness:
        _write(arguments.write_witness, roots)
    print(f"Sổ nguyên vẹn; {len(roots)} ngày đã niêm phong.")
    return 0


def _read(path: Path) -> dict[date, bytes]:
    from motcua.site.failure import Failure

    try:
        lines = [line.split() for line in path.read_text("utf-8").splitlines() if line.strip()]
        return {date.fromisoformat(day): bytes.fromhex(root) for day, root in lines}
    except (OSError, ValueError) as trouble:
        raise Failure(f"Không đọc được tệp làm chứng {path}: hãy xem lại tệp.") from trouble


def _write(path: Path, roots: Mapping[date, bytes]) -> None:
    lines = [f"{day.isoformat()} {root.hex()}\n" for day, root in roots.items()]
    path.write_text("".join(lines), "utf-8")
    print(f"Đã ghi {len(lines)} ngày vào {path}. Hãy đưa tệp này cho người làm chứng giữ.")
