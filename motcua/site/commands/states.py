"""Vẽ các trạng thái của hồ sơ từ chính các bảng bước trong mã nguồn."""

import argparse
from pathlib import Path

HELP = "vẽ các trạng thái của hồ sơ (SVG)"
EXAMPLE = "motcua states --to docs/states.svg"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="TỆP", help="ghi vào tệp này; không thì in ra")


def run(arguments: argparse.Namespace) -> int:
    from motcua.rules.state_picture import picture

    if arguments.to:
        arguments.to.write_text(picture(), encoding="utf-8")
        print(f"Đã vẽ vào {arguments.to}.")
    else:
        print(picture(), end="")
    return 0
