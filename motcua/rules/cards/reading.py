"""What one reading of a card gave: sound fields, what is damaged and where, what was repaired."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.identity import Doubt


class CardSource(StrEnum):
    """By which way the bytes came."""

    CODE = "code"  # the code itself, by camera or picture: it mends its own errors
    KEYS = "keys"  # a scanner that plays a keyboard: letters may be lost on the way
    CHIP = "chip"


class CardKind(StrEnum):
    """What was held to the reader."""

    IDENTITY = "identity"  # thẻ căn cước công dân, thẻ căn cước
    INSURANCE = "insurance"  # thẻ bảo hiểm y tế
    MRZ = "mrz"  # ba dòng chữ máy đọc
    CHIP = "chip"


class CardField(StrEnum):
    """What a card may say of its holder. Dates are ISO, as far as they are known."""

    NUMBER = "number"
    OLD_NUMBER = "old-number"
    FULL_NAME = "full-name"
    PLAIN_NAME = "plain-name"  # as a machine-readable zone writes it: capitals, no marks, cut
    BIRTH_DATE = "birth-date"
    SEX = "sex"  # male, female
    NATIONALITY = "nationality"
    ETHNICITY = "ethnicity"
    HOMETOWN = "hometown"
    RESIDENCE = "residence"
    ISSUED = "issued"
    EXPIRES = "expires"
    INSURANCE_NUMBER = "insurance-number"


class Repair(StrEnum):
    """What was set right, where the result proves itself."""

    DOUBLE_ENCODED = "card-note-repaired-encoding"
    CAPITALS = "card-note-repaired-capitals"
    SEX_TYPED = "card-note-repaired-sex"  # Nuwx: the number says so too
    HEX_EATEN = "card-note-repaired-hex"  # AA → Â in a code of figures and letters
    TWICE = "card-note-repaired-twice"
    LOOK_ALIKE = "card-note-repaired-alike"  # O for 0, proved by check digits


class Damage(StrEnum):
    """Why a field cannot be taken; each is the code of a sentence that says what to do."""

    LOST = "card-letters-lost"
    FOREIGN = "card-letters-foreign"
    MARKS = "card-marks-lost"
    TYPED = "card-marks-typed"
    CUT = "card-cut-short"
    NUMBER = "card-number-broken"
    DATE = "card-date-broken"
    SEX = "card-sex-broken"
    CONTRADICTS = "card-number-contradicts"
    CHECK_DIGIT = "card-check-digit"
    DIFFERS = "card-chip-differs"


class CardOutcome(StrEnum):
    """In one word."""

    READ = "read"
    REPAIRED = "repaired"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Reading:
    """One card, read once.

    `fields` are sound; those in `damage` are not and have no value. `original` are the bytes as
    they came, to be kept with the case, without what nobody may read yet; `unread` counts the
    fields of a newer card that were left alone. `odd` are words without the build of a syllable
    where a keyboard stands between: often a lost letter, sometimes a name of another people.
    """

    kind: CardKind
    source: CardSource
    original: bytes
    fields: Mapping[CardField, str]
    damage: Mapping[CardField, Damage]
    repairs: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    odd: tuple[str, ...] = ()
    unread: int = 0

    @property
    def outcome(self) -> CardOutcome:
        if self.damage:
            return CardOutcome.DAMAGED
        return CardOutcome.REPAIRED if self.repairs else CardOutcome.READ

    @property
    def to_compare(self) -> bool:
        """Whether somebody must hold it beside the card: keys get lost without leaving a trace."""
        return self.source is CardSource.KEYS
