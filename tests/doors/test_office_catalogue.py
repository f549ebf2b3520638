"""What those who run the system see of the law it works with."""

import pytest

from motcua.records import procedure as records
from motcua.rules.procedure import ProcedureError
from tests.doors.desk import text_of

pytestmark = pytest.mark.django_db


def test_a_refused_procedure_file_is_shown_with_its_line_and_what_to_do(
    client_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "Danh mục thủ tục" in page and "thủ tục" in page and "dòng 12" not in page
    trouble = ProcedureError("1.004194.toml", "phiên bản 2025-07-01", "thiếu mục “citation”", 12)
    monkeypatch.setattr(records.SHELF, "refused", trouble)
    page = text_of(client_of("operator").get("/van-hanh/he-thong"))
    assert "1.004194.toml, dòng 12" in page and "motcua procedure check" in page
