"""Khôi phục một bản sao lưu vào một hệ thống mới, còn trống.

Trước hết chép các khoá cũ vào MOTCUA_KEYS, và danh sách những gì đã xóa (MOTCUA_ERASED) nếu còn:
những gì đã xóa sau khi sao lưu được xóa lại ngay. Không bao giờ đè lên dữ liệu đang có.
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
    from motcua.site.database import set_up_django, url_as
    from motcua.site.progress import say, step

    with url_as("owner") as url, step("Khôi phục"):
        folder = arguments.folder.absolute()
        left = keeping.restore(url, folder)
        if not left:
            set_up_django(url)
            left = keeping.erase_again(url, folder.parent)
    for sentence in left:
        say(f"SỬA  {sentence}")
    if left:
        say("Sau đó chạy motcua retention --again: những gì đã xóa sau khi sao lưu được xóa lại.")
    say("Đã khôi phục. Hãy chạy motcua doctor." if not left else "Còn việc phải làm ở trên.")
    return 1 if left else 0
