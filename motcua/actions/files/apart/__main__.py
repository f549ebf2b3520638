"""Opens one untrusted file inside limits the system enforces.

Argument: which opener, and what it is told, as JSON. Standard input: the file. Standard output:
one line of JSON, then bytes.
"""

import json
import os
import resource
import sys
from importlib import import_module

from motcua.actions.files.apart import Unfit


def main() -> None:
    opener, told = sys.argv[1], json.loads(sys.argv[2])
    _confine(told["limits"])
    try:
        said, drawn = import_module(f"motcua.actions.files.apart.{opener}").opened(
            sys.stdin.buffer.read(), told
        )
    except Unfit as unfit:
        said, drawn = {"refused": unfit.args[0], "detail": dict(*unfit.args[1:])}, b""
    except MemoryError:
        said, drawn = {"refused": ""}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + drawn)


def _confine(limits: dict[str, int]) -> None:
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["written"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # At the lower of two the signal says that it was the time; at one alone it would be the kill
    # of somebody else.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"] + 1))


main()
