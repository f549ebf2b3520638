"""One field of a card at a time: its value as kept, or what is damaged in it."""

import re
from dataclasses import dataclass, field
from datetime import date

from motcua.rules.cards.letters import LOST, foreign, odd_words, restored, typed_marks
from motcua.rules.cards.reading import CardField, CardKind, CardSource, Damage, Reading, Repair
from motcua.rules.identity import BirthDate, Doubt, Sex, check
from motcua.rules.refusal import Refused
from motcua.rules.words.names import nfc

LONGEST = {CardField.FULL_NAME: 120, CardField.RESIDENCE: 300}


@dataclass
class Parts:
    """A reading being made."""

    source: CardSource
    today: date
    fields: dict[CardField, str] = field(default_factory=dict)
    damage: dict[CardField, Damage] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)

    def number(self, text: str) -> None:
        """A personal number: twelve digits."""
        self._take(CardField.NUMBER, text, re.fullmatch("[0-9]{12}", text), Damage.NUMBER)

    def old_number(self, text: str) -> None:
        """A number the person had before: nine digits, or twelve; often none."""
        if text:
            well = re.fullmatch("[0-9]{9}|[0-9]{12}", text)
            self._take(CardField.OLD_NUMBER, text, well, Damage.NUMBER)

    def day(self, name: CardField, text: str) -> None:
        """A date of birth as far as it is known, or a day that has been."""
        try:
            read = BirthDate.parse(text, self.today).iso
        except Refused:
            self.damage[name] = Damage.DATE
            return
        self._take(name, read, name is CardField.BIRTH_DATE or len(read) == 10, Damage.DATE)

    def sex(self, text: str, words: dict[str, Sex]) -> None:
        """As the card says it, by its words for the two."""
        self._take(CardField.SEX, words.get(nfc(text), ""), text in words, Damage.SEX)

    def text(self, name: CardField, text: str) -> None:
        """Words: a name, an address. What letters are lost in is not guessed."""
        if foreign(text) and (again := restored(text)):
            self.repairs.append(Repair.DOUBLE_ENCODED)
            text = again
        strange = foreign(text)
        damage = Damage.LOST if strange & set(LOST) else Damage.FOREIGN if strange else None
        if (
            name is CardField.FULL_NAME
            and not damage
            and not re.fullmatch(r"[^\d|_+#:;&()]+", text)
        ):
            damage = Damage.FOREIGN
        if not damage and not 0 < len(text) <= LONGEST.get(name, 120):
            damage = Damage.CUT
        if damage:
            self.damage[name] = damage
        else:
            self.fields[name] = nfc(text)

    def _take(self, name: CardField, text: str, well: object, damage: Damage) -> None:
        if well:
            self.fields[name] = text
        else:
            self.damage[name] = damage

    def typed(self, said: dict[CardField, str]) -> None:
        """Texts that came as keys without a single marked letter, or with keys for the marks, are
        not what the card says."""
        whole = " ".join(said.values())
        keyed = Repair.SEX_TYPED in self.repairs or typed_marks(whole)
        if self.source is CardSource.KEYS and (keyed or whole.isascii()):
            for name in said.keys() & self.fields.keys():
                del self.fields[name]
                self.damage[name] = Damage.TYPED if keyed else Damage.MARKS

    def finished(self, kind: CardKind, original: bytes, unread: int = 0) -> Reading:
        """The reading, once number, birth date and sex were held against each other."""
        doubts = self._doubts()
        if doubts and self.source is CardSource.KEYS:
            self.damage[CardField.NUMBER] = Damage.CONTRADICTS
            del self.fields[CardField.NUMBER]
        name = self.fields.get(CardField.FULL_NAME, "") if self.source is CardSource.KEYS else ""
        return Reading(
            kind,
            self.source,
            original,
            self.fields,
            self.damage,
            tuple(dict.fromkeys(self.repairs)),
            doubts,
            odd_words(name),
            unread,
        )

    def _doubts(self) -> tuple[Doubt, ...]:
        born, sex = self.fields.get(CardField.BIRTH_DATE), self.fields.get(CardField.SEX)
        number = self.fields.get(CardField.NUMBER, "")
        known = BirthDate.parse(born, self.today) if born else None
        return tuple(check(number, known, Sex(sex) if sex else None))
