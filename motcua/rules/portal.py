"""What the national public service portal is told of a dossier, and whether both sides agree.

The ten states are those of the portal (QĐ 766/QĐ-TTg counts by them). The names NgayTiepNhan,
NgayHenTra, NgayKetThucXuLy and KenhThucHien are the portal's; all others are ours until its
contract is published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.rules.dossier import PORTAL_CODES, STATE_WORDS, Money, State

WAITS, OWES = 5, 6
PORTAL_WORDS: Mapping[int, str] = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    WAITS: "Yêu cầu bổ sung giấy tờ",
    OWES: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
"""The ten production states in the portal's words."""


def portal_code(state: State, money: Money) -> int:
    """Which of the ten states the portal is told. Its sixth is no state of ours: it is told as
    long as a dossier that was accepted, and not begun, has a fee to pay."""
    owes = state is State.ACCEPTED and money is Money.DUE
    return OWES if owes else PORTAL_CODES[state]


def code_page() -> str:
    """The ten states beside ours in Markdown: docs/states.md, which `motcua states` writes."""
    rows = [
        f"| {code} | {words} | {'; '.join(_ours(code))} |" for code, words in PORTAL_WORDS.items()
    ]
    return "\n".join(
        [
            "# The ten production states of the national portal, and ours",
            "",
            "Written by `motcua states`. The steps between them are in [the picture](states.svg).",
            "",
            "| mã | Cổng Dịch vụ công quốc gia | Một Cửa |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _ours(code: int) -> Iterable[str]:
    if code == OWES:
        return [f"{STATE_WORDS[State.ACCEPTED]}, còn lệ phí chờ nộp"]
    return [STATE_WORDS[state] for state, known in PORTAL_CODES.items() if known == code]


# ── whether both say the same ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Stand:
    """How a dossier stands on one side: its last change, counted from 1, and the state then."""

    place: int
    code: int


@dataclass(frozen=True)
class Differences:
    """`again`: numbers whose changes the portal lacks, with the last place it has; `anew`: whose
    state it says otherwise; `strange`: what it has and we cannot have told it."""

    again: Mapping[str, int]
    anew: tuple[str, ...]
    strange: tuple[str, ...]


def differences(
    told: Mapping[str, Stand], theirs: Mapping[str, Stand], known: Mapping[str, Stand]
) -> Differences:
    """What a reconciliation finds, by dossier number: `told` until the portal was asked, `theirs`
    its answer, `known` what was put down here until afterwards."""
    nothing = Stand(0, 0)
    again, anew = {}, []
    for number, stand in told.items():
        there = theirs.get(number, nothing)
        if there.place < stand.place:
            again[number] = there.place
        elif there.place == stand.place and there.code != stand.code:
            anew.append(number)
    strange = sorted(
        number
        for number, there in theirs.items()
        if there.place > known.get(number, nothing).place
    )
    return Differences(again, tuple(anew), tuple(strange))


@dataclass(frozen=True)
class Synced:
    """Dossiers a unit received in a period: all, those the portal has, and the changes told in
    time among all that were told (QĐ 766/QĐ-TTg, indicator 1.4: hồ sơ đồng bộ)."""

    received: int
    there: int
    changes: int
    in_time: int

    @property
    def rate(self) -> float | None:
        """In percent with two decimals; None where nothing was received."""
        return round(100 * self.there / self.received, 2) if self.received else None


def moment_or_none(at: datetime | None, until: datetime) -> datetime | None:
    """A time, if it had come by `until`: a change says the same whenever it is sent."""
    return at if at and at <= until else None
