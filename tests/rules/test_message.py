"""A message to a citizen never looks like a swindler's and never names a person by number."""

import pytest

from motcua.rules.message import unsafe_message


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ 000.00.19.H26-261122-0001 đã có kết quả. Mời bạn đến nhận trước 17:00 ngày 24/11.",
        "Xem hồ sơ của bạn tại https://motcua.example.vn/ho-so",
        "Cán bộ không bao giờ hỏi mã OTP hay mật khẩu của bạn.",
        "Gọi 0236 3881 888 hoặc 1022 để được giúp.",
        "Bạn đã nhận 1.234.000 đ lúc 09:30 ngày 22/11/2026.",
        "Gọi +84 905 123 456 nếu bạn cần giúp.",
        "a" * 160,
    ],
)
def test_an_ordinary_message_may_be_sent(text):
    assert unsafe_message(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Bạn có số định danh 001090000017 đã được cấp.",
        "Số CMND 011234567 không khớp.",
        "Số 001 090 000 017 không khớp",
        "Số 001090 000017 không khớp",
        "Số 0010\u200b90000017 không khớp",
        "Số ００１０９００００01７ không khớp",
        "gọi 1022 001090000017",
    ],
)
def test_a_message_with_an_identity_number_may_not(text):
    assert "số định danh" in unsafe_message(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nhập mã OTP tại https://motcua.example.vn",
        "otp của bạn: vào motcua.example.vn",
        "O.T.P: www.abc",
        "Ma O-T-P tai bit.ly/abc",
        "Đổi mật khẩu tại http://10.0.0.1/x",
        "Mã xác thực của bạn ở dichvu.gov.vn",
        "Mã xác thực của bạn ở dichvu.gov.vn.".upper(),
        "Mã OTP: HTTPS://A.B",
    ],
)
def test_a_link_beside_a_code_may_not(text):
    assert "liên kết" in unsafe_message(text)


def test_too_long_and_empty_messages_are_refused_with_what_to_do():
    assert "nhiều nhất 160" in unsafe_message("a" * 161)
    assert "trống" in unsafe_message(" \u200b ")
