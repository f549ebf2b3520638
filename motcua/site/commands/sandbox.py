"""Chạy một hệ thống ngoài để thử: dân cư, định danh, ký số, tin nhắn, cơ quan liên thông,
bưu điện, Cổng quốc gia.

Chỉ nghe trên 127.0.0.1. Trang /_switches đổi cách trả lời: chậm, hỏng, sai, trùng, đảo thứ tự.
"""

import argparse
import importlib
from pathlib import Path

HELP = "chạy một hệ thống ngoài để thử"
EXAMPLE = "motcua sandbox population --port 8101"


def configure(parser: argparse.ArgumentParser) -> None:
    from motcua.site.parts import SANDBOXES

    parser.add_argument("name", choices=sorted(SANDBOXES), help="hệ thống nào")
    parser.add_argument("--port", type=int, help="cổng để nghe (8101 đến 8107)")
    parser.add_argument("--home", type=Path, help="thư mục dữ liệu (MOTCUA_HOME/sandbox)")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.parts import SANDBOXES

    home = arguments.home
    if home is None:
        from motcua.site import settings

        home = settings.HOME / "sandbox"
    home.mkdir(parents=True, exist_ok=True)
    module = importlib.import_module(f"motcua.bridges.{arguments.name}_sandbox")
    module.serve(arguments.port or SANDBOXES[arguments.name], home)
    return 0
