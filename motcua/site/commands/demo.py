"""Chạy thử toàn bộ trên máy này với một xã tưởng tượng.

Lần đầu tạo cơ sở dữ liệu, nạp dữ liệu mẫu và chụp lại trạng thái đầu tiên; các lần sau chạy ngay.
Luôn dùng PostgreSQL đi kèm, cơ sở dữ liệu motcua_demo riêng: dữ liệu thật không bị đụng đến.
Với --reset, dữ liệu mẫu trở về trạng thái đầu tiên, cả khi hệ thống đang chạy.
"""

import argparse

HELP = "chạy thử toàn bộ với dữ liệu mẫu"
EXAMPLE = "motcua demo --port 8080"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help="cổng của web (8000, hoặc cổng của lần đầu)")
    parser.add_argument("--reset", action="store_true", help="trở về trạng thái đầu tiên")
    parser.add_argument("--stop", action="store_true", help="sau khi sẵn sàng thì dừng luôn")
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    from motcua.site import showing

    if arguments.load:
        return showing.load_here()
    if arguments.reset and showing.reset_while_running():
        return 0
    return showing.show(arguments.port, reset=arguments.reset, stop=arguments.stop)
