"""What a chip's reader gave: the machine-readable zone (DG1) and the Vietnamese text (DG13).

Face, fingerprints and iris (DG2, DG3, DG4) are never looked at, kept or given back, and of DG13
neither religion, marks of the body, parents nor spouse: no procedure here asks for them.
"""

import base64
import json
import re
from collections.abc import Mapping

from motcua.rules.cards.letters import foreign
from motcua.rules.cards.mrz import WHOLE, take_mrz
from motcua.rules.cards.parts import Parts
from motcua.rules.cards.reading import CardField, CardKind, Damage, Reading
from motcua.rules.cards.tlv import Node, inside, nodes
from motcua.rules.identity import Sex
from motcua.rules.refusal import Refused
from motcua.rules.words.names import accent_free

DG1, DG13, SOD = 0x61, 0x6D, 0x77  # the tag that opens each file
NAMES = {"DG1": DG1, "DG01": DG1, "DG13": DG13, "SOD": SOD, "EF.SOD": SOD}
MOST = 64 << 10  # bytes of one of these
_MRZ, _SEQUENCE, _INTEGER, _BMP = 0x5F1F, 0x30, 0x02, 0x1E
_SEXES = {"Nam": Sex.MALE, "Nữ": Sex.FEMALE}
_TEXTS = {
    0x02: CardField.FULL_NAME,
    0x05: CardField.NATIONALITY,
    0x06: CardField.ETHNICITY,
    0x08: CardField.HOMETOWN,
    0x09: CardField.RESIDENCE,
}
_NUMBER, _BIRTH, _SEX, _ISSUED, _OLD_NUMBER = 0x01, 0x03, 0x04, 0x0B, 0x10


def files(given: bytes) -> dict[int, bytes]:
    """The files we may read, by their tag, in what a reader gave: JSON of names (`DG1`, `SOD`) to
    hex or base64, or the files one after the other.

    Refused: `card-empty`, `card-huge`, `chip-cut-short`, `chip-damaged`, `chip-no-data`.
    """
    if not given.strip():
        raise Refused("card-empty")
    found = _named(given) if given.lstrip().startswith(b"{") else _in_a_row(given)
    if any(len(one) > MOST for one in found.values()):
        raise Refused("card-huge")
    if not {DG1, DG13} & found.keys():
        raise Refused("chip-no-data")
    for tag, one in found.items():
        read = nodes(one)
        if len(read) != 1 or read[0].tag != tag:
            raise Refused("chip-damaged")
    return found


def to_keep(found: Mapping[int, bytes]) -> bytes:
    """The files as they came, to be kept with the case."""
    names = {DG1: "DG1", DG13: "DG13", SOD: "SOD"}
    return json.dumps({names[tag]: found[tag].hex() for tag in sorted(found)}).encode()


def read_chip(found: Mapping[int, bytes], parts: Parts) -> Reading:
    """The fields of both files; where they contradict each other, neither is taken.

    Refused: `chip-cut-short`, `chip-damaged`.
    """
    zone = Parts(parts.source, parts.today)
    if DG1 in found:
        _take_zone(found[DG1], zone)
    if DG13 in found:
        _take_texts(found[DG13], parts)
    _join(zone, parts)
    return parts.finished(CardKind.CHIP, to_keep(found))


def _named(given: bytes) -> dict[int, bytes]:
    try:
        said = json.loads(given)
        wanted = {NAMES[name.upper()]: said[name] for name in said if name.upper() in NAMES}
        return {tag: _decoded(text) for tag, text in wanted.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("chip-damaged") from error


def _decoded(text: str) -> bytes:
    bare = "".join(text.split())
    try:
        return bytes.fromhex(bare)
    except ValueError:
        return base64.b64decode(bare, validate=True)


def _in_a_row(given: bytes) -> dict[int, bytes]:
    row = nodes(given)
    found = {node.tag: node.whole for node in row if node.tag in (DG1, DG13, SOD)}
    if len(found) < len([node for node in row if node.tag in found]):
        raise Refused("card-two")
    return found


def _take_zone(file: bytes, zone: Parts) -> None:
    lines = [node.value for node in inside(nodes(file)[0]) if node.tag == _MRZ]
    if len(lines) != 1 or not re.fullmatch(rb"[A-Z0-9<]{%d}" % WHOLE, lines[0]):
        raise Refused("chip-damaged")
    take_mrz(lines[0].decode("ascii"), zone)


def _take_texts(file: bytes, parts: Parts) -> None:
    texts: dict[int, str] = {}
    for node in inside(nodes(file)[0]):
        if node.tag == _SEQUENCE and (pair := _pair(node)):
            if pair[0] in texts:
                raise Refused("chip-damaged")
            texts[pair[0]] = pair[1]
    if not texts:
        raise Refused("chip-damaged")
    for key, name in _TEXTS.items():
        if key in texts:
            parts.text(name, texts[key])
    _take_rest(texts, parts)


def _take_rest(texts: Mapping[int, str], parts: Parts) -> None:
    if _NUMBER in texts:
        parts.number(texts[_NUMBER])
    parts.old_number(texts.get(_OLD_NUMBER, ""))
    for key, name in ((_BIRTH, CardField.BIRTH_DATE), (_ISSUED, CardField.ISSUED)):
        if key in texts:
            parts.day(name, texts[key])
    if _SEX in texts:
        parts.sex(texts[_SEX], _SEXES)


def _pair(node: Node) -> tuple[int, str] | None:
    """The number of a field and its text; the string's own tag is not asked."""
    held = nodes(node.value)
    if len(held) != 2 or held[0].tag != _INTEGER or len(held[0].value) != 1 or held[1].is_nest:
        return None
    return held[0].value[0], _text(held[1])


def _text(node: Node) -> str:
    """The text of a string of any tag: UTF-8, or two bytes a letter where it says so."""
    try:
        words = node.value.decode("utf-8")
    except UnicodeDecodeError:
        words = "\ufffd"
    if node.tag == _BMP and (foreign(words) or "\0" in words):
        words = node.value.decode("utf-16-be", errors="replace")
    return words


def _join(zone: Parts, parts: Parts) -> None:
    """Both files into one; what they say differently is damaged."""
    for name, value in zone.fields.items():
        if parts.fields.setdefault(name, value) != value:
            del parts.fields[name]
            parts.damage[name] = Damage.DIFFERS
    for name, damage in zone.damage.items():
        parts.damage.setdefault(name, damage)
        parts.fields.pop(name, None)
    plain, full = parts.fields.get(CardField.PLAIN_NAME), parts.fields.get(CardField.FULL_NAME)
    if plain and full and not _one_name(plain, full):
        del parts.fields[CardField.FULL_NAME]
        parts.damage[CardField.FULL_NAME] = Damage.DIFFERS


def _one_name(plain: str, full: str) -> bool:
    """Whether a name is the plain one, which thirty letters may cut."""
    letters = re.sub("[^A-Z]", "", accent_free(full).upper())
    said = plain.replace(" ", "")
    return letters == said or (len(plain) > 26 and letters.startswith(said))
