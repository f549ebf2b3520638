"""Tạo hoặc nâng cấp các bảng, phân quyền theo dòng và, cho một hệ thống mới, các khoá.

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
        _ensure_keys()
        _migrate()
    return 0


def _ensure_keys() -> None:
    """Keys are made for a database that holds nothing yet: made later, they would open nothing."""
    from django.conf import settings
    from django.db import connection

    from motcua.records.sealed import KeyRing
    from motcua.site.failure import Failure

    try:
        KeyRing.read(settings.MOTCUA_KEYS)
    except FileNotFoundError as missing:
        if "django_migrations" in connection.introspection.table_names():
            raise Failure(
                f"Thiếu khoá trong {settings.MOTCUA_KEYS}, nhưng cơ sở dữ liệu đã có dữ liệu. "
                "Hãy chép lại đúng các khoá cũ từ nơi cất giữ; khoá mới không mở được dữ liệu cũ."
            ) from missing
        KeyRing.create(settings.MOTCUA_KEYS)


def _migrate() -> None:
    from django.core.management import call_command

    from motcua.actions.act import By
    from motcua.actions.unit import seed_units
    from motcua.records.secure import secure
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock
    from motcua.site.schema import note_security

    call_command("migrate", interactive=False, verbosity=1)
    secure()
    seed_units(By(CLERK, clock.now(), Door.COMMAND))
    note_security()
