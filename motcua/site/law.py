"""Before anything starts: the files of the law can be read, and no dossier has lost its law."""

from collections.abc import Callable, Iterator

from motcua.site.failure import Failure


def check_law() -> None:
    """Raise `Failure` with file, line and mend where they cannot (Django is set up)."""
    from django.db import connections

    from motcua.records.procedure import calendars, refuse_orphans

    _read(calendars, "lịch làm việc", "calendar")
    for read, what in _country_files():
        _read(read, what)
    try:
        _read(refuse_orphans, "danh mục thủ tục", "procedure")
    finally:
        connections.close_all()  # a connection must not be shared by processes that part


def _country_files() -> Iterator[tuple[Callable[[], object], str]]:
    """The readers of the country's other files, and what is in each."""
    from motcua.records import person_list, procedure, trust
    from motcua.records.bases import bases
    from motcua.records.budget import budgets
    from motcua.records.deadlines import deadlines
    from motcua.records.delivery import offers
    from motcua.records.electronic_papers import obligations
    from motcua.records.mismatch import mismatch_law
    from motcua.records.outage import outages
    from motcua.records.own_data import own_data_law
    from motcua.records.retention import retention
    from motcua.records.stay import stay_law
    from motcua.records.verification import verification_law

    yield procedure.once_only, "tệp chỉ hỏi một lần"
    yield procedure.entitlements, "tệp ai được hưởng gì"
    yield procedure.fact_law, "tệp dữ kiện"
    yield verification_law, "tệp xác thực"
    yield deadlines, "tệp chờ bao lâu"
    yield bases, "tệp căn cứ được nêu"
    yield stay_law, "tệp thông báo lưu trú"
    yield offers, "tệp cách nhận kết quả"
    yield obligations, "tệp bản điện tử"
    yield mismatch_law, "tệp dữ liệu không khớp"
    yield outages, "tệp hệ thống dừng"
    yield own_data_law, "tệp sửa, xóa dữ liệu"
    yield retention, "tệp giữ bao lâu"
    yield budgets, "tệp hỏi nhiều nhất bao nhiêu"
    yield person_list.list_law, "tệp cột của danh sách"
    yield person_list.list_terms, "tệp danh sách đối chiếu"
    yield trust.trust_lists, "tệp danh sách tin cậy"
    yield trust.renew_before, "tệp danh sách tin cậy"


def _read(read: Callable[[], object], what: str, command: str = "") -> None:
    from motcua.rules.tables import DataError

    try:
        read()
    except DataError as trouble:
        look = f"; xem trước bằng: motcua {command} check TỆP" if command else ""
        how = f"Hãy sửa rồi khởi động lại{look}."
        raise Failure(f"Không khởi động được vì {what}.\n{trouble}\n{how}") from None
