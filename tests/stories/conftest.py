"""Fixtures of the stories: the running system, started once, and a browser."""

from collections.abc import Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.doors.eyes import chromium
from tests.doors.test_look import BUILT
from tests.stories.people import People
from tests.stories.system import System, running


@pytest.fixture(scope="package")
def system(server: Any, template: str, django_db_blocker: Any) -> Iterator[System]:
    """Web, worker and the outside systems as processes, on a copy of the tests' database."""
    assert BUILT.exists(), "npm run build makes the assets"
    with running(server, template, django_db_blocker) as system:
        yield system


@pytest.fixture(scope="package")
def browser(system: System) -> Iterator[Browser]:
    """After the system: while Playwright runs, Django's own connection may not be used here."""
    with chromium() as browser:
        yield browser


PRESSES = "clicks, keys and letters an officer presses"
WEIGHT = "bytes on the line: a page, and a page at the first visit"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What each page weighed, as the tests in whichever process found it."""
    passed = terminalreporter.stats.get("passed", [])
    told = [dict(report.user_properties) for report in passed]
    for properties in told:
        if PRESSES in properties:
            terminalreporter.write_line(f"{PRESSES}: {properties[PRESSES]}")
    weights = [properties[WEIGHT] for properties in told if WEIGHT in properties]
    if weights:
        terminalreporter.section(WEIGHT)
        for name, page, first in weights:
            terminalreporter.write_line(f"{name:<28}{page:>8}{first:>8}")


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def people(system: System, browser: Browser, request: pytest.FixtureRequest) -> Iterator[People]:
    """Opens browsers of people; at the end of a test they close and every line is normal."""
    people = People(system, browser)
    yield people
    if FAILED in request.node.stash:
        people.tell()
    people.leave()
    for name in system.outside:
        system.switch(name)
