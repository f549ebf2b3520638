"""A few kills at random points on each run of the tests; `make bench` makes two hundred."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def kills(*words: str) -> tuple[dict, str]:
    """The figure and the whole report of a short run; how long a gap lasts is the bench's."""
    command = [sys.executable, "-m", "bench.kills", "--rounds", "4", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.stdout.count("\n") > 1, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stdout


def test_nothing_acknowledged_is_lost_or_doubled_when_processes_are_killed() -> None:
    figure, said = kills()
    assert figure["value"] == 0, said
    assert "0 faults in the journal" in said and " 0 acknowledged" not in said, said
