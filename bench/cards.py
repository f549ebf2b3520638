"""Cards read from crooked pictures, and what becomes of damaged ones; beside OpenCV where it is.

Run: python -m bench.cards [--quick]. Cards of invented people, with a fresh seed each time. A
picture is a JPEG of a card with its code 250 to 400 px wide, turned, seen aslant, blurred and
noisy; the time is that of opening it and finding the code, without the start of the process
apart, which is printed too. Damages happen to the bytes of the code, or to the keys of a scanner;
`silent` is a field that says something wrong though nothing was said of it, or a repair that is
not what the card says. What keys lose without a trace is shown with the words to hold it beside
the card (`to compare`). The last line is JSON: CPU ms a picture, bar 40.
"""

import io
import random
import resource
import secrets
import statistics
import sys
import time
from collections import Counter
from dataclasses import asdict

import segno
from PIL import Image, ImageFilter

from bench.figure import conclude, percentile, quick
from motcua.actions.files.apart.read_card import opened
from motcua.actions.files.read_card import LIMITS, read_card
from motcua.rules.cards.card import read
from motcua.rules.cards.reading import CardOutcome, CardSource
from motcua.rules.refusal import Refused
from tests.rules.cards import made

BAR = 40.0  # CPU ms
MAKERS = (made.identity, made.newer, made.insurance)
COLUMNS = ("read", "repaired", "rescan", "refused", "to compare", "silent")


def main() -> int:
    seed = secrets.randbelow(10**9)
    chance = random.Random(seed)
    print(f"seed {seed}")
    found, slow = _pictures(chance, 60 if quick() else 400)
    silent, unasked = _damages(chance, 20 if quick() else 130)
    name = f"cards: {found:.1%} of pictures read, {silent} damages silent"
    holds = found == 1 and not silent and unasked > 0 and slow <= BAR
    return conclude(name, slow, "CPU ms (p95)", f"<= {BAR:.0f}", holds)


# Pictures


def _pictures(chance: random.Random, count: int) -> tuple[float, float]:
    """The share of pictures that gave their card exactly, and the 95th percentile of CPU ms."""
    told = {"limits": asdict(LIMITS)}
    cards = [made.holder(chance) for _ in range(count)]
    texts = [made.newer(one) if chance.random() < 0.3 else made.identity(one) for one in cards]
    pictures = [picture(text, chance) for text in texts]
    spent, well = [], 0
    for text, jpeg in zip(texts, pictures, strict=True):
        started = time.process_time()
        codes = opened(jpeg, told)[0]["codes"]
        spent.append((time.process_time() - started) * 1000)
        well += codes == [text.encode().hex()]
    slow = percentile(spent, 0.95)
    print(
        f"pictures: {well} of {count} read; CPU ms: middle {statistics.median(spent):.1f}, "
        f"p95 {slow:.1f}, most {max(spent):.1f}"
    )
    _whole(pictures[:10])
    _opencv(texts, pictures)
    return well / count, slow


def picture(text: str, chance: random.Random) -> bytes:
    """A photograph of a card that lies aslant, as a JPEG."""
    out, side = io.BytesIO(), chance.randrange(250, 401)
    segno.make(text.encode(), error=chance.choice("lm"), mode="byte", micro=False).save(
        out, kind="png", scale=8
    )
    sheet = Image.new("L", (1000, 700), 215)
    sheet.paste(Image.open(out).convert("L").resize((side, side), Image.Resampling.LANCZOS),
                (chance.randrange(200, 420), chance.randrange(120, 180)))  # fmt: skip
    sheet = sheet.transform(sheet.size, Image.Transform.PERSPECTIVE, _aslant(chance),
                            Image.Resampling.BICUBIC, fillcolor=215)  # fmt: skip
    sheet = sheet.rotate(chance.uniform(-30, 30), Image.Resampling.BICUBIC, fillcolor=215)
    sheet = sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0, 1.2)))
    noise = Image.effect_noise(sheet.size, chance.uniform(2, 24))
    sheet = Image.blend(sheet, noise, 0.25)
    taken = io.BytesIO()
    sheet.save(taken, "JPEG", quality=chance.randrange(60, 93))
    return taken.getvalue()


def _aslant(chance: random.Random) -> tuple[float, ...]:
    lean = [chance.uniform(-0.06, 0.06) for _ in range(2)]
    far = [chance.uniform(-0.00012, 0.00012) for _ in range(2)]
    return (1, lean[0], 0, lean[1], 1, 0, far[0], far[1])


def _whole(pictures: list[bytes]) -> None:
    before = _children()
    for jpeg in pictures:
        read_card(jpeg, made.TODAY)
    spent = (_children() - before) / len(pictures)
    print(f"with the start of the process apart: {spent:.0f} CPU ms")


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def _opencv(texts: list[str], pictures: list[bytes]) -> None:
    try:
        import cv2
        import numpy
    except ImportError:
        print("OpenCV: not installed here")
        return
    detector, well, started = cv2.QRCodeDetector(), 0, time.process_time()
    for text, jpeg in zip(texts, pictures, strict=True):
        grey = cv2.imdecode(numpy.frombuffer(jpeg, numpy.uint8), cv2.IMREAD_GRAYSCALE)
        try:
            well += detector.detectAndDecode(grey)[0] == text
        except (cv2.error, UnicodeDecodeError):
            continue
    spent = (time.process_time() - started) * 1000 / len(texts)
    print(f"OpenCV: {well} of {len(texts)} read; {spent:.1f} CPU ms each")


# Damages


def _damages(chance: random.Random, count: int) -> tuple[int, int]:
    """How many of some thousands of damaged cards were silently wrong, and of the control."""
    print(f"\n{'what happened':34}" + "".join(f"{each:>11}" for each in COLUMNS))
    silent, whole = 0, 0
    for source, kinds in ((CardSource.CODE, made.IN_CODE), (CardSource.KEYS, made.ON_KEYS)):
        for kind, damage in kinds.items():
            counted = _one_kind(damage, source, chance, count)
            if not sum(counted.values()):
                continue
            print(
                f"{source.value + ': ' + kind:34}" + "".join(f"{counted[c]:11}" for c in COLUMNS)
            )
            silent, whole = silent + counted["silent"], whole + sum(counted.values())
    unasked = _control(chance)
    print(f"{whole:,} damaged cards, {silent} silently wrong")
    print(f"the control, taking each field by its place: {unasked} of 1,000 silently wrong")
    return silent, unasked


def _control(chance: random.Random) -> int:
    """How often a reader that asks nothing gives a wrong name."""
    wrong, kinds = 0, list(made.ON_KEYS.values())
    for _ in range(1000):
        one = made.holder(chance)
        fields = chance.choice(kinds)(made.identity(one), chance).split("|")
        wrong += len(fields) > 2 and fields[2] != one.name
    return wrong


def _one_kind(
    damage: made.Damage, source: CardSource, chance: random.Random, count: int
) -> Counter[str]:
    counted: Counter[str] = Counter()
    for maker in MAKERS:
        for _ in range(count):
            one = made.holder(chance)
            text = maker(one)
            broken = damage(text, chance)
            if broken != text:
                counted[_became(broken, source, one)] += 1
    return counted


def _became(broken: str, source: CardSource, one: made.Holder) -> str:
    try:
        reading = read(broken.encode("utf-8", "replace"), source, made.TODAY)
    except Refused:
        return "refused"
    if made.wrong(reading, one):
        return "to compare" if reading.to_compare and not reading.repairs else "silent"
    names: dict[CardOutcome, str] = {CardOutcome.DAMAGED: "rescan"}
    return names.get(reading.outcome, reading.outcome.value)


if __name__ == "__main__":
    sys.exit(main())
