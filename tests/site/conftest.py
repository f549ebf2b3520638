"""The demo, started once for all who look at it: its commune takes a minute to load."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from motcua.site import ports
from motcua.site.embedded import Embedded
from motcua.site.showing import DATABASE

ROOT = Path(__file__).parents[2]


@dataclass
class Demo:
    """A home, and the port of the web that is free at the start."""

    home: Path
    port: int

    def start(self, *words: str, command: str = "demo") -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("MOTCUA_")}
        return subprocess.Popen(
            [sys.executable, "-m", "motcua.site.command", command, *words],
            env=kept | {"MOTCUA_HOME": str(self.home), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
        )

    def run(self, *words: str, command: str = "demo") -> str:
        running = self.start(*words, command=command)
        try:
            said, _ = running.communicate(timeout=280)
        finally:
            running.kill()  # if it took too long: nothing of it stays
            running.wait()
        assert running.returncode == 0, said
        return said

    def wait_until_ready(self, running: subprocess.Popen[str]) -> str:
        lines = []
        for line in running.stdout:
            lines.append(line)
            if "Dừng: Ctrl-C" in line:
                return "".join(lines)
        raise AssertionError("".join(lines))

    def ask(self, question: str) -> object:
        url = Embedded(self.home).urls(DATABASE).owner
        with psycopg.connect(url) as connection:
            row = connection.execute(question).fetchone()
        assert row
        return row[0]


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    top = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    top.chmod(0o755)
    with ports.listen("127.0.0.1", 18700, print) as found:
        port = found.getsockname()[1]
    yield Demo(top / "Một cửa", port)
    Embedded(top / "Một cửa").remove()
    shutil.rmtree(top)


@pytest.fixture(scope="session")
def first(demo: Demo) -> str:
    """What the first start said, from nothing to ready and stopped again."""
    return demo.run("--port", str(demo.port), "--stop")
