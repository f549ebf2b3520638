"""A child ends with its parent, also where it would rather not."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PARENT = """
import sys, time
from motcua.site import children
child = children.start([sys.executable, "-c", sys.argv[1]], env={"PYTHONPATH": sys.argv[2]},
                       output=sys.stdout.buffer)
print(child.pid, flush=True)
time.sleep(60)
"""
STUBBORN = """
import signal, time
from motcua.site.children import end_soon_after_parent
signal.signal(signal.SIGTERM, signal.SIG_IGN)  # as one who waits for a database that is gone
{ends}
print("here", flush=True)
time.sleep(30)
"""


@pytest.mark.parametrize(("ends", "gone"), [("end_soon_after_parent(0.2)", True), ("", False)])
def test_who_will_not_stop_ends_soon_after_its_parent(ends: str, gone: bool) -> None:
    """The control: without it such a child lives on."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, STUBBORN.format(ends=ends), str(ROOT)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    said = {parent.stdout.readline().strip() for _ in range(2)}
    (child,) = said - {"here"}
    parent.kill()
    parent.wait()
    try:
        time.sleep(0.5)
        ended = False
        for _ in range(40 if gone else 6):
            ended = not Path(f"/proc/{child}/cmdline").exists() or state_of(child) == "Z"
            if ended:
                break
            time.sleep(0.25)
        assert ended == gone
    finally:
        subprocess.run(["kill", "-9", child], stderr=subprocess.DEVNULL, check=False)
        parent.stdout.close()


def state_of(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[0]
    except FileNotFoundError:
        return "Z"
