"""Sandbox systems as real HTTP servers on free ports, and what tests ask of them."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from flask import Flask
from werkzeug.serving import make_server

from motcua.bridges import eidentity_sandbox, population_sandbox, signer_sandbox, sms_sandbox
from motcua.bridges.line import Limits
from motcua.bridges.sandbox import Quiet

QUICK = Limits(pause=0.0)
"""The ordinary times, without a pause between tries: a busy machine fails no test."""

HASTY = Limits(read=0.3, whole=0.5, tries=1)
"""For what never answers in time."""

ROOTS = ssl.create_default_context()
"""Loaded once: it takes longer than most tests."""

HTTP = httpx.Client(verify=ROOTS, trust_env=False)


@dataclass
class Sandbox:
    """One running sandbox."""

    url: str
    home: Path
    clock: Callable[[], datetime] | None = None

    def now(self) -> datetime:
        """What its time-stamps say: the real time, unless a test says otherwise."""
        return self.clock() if self.clock else datetime.now(UTC)

    def switch(self, **switches: object) -> None:
        HTTP.put(f"{self.url}/_switches", json=switches).raise_for_status()

    def write(self, name: str, content: object) -> None:
        (self.home / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


@contextmanager
def running(app: Flask) -> Iterator[str]:
    """The address of `app`, served by threads of this process until the block ends."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """Serve a Flask app until the test ends."""
    with ExitStack() as stack:
        yield lambda app: stack.enter_context(running(app))


PEOPLE = [
    {
        "number": "001090000017",
        "full_name": "Nguyễn Thị Minh Thuý",
        "birth_date": "1990-05-17",
        "sex": "nữ",
        "address": "Thôn Đông, xã Hoà Bình",
    },
    {"number": "001055000029", "full_name": "Trần Văn Tám", "birth_date": "1955", "sex": "nam"},
    {
        "number": "001080000031",
        "full_name": "Lê Thị Hà",
        "birth_date": "1980-01-01",
        "sex": "nữ",
        "doubtful": True,
    },
]

ACCOUNTS = [
    {
        "sub": "a1",
        "id_number": "001090000017",
        "name": "Nguyễn Thị Minh Thuý",
        "birth_date": "1990-05-17",
        "level": 2,
        "locked": False,
        "title": "Người dân",
    },
    {
        "sub": "b2",
        "id_number": "001085000042",
        "name": "Phạm Quốc Đạt",
        "birth_date": "1985-11-02",
        "level": 1,
        "locked": False,
        "title": "Công chức một cửa",
    },
    {
        "sub": "c3",
        "id_number": "001070000055",
        "name": "Hồ Văn Khoá",
        "birth_date": "1970",
        "level": 2,
        "locked": True,
        "title": "Tài khoản bị khoá",
    },
]

SIGNERS = [
    {
        "key": "chu-tich",
        "common_name": "Vũ Thị Lan",
        "organisation": "Uỷ ban nhân dân xã Hoà Bình",
        "title": "Chủ tịch",
    },
    {"key": "con-dau", "common_name": "Uỷ ban nhân dân xã Hoà Bình", "organisation": "Hoà Bình"},
]


@pytest.fixture
def population(tmp_path: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox("", tmp_path)
    sandbox.write("population.json", PEOPLE)
    with running(population_sandbox.create_app({"home": tmp_path})) as sandbox.url:
        yield sandbox


@pytest.fixture
def eidentity(tmp_path: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox("", tmp_path)
    sandbox.write("eidentity.json", ACCOUNTS)
    with running(eidentity_sandbox.create_app({"home": tmp_path})) as sandbox.url:
        yield sandbox


@pytest.fixture
def sms(tmp_path: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox("", tmp_path)
    with running(sms_sandbox.create_app({"home": tmp_path})) as sandbox.url:
        yield sandbox


@pytest.fixture(scope="session")
def signer_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One for all tests: making its keys takes a second."""
    sandbox = Sandbox("", tmp_path_factory.mktemp("signer"))
    sandbox.write("signers.json", SIGNERS)
    with running(signer_sandbox.create_app({"home": sandbox.home})) as sandbox.url:
        yield sandbox


@pytest.fixture
def signer(signer_service: Sandbox) -> Iterator[Sandbox]:
    signer_service.switch()
    yield signer_service
    signer_service.write("signers.json", SIGNERS)
