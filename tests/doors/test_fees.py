"""What it costs is said before anything begins: how much, why, by which data, by which article."""

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from motcua.doors.shared.fees import fee_shown
from motcua.records.person import Person
from motcua.records.procedure import catalogue
from tests.cast import TODAY, eyes
from tests.doors.citizen import BIRTH, STAY, TENANT, begin, walk
from tests.doors.desk import text_of
from tests.world import as_role

pytestmark = pytest.mark.django_db


def become(full_name: str, **facts: bool) -> None:
    """What the register says of one of the cast."""
    with as_role("motcua_clerk"):
        Person.objects.filter(full_name=full_name).update(**facts)


def shown(response: Any) -> str:
    return text_of(response).replace(" ,", ",")


def checked(client: Client) -> str:
    id = begin(client, STAY)
    walk(client, id, TENANT)
    return shown(client.get(f"/don/{id}/xem-lai"))


def test_poverty_is_proved_by_data_and_no_paper_is_asked_for_it(client_of) -> None:
    become("Nguyễn Đăng Minh", poor=True)
    page = checked(client_of("minh"))
    assert "Không mất tiền" in page and "Dữ liệu đã cho biết Bạn thuộc diện hộ nghèo" in page
    assert "Còn thiếu" not in page


def test_who_pays_reads_how_much_why_and_the_article_before_sending(client_of) -> None:
    page = checked(client_of("minh"))
    assert "7.000 đ, nộp sau khi được tiếp nhận" in page
    assert "Vì sao: Lệ phí đăng ký tạm trú, nộp trực tuyến" in page
    assert "Căn cứ: TT 75/2022/TT-BTC" in page
    assert "Dữ liệu đã cho biết" not in page


def test_at_the_counter_the_fee_is_there_from_the_first_page_to_the_last(client_of) -> None:
    counter, id = client_of("counter"), str(uuid.uuid4())
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    counter.post("/quay/tiep/bat-dau", {"id": id, "person": str(minh.id), "procedure": STAY})
    first = shown(counter.get(f"/quay/tiep/{id}"))
    assert "15.000 đ" in first and "Căn cứ: TT 75/2022/TT-BTC" in first
    said = {"for_whom": "self", "dwelling.text": "nt-trinh8"}
    counter.post(f"/quay/tiep/{id}", said | {"from": "1/12/2026", "to": "30/11/2027"})
    read = shown(counter.get(f"/quay/tiep/{id}/doc-lai"))
    assert "15.000 đ" in read and "Căn cứ: TT 75/2022/TT-BTC" in read
    counter.post(f"/quay/tiep/{id}/doc-lai")
    done = shown(counter.get(f"/quay/tiep/{id}/xong"))
    assert "15.000 đ" in done and "TT 75/2022/TT-BTC" in done


def test_at_the_counter_poverty_is_read_from_the_data_too(client_of) -> None:
    become("Nguyễn Đăng Minh", poor=True)
    counter, id = client_of("counter"), str(uuid.uuid4())
    with eyes("counter"):
        minh = Person.objects.get(full_name="Nguyễn Đăng Minh")
    counter.post("/quay/tiep/bat-dau", {"id": id, "person": str(minh.id), "procedure": STAY})
    page = shown(counter.get(f"/quay/tiep/{id}"))
    assert "Không mất tiền" in page and "người nộp thuộc diện hộ nghèo" in page


def test_a_fee_whose_source_was_not_compared_says_so() -> None:
    version = catalogue()[STAY].on(TODAY)
    unsure = replace(version, fees=tuple(replace(fee, confidence="med") for fee in version.fees))
    fee = fee_shown(unsure, {"fact.channel": "online"}, TODAY)
    said = render_to_string("shared/fee.html", {"fee": fee})
    assert not fee.sure and "(chưa đối chiếu bản gốc)" in said


def test_before_signing_in_both_ways_are_said_each_with_its_article(client_of) -> None:
    page = shown(client_of().get(f"/thu-tuc/{STAY}"))
    online, _, counter = page.partition("Lệ phí khi nộp tại quầy")
    assert "Lệ phí khi nộp trên mạng 7.000 đ" in online
    assert "Vì sao: Lệ phí đăng ký tạm trú, nộp trực tuyến" in online
    assert "Căn cứ: TT 75/2022/TT-BTC" in online
    assert "15.000 đ" in counter and "Căn cứ: TT 75/2022/TT-BTC" in counter


def test_every_amount_and_waiver_can_be_read_before_beginning(client_of) -> None:
    page = shown(client_of().get(f"/thu-tuc/{STAY}"))
    assert (
        "Miễn lệ phí cho công dân số nộp trực tuyến: Không mất tiền, đến hết ngày 28/02/2027"
        in page
    )
    assert "theo danh sách, nộp trực tuyến (mỗi người): 5.000 đ" in page


def test_a_digital_citizen_pays_nothing_online_and_is_told_why_and_until_when(client_of) -> None:
    become("Nguyễn Đăng Minh", digital=True)
    minh = client_of("minh")
    online = shown(minh.get(f"/thu-tuc/{STAY}")).partition("Lệ phí khi nộp tại quầy")[0]
    assert "Không mất tiền" in online and "đến hết ngày 28/02/2027" in online
    page = checked(minh)
    assert "Không mất tiền" in page and "NQ 66.22/2026/NQ-CP Điều 5" in page
    assert "Dữ liệu đã cho biết Bạn là công dân số: không phải nộp giấy tờ chứng minh" in page


def test_a_fee_that_is_the_same_both_ways_is_said_once(client_of) -> None:
    page = shown(client_of().get(f"/thu-tuc/{BIRTH}"))
    assert "Lệ phí Không mất tiền" in page and "Lệ phí khi nộp" not in page
