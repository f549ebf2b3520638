"""Vẽ các trạng thái của hồ sơ từ chính các bảng bước trong mã nguồn."""

import argparse
from pathlib import Path

HELP = "vẽ các trạng thái của hồ sơ (SVG), và bảng mười trạng thái của Cổng quốc gia"
EXAMPLE = "motcua states --to docs/states.svg --table docs/states.md"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="TỆP", help="ghi vào tệp này; không thì in ra")
    parser.add_argument("--table", type=Path, metavar="TỆP", help="ghi bảng vào tệp này")


def run(arguments: argparse.Namespace) -> int:
    from motcua.rules.portal import code_page
    from motcua.rules.state_picture import picture

    if arguments.to:
        arguments.to.write_text(picture(), encoding="utf-8")
        print(f"Đã vẽ vào {arguments.to}.")
    else:
        print(picture(), end="")
    if arguments.table:
        arguments.table.write_text(code_page(), encoding="utf-8")
        print(f"Đã ghi bảng vào {arguments.table}.")
    return 0
