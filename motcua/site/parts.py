"""The processes of a running system: how each is started and how it shows that it works."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from motcua.site.embedded import Urls
from motcua.site.supervisor import Part

SANDBOXES = {
    "population": 8101,
    "eidentity": 8102,
    "signer": 8103,
    "sms": 8104,
    "agency": 8105,
    "post": 8106,
    "portal": 8107,
}
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")


def web(urls: Urls, listening: socket.socket, more: Mapping[str, str]) -> Part:
    """The web server on a socket we already listen to."""
    host, port = listening.getsockname()[:2]
    host = "127.0.0.1" if host == "0.0.0.0" else host
    return Part(
        name="web",
        command=command("serve", "--fd", str(listening.fileno())),
        env=environment(MOTCUA_DATABASE_URL=urls.web, **more),
        works=lambda: answers(f"http://{host}:{port}/suc-khoe"),
        pass_fds=(listening.fileno(),),
    )


def worker(urls: Urls, home: Path, more: Mapping[str, str]) -> Part:
    """The process that does errands; it touches a file as long as it is not stuck."""
    alive = home / "run" / "worker.alive"
    alive.unlink(missing_ok=True)
    return Part(
        name="worker",
        command=command("work", "--alive", str(alive)),
        env=environment(MOTCUA_DATABASE_URL=urls.clerk, **more),
        works=lambda: alive.exists() and time.time() - alive.stat().st_mtime < 10,
    )


def sandbox(name: str, port: int, home: Path) -> Part:
    """One outside system to try things against; it knows neither our database nor our keys."""
    outside = {k: v for k, v in environment().items() if not k.startswith("MOTCUA_")}
    return Part(
        name=f"sandbox-{name}",
        command=command("sandbox", name, "--port", str(port), "--home", str(home)),
        env=outside,
        works=lambda: answers(f"http://127.0.0.1:{port}/_health"),
    )


def command(*words: str) -> list[str]:
    """A `motcua` command line that runs this same installation."""
    return [sys.executable, "-P", "-m", "motcua.site.command", *words]


def environment(**more: str) -> dict[str, str]:
    """What a part is told: our settings and little else of our own surroundings."""
    kept = {k: v for k, v in os.environ.items() if k in _KEPT or k.startswith("MOTCUA_")}
    package = Path(__file__).resolve().parents[2]
    return kept | {"PYTHONPATH": str(package), "PYTHONUNBUFFERED": "1"} | more


def answers(url: str) -> bool:
    """Whether a GET of the address gives 200 within five seconds."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        asked = urllib.request.Request(url, headers={"Host": "localhost"})
        with direct.open(asked, timeout=5) as response:
            return bool(response.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False
