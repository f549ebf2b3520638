"""How two descriptions of a person agree, aspect by aspect, and what is made of it: three bands.

The weights are learnt from the lists themselves (clerks/matching); what is said here holds for all
lists: which aspects there are, what each level of agreement is called, and what is never a link.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

WORDS: Mapping[str, Sequence[str]] = {
    "name": (
        "không có họ tên",
        "họ tên khác",
        "chỉ họ và tên gọi giống",
        "họ tên gần giống, nhưng là họ tên của người khác",
        "họ tên viết tắt hoặc sai một chữ",
        "họ tên nghe giống, hoặc mất chữ",
        "họ tên chỉ khác dấu",
        "họ tên giống, danh sách không ghi dấu",
        "họ tên giống hệt",
    ),
    "birth": (
        "không có ngày sinh",
        "ngày sinh khác",
        "chỉ năm sinh giống",
        "ngày sinh sai một phần",
        "năm sinh giống, không rõ ngày",
        "ngày và tháng sinh đổi chỗ",
        "ngày sinh giống hệt",
    ),
    "number": (
        "không có số định danh",
        "số định danh khác",
        "số định danh sai một chữ số",
        "số định danh giống hệt",
    ),
    "old_number": ("không có số CMND", "số CMND khác", "số CMND giống hệt"),
    "sex": ("không có giới tính", "giới tính khác", "giới tính giống"),
    "commune": ("không có nơi ở", "nơi ở khác", "nơi ở giống"),
    "father": ("không có tên cha", "tên cha khác", "tên cha giống"),
    "mother": ("không có tên mẹ", "tên mẹ khác", "tên mẹ giống"),
}
"""Of each aspect the levels in words: nothing to compare, differs, …, the same."""

NAME_DIFFERS = 1
"""The level of names that are no evidence."""
BIRTH_YEAR_ONLY = 2
"""The level up to which a birth is no evidence: unknown, another, or the year alone."""

RARE_FROM: Mapping[str, int] = {"name": 4, "birth": 6}
"""The level from which on it matters how many bear the name, or were born that day."""

_NEARLY: Mapping[str, Mapping[int, int]] = {"number": {2: 1}, "birth": {2: 1, 3: 1, 5: 1}}
"""The levels that say how nearly it agrees, and what is said instead to whom that is not owed."""


class Band(StrEnum):
    """What becomes of a row of a list."""

    LINKED = "linked"  # khớp
    PERSON = "person"  # cần người xem
    ABSENT = "absent"  # không có trong cơ sở dữ liệu


SURE, WORTH_A_LOOK = 0.999, 0.03
"""How likely a candidate must be for a link without a person, and for a person to look at it."""


def is_never_a_link(name: int, birth: int) -> bool:
    """Whether name and birth both fail to agree: then no number makes a link.

    People hand in a relative's number; a number alone would take the one for the other.
    """
    return name <= NAME_DIFFERS and birth <= BIRTH_YEAR_ONLY


def band_of(belief: float) -> Band:
    """The band of a row whose best candidate is `belief` likely (0 to 1) to be the one."""
    if belief >= SURE:
        return Band.LINKED
    return Band.PERSON if belief >= WORTH_A_LOOK else Band.ABSENT


def reasons(levels: Mapping[str, int]) -> list[str]:
    """What speaks for and against, in words; aspects that cannot be compared are left out."""
    return [WORDS[aspect][level] for aspect, level in levels.items() if level]


def agreement(levels: Mapping[str, int]) -> list[str]:
    """As `reasons`, for the office whose list it is: whether number and birth agree, never how
    nearly. Who hears that one digit is wrong finds the number by trying."""
    said = {aspect: _NEARLY.get(aspect, {}).get(at, at) for aspect, at in levels.items()}
    return reasons(said)
