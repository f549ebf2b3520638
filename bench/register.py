"""A register of invented people of any size, written straight into the table by several hands.

Names follow the shares surnames have in the country, so that the common ones are as common.
"""

import multiprocessing
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = {
    "Nguyễn": 315, "Trần": 109, "Lê": 89, "Phạm": 59, "Hoàng": 41, "Huỳnh": 10, "Vũ": 25,
    "Võ": 14, "Phan": 28, "Trương": 22, "Bùi": 21, "Đặng": 19, "Đỗ": 19, "Ngô": 17, "Hồ": 15,
    "Dương": 14, "Đinh": 10, "Lý": 9, "Lương": 8, "Đào": 8, "Cao": 7, "Hà": 7, "Quách": 4,
    "Lường": 3, "Lò": 4, "Giàng": 3, "Xa": 2, "Bàn": 2, "Tạ": 5, "Mai": 5, "Tô": 4, "Thái": 4,
}  # fmt: skip
FEMALE = _words("""
    Anh Ánh Bích Châu Chi Diễm Diệp Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hoà Hoài Hồng
    Huệ Huyền Hương Hường Khánh Lan Lành Lệ Liên Linh Loan Ly Mai Minh Mơ Mỹ Nga Ngân Ngọc Nguyệt
    Nhàn Nhi Nhung Như Oanh Phúc Phương Phượng Quyên Quỳnh Sen Tâm Thanh Thảo Thắm Thoa Thơm Thu
    Thuý Thuỷ Thương Trang Trâm Trinh Tuyết Vân Xuân Yến""")
MALE = _words("""
    An Anh Bình Chiến Công Cường Dũng Duy Dương Đại Đạt Định Đông Đức Giang Hải Hiếu Hiệp
    Hoà Hoàng Hùng Huy Hưng Khang Khánh Khoa Kiên Lâm Long Lộc Lực Mạnh Minh Nam Nghĩa Nhân Phong
    Phúc Phương Quân Quang Quốc Quý Sáng Sơn Tài Tâm Tân Thái Thành Thắng Thiện Thịnh Thuận Tiến
    Toàn Trí Trung Trường Tuấn Tùng Tú Việt Vinh Vũ""")
FEMALE_MIDDLE = _words("Ngọc Thanh Thu Minh Kim Hồng Phương Bích Mỹ Xuân Thuỳ Hoài Khánh Quỳnh")
MALE_MIDDLE = _words("Hữu Đức Minh Quang Xuân Ngọc Thanh Quốc Công Đình Trọng Duy Hoàng Tuấn")
COLUMNS = _words(
    "id number number_index full_name name_key tone_key sort_key birth_date sex"
    " ethnicity nationality hometown address unit_id phone verified digital poor"
)


def names(pick: random.Random) -> Iterator[tuple[str, str]]:
    """Full names with their sex, for ever."""
    surnames, weights = list(SURNAMES), list(SURNAMES.values())
    while True:
        surname = pick.choices(surnames, weights)[0]
        female = pick.random() < 0.5
        given = _skewed(pick, FEMALE if female else MALE)
        middle = [_skewed(pick, FEMALE_MIDDLE if female else MALE_MIDDLE)]
        if pick.random() < (0.7 if female else 0.5):
            middle = ["Thị" if female else "Văn", *(middle if pick.random() < 0.35 else [])]
        yield " ".join([surname, *middle, given]), "female" if female else "male"


def _skewed(pick: random.Random, among: Sequence[str]) -> str:
    """The earlier ones of a list, shuffled once for all, more often than the later ones."""
    return among[min(int(pick.paretovariate(0.9)) - 1 + pick.randrange(25), len(among) - 1)]


@dataclass(frozen=True)
class Share:
    """The part of the register that one hand writes."""

    url: str
    seed: int
    first: int
    count: int
    units: tuple[int, ...]


def fill(url: str, count: int, units: Sequence[int], seed: int, hands: int = 2) -> None:
    """Write `count` people, spread evenly over `units`; the indexes are built at the end."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        built = connection.execute(
            "select indexname, indexdef from pg_indexes where tablename = 'motcua_person'"
            " and indexdef not like 'CREATE UNIQUE%'"
        ).fetchall()
        for name, _ in built:
            connection.execute(f'drop index "{name}"')
        each = count // hands
        shares = [Share(url, seed + at, at * each, each, tuple(units)) for at in range(hands)]
        with multiprocessing.get_context("fork").Pool(hands) as pool:
            pool.map(_write, shares)
        connection.execute("set maintenance_work_mem = '512MB'")
        for _, definition in built:
            connection.execute(definition)
        _remember_names(connection)
        connection.execute("vacuum analyze motcua_person, motcua_name")


def _remember_names(connection: Any) -> None:
    from motcua.rules.words.search import stored_keys

    names = connection.execute("select distinct name_key from motcua_person").fetchall()
    with connection.cursor().copy("copy motcua_name (key, search_keys) from stdin") as copy:
        for (name,) in names:
            copy.write_row((name, stored_keys(name)))


def _write(share: Share) -> None:
    import psycopg

    statement = f"copy motcua_person ({', '.join(COLUMNS)}) from stdin"
    with psycopg.connect(share.url) as connection, connection.cursor().copy(statement) as copy:
        for line in _lines(share):
            copy.write(line)


def number_of(at: int) -> str:
    """The invented identity number of the person written as number `at`."""
    return f"025{at % 10}{at % 100:02d}{at:06d}"[:12]


def _lines(share: Share) -> Iterator[bytes]:
    from motcua.records.person import Person

    pick = random.Random(share.seed)
    made = names(pick)
    for at in range(share.first, share.first + share.count):
        full_name, sex = next(made)
        person = Person(id=uuid.UUID(int=pick.getrandbits(128), version=4), full_name=full_name)
        person.name(full_name)
        person.identify(number_of(at))
        sealed = Person._meta.get_field("number").pre_save(person, True)
        phone = Person._meta.get_field("phone").pre_save(person, True)
        cells = [
            str(person.id), _bytes(sealed), _bytes(person.number_index), person.full_name,
            person.name_key, person.tone_key, person.sort_key,
            f"{1940 + at % 70}-{1 + at % 12:02d}-{1 + at % 28:02d}", sex, "Kinh", "Việt Nam", "",
            f"Xóm {at % 40}", str(share.units[at % len(share.units)]), _bytes(phone), "", "f", "f",
        ]  # fmt: skip
        yield "\t".join(cells).encode() + b"\n"


def _bytes(value: bytes) -> str:
    return "\\\\x" + bytes(value).hex()
