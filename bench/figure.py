"""What a bench says in the end, for people, for programs and for the shell."""

import json
import sys
from collections.abc import Sequence


def quick() -> bool:
    return "--quick" in sys.argv


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def conclude(name: str, value: float, unit: str, bar: str, holds: bool) -> int:
    """The last line of a bench, for programs; the exit code for the shell."""
    figure = {"name": name, "value": round(value, 2), "unit": unit, "bar": bar, "holds": holds}
    print(json.dumps(figure, ensure_ascii=False))
    return 0 if holds else 1
