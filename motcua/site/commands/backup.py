"""Sao lưu cơ sở dữ liệu, rồi các tệp, vào một thư mục mới trong DIR. Hệ thống vẫn chạy.

Các khoá không nằm trong bản sao lưu: hãy cất thư mục khoá ở nơi khác, vì thiếu khoá thì bản sao
lưu không mở được, còn có khoá thì ai nhặt được cũng mở được.
Với cơ sở dữ liệu ngoài, MOTCUA_DATABASE_URL phải là người dùng motcua_owner.
"""

import argparse
from pathlib import Path

HELP = "sao lưu cơ sở dữ liệu và các tệp"
EXAMPLE = "motcua backup /mnt/sao-luu"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="nơi để bản sao lưu")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import clock, keeping, settings
    from motcua.site.database import url_as
    from motcua.site.progress import say, step

    with url_as("owner") as url, step("Sao lưu"):
        made = keeping.backup(url, arguments.folder.absolute(), clock.now())
    say(f"Bản sao lưu: {made}")
    say(f"Khoá KHÔNG nằm trong đó. Hãy cất riêng các khoá trong {settings.MOTCUA_KEYS}:")
    for name in keeping.key_prints():
        say(f"  {name}")
    return 0
