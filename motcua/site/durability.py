"""Refuses a database that may lose what it has acknowledged, or a login that may do too much."""

from typing import Any

from motcua.site.failure import Failure

_MUST_BE_ON = {
    "fsync": "mất điện có thể làm hỏng toàn bộ dữ liệu",
    "synchronous_commit": "mất điện có thể làm mất hồ sơ đã báo là đã nhận",
    "full_page_writes": "mất điện giữa lúc ghi có thể làm hỏng dữ liệu",
}


def check(connection: Any) -> None:
    """Raise Failure, with every fault in it, unless the psycopg connection may be served from."""
    found = faults(connection)
    if found:
        listed = "\n".join(f"  • {fault}" for fault in found)
        raise Failure(f"Chương trình không chạy trên cơ sở dữ liệu này vì:\n{listed}")


def check_url(url: str) -> None:
    """The same for a postgresql:// address, on a connection of its own."""
    import psycopg

    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            check(connection)
    except psycopg.OperationalError as failure:
        raise Failure(
            f"Không kết nối được cơ sở dữ liệu: {str(failure).strip()}\n"
            "Hãy kiểm tra MOTCUA_DATABASE_URL và máy chủ PostgreSQL."
        ) from failure


def faults(connection: Any) -> list[str]:
    """What is wrong with the database and this login, as sentences that say what to do."""
    found = []
    for name, danger in _MUST_BE_ON.items():
        value = _ask(connection, "SELECT current_setting(%s)", name)
        if value in ("off", "local"):
            found.append(
                f"{name} đang là {value}: {danger}. Hãy đặt {name} = on cho máy chủ, cơ sở dữ "
                "liệu và người dùng rồi khởi động lại."
            )
    login = _ask(connection, "SELECT current_user")
    if _ask(connection, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", login):
        found.append(
            f"người dùng {login} là superuser hoặc được bỏ qua phân quyền theo dòng. Hãy dùng "
            "motcua_web cho web và motcua_clerk cho tiến trình nền."
        )
    elif _ask(connection, _OWNS):
        found.append(
            f"người dùng {login} là chủ sở hữu bảng hoặc cơ sở dữ liệu, nên phân quyền theo dòng "
            "không có tác dụng. Hãy dùng motcua_web cho web và motcua_clerk cho tiến trình nền; "
            "motcua_owner chỉ để chạy motcua migrate."
        )
    return found


_OWNS = """
    SELECT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace
                   AND pg_has_role(current_user, relowner, 'MEMBER'))
        OR EXISTS (SELECT 1 FROM pg_database WHERE datname = current_database()
                   AND pg_has_role(current_user, datdba, 'MEMBER'))
"""


def _ask(connection: Any, question: str, *values: str) -> Any:
    row = connection.execute(question, values or None).fetchone()
    return row[0] if row else None
