"""Tạo hoặc nâng cấp các bảng.

Với cơ sở dữ liệu ngoài, MOTCUA_DATABASE_URL phải là người dùng motcua_owner; web và tiến trình nền
dùng motcua_web và motcua_clerk.
"""

import argparse

HELP = "tạo hoặc nâng cấp các bảng của cơ sở dữ liệu"
EXAMPLE = "MOTCUA_DATABASE_URL=postgresql://motcua_owner:…@may-chu/motcua motcua migrate"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="chỉ báo còn thiếu gì, không sửa")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import django_as, url_as
    from motcua.site.schema import missing_migrations

    if arguments.check:
        with url_as("owner") as url:
            missing = missing_migrations(url)
        print("\n".join(f"Chưa chạy: {name}" for name in missing) or "Các bảng đã đúng phiên bản.")
        return 1 if missing else 0
    with django_as("owner"):
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=1)
    return 0
