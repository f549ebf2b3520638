"""Before anything starts: the calendar, the once-only file and the procedure files can be read,
and no dossier has lost its law."""

from motcua.site.failure import Failure


def check_law() -> None:
    """Raise `Failure` with file, line and mend where they cannot (Django is set up)."""
    from django.db import connections

    from motcua.records.procedure import calendars, once_only, refuse_orphans
    from motcua.rules.procedure import ProcedureError

    try:
        calendars()
    except ProcedureError as trouble:
        how = "Hãy sửa rồi khởi động lại; xem trước bằng: motcua calendar check TỆP"
        raise Failure(f"Không khởi động được vì lịch làm việc.\n{trouble}\n{how}") from None
    try:
        once_only()
    except ProcedureError as trouble:
        how = "Hãy sửa rồi khởi động lại."
        raise Failure(f"Không khởi động được vì tệp chỉ hỏi một lần.\n{trouble}\n{how}") from None
    try:
        refuse_orphans()
    except ProcedureError as trouble:
        how = "Hãy sửa rồi khởi động lại; xem trước bằng: motcua procedure check TỆP"
        raise Failure(f"Không khởi động được vì danh mục thủ tục.\n{trouble}\n{how}") from None
    finally:
        connections.close_all()  # a connection must not be shared by processes that part
