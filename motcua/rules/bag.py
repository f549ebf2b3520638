"""A bag of files that shows whether any of them was changed (BagIt 1.0, RFC 8493).

Written by hand, in forty lines: the library `bagit` makes a bag of a folder in place, and what is
to be archived must never lie open on a disk. It reads what we write (tests).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

ALGORITHMS = ("sha256", "sha512")
Files = Iterable[tuple[str, bytes]]


def bag(payload: Files, info: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of a bag, path and bytes: the payload first, as it comes, then what describes it.

    `payload` has paths below `data/`, each once, without a line end or a percent sign; `info` are
    labels of bag-info.txt (RFC 8493, 2.2.2). Payload-Oxum is added.
    """
    manifests: dict[str, list[str]] = {name: [] for name in ALGORITHMS}
    octets = count = 0
    for path, content in payload:
        if any(each in path for each in "\r\n%") or path.startswith("/") or ".." in path:
            raise ValueError("no path of a bag")
        octets, count = octets + len(content), count + 1
        for name in ALGORITHMS:
            manifests[name].append(f"{_hash(name, content)}  data/{path}\n")
        yield f"data/{path}", content
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _labels({**info, "Payload-Oxum": f"{octets}.{count}"}),
        **{f"manifest-{name}.txt": "".join(rows) for name, rows in manifests.items()},
    }
    described = {path: text.encode() for path, text in tags.items()}
    yield from described.items()
    for name in ALGORITHMS:
        rows = (f"{_hash(name, content)}  {path}\n" for path, content in described.items())
        yield f"tagmanifest-{name}.txt", "".join(rows).encode()


def _labels(info: Mapping[str, str]) -> str:
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info.items())


def _hash(name: str, content: bytes) -> str:
    return hashlib.new(name, content).hexdigest()
