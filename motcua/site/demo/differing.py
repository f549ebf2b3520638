"""Where the commune's books and the national register differ, as they do: each cause once and
again, first those which the card of whoever comes to the counter shows."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import cycle

from motcua.rules.cards.card import read
from motcua.rules.cards.reading import CardSource, Reading
from motcua.rules.fonts.tables import Font, written
from motcua.rules.words.names import nfc
from motcua.site.demo.names import (
    FEMALE,
    MALE,
    with_other_mark,
    with_slip,
    with_tone_moved,
    without_middle,
)
from motcua.site.demo.people import Citizen, Family, Maker

SHARE = 0.155  # of the grown people without an e-identity
GROWN = 18
_STRANGERS = {FEMALE: "Triệu Thị Nhình", MALE: "Phùng Tòn Chiêu"}


def let_registers_differ(
    make: Maker, people: Sequence[Citizen], families: Sequence[Family]
) -> list[Citizen]:
    """Change what is held of some; these, in the order in which they come to the counter.

    Those with an e-identity are right in the register: it stands behind that.
    """
    ways, found = cycle(_WAYS), []
    for each in people:
        if make.chance.random() < 0.1:
            each.full_name = with_tone_moved(each.full_name)  # the same name for everybody
        drawn = make.chance.random()
        if not _may_differ(make, each) or drawn >= SHARE:
            continue
        next(ways)(make, each)
        found.append(each)
    return [*found[:1], _with_wifes_number(make, families), *found[1:]]


def _may_differ(make: Maker, each: Citizen) -> bool:
    return not (each.level or each.title) and make.year - each.birth_year >= GROWN


def _with_wifes_number(make: Maker, families: Sequence[Family]) -> Citizen:
    """A husband under his wife's number, whose old one is all that is held of her."""
    couples = (family.couple for family in families if family.couple)
    wife, husband = next(
        two for two in couples if all(_may_differ(make, one) and not one.register for one in two)
    )
    husband.register, wife.register = {"number": husband.number}, {"number": wife.number}
    husband.number, wife.number = wife.number, make.old_number()
    return husband


def _tone(make: Maker, each: Citizen) -> None:
    _wrong_here(each, full_name=with_other_mark(each.full_name))


def _word_left_out(make: Maker, each: Citizen) -> None:
    _wrong_here(each, full_name=without_middle(each.full_name))


def _digit(make: Maker, each: Citizen) -> None:
    _wrong_here(each, number=make.number_near(each.number))


def _day_and_month(make: Maker, each: Citizen) -> None:
    each.birth_date = f"{each.birth_year}-08-05"
    _wrong_here(each, birth_date=f"{each.birth_year}-05-08")


def _other_day(make: Maker, each: Citizen) -> None:
    each.birth_date = f"{each.birth_year}-10-22"
    _wrong_here(each, birth_date=f"{each.birth_year}-10-12")


def _strangers_number(make: Maker, each: Citizen) -> None:
    """And the card they bring is the stranger's."""
    birth_date = f"{each.birth_year + 3}-06-19"
    each.register = {"full_name": _STRANGERS[each.sex], "birth_date": birth_date}
    each.brings_card = True


def _font(make: Maker, each: Citizen) -> None:
    each.register = {"full_name": each.full_name}
    each.full_name = nfc(written(each.full_name, Font.TCVN3))


def _old_number(make: Maker, each: Citizen) -> None:
    each.register = {"number": each.number}
    each.number = make.old_number()


def _year_only(make: Maker, each: Citizen) -> None:
    each.register = {"birth_date": f"{each.birth_year}-09-16"}
    each.birth_date = str(each.birth_year)


def _other_sex(make: Maker, each: Citizen) -> None:
    each.register = {"sex": each.sex}
    each.sex = MALE if each.sex == FEMALE else FEMALE


def _slip_there(make: Maker, each: Citizen) -> None:
    each.register = {"full_name": with_slip(each.full_name)}


def _missing(make: Maker, each: Citizen) -> None:
    each.register = {"missing": True}


def _doubtful(make: Maker, each: Citizen) -> None:
    each.register = {"doubtful": True}


def _wrong_here(each: Citizen, **wrong: str) -> None:
    """It was written wrong in the commune's books; the card says it as the register does."""
    each.register = {name: getattr(each, name) for name in wrong}
    each.brings_card = True
    for name, value in wrong.items():
        setattr(each, name, value)


_WAYS: tuple[Callable[[Maker, Citizen], None], ...] = (
    _tone, _word_left_out, _digit, _day_and_month, _strangers_number, _font, _old_number,
    _slip_there, _other_day, _year_only, _missing, _other_sex, _doubtful,
)  # fmt: skip


def is_same_person(each: Citizen) -> bool:
    """Whether the number that is held of them is theirs or none: no stranger's."""
    return "full_name" not in each.register or "birth_date" not in each.register


def card_of(each: Citizen, today: date) -> Reading:
    """The card they show, as its code is read: it says what the register says."""
    said = {"full_name": each.full_name, "birth_date": each.birth_date, "number": each.number}
    said |= {name: value for name, value in each.register.items() if name in said}
    born = said["birth_date"].split("-")
    day = "".join([*["00"] * (3 - len(born)), *reversed(born)])
    sex = "Nữ" if each.sex == FEMALE else "Nam"
    code = f"{said['number']}||{said['full_name']}|{day}|{sex}|{each.address}|10052021"
    return read(code.encode(), CardSource.CODE, today)
