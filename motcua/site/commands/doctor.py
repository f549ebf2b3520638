"""Khám hệ thống: mỗi dòng là một điều đã xem; điều không ổn nói cần làm gì.

Mã thoát là 1 khi có điều không ổn, nên có thể chạy định kỳ và báo động.
"""

import argparse

HELP = "khám hệ thống và nói cần làm gì"
EXAMPLE = "motcua doctor"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="khám dữ liệu mẫu của motcua demo")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import settings, showing
    from motcua.site.database import url_as
    from motcua.site.embedded import DATABASE
    from motcua.site.health import examine

    wrong, database, files = 0, DATABASE, settings.MOTCUA_FILES
    if arguments.demo:
        database, files = showing.DATABASE, showing.files()
    with url_as("clerk", database) as url:
        for finding in examine(url, files):
            print(f"{'  ổn ' if finding.well else 'SỬA  '} {finding.sentence}", flush=True)
            wrong += not finding.well
    print("Mọi thứ đều ổn." if not wrong else f"{wrong} điều cần sửa.")
    return 1 if wrong else 0
