"""What is said of a string that was looked at."""

from enum import StrEnum
from typing import NamedTuple

from motcua.rules.fonts.readings import AS_IS, Path


class Damage(StrEnum):
    """What had been done to a text."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VIQR = "VIQR"
    VISCII = "VISCII"
    VPS = "VPS"
    CP1258 = "Windows-1258"
    UTF8 = "UTF-8"
    """UTF-8 read as another encoding; `path` says which."""
    PARTED = "NFD"
    """Letters and their marks apart."""
    LOOK_ALIKE = "Đ"
    """Đ written as the Ð of other languages."""
    LOST = "lost"
    """Letters are gone: `?` or U+FFFD stand for them. Never guessed."""
    UNCLEAR = "unclear"
    """Broken, and nothing it can have been is sure enough."""


_ANOTHER_SPELLING = {Damage.PARTED, Damage.LOOK_ALIKE}


class Mended(NamedTuple):
    """A string, and what was done for it.

    `text` is the mended string in NFC, or the original where there was nothing to mend or it was
    not sure; `damage` what was found, outermost first, () for right text; `certainty` from 0 to 1
    that `text` is what was meant; `needs_person` whether somebody has to look; `guess` what it may
    have been where that was not sure enough; `path` the fonts and codecs undone in the first
    broken word; `lost` where in `original` letters are gone or in doubt, in characters from 0.
    """

    text: str
    original: str
    damage: tuple[Damage, ...] = ()
    certainty: float = 1.0
    needs_person: bool = False
    guess: str = ""
    path: Path = AS_IS
    lost: tuple[int, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether a reader sees wrong letters; a mark apart or another Đ looks the same."""
        return not _ANOTHER_SPELLING.issuperset(self.damage)
