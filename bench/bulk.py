"""What it takes to accept 200 dossiers at once, on the clock of whoever waits for the page.

Run: python -m bench.bulk [--quick]. The dossiers are filed by actions; one form is sent through
Django's WSGI handler, each row commits on its own, receipts and messages are queued. It is sent
again as after a crash, which must do nothing twice. The last line is JSON: seconds for 200.
"""

import json
import os
import sys
import time
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")

import django

from tests.world import HOME, TEMPLATE, as_role, build, connected, superuser

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench.inbox import signed_in  # noqa: E402
from motcua.records.dossier import Dossier  # noqa: E402
from motcua.records.journal import Entry  # noqa: E402
from motcua.records.sealed import KeyRing  # noqa: E402
from motcua.rules.dossier import State  # noqa: E402
from motcua.site import clock  # noqa: E402
from motcua.site.embedded import Embedded  # noqa: E402
from tests import cast  # noqa: E402
from tests.doors.desk import residence  # noqa: E402

BAR = 4.0
MANY = 200


def main() -> None:
    rounds = 1 if "--quick" in sys.argv else 3
    KeyRing.create(HOME / "keys")
    server = Embedded(HOME)
    server.start()
    try:
        superuser(server, "grant motcua_web, motcua_clerk to motcua_owner")
        server.create_database(TEMPLATE)
        with connected(server, TEMPLATE, "motcua_owner"):
            build()
        with connected(server, TEMPLATE, "motcua_web"), as_role("motcua_clerk"):
            cast.load()
        with connected(server, TEMPLATE, "motcua_web"):
            report([measure() for _ in range(rounds)])
    finally:
        connection.close()
        server.stop()
        server.remove()


def measure() -> float:
    """Seconds until the page with the 200 results is there; then the same form once more."""
    clock.use(lambda: cast.NOW)
    client = signed_in("police")
    chosen = [residence("minh").id for _ in range(MANY)]
    said = {"key": str(uuid.uuid4()), "lam": "accept", "chon": [f"{id}~1" for id in chosen]}
    seconds = _send(client, said)
    again = _send(client, said)
    with as_role("motcua_clerk"):
        done = Dossier.objects.filter(pk__in=chosen, state=State.ACCEPTED).count()
        told = Entry.objects.filter(subject__in=chosen, kind="dossier.accepted").count()
    assert (done, told) == (MANY, MANY), (done, told)
    print(f"{MANY} accepted in {seconds:.2f} s; sent again, nothing done twice: {again:.2f} s")
    return seconds


def _send(client: Client, said: dict[str, object]) -> float:
    started = time.monotonic()
    response = client.post("/quay/nhieu", said)
    assert response.status_code == 200, response
    assert f"Xong cả {MANY}" in response.content.decode()
    return time.monotonic() - started


def report(found: list[float]) -> None:
    best = min(found)
    print(
        json.dumps(
            {
                "name": "accept 200 dossiers at once",
                "value": round(best, 2),
                "unit": "s",
                "bar": BAR,
                "holds": best <= BAR,
            }
        )
    )


if __name__ == "__main__":
    main()
