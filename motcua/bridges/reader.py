"""Reads the words of a scanned page with tesseract, where it is installed, within a time limit."""

import csv
import io
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

SURE = 60
"""Of 100: lines read with less certainty are left out, they are mostly noise."""


class TooSlow(Exception):
    """The page took longer than it may: a bad scan, of which little would have been read."""


@dataclass(frozen=True)
class Reader:
    """tesseract with the Vietnamese language (Debian: tesseract-ocr, tesseract-ocr-vie).

    `seconds` is the most one page may take, by the clock.
    """

    program: Path
    seconds: float = 20.0

    def lines(self, picture: bytes) -> list[str]:
        """The lines of a JPEG, from top to bottom. What is read may be wrong, numbers above all.

        Raises TooSlow, or OSError where the program cannot be run or gives up.
        """
        command = [str(self.program), "stdin", "stdout", "-l", "vie", "tsv"]
        one_thread = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
        try:
            done = subprocess.run(
                command, input=picture, capture_output=True, timeout=self.seconds, env=one_thread
            )
        except subprocess.TimeoutExpired:
            raise TooSlow from None
        if done.returncode:
            raise OSError(done.stderr.decode(errors="replace")[-300:])
        return _lines(done.stdout.decode("utf-8", "replace"))

    def works(self) -> bool:
        """Whether it is there and knows Vietnamese."""
        try:
            said = subprocess.run(
                [str(self.program), "--list-langs"], capture_output=True, timeout=self.seconds
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return b"vie" in said.stdout.split()


def _lines(table: str) -> list[str]:
    """The words of tesseract's table (tsv, level 5), put together by line."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == "5" and row["text"].strip()]
    found = []
    for _, group in groupby(words, lambda w: (w["block_num"], w["par_num"], w["line_num"])):
        line = list(group)
        if sum(float(word["conf"]) for word in line) >= SURE * len(line):
            found.append(" ".join(word["text"] for word in line))
    return found
