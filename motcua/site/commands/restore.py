"""Khôi phục một bản sao lưu vào một hệ thống mới, còn trống.

Trước hết chép các khoá cũ vào MOTCUA_KEYS. Không bao giờ đè lên dữ liệu đang có.
Với cơ sở dữ liệu ngoài, MOTCUA_DATABASE_URL phải là người dùng motcua_owner của một cơ sở trống.
"""

import argparse
from pathlib import Path

HELP = "khôi phục một bản sao lưu vào một hệ thống mới"
EXAMPLE = "MOTCUA_HOME=/srv/motcua-moi motcua restore /mnt/sao-luu/motcua-20261122-093000"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="thư mục của bản sao lưu")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import keeping
    from motcua.site.database import url_as
    from motcua.site.progress import say, step

    with url_as("owner") as url, step("Khôi phục"):
        left = keeping.restore(url, arguments.folder.absolute())
    for sentence in left:
        say(f"SỬA  {sentence}")
    say("Đã khôi phục. Hãy chạy motcua doctor." if not left else "Còn việc phải làm ở trên.")
    return 1 if left else 0
