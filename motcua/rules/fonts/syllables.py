"""What a Vietnamese syllable can be, and how rare a word is: in nats, the lower the likelier.

A syllable is an onset, a rhyme and a tone. Spelling (k before e ê i y, qu, gh, ngh), the tones
that a closed syllable takes (sắc, nặng) and the letter that carries the mark are checked; hoà and
hòa are both right. What is no syllable is judged by its shape, so that the names of the highlands
(Kđăm, Bhôk, Ayŭn) and of foreigners (François) stand well above letters and signs thrown together.
"""

import re
import unicodedata
from functools import lru_cache

from motcua.rules.fonts.lexicon import FOREIGN, NAMES, UNKNOWN, WORDS

ODD = 14.0
"""A syllable written as few write it: the mark on another letter (hòang), k before a (Kạn)."""

BEGINS = 2.0
"""What a capital costs a word that is no name, but may begin a sentence."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây e
    ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu
    im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng
    oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya
    uych uyên uyêt uyn uynh uyp uyt uyu uơ ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp
    ươt ươu y yêm yên yêng yêt yêu ych yn ynh yt
"""
_AFTER_QU_LIST = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eo et ê ên êt êch
    ênh i ich ôc ơ ơi ơn y yên yêt ynh yt ych yu it
"""
_ONSETS = frozenset(["", *_ONSET_LIST.split()])
_RHYMES = frozenset(_RHYME_LIST.split())
_AFTER_QU = frozenset(_AFTER_QU_LIST.split())
_VOWELS = "aăâeêioôơuưy"
_MARKED = re.compile("[ăâêôơư]")
_NO_TONE = dict.fromkeys(map(ord, _TONES))
_EITHER = frozenset(("oa", "oe", "uy"))


@lru_cache(maxsize=32_768)
def rarity(word: str) -> float:
    """How rare a word is, in nats: 3 for Nguyễn, 12 for an unseen syllable, 40 for rubbish.

    `word` is a run of letters (apostrophes and digits taken out) in any case, NFC. Capitals are
    read by the list of names, small letters by that of words.
    """
    low = word.casefold()
    if low == word:
        known = WORDS.get(low, UNKNOWN)
    elif word[1:] == low[1:]:
        known = min(NAMES.get(low, UNKNOWN), WORDS.get(low, UNKNOWN) + BEGINS)
    else:
        known = min(NAMES.get(low, UNKNOWN), WORDS.get(low, UNKNOWN)) + _mixed(word)
    if known < UNKNOWN:
        return known
    spelled = spelling(low)
    if spelled:
        return (UNKNOWN if spelled == 1 else ODD) + _mixed(word)
    return _shape(word, low)


def _mixed(word: str) -> float:
    """What small letters and capitals mixed in a word with marks cost it; two capitals are half
    mixed (`TỪ` among words that have one)."""
    if word.isascii() or word.islower():
        return 0.0
    if word.isupper():
        return 3.0 if len(word) == 2 else 0.0
    return 0.0 if word[1:].islower() else 8.0


def is_syllable(word: str) -> bool:
    """Whether a word has the build of one Vietnamese syllable, its tone included."""
    return spelling(unicodedata.normalize("NFC", word.casefold())) > 0


def spelling(low: str) -> int:
    """1 for a syllable spelled as the rules have it, 2 for one with a liberty, 0 for none."""
    base, tone, at = _without_tone(low)
    if tone > 1:
        return 0
    best = 0
    for cut in range(min(3, len(base)) + 1):
        onset, rhyme = base[:cut], base[cut:]
        if onset in _ONSETS and rhyme in (_AFTER_QU if onset == "qu" else _RHYMES):
            found = _judged(onset, rhyme, low, tone, at - cut)
            best = found if not best else min(best, found or best)
    return best


def _judged(onset: str, rhyme: str, low: str, toned: int, at: int) -> int:
    if rhyme.endswith(("c", "ch", "p", "t")) and not re.search("[\u0301\u0323]", _nfd(low)):
        return 0
    soft = rhyme[0] in "eêiy"
    if onset in ("k", "gh", "ngh") and not soft or onset in ("c", "ng") and soft:
        return 2
    if onset == "g" and rhyme[0] in "eê":
        return 2
    if not toned or at in _seats(rhyme):
        return 1
    return 0 if _MARKED.search(rhyme) else 2


def _seats(rhyme: str) -> tuple[int, ...]:
    """Where in a rhyme the mark of the tone may stand."""
    marked = [found.start() for found in _MARKED.finditer(rhyme)]
    if marked:
        return (marked[-1],)
    vowels = [at for at, letter in enumerate(rhyme) if letter in _VOWELS]
    if len(vowels) == 1:
        return (vowels[0],)
    if rhyme in _EITHER:
        return (vowels[0], vowels[1])
    closed = len(rhyme) > len(vowels)
    return (vowels[1],) if closed or len(vowels) == 3 else (vowels[0],)


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _without_tone(low: str) -> tuple[str, int, int]:
    """The letters without the tone, how many tones there are, and on which letter the last is."""
    letters: list[str] = []
    tones, at = 0, -1
    for letter in low:
        parts = _nfd(letter)
        plain = parts.translate(_NO_TONE)
        if plain != parts and parts[0] in _VOWELS:
            tones, at = tones + 1, len(letters)
            letter = unicodedata.normalize("NFC", plain)
        letters.append(letter)
    return "".join(letters), tones, at


_OF_VIETNAMESE = frozenset(
    [*"abcdefghijklmnopqrstuvwxyzđ", *_VOWELS]
    + [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
)
_OF_HIGHLANDS = frozenset("ĭŭĕŏčñƀ\u0306")
_DOUBLY = frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "ăâêôơư" for tone in _TONES
)
_SOUNDING = re.compile("[aeiouyăâêôơưĭŭĕŏ]+\u0306?")
_NUCLEI = frozenset(found[0] for rhyme in _RHYMES for found in _SOUNDING.finditer(rhyme))
_CLASH = re.compile(
    "[aeiouyàâåãäáèéêëìíîïòóôöõøùúûü][øùûõåãäâñ]|[a-zà-ÿ][ðþ]|.ß.*ß|[ïöùûø][aeiou]"
)
_USUAL = re.compile("aü|eü|uü|oû|aû|ãe|ão|õe|iä|uä|[aeiou]ñ|ï[aeo]|öe")


def _shape(word: str, low: str) -> float:
    """How rare is what is no syllable."""
    if low in FOREIGN:
        return 11.0 + _mixed(word)
    letters = set(low)
    if letters <= _OF_VIETNAMESE or letters <= _OF_VIETNAMESE | _OF_HIGHLANDS:
        return _mixed(word) + _of_our_letters(low)
    if not low.isalpha():
        return 40.0 + 2 * sum(not letter.isalpha() for letter in low)
    latin = [letter for letter in low if letter < "\u0250" or "\u1e00" <= letter < "\u1f00"]
    if len(latin) == len(low):
        clash = 6.0 if _CLASH.search(low) and not _USUAL.search(low) else 0.0
        return _mixed(word) + 19.0 + clash
    return 40.0 if latin else 20.0


def _of_our_letters(low: str) -> float:
    """How rare is a word of Vietnamese letters: Kđăm 15, Bhôk 15, José 19, Josộ 22."""
    if low.isascii():
        return 14.0 if len(_SOUNDING.findall(low)) <= 1 else 16.5
    base, tones, _ = _without_tone(low)
    sounding = _SOUNDING.findall(base)
    strange = any(len(one) > 1 and one not in _NUCLEI for one in sounding)
    many = 4.0 if len(sounding) > 1 else 0.0
    toned = (0.0, 2.0)[tones > 0] + (10.0 if tones > 1 else 0.0)
    foreign = 2.0 if set(low) & _OF_HIGHLANDS else 0.0
    doubly = 2.0 if set(low) & _DOUBLY else 0.0
    return 15.0 + many + toned + doubly + foreign + (4.0 if strange else 0.0)
