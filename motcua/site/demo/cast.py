"""Who a newcomer can sign in as, and the three steps of the tour."""

from dataclasses import dataclass, field

from motcua.rules.who import Role
from motcua.site.demo.names import FEMALE, MALE
from motcua.site.demo.people import HERE, NEIGHBOUR, Citizen, Maker

DOOR_CODE = "NT-BUASEN"


@dataclass(frozen=True)
class Played:
    """One of the cast: `part` says in plain words who this is; posts are (role, title)."""

    key: str
    name: str
    part: str
    sex: str
    birth_date: str
    ethnicity: str = "Mường"
    home: str = HERE
    place: str = "017"
    posts: tuple[tuple[Role, str], ...] = field(default=())
    level: int = 2
    locked: bool = False
    signs: str = ""  # the name of the key at the remote signer
    hidden: bool = False  # can sign in, but is not introduced when the demo starts


CHAIRMAN = "Chủ tịch Ủy ban nhân dân xã"
CAST_OF_ALL = (
    Played(
        "tenant", "Lò Thị Hoài An", "người thuê trọ, lần đầu nộp", FEMALE, "2003-09-14",
        ethnicity="Thái", home="phường Mộc Châu", place="014",
    ),
    Played(
        "landlady", "Nguyễn Thị Minh Thuý", "chủ nhà trọ, 12 phòng", FEMALE, "1978-04-02",
        ethnicity="Kinh", place="001",
    ),
    Played("mother", "Đinh Thị Thanh Duyên", "mới sinh con", FEMALE, "1998-02-20"),
    Played("asked", "Quách Đình Tùng", "người dân, đang phải bổ sung hồ sơ", MALE, "1989-12-05"),
    Played(
        "counter", "Đinh Thị Thu Hằng", "cán bộ một cửa", FEMALE, "1994-01-16",
        posts=((Role.COUNTER, "Công chức bộ phận một cửa"),),
    ),
    Played(
        "police", "Bùi Quang Khải", "công an xã, kiêm trực một cửa", MALE, "1991-07-30",
        posts=((Role.POLICE, "Công an xã"), (Role.COUNTER, "Công an trực bộ phận một cửa")),
        signs="cong-an-truc",
    ),
    Played(
        "specialist", "Xa Thị Bích Diệp", "công chức tư pháp - hộ tịch", FEMALE, "1986-10-11",
        ethnicity="Tày",
        posts=((Role.SPECIALIST, "Công chức tư pháp - hộ tịch"),),
    ),
    Played(
        "police_leader", "Hà Đức Lập", "Trưởng Công an xã, ký việc cư trú", MALE, "1979-05-25",
        posts=((Role.LEADER, "Trưởng Công an xã"),), signs="truong-cong-an-xa",
    ),
    Played(
        "chairman", "Lường Quốc Toản", "Chủ tịch UBND xã, ký khai sinh", MALE, "1974-08-08",
        posts=((Role.LEADER, CHAIRMAN),), signs="chu-tich-xa",
    ),
    Played(
        "operator", "Nguyễn Hữu Kiên", "người vận hành hệ thống", MALE, "1990-03-12",
        ethnicity="Kinh", place="025", posts=((Role.OPERATOR, "Quản trị hệ thống"),),
    ),
    Played(
        "auditor", "Trần Thị Thanh Vân", "thanh tra, chỉ xem", FEMALE, "1981-06-19",
        ethnicity="Kinh", place="025", posts=((Role.AUDITOR, "Thanh tra viên"),),
    ),
    Played(
        "volunteer", "Bàn Văn Chiêu", "tổ công nghệ số cộng đồng", MALE, "2002-11-03",
        ethnicity="Dao", posts=((Role.VOLUNTEER, "Tổ công nghệ số cộng đồng"),),
    ),
    Played(
        "volunteer2", "Giàng Thị Sua", "tổ công nghệ số cộng đồng", FEMALE, "2004-03-27",
        ethnicity="Mông", place="014",
        posts=((Role.VOLUNTEER, "Tổ công nghệ số cộng đồng"),), hidden=True,
    ),
    Played(
        "volunteer3", "Bùi Văn Thụ", "tổ công nghệ số cộng đồng", MALE, "1999-09-09",
        posts=((Role.VOLUNTEER, "Tổ công nghệ số cộng đồng"),), hidden=True,
    ),
    Played(
        "police_there", "Đinh Trọng Hiệu", "công an xã Đà Bắc: không thấy hồ sơ xã này", MALE,
        "1985-02-14", home=NEIGHBOUR, posts=((Role.POLICE, "Công an xã"),),
    ),
    Played(
        "leader_there", "Sa Công Định", "Trưởng Công an xã Đà Bắc", MALE, "1977-01-22",
        ethnicity="Tày", home=NEIGHBOUR, posts=((Role.LEADER, "Trưởng Công an xã"),),
        signs="truong-cong-an-da-bac", hidden=True,
    ),
    Played(
        "low", "Phùng Thị Chản", "tài khoản định danh mức 1", FEMALE, "1969-05-05",
        ethnicity="Dao", level=1,
    ),
    Played(
        "locked", "Triệu Văn Vảng", "tài khoản định danh bị khoá", MALE, "1972-02-18",
        ethnicity="Dao", locked=True,
    ),
    Played(
        "partner", "Vũ Thị Ngọc Hà", "bảo hiểm xã hội: gửi danh sách", FEMALE, "1988-09-17",
        ethnicity="Kinh", place="025", posts=((Role.PARTNER, "Chuyên viên Bảo hiểm xã hội"),),
    ),
)  # fmt: skip
CAST = tuple(each for each in CAST_OF_ALL if not each.hidden)
OFFICERS = tuple(each for each in CAST_OF_ALL if each.posts)

TOUR = (
    "Ở {web}, đăng nhập là Lò Thị Hoài An, tìm “tạm trú” và nộp với mã trên cửa "
    + DOOR_CODE
    + "; rồi đăng nhập là chủ nhà Nguyễn Thị Minh Thuý, mở Hồ sơ của tôi và đồng ý.",
    "Đăng nhập là Bùi Quang Khải (công an xã): gõ tên Lò Thị Hoài An vào ô tìm của Hộp việc, mở "
    "hồ sơ, tiếp nhận rồi trình ký.",
    "Đăng nhập là Hà Đức Lập (Trưởng Công an xã): ký; mở giấy đã ký, quét mã QR hoặc thả tệp vào "
    "{web}/kiem-tra để biết giấy thật hay giả.",
)
"""Ten minutes at most: a tenant files, an officer decides, a leader signs."""


def as_citizens(make: Maker) -> dict[str, Citizen]:
    """The cast as people of the register; the officers of the commune live in it."""
    return {each.key: _citizen(make, each) for each in CAST_OF_ALL}


def _citizen(make: Maker, each: Played) -> Citizen:
    return Citizen(
        full_name=each.name,
        number=make.number(each.place, each.sex, int(each.birth_date[:4])),
        birth_date=each.birth_date,
        sex=each.sex,
        ethnicity=each.ethnicity,
        hometown=f"{each.home[:1].upper()}{each.home[1:]}",
        home=each.home,
        address="Xóm Bưa Sen" if each.home == HERE else "Tổ 4",
        hamlet="Bưa Sen" if each.home == HERE else "",
        phone=make.phone(),
        digital=each.key in ("tenant", "landlady"),
        level=each.level,
        locked=each.locked,
        title=each.part,
    )
