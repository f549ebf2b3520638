"""A browser without a screen: Django's client, signed in as one of the cast."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client

from motcua.site import clock
from tests import cast

ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    """It is 09:00 on Monday 23/11/2026 in Vietnam."""
    clock.use(lambda: cast.NOW)
    yield
    clock.use(None)


@pytest.fixture
def client_of() -> ClientOf:
    """A client signed in as one of the cast; without a name, a visitor."""

    def sign_in(key: str = "", fresh_at: datetime | None = cast.NOW) -> Client:
        client = Client()
        if key:
            session = client.session
            session["account"] = str(cast.who(key).account)
            session["fresh_at"] = fresh_at.isoformat() if fresh_at else None
            session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return sign_in
