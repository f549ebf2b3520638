"""The four fields of a dossier drawn from their tables: each state a box with the steps that lead
out of it, each line running to the box it leads to."""

from collections.abc import Mapping
from enum import StrEnum
from html import escape
from typing import Any

from motcua.rules.dossier import (
    PORTAL_CODES,
    STATE_WORDS,
    TABLES,
    Delivery,
    Money,
    State,
    Step,
    Sync,
)

STEP_WORDS: Mapping[Step, str] = {
    Step.ACCEPT: "tiếp nhận",
    Step.TAKE: "nhận giải quyết",
    Step.ASK: "yêu cầu bổ sung",
    Step.ANSWER: "bổ sung, trước khi tiếp nhận",
    Step.GO_ON: "bổ sung, sau khi tiếp nhận",
    Step.REFUSE: "từ chối",
    Step.DECIDE: "giải quyết, trình ký",
    Step.SEND_BACK: "lãnh đạo trả lại",
    Step.SIGN: "ký",
    Step.NOTE: "ghi kết quả nơi khác cấp",
    Step.HAND_OVER: "trao tận tay",
    Step.FETCH: "người nộp tải về",
    Step.POST: "gửi bưu điện",
    Step.CARRY: "mang đến nhà",
    Step.ARRIVE: "bưu điện đã phát",
    Step.COME_BACK: "không giao được, mang về",
    Step.LOSE: "thất lạc",
    Step.REDO: "thu hồi để làm lại",
    Step.WITHDRAW: "người nộp rút",
    Step.STOP: "dừng",
    Step.PAY: "nộp lệ phí",
    Step.CHANGE: "có thay đổi",
    Step.SEND: "Cổng quốc gia đã nhận",
    Step.DECLINE: "Cổng quốc gia không nhận",
    Step.SEND_AGAIN: "gửi lại",
    Step.DIVIDE: "chia thành từng việc",
    Step.JOIN: "mọi việc đã xong",
    Step.FAIL: "không việc nào có kết quả",
}
WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    State: STATE_WORDS,
    Money: {Money.NONE: "Không phải nộp", Money.DUE: "Chờ nộp", Money.PAID: "Đã nộp"},
    Delivery: {
        Delivery.NONE: "Chưa có kết quả",
        Delivery.READY: "Chờ trả",
        Delivery.FETCHED: "Người nộp đã tải về",
        Delivery.HANDED: "Đã trao tận tay",
        Delivery.POSTED: "Đã gửi bưu điện",
        Delivery.CARRIED: "Đang mang đến nhà",
        Delivery.ARRIVED: "Bưu điện đã phát",
    },
    Sync: {
        Sync.WAITING: "Chờ báo Cổng quốc gia",
        Sync.SENT: "Cổng quốc gia đã có",
        Sync.REFUSED: "Cổng quốc gia không nhận",
    },
}
FIELDS: Mapping[type[StrEnum], str] = {
    State: "Việc (trạng thái trên Cổng dịch vụ công quốc gia)",
    Money: "Tiền",
    Delivery: "Trả kết quả",
    Sync: "Đồng bộ",
}
COLOURS = (
    "#1d6b3a", "#a3161c", "#1f4e8c", "#8a5a00", "#6a2f8a",
    "#00696b", "#9c3b6e", "#50511c", "#404040", "#b04a12",
)  # fmt: skip
ROW, GAP, BOX, LANE, TOP, LEFT = 19, 14, 262, 15, 34, 16
STYLE = (
    "text{font:12px 'Noto Sans',sans-serif;fill:#1c1c1c}.name{font-weight:bold}"
    ".field{font-weight:bold;font-size:14px}.box{fill:#fff;stroke:#767676}"
    ".line{fill:none;stroke-width:1.4}"
)


def picture() -> str:
    """All four as one SVG: the business state on the left, the three small ones beside it."""
    left, width, height = _field(State, LEFT, TOP)
    across = LEFT + width + 30
    parts, down, widest = [left], TOP, 0
    for kind in (Money, Delivery, Sync):
        drawn, wide, tall = _field(kind, across, down)
        parts.append(drawn)
        down, widest = down + tall + 44, max(widest, wide)
    whole = (across + widest + LEFT, max(TOP + height, down) + LEFT)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole[0]}" height="{whole[1]}"'
        f' viewBox="0 0 {whole[0]} {whole[1]}" role="img" aria-label="Các trạng thái của hồ sơ">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _field(kind: type[StrEnum], x: int, y: int) -> tuple[str, int, int]:
    """One field from its upper left corner; how wide and how tall it came out."""
    table: Mapping[Any, Any] = TABLES[kind]
    tops, height = _places(kind, table, y)
    reached = [state for state in kind if state in set(table.values())]
    lanes = {state: x + BOX + LANE * (n + 1) for n, state in enumerate(reached)}
    lines = [
        f'<text class="field" x="{x}" y="{y - 12}">{escape(FIELDS[kind])}</text>',
        *(_box(state, x, tops[state], _steps(table, state)) for state in kind),
        *(
            _lane(target, x, lanes[target], COLOURS[n % len(COLOURS)], tops, table)
            for n, target in enumerate(reached)
        ),
    ]
    return "\n".join(lines), BOX + LANE * (len(lanes) + 1), height


def _places(
    kind: type[StrEnum], table: Mapping[Any, Any], y: int
) -> tuple[dict[StrEnum, int], int]:
    tops, at = {}, y
    for state in kind:
        tops[state] = at
        at += ROW * (1 + len(_steps(table, state))) + GAP
    return tops, at - y - GAP


def _steps(table: Mapping[Any, Any], state: StrEnum) -> list[Step]:
    return [step for before, step in table if before is state]


def _box(state: StrEnum, x: int, y: int, steps: list[Step]) -> str:
    tall = ROW * (1 + len(steps)) + 4
    code = f"{PORTAL_CODES[state]} · " if isinstance(state, State) else ""
    name = code + escape(WORDS[type(state)][state])
    rows = [f'<rect class="box" x="{x}" y="{y}" width="{BOX}" height="{tall}" rx="4"/>']
    rows.append(f'<text class="name" x="{x + 8}" y="{y + 15}">{name}</text>')
    rows += [
        f'<text x="{x + 20}" y="{y + 15 + ROW * n}">{escape(STEP_WORDS[step])}</text>'
        for n, step in enumerate(steps, 1)
    ]
    return "\n".join(rows)


def _lane(
    target: StrEnum,
    x: int,
    lane: int,
    colour: str,
    tops: Mapping[StrEnum, int],
    table: Mapping[Any, Any],
) -> str:
    """Everything that leads to one state runs along one line of its own, to its arrowhead."""
    edge, into = x + BOX, tops[target] + 10
    starts = [
        tops[state] + 10 + ROW * n
        for state in tops
        for n, step in enumerate(_steps(table, state), 1)
        if table[state, step] is target
    ]
    ends = (min(*starts, into), max(*starts, into)) if starts else (into, into)
    drawn = [
        f'<path class="line" stroke="{colour}" d="M{lane} {ends[0]}V{ends[1]}M{lane} {into}'
        f'H{edge + 6}{"".join(f"M{edge} {at}H{lane}" for at in starts)}"/>',
        f'<path fill="{colour}" d="M{edge} {into}l9 -5v10z"/>',
        *(f'<circle cx="{lane}" cy="{at}" r="2.6" fill="{colour}"/>' for at in starts),
    ]
    return "\n".join(drawn)
