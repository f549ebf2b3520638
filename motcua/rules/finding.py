"""Finding a procedure by the words people have for it: "con mới sinh", "giấy tờ nhà trọ"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.rules.names import accent_free, tone_key
from motcua.rules.procedure import Procedure

# Words that say "I would like to do a formality" and nothing of which one.
_EMPTY = """
lam giay to thu tuc xin cap can muon toi minh em anh chi ong ba cho cua o dau nhu the nao thi phai
gi bao nhieu duoc khong co va hay hoac tai tu den dang ky ve la cac nhung mot viec ho so nop di de
moi
"""
EMPTY = frozenset(_EMPTY.split())
NAME, WORDS, SUMMARY = 3, 4, 1
PHRASE = 3  # two words side by side say more than two words apart
RIGHT_TONE = 0.5  # "trọ" typed with its mark is more surely "trọ" than "tro" is
LEAST = 3.0
NEAR = 0.34  # of the best score: what is further behind is not what was meant


@dataclass(frozen=True)
class _Text:
    """A text as the comparison sees it: its telling words, without and with their marks."""

    words: tuple[str, ...]
    toned: frozenset[str]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.words, self.words[1:], strict=False))


def find(text: str, procedures: Iterable[Procedure]) -> list[Procedure]:
    """The procedures that `text` may mean, best first; none where nothing fits.

    A word counts by where it stands (plain words, name, summary) and by how few procedures
    have it; two words side by side count more than apart. Marks may be left out.
    """
    everything = list(procedures)
    texts = {p.code: _texts(p) for p in everything}
    asked = _read(text)
    rare = {word: _rareness(word, list(texts.values())) for word in _telling(asked)}
    scores = {p.code: _score(asked, rare, texts[p.code]) for p in everything}
    best = max(scores.values(), default=0.0)
    found = [p for p in everything if scores[p.code] >= max(LEAST, NEAR * best)]
    return sorted(found, key=lambda p: (-scores[p.code], p.name))


def _read(text: str) -> _Text:
    words = [word.strip(".,;:!?()/\"“”'") for word in accent_free(text).split()]
    toned = [word.strip(".,;:!?()/\"“”'") for word in tone_key(text).split()]
    return _Text(tuple(word for word in words if word), frozenset(toned))


def _texts(procedure: Procedure) -> list[tuple[int, _Text]]:
    return [
        (NAME, _read(procedure.name)),
        *((WORDS, _read(phrase)) for phrase in procedure.words),
        (SUMMARY, _read(procedure.summary)),
    ]


def _telling(asked: _Text) -> list[str]:
    return list(dict.fromkeys(word for word in asked.words if word not in EMPTY))


def _rareness(word: str, all_texts: Sequence[list[tuple[int, _Text]]]) -> float:
    """1 for a word of one procedure only, less the more procedures have it, 0 for none."""
    having = sum(any(word in text.words for _, text in texts) for texts in all_texts)
    return 1 / having if having else 0.0


def _score(asked: _Text, rare: dict[str, float], texts: list[tuple[int, _Text]]) -> float:
    score = 0.0
    for word, rareness in rare.items():
        weights = [weight for weight, text in texts if word in text.words]
        score += max(weights, default=0) * rareness
    toned = frozenset().union(*(text.toned for _, text in texts))
    score += RIGHT_TONE * len((asked.toned & toned) - EMPTY)
    pairs = frozenset().union(*(text.pairs for weight, text in texts if weight != SUMMARY))
    told = {pair for pair in asked.pairs & pairs if set(pair) - EMPTY}
    return score + PHRASE * len(told) if score else 0.0
