"""What runs in the process of its own (`confined.py` starts it): one opener a file.

Each has `opened(given, told)`: the bytes of the file and what it was told, to what is said of it
and the bytes that go with that. What some of them share (`paper.py`, `flat.py`, `lying.py`,
`xml_tree.py`, and what judges signatures) lies beside them. Nothing here may import Django, or of
the house more than the rules.
"""

import os
from collections.abc import Mapping
from typing import Any


class Unfit(Exception):
    """The file is refused: the code of a sentence, and what that sentence needs."""


def say_done(told: Mapping[str, Any], share: float) -> None:
    """Say how far the opener is; nobody need hear it."""
    os.write(told["mouth"], bytes([int(100 * min(max(share, 0.0), 1.0))]))
