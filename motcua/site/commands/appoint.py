"""Giao vai trò đầu tiên của một hệ thống mới, và gắn chứng thư ký số cho lãnh đạo.

  post  giao vai trò cho người đã đăng nhập một lần; sau đó quản trị viên làm tiếp trên trang
        Vận hành → Vai trò
  key   người này (lãnh đạo, cán bộ ký bản sao) ký bằng khoá nào: tên ở dịch vụ ký số, hoặc tên
        tệp trong keys/signers; kèm con dấu của cơ quan nếu có

Số định danh được hỏi khi chạy hoặc đọc từ đầu vào, để không nằm lại trong lịch sử lệnh.
"""

import argparse
import sys
from typing import TYPE_CHECKING

from motcua.rules.who import Role
from motcua.site.failure import Failure

if TYPE_CHECKING:
    from motcua.records.account import Account

HELP = "giao vai trò đầu tiên, gắn chứng thư ký số"
EXAMPLE = 'motcua appoint post --unit 04846 --role operator --title "Quản trị hệ thống"'


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(title="Việc", metavar="VIỆC", dest="what", required=True)
    post = parts.add_parser("post", help="giao vai trò, từ hôm nay")
    post.add_argument("--unit", required=True, metavar="MÃ", help="mã xã, phường, tỉnh")
    post.add_argument("--role", required=True, choices=[one.value for one in Role])
    post.add_argument("--title", required=True, help="chức danh như ghi trên văn bản")
    key = parts.add_parser("key", help="gắn chứng thư ký số cho một người")
    key.add_argument("--name", required=True, metavar="TÊN", help="tên khoá")
    key.add_argument("--seal", default="", metavar="TÊN", help="tên khoá của con dấu cơ quan")
    key.add_argument("--seal-name", default="", metavar="CHỮ", help="tên ghi trên con dấu")


def run(arguments: argparse.Namespace) -> int:
    from motcua.site.database import django_as

    with django_as("clerk"):
        from motcua.doors.shared.sentences import say
        from motcua.rules.refusal import Denied, Refused

        try:
            account = _account(_asked("Số định danh: "))
            (_give_post if arguments.what == "post" else _give_key)(account, arguments)
        except Refused as refusal:
            raise Failure(say(refusal.code, refusal.detail)) from None
        except Denied:
            raise Failure("Người này chưa giữ vai trò nào được ký.") from None
    return 0


def _asked(words: str) -> str:
    if sys.stdin.isatty():
        return input(words)
    return sys.stdin.readline()


def _account(text: str) -> "Account":
    from motcua.records.account import Account
    from motcua.records.person import person_with_number
    from motcua.rules.identity import IdentityNumber
    from motcua.rules.refusal import Refused

    person = person_with_number(IdentityNumber.parse(text).digits)
    account = Account.objects.filter(person_id=person).first() if person else None
    if account is None:
        raise Refused("no-such-account")
    return account


def _give_post(account: "Account", arguments: argparse.Namespace) -> None:
    from motcua.actions.account import appoint
    from motcua.actions.act import By
    from motcua.records.unit import Unit
    from motcua.rules.time.wall_clock import local
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock

    by = By(CLERK, clock.now(), Door.COMMAND)
    today = local(by.at).date()
    unit = Unit.objects.in_force(today).filter(code=arguments.unit).first()
    if unit is None:
        raise Failure(f"Không có đơn vị mã {arguments.unit} đang hiệu lực. Hãy xem lại mã.")
    role = Role(arguments.role)
    appoint(by, account, unit=unit, role=role, title=arguments.title, valid_from=today)
    print(f"Đã giao vai trò {role} ở {unit.full_name}.")


def _give_key(account: "Account", arguments: argparse.Namespace) -> None:
    from motcua.actions.account import give_signing_key
    from motcua.actions.act import By
    from motcua.rules.who import CLERK, Door
    from motcua.site import clock

    give_signing_key(
        By(CLERK, clock.now(), Door.COMMAND),
        account,
        key=arguments.name,
        seal_key=arguments.seal,
        seal_name=arguments.seal_name,
    )
    print(f"Từ nay tài khoản này ký bằng khoá {arguments.name}.")
