"""How long one person's keys take: `python -m bench.names` (the limit is 10 µs for all three)."""

import json
import random
import time

from motcua.rules.words import names

SURNAMES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Lò Giàng"
MIDDLES = "Thị Văn Minh Hữu Đức Thanh Ngọc Xuân Thu Quang Hoài Bảo"
GIVEN = "An Anh Bình Châu Dũng Đạt Hà Hạnh Hoà Hùng Hương Khoẻ Lan Lộc Mỹ Phượng Quý Thuý Tuỳ Ý"
PEOPLE = 100_000
LIMIT = 10.0


def main() -> None:
    pick = random.Random(6)
    people = [
        " ".join(
            map(pick.choice, (SURNAMES.split(), MIDDLES.split(), MIDDLES.split(), GIVEN.split()))
        )
        for _ in range(PEOPLE)
    ]
    total = 0.0
    for key in (names.accent_free, names.tone_key, names.person_sort_key):
        total += (spent := _microseconds(key, people))
        print(f"{key.__name__:16} {spent:6.2f} µs a person")
    print(f"{'all three keys':16} {total:6.2f} µs a person   (limit {LIMIT:.0f})")
    figure = {"name": "keys of a name", "value": round(total, 2), "unit": "µs"}
    print(json.dumps({**figure, "bar": f"<= {LIMIT:.0f}", "holds": total <= LIMIT}))


def _microseconds(key: object, people: list[str]) -> float:
    """CPU time for each, with every name seen once and few syllables, as in a register."""
    assert callable(key)
    names._syllable.cache_clear()
    started = time.process_time()
    for person in people:
        key(person)
    return (time.process_time() - started) / len(people) * 1e6


if __name__ == "__main__":
    main()
