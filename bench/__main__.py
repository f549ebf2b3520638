"""Every bench, one after the other, and one table of their figures at the end.

Run: python -m bench [--quick]. Each runs alone in a process of its own. The power cut is apart
(make powercut): it needs root and mounts a file system.
"""

import json
import subprocess
import sys
from typing import Any

ALL = (
    "filing",
    "submission",
    "inbox",
    "bulk",
    "counter",
    "day",
    "replay",
    "people",
    "signatures",
    "papers",
    "memory",
    "questions",
    "finding",
    "names",
    "fonts",
    "match",
    "cards",
    "due",
    "upload",
    "kills",
)


def main() -> int:
    quick = [word for word in sys.argv[1:] if word == "--quick"]
    figures = []
    for name in ALL:
        print(f"\n── {name} {'─' * (90 - len(name))}", flush=True)
        figures.append(_run(name, quick))
    print(f"\n{'':52}{'measured':>12}  {'bar':14}")
    for figure in figures:
        value = f"{figure['value']} {figure['unit']}"
        print(f"{figure['name']:40}{value:>26}  {figure['bar']!s:14}{_verdict(figure)}")
    return 0 if all(figure["holds"] for figure in figures) else 1


def _run(name: str, words: list[str]) -> dict[str, Any]:
    """Run one bench, show what it prints, and give its last line as it was meant."""
    command = [sys.executable, "-u", "-m", f"bench.{name}", *words]
    last = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    try:
        return dict(json.loads(last))
    except ValueError:
        return {"name": name, "value": "?", "unit": "", "bar": "", "holds": False}


def _verdict(figure: dict[str, Any]) -> str:
    return "holds" if figure["holds"] else "DOES NOT HOLD"


if __name__ == "__main__":
    sys.exit(main())
