"""What we say for each code of an error or refusal: one plain sentence that says what to do.

Each stands in the file of what it speaks of.
"""

from collections.abc import Mapping

from motcua.doors.shared.sentences import (
    cards,
    desk,
    files,
    filing,
    handing,
    house,
    page,
    register,
    said,
    scans,
    signing,
    stays,
    tables,
    typed,
)

PARTS = (cards, desk, files, filing, handing, house, page, register, said, scans, signing, stays,
         tables, typed)  # fmt: skip
SENTENCES: Mapping[str, str] = {
    code: words for part in PARTS for code, words in part.SENTENCES.items()
}


def say(code: str, detail: Mapping[str, object] | None = None) -> str:
    """The sentence of `code` with `{label}` and the like filled in from `detail`.

    Plain replacement, not str.format: what a person typed may contain braces.
    """
    words = SENTENCES.get(code, SENTENCES["refused"])
    for name, value in {"label": "Ô này", **(detail or {})}.items():
        words = words.replace("{" + name + "}", str(value))
    return words
