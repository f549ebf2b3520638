"""The national portal, at the clerks' end of the line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.bridges import portal_sandbox
from motcua.bridges.portal import PortalLine
from motcua.rules.portal import Stand
from tests import cast
from tests.bridges.conftest import HTTP, Sandbox, running
from tests.cast import later
from tests.clerks.desk import HASTY, Desk

SINCE = later(days=-1)


@pytest.fixture
def portal(desk: Desk, tmp_path: Path) -> Iterator[Sandbox]:
    sandbox = Sandbox("", tmp_path)
    with running(portal_sandbox.create_app({"home": tmp_path})) as sandbox.url:
        desk.furnish(portal=line(sandbox))
        yield sandbox


def line(portal: Sandbox) -> PortalLine:
    return PortalLine(portal.url, client=HTTP, limits=HASTY)


def there(portal: Sandbox) -> dict[str, Stand]:
    """What the portal says of the commune's dossiers."""
    return dict(line(portal).stands(cast.commune("Đức Nhàn").code, SINCE).stands)
