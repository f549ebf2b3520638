"""`motcua appoint`: how a system without a demo gets its first operator and its signing keys."""

import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from motcua.records.account import Account, Post
from motcua.rules.who import Role
from motcua.site import parts
from tests.cast import PEOPLE
from tests.world import as_role

HERE = "04846"
Motcua = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def motcua(server: Any, own_database: str) -> Motcua:
    def run(who: str, *words: str) -> subprocess.CompletedProcess[str]:
        environment = parts.environment(MOTCUA_DATABASE_URL=server.urls(own_database).clerk)
        command = parts.command("appoint", *words)
        return subprocess.run(command, env=environment, input=who, capture_output=True, text=True)

    return run


def number(key: str) -> str:
    return PEOPLE[key][1]


def test_the_first_operator_is_appointed_from_the_command_line(motcua: Motcua) -> None:
    words = ("post", "--unit", HERE, "--role", "operator", "--title", "Quản trị hệ thống")
    done = motcua(number("counter"), *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Đã giao vai trò operator ở Xã Đức Nhàn.\n"
    with as_role("motcua_clerk"):
        held = Post.objects.filter(account__name=PEOPLE["counter"][0], role=Role.OPERATOR)
        assert held.count() == 1
    again = motcua(number("counter"), *words)
    assert again.returncode == 1
    assert "đang giữ vai trò đó" in again.stderr


def test_who_signs_gets_a_key_and_nobody_else_does(motcua: Motcua) -> None:
    done = motcua(number("leader"), "key", "--name", "chu-tich-moi")
    assert done.returncode == 0, done.stderr
    with as_role("motcua_clerk"):
        assert Account.objects.get(name=PEOPLE["leader"][0]).signing_key == "chu-tich-moi"
    sealed = ("--name", "chu-tich-moi", "--seal", "con-dau", "--seal-name", "UBND xã")
    assert motcua(number("leader"), "key", *sealed).returncode == 0
    with as_role("motcua_clerk"):
        assert Account.objects.get(name=PEOPLE["leader"][0]).seal_name == "UBND xã"
    refused = motcua(number("volunteer"), "key", "--name", "chu-tich-moi")
    assert refused.returncode == 1
    assert refused.stderr == "Người này chưa giữ vai trò nào được ký.\n"


@pytest.mark.parametrize(
    ("who", "unit", "sentence"),
    [
        ("017190000999", HERE, "Chưa có tài khoản với số định danh này."),
        ("12", HERE, "12 chữ số"),
        (number("counter"), "99999", "Không có đơn vị mã 99999"),
    ],
)
def test_what_is_wrong_is_said(motcua: Motcua, who: str, unit: str, sentence: str) -> None:
    done = motcua(who, "post", "--unit", unit, "--role", "leader", "--title", "Chủ tịch")
    assert done.returncode == 1
    assert sentence in done.stderr
