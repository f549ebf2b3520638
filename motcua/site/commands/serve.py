"""Chạy web.

Có MOTCUA_DATABASE_URL: chỉ chạy web, với người dùng motcua_web của địa chỉ đó; tiến trình nền
chạy riêng bằng `motcua work`, trên cùng máy hoặc máy khác.
Không có: chạy cả hệ thống trên máy này, gồm PostgreSQL đi kèm, web và tiến trình nền.
"""

import argparse

HELP = "chạy web (và, khi không có cơ sở dữ liệu ngoài, cả hệ thống trên một máy)"
EXAMPLE = "motcua serve --host 0.0.0.0 --port 8000"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ để nghe (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="cổng để nghe (8000)")
    parser.add_argument("--workers", type=int, default=2, help="số tiến trình web (2)")
    parser.add_argument(
        "--threads", type=int, default=24, help="số kết nối mỗi tiến trình nhận cùng lúc (24)"
    )
    parser.add_argument("--fd", type=int, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import given_url, set_up_django

    if not given_url():
        return _whole_machine(arguments)
    from motcua.site.durability import check_url
    from motcua.site.law import check_law
    from motcua.site.web import Web

    check_url(given_url())
    set_up_django(given_url())
    check_law()
    bind = f"{arguments.host}:{arguments.port}"
    if arguments.fd is not None:
        bind = f"fd://{arguments.fd}"
    Web(bind, arguments.workers, arguments.threads).run()
    return 0


def _whole_machine(arguments: argparse.Namespace) -> int:
    from motcua.site import ports, settings
    from motcua.site.embedded import Embedded
    from motcua.site.progress import say, step
    from motcua.site.running import (
        migrate_if_needed,
        run_command,
        running,
        start_web_and_worker,
    )

    with (
        ports.listen(arguments.host, arguments.port, say, tries=1) as listening,
        running(Embedded(settings.HOME)) as (supervisor, urls),
    ):
        migrate_if_needed(urls, {})
        with step("Đọc danh mục thủ tục"):
            run_command(["procedure", "check", "--quiet"], {"MOTCUA_DATABASE_URL": urls.clerk})
        with step("Khởi động web và tiến trình nền"):
            start_web_and_worker(supervisor, urls, listening, {})
        say(f"Một Cửa đang chạy ở cổng {arguments.port}: {settings.MOTCUA_ADDRESS}")
        say("Dừng: Ctrl-C")
        supervisor.watch()
    return 0
