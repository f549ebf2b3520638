"""Before anything starts: the files of the law can be read, and no dossier has lost its law."""

from collections.abc import Callable

from motcua.site.failure import Failure


def check_law() -> None:
    """Raise `Failure` with file, line and mend where they cannot (Django is set up)."""
    from django.db import connections

    from motcua.records.procedure import calendars, entitlements, once_only, refuse_orphans
    from motcua.records.verification import verification_law

    _read(calendars, "lịch làm việc", "calendar")
    _read(once_only, "tệp chỉ hỏi một lần")
    _read(verification_law, "tệp xác thực")
    _read(entitlements, "tệp ai được hưởng gì")
    try:
        _read(refuse_orphans, "danh mục thủ tục", "procedure")
    finally:
        connections.close_all()  # a connection must not be shared by processes that part


def _read(read: Callable[[], object], what: str, command: str = "") -> None:
    from motcua.rules.tables import DataError

    try:
        read()
    except DataError as trouble:
        look = f"; xem trước bằng: motcua {command} check TỆP" if command else ""
        how = f"Hãy sửa rồi khởi động lại{look}."
        raise Failure(f"Không khởi động được vì {what}.\n{trouble}\n{how}") from None
