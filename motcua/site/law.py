"""Before anything starts: the files of the law can be read, and no dossier has lost its law."""

from motcua.site.failure import Failure


def check_law() -> None:
    """Raise `Failure` with file, line and mend where they cannot (Django is set up)."""
    from django.db import connections

    from motcua.records.procedure import calendars, entitlements, once_only, refuse_orphans
    from motcua.rules.tables import DataError

    look = "; xem trước bằng: motcua {} check TỆP"
    try:
        for read, what, how in (
            (calendars, "lịch làm việc", look.format("calendar")),
            (once_only, "tệp chỉ hỏi một lần", ""),
            (entitlements, "tệp ai được hưởng gì", ""),
            (refuse_orphans, "danh mục thủ tục", look.format("procedure")),
        ):
            try:
                read()
            except DataError as trouble:
                why = f"Không khởi động được vì {what}.\n{trouble}"
                raise Failure(f"{why}\nHãy sửa rồi khởi động lại{how}") from None
    finally:
        connections.close_all()  # a connection must not be shared by processes that part
