"""A furnished desk, with sandbox systems that know the cast."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.bridges import population_sandbox, signer_sandbox, sms_sandbox
from motcua.clerks import verification
from tests.bridges.conftest import Sandbox, running
from tests.clerks.desk import POPULATION, SIGNERS, Desk


@pytest.fixture(scope="session")
def signing_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """One for all tests: making its keys takes a second."""
    sandbox = Sandbox("", tmp_path_factory.mktemp("signing"))
    sandbox.write("signers.json", SIGNERS)
    with running(signer_sandbox.create_app({"home": sandbox.home})) as sandbox.url:
        yield sandbox


@pytest.fixture
def desk(signing_service: Sandbox, tmp_path: Path) -> Iterator[Desk]:
    population, sms = Sandbox("", tmp_path), Sandbox("", tmp_path)
    population.write("population.json", POPULATION)
    signing_service.switch()
    verification._read_up_to.clear()
    with (
        running(population_sandbox.create_app({"home": tmp_path})) as population.url,
        running(sms_sandbox.create_app({"home": tmp_path})) as sms.url,
    ):
        desk = Desk(population, signing_service, sms)
        desk.furnish()
        yield desk
    signing_service.write("signers.json", SIGNERS)
