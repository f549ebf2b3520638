"""What is said when something failed here, or when what is needed is away for a moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from motcua.actions.files.confined import OpenerStruck
from tests.doors.citizen import text_of

pytestmark = pytest.mark.django_db


def failing(with_what: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> None:
        raise with_what

    return fail


@pytest.mark.parametrize(
    ("trouble", "status", "words", "again"),
    [
        (OperationalError("server closed the connection"), 503, "đang khởi động lại", "5"),
        (OpenerStruck("inspect_file"), 503, "đang khởi động lại", "5"),
        (RuntimeError("a fault"), 500, "Hệ thống đang gặp lỗi", None),
    ],
)
def test_what_is_away_is_no_fault_and_one_is_told_when_to_ask_again(
    client_of: Any, trouble: Exception, status: int, words: str, again: str | None
) -> None:
    client: Client = client_of("sen")
    client.raise_request_exception = False
    with connection.execute_wrapper(failing(trouble)):
        page = client.get("/cua-toi")
    assert (page.status_code, page.headers.get("Retry-After")) == (status, again)
    assert words in text_of(page) and "chưa được lưu" in text_of(page)
