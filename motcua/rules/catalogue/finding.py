"""Finding a procedure by the words people have for it: "con mới sinh", "giấy tờ nhà trọ".

An `Index` is made once of a catalogue and country/synonyms.toml. Marks may be left out, words
misspelt or of another region; what is typed is first heard (rules/words/hearing.py), then widened
by the synonyms, then weighed against the name, the plain words and the summary of each procedure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Any, TypeVar

from motcua.rules.catalogue.procedure import Procedure
from motcua.rules.tables import Tables, refuse
from motcua.rules.words.hearing import apart, heard, meant
from motcua.rules.words.names import accent_free, nfc, tone_key

# Words that say "I would like to do a formality" and nothing of which one.
_EMPTY = """
làm giấy tờ thủ tục xin cấp cần muốn tôi tui mình em anh chị ông bà cho của ở đâu như thế nào thì
phải gì bao nhiêu được dc không ko k hong hông hok có và hay hoặc tại từ đến đăng ký kí dk về là
các những một việc hồ sơ nộp đi để mới bị rồi này mấy với người tới à ơi
"""
EMPTY = frozenset(tone_key(_EMPTY).split())
_EMPTY_BARE = frozenset(accent_free(_EMPTY).split())
NAME, WORDS, SUMMARY = 1.0, 1.2, 0.35
FAINT = 0.15  # what an empty word weighs: it may decide between two, never find one
PAIR = 0.8  # two words side by side say more than two words apart
WHOLE = 1.0  # all words of a phrase are there
MOST_OF_IT = 0.5  # the part of a phrase that must be said before it counts as one
WIDENED = 0.6  # a synonym, beside the word itself
WRONG_TONE = 0.5  # "chợ" typed with its mark is hardly "cho"
LEAST = 0.5
NEAR = 0.34  # of the best score: what is further behind is not what was meant
MOST_WORDS = 40
LONGEST = 5  # words of a synonym

Words = tuple[str, ...]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Synonym:
    """What people say, and the words of the papers that are looked for beside it."""

    say: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True)
class _Phrase:
    """A phrase of a procedure: its words without marks, each with its tone, and its weight."""

    words: Words
    toned: frozenset[str]
    weight: float
    telling: frozenset[str]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(zip(self.words, self.words[1:], strict=False))


@dataclass(frozen=True)
class _Heard:
    """What was typed, as heard: how surely each known word and each pair of words was meant."""

    words: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    toned: Mapping[str, frozenset[str]]


def synonyms_from(raw: Mapping[str, Any], source: str) -> list[Synonym]:
    """country/synonyms.toml; raises `DataError` with the place of a mistake."""
    reader = Tables(source)
    reader.wrong += reader.strange(raw, ("word",), "đầu tệp")
    found = reader.tried(reader.several, Synonym, raw, "word")
    refuse(reader.wrong)
    return found or []


class Index:
    """A catalogue as the search sees it; making one takes some milliseconds, asking less."""

    def __init__(
        self, procedures: Mapping[str, Procedure], synonyms: Iterable[Synonym] = ()
    ) -> None:
        self.procedures = procedures  # by code
        self._phrases = {code: _phrases(p) for code, p in procedures.items()}
        self._said = _said(synonyms)
        self._rare = _rareness(self._phrases.values())
        spoken = {word for said in self._said for word in said}
        self._known = frozenset(self._rare) | spoken | _EMPTY_BARE
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            self._by_sound[heard(word)].add(word)

    def find(self, text: str) -> list[Procedure]:
        """The procedures that `text` may mean, best first; none where nothing fits."""
        asked = self._hear(text)
        scores = {code: self._score(asked, found) for code, found in self._phrases.items()}
        best = max(scores.values(), default=0.0)
        found = [code for code in scores if scores[code] >= max(LEAST, NEAR * best)]
        found.sort(key=lambda code: (-scores[code], self.procedures[code].name))
        return [self.procedures[code] for code in found]

    def _hear(self, text: str) -> _Heard:
        each = [one for word in _typed(text) for one in self._heard(word)]
        chains: list[tuple[Sequence[Mapping[str, float]], float]] = [(each, 1.0)]
        chains += [(_sure(words), WIDENED) for words in self._widened(each)]
        said: dict[str, float] = {}
        pairs: dict[tuple[str, str], float] = {}
        for chain, weight in chains:
            _most(said, (pair for one in chain for pair in one.items()), weight)
            for left, right in zip(chain, chain[1:], strict=False):
                both = (((a, b), _both(x, y)) for a, x in left.items() for b, y in right.items())
                _most(pairs, both, weight)
        return _Heard(said, pairs, {} if text.isascii() else _toned(text))

    def _heard(self, typed: tuple[str, bool]) -> list[dict[str, float]]:
        """What one typed word stands for: a word, or two written together, or nothing we know."""
        word, empty = typed
        if empty:
            return [{word: FAINT}]
        found = meant(word, self._known, self._by_sound)
        return [found] if found else apart(word, self._known) or [{}]

    def _widened(self, each: Sequence[Mapping[str, float]]) -> Iterable[Words]:
        """What the synonyms add to what was said."""
        usual = [max(one, key=lambda word: one[word]) if one else "" for one in each]
        for begin in range(len(usual)):
            for end in range(begin + 1, min(begin + LONGEST, len(usual)) + 1):
                yield from self._said.get(tuple(usual[begin:end]), ())

    def _score(self, asked: _Heard, phrases: Sequence[_Phrase]) -> float:
        """How well a procedure fits: its words, pairs of words, and phrases said whole."""
        best: dict[str, float] = {}
        pairs: dict[tuple[str, str], float] = {}
        whole = 0.0
        for phrase in phrases:
            for word in phrase.words:
                weight = self._weight(word, asked, phrase) * phrase.weight
                best[word] = max(best.get(word, 0.0), weight)
            for pair in phrase.pairs & asked.pairs.keys():
                weight = self._pair(pair) * asked.pairs[pair] * phrase.weight
                pairs[pair] = max(pairs.get(pair, 0.0), weight)
            whole = max(whole, self._whole(phrase, asked))
        return sum(best.values()) + PAIR * sum(pairs.values()) + WHOLE * whole

    def _weight(self, word: str, asked: _Heard, phrase: _Phrase) -> float:
        surely = asked.words.get(word, 0.0)
        if surely and asked.toned.get(word, phrase.toned).isdisjoint(phrase.toned):
            surely *= WRONG_TONE
        return surely * self._worth(word, phrase)

    def _worth(self, word: str, phrase: _Phrase) -> float:
        return self._rare.get(word, 0.0) * (1.0 if word in phrase.telling else FAINT)

    def _pair(self, pair: tuple[str, str]) -> float:
        return sum(self._rare.get(word, 0.0) for word in pair) / 2

    def _whole(self, phrase: _Phrase, asked: _Heard) -> float:
        """The weight of a phrase all of whose telling words were said."""
        if phrase.weight == SUMMARY or not phrase.telling:
            return 0.0
        weights = [self._weight(word, asked, phrase) for word in set(phrase.words)]
        full = sum(self._worth(word, phrase) for word in set(phrase.words))
        share = sum(weights) / full
        return share**2 * full * phrase.weight if share > MOST_OF_IT else 0.0


def living_first(found: Iterable[Procedure], on: date, most: int) -> list[Procedure]:
    """The best of what was found that is in force on a day or has ended; whatever has ended
    stands after what is in force."""
    shown = [one for one in found if one.on(on) or one.ended][:most]
    return sorted(shown, key=lambda one: one.on(on) is None)


def _typed(text: str) -> list[tuple[str, bool]]:
    """Each word typed, without marks, and whether it says nothing of which formality is meant."""
    if text.isascii():
        return [(word, word in _EMPTY_BARE) for word, _ in _words(text)[:MOST_WORDS]]
    return [(word, toned in EMPTY) for word, toned in _words(text)[:MOST_WORDS]]


def _words(text: str) -> list[tuple[str, str]]:
    """Each word without marks, and with its tone (see `names.tone_key`)."""
    pieces = nfc(text).replace("/", " ").split()
    both = ((_bare(accent_free(piece)), _bare(tone_key(piece))) for piece in pieces)
    return [(plain, toned) for plain, toned in both if plain]


def _plain(text: str) -> Words:
    return tuple(plain for plain, _ in _words(text))


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]\"“”'‘’…-–+*")


def _toned(text: str) -> dict[str, frozenset[str]]:
    """Each word without marks, with the ways it was typed; only for those that have a mark."""
    found: dict[str, set[str]] = defaultdict(set)
    for plain, toned in _words(text):
        if toned != plain:
            found[plain].add(toned)
    return {word: frozenset(ways) for word, ways in found.items()}


def _phrases(procedure: Procedure) -> list[_Phrase]:
    written = [(procedure.name, NAME), *((words, WORDS) for words in procedure.words)]
    return [_phrase(text, weight) for text, weight in [*written, (procedure.summary, SUMMARY)]]


def _phrase(text: str, weight: float) -> _Phrase:
    words = _words(text)
    telling = {plain for plain, toned in words if toned not in EMPTY}
    toned = {toned for _, toned in words}
    return _Phrase(_plain(text), frozenset(toned), weight, frozenset(telling))


def _said(synonyms: Iterable[Synonym]) -> dict[Words, list[Words]]:
    found: dict[Words, list[Words]] = defaultdict(list)
    for synonym in synonyms:
        for said in synonym.say:
            found[_plain(said)].extend(_plain(words) for words in synonym.means)
    return dict(found)


def _rareness(catalogue: Iterable[Sequence[_Phrase]]) -> dict[str, float]:
    """1 for a word of one procedure only, towards 0 for a word of all."""
    texts = [{word for phrase in phrases for word in phrase.words} for phrases in catalogue]
    counted = Counter(word for words in texts for word in words)
    most = log(1 + len(texts))
    return {word: log(1 + len(texts) / having) / most for word, having in counted.items()}


def _both(one: float, other: float) -> float:
    """How surely two words side by side were meant; beside a telling word an empty one tells."""
    return max(one, other) if FAINT in (one, other) else one * other


def _sure(words: Words) -> list[Mapping[str, float]]:
    return [{word: 1.0} for word in words]


def _most(kept: dict[Key, float], found: Iterable[tuple[Key, float]], weight: float) -> None:
    for key, surely in found:
        kept[key] = max(kept.get(key, 0.0), surely * weight)
