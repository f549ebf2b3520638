"""The data that each printed paper wants, and the one check that it has exactly that.

All text is plain text: it is never read as markup. An empty text is a thing left empty. Times
are aware datetimes; they are printed in Vietnamese time. `Born` is a date, or the text that the
register has where day or month are unknown ("1955"). Every key is required, no other is taken.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    NewType,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from motcua.bridges.typefaces import breakable, printable
from motcua.rules.time.wall_clock import local
from motcua.rules.words.spelling import date_in_words

Dong = NewType("Dong", int)  # money in đồng, printed 1.234.000 đồng
Phone = NewType("Phone", str)  # printed with all but its last three digits hidden
WebAddress = NewType("WebAddress", str)  # printed as it is, so that it can be copied
Born = date | str


class Agency(TypedDict):
    """The body whose paper it is, as on its letterhead (Nghị định 30/2020/NĐ-CP, art. 8)."""

    parent: str  # cơ quan chủ quản: "Công an thành phố Hà Nội"
    name: str  # "Công an phường Ba Đình"
    place: str  # địa danh before the date: "Ba Đình"


class Signer(TypedDict):
    """Whose name stands under the paper."""

    authority: list[str]  # lines, as they are to be printed: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    name: str
    digital: bool  # True: signed in the PDF; the paper says so and where to check


class Verify(TypedDict):
    """Where anyone may check the paper; `address` goes into the QR code as it is."""

    address: WebAddress
    code: str  # short, to be typed: "7KQ4-M2XD"


class Replaced(TypedDict):
    """The paper that this one replaces."""

    code: str  # its verify code, in groups
    signed_on: date


class Procedure(TypedDict):
    code: str  # "1.004194"
    name: str


class Applicant(TypedDict):
    name: str
    address: str
    phone: Phone  # given whole; the paper hides all but its last three digits


class Component(TypedDict):
    """One component of the dossier and the form in which it came."""

    name: str
    form: Literal["electronic", "paper", "database"]


class Fee(TypedDict):
    amount: Dong
    note: str  # "đã nộp trực tuyến", "nộp khi nhận kết quả", the article that waives it


class Receipt(TypedDict):
    """`receipt`: Giấy tiếp nhận hồ sơ và hẹn trả kết quả, form 01 of TT 03/2025/TT-VPCP."""

    agency: Agency
    dossier_number: str
    applicant: Applicant
    procedure: Procedure
    components: list[Component]
    copies: int  # số lượng hồ sơ (bộ)
    received_at: datetime
    due_at: datetime
    legal_time: str  # "03 ngày làm việc"
    due_reasons: list[str]  # how that becomes due_at, one step a line
    fee: Fee
    result_way: str  # "bản điện tử trên Cổng Dịch vụ công và bản giấy"
    result_place: str
    officer: str  # empty when the system received it
    hotline: str
    at_home: WebAddress  # address where it can be filed from home; empty hides the note
    verify: Verify  # here: where the dossier is followed


class Requester(TypedDict):
    name: str
    born: Born
    sex: str
    identity: str
    ethnicity: str
    nationality: str
    hometown: str


class Member(TypedDict):
    name: str
    born: Born
    sex: str
    identity: str
    relation: str  # to the head of the household


class Head(TypedDict):
    name: str
    identity: str
    relation: str  # of the requester to the head


class Source(TypedDict):
    """How some of the things on a paper are known: the population database agreed, an officer saw
    them on a paper, the agency's own data hold them, or the applicant said so."""

    how: Literal["register", "seen", "held", "told"]
    at: datetime
    what: str  # "họ tên, ngày sinh"


class ResidenceConfirmation(TypedDict):
    """`ct07`: Xác nhận thông tin về cư trú (1.010041), valid one year."""

    agency: Agency
    document_number: str  # "1234/XN"
    dossier_number: str
    requester: Requester
    permanent_address: str
    temporary_address: str
    current_address: str
    head: Head
    members: list[Member]
    other: str  # nội dung xác nhận khác
    sources: list[Source]  # of all that is confirmed, each thing once
    valid_until: date
    replaces: Replaced | None
    signer: Signer
    verify: Verify


class Tenant(TypedDict):
    name: str
    born: Born
    sex: str
    identity: str
    since: date
    until: date | None  # None: permanent


class Dwelling(TypedDict):
    address: str
    owner: str


class ResidenceNotice(TypedDict):
    """`ct08`, `ct08-extended`, `ct08-permanent`: Thông báo kết quả giải quyết hồ sơ đăng ký cư
    trú, of temporary residence, of its extension, of permanent residence."""

    agency: Agency
    document_number: str  # "1234/TB"
    dossier_number: str
    addressee: Applicant
    procedure: Procedure
    received_at: datetime
    stay: Literal["temporary", "extended", "permanent"]
    dwelling: Dwelling
    tenants: list[Tenant]
    note: str
    replaces: Replaced | None
    signer: Signer
    verify: Verify


class Child(TypedDict):
    name: str
    born: date
    sex: str
    ethnicity: str
    nationality: str
    birthplace: str
    hometown: str
    identity: str


class Parent(TypedDict):
    name: str
    born: Born
    ethnicity: str
    nationality: str
    residence: str


class Declarant(TypedDict):
    name: str
    identity: str  # "Căn cước số 001190000017, cấp ngày 10/05/2021"


class BirthCertificate(TypedDict):
    """`birth-certificate`: Giấy khai sinh (1.001193). A parent not known is None."""

    agency: Agency
    document_number: str  # "45/2026"
    child: Child
    mother: Parent | None
    father: Parent | None
    declarant: Declarant
    registered_at: str  # "UBND phường Ba Đình, thành phố Hà Nội"
    registered_on: date
    replaces: Replaced | None
    signer: Signer
    verify: Verify


class ResultLine(TypedDict):
    """One line of a result: a sentence, a value under its label, or people in rows of name, birth,
    number and relation."""

    kind: Literal["says", "value", "people"]
    label: str
    value: str
    rows: list[list[str]]


class FiledResult(TypedDict):
    """A result in the words of the procedure's file: `confirmation`, `notice`, `decision`,
    `extract`, `permit`, `certificate` (rules/catalogue/result.py)."""

    agency: Agency
    document_number: str  # "12/QĐ-UBND", in the civil register "12/2026"
    dossier_number: str
    procedure: Procedure
    title: str  # "Giấy xác nhận tình trạng hôn nhân"
    about: str  # what it is about, under the title; empty for nothing
    basis: list[str]
    lines: list[ResultLine]
    valid_for: str
    applicant: str
    replaces: Replaced | None
    signer: Signer
    verify: Verify


class Lack(TypedDict):
    """One thing wrong with a dossier, and what to do about it."""

    what: str
    why: str
    do: str


class SupplementRequest(TypedDict):
    """`request-supplement`: Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ, form 02."""

    agency: Agency
    document_number: str
    dossier_number: str
    applicant: Applicant
    procedure: Procedure
    received_at: datetime
    lacks: list[Lack]
    basis: str  # the article that wants it
    answer_by: date
    how: str  # ways to answer, without coming where that is possible
    contact: str
    signer: Signer
    verify: Verify


class Reason(TypedDict):
    reason: str
    basis: str  # article


class Apology(TypedDict):
    """`apology`: Văn bản xin lỗi và đề nghị gia hạn, form 04."""

    agency: Agency
    document_number: str
    dossier_number: str
    applicant: Applicant
    procedure: Procedure
    received_at: datetime
    was: datetime  # what was promised
    promised: datetime  # what is promised now
    prolongs: bool  # True: before the date, which moves; False: the date has passed
    reason: str
    basis: str
    contact: str
    signer: Signer
    verify: Verify


class Passing(TypedDict):
    """From whose hands into whose, and how that stood with the date."""

    at: datetime
    giver: str
    taker: str
    standing: str  # "Trước hạn", "Đúng hạn", "Quá hạn"; empty before there is a date
    note: str


class ControlSheet(TypedDict):
    """`control`: Phiếu kiểm soát quá trình giải quyết hồ sơ, form 06."""

    agency: Agency
    dossier_number: str
    applicant: Applicant
    procedure: Procedure
    due_at: datetime | None
    rows: list[Passing]
    verify: Verify


class RegisterRow(TypedDict):
    number: str
    applicant: str
    procedure: str
    filed: datetime
    due: datetime | None
    closed: datetime | None
    state: str
    late: bool
    officer: str


class Register(TypedDict):
    """`register`: Sổ theo dõi hồ sơ, form 07."""

    agency: Agency
    begins: date
    ends: date
    rows: list[RegisterRow]
    verify: Verify  # where the register is; it has no code


class Labelled(TypedDict):
    label: str
    value: str


class Section(TypedDict):
    title: str
    rows: list[Labelled]


class OwnCopy(TypedDict):
    """`own-copy`: what is held of a person, for that person to read."""

    agency: Agency
    name: str
    days: int  # after which the file is gone
    sections: list[Section]
    verify: Verify  # where a newer one is asked for; it has no code


class Advice(TypedDict):
    """`advice`: a letter to whom the population register does not know."""

    agency: Agency
    dossier_number: str
    procedure: Procedure
    name: str  # who is meant: the applicant, or somebody else of the dossier
    number: str  # masked
    answer: str  # the register's, in the words of TT 136/2026/TT-BCA
    bring: list[str]
    where: str
    online: str
    citation: str
    contact: str
    signer: Signer
    verify: Verify


class Corrected(TypedDict):
    """One field that the register is to have otherwise."""

    label: str
    answer: str
    wanted: str


class Correction(TypedDict):
    """`correction`: Phiếu đề nghị điều chỉnh thông tin trong Cơ sở dữ liệu quốc gia về dân cư."""

    agency: Agency
    dossier_number: str
    procedure: Procedure
    to: str  # the police who correct it
    name: str
    number: str
    born: str
    lives_at: str
    rows: list[Corrected]
    proof: str
    due_at: datetime
    basis: str
    signer: Signer
    verify: Verify


class RefusalNotice(TypedDict):
    """`refusal`: Phiếu từ chối tiếp nhận giải quyết hồ sơ, form 03; `stop`: Thông báo dừng giải
    quyết, form 05."""

    agency: Agency
    document_number: str
    dossier_number: str
    applicant: Applicant
    procedure: Procedure
    received_at: datetime
    reasons: list[Reason]
    instead: str  # what the person can do now
    complaint: str  # how to complain, by which law
    contact: str
    signer: Signer
    verify: Verify


class FormOption(TypedDict):
    value: str
    label: str
    ticked: bool


class FormBox(TypedDict):
    """One place to write; `number` is its number on the form, 0 for none."""

    key: str
    label: str
    kind: Literal["text", "tall", "digits", "ticks"]
    number: int
    wide: bool
    value: str  # empty: left free for handwriting
    options: list[FormOption]


class FormTable(TypedDict):
    key: str
    label: str
    number: int
    columns: list[str]
    rows: list[list[str]]


class Taken(TypedDict):
    """Who took a result and signed on the screen."""

    taker: Literal["applicant", "represents", "mandated"]
    name: str
    at: datetime
    officer: str  # who handed it over
    signature: bytes  # a PNG


class Slip(TypedDict):
    """`slip`: who takes a result signs here; kept with the dossier."""

    agency: Agency
    dossier_number: str
    procedure: Procedure
    result: str  # what is handed over, in the words of the procedure
    applicant: str
    taken: Taken | None  # nothing: to be signed by hand
    verify: Verify  # where the dossier is followed


class ReceiptRow(TypedDict):
    """One result on a list: others who sign below it read its number and its name, no more."""

    number: str
    name: str


class Receipts(TypedDict):
    """`receipts`: results that go out together, each with a place to sign."""

    agency: Agency
    bearer: str  # who takes them along
    officer: str  # who gave them out
    rows: list[ReceiptRow]
    verify: Verify  # where the list is put down; it has no code


class ParcelLabel(TypedDict):
    """`label`: what stands on a parcel. The post needs a name and a place, and nothing else."""

    agency: Agency
    name: str
    address: str
    reference: str  # ours, of this sending: says nothing of the person or the matter
    marks: list[str]  # the reference, as its code


class PrintedForm(TypedDict):
    """`form`: the paper form of a version, blank or filled (rules/catalogue/paper_form.py)."""

    name: str
    source: str  # the act it comes from, or a word that its layout was not compared
    addressee: str  # "Công an xã Đức Nhàn"; empty leaves a line
    procedure: Procedure
    items: list[FormBox]
    tables: list[FormTable]
    more: list[FormBox]
    signatures: list[str]  # who else signs, beside the one who declares
    marks: list[str]  # what the code of each page says, from the first on


class WrongData(ValueError):
    """The data are not what the paper wants; the message names the key."""


def fit(value: object, shape: Any, path: str = "") -> Any:
    """The data as the templates take it; raises WrongData naming the key that is wrong.

    Dates become {"short": "22/11/2026", "long": "ngày 22 tháng 11 năm 2026", "words": …},
    times also have "clock"; text is made printable; money and phones are written out.
    """
    if is_typeddict(shape):
        return _fit_keys(value, shape, path)
    origin = get_origin(shape)
    if origin is list:
        items = _of_type(value, list, path)
        inner = get_args(shape)[0]
        return [fit(each, inner, f"{path}[{at}]") for at, each in enumerate(items)]
    if origin in (Union, UnionType):
        return _fit_union(value, get_args(shape), path)
    if origin is Literal:
        if value not in get_args(shape):
            raise WrongData(f"{path} must be one of {', '.join(get_args(shape))}")
        return value
    return _fit_plain(value, shape, path)


def _fit_keys(value: object, shape: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongData(f"{path or 'the data'} must be a mapping")
    hints = get_type_hints(shape)
    name = f"{path}." if path else ""
    if missing := sorted(hints.keys() - value.keys()):
        raise WrongData(f"missing: {', '.join(name + key for key in missing)}")
    if unknown := sorted(map(str, value.keys() - hints.keys())):
        raise WrongData(f"unknown: {', '.join(name + key for key in unknown)}")
    return {key: fit(value[key], hint, name + key) for key, hint in hints.items()}


def _fit_union(value: object, shapes: tuple[Any, ...], path: str) -> Any:
    if value is None and NoneType in shapes:
        return None
    if isinstance(value, str) and str in shapes:
        text = breakable(printable(value))
        return {"short": text, "long": text, "words": ""}
    return fit(value, next(each for each in shapes if each not in (str, NoneType)), path)


def _fit_plain(value: object, shape: Any, path: str) -> Any:
    if shape is Dong:
        return f"{_of_type(value, int, path):,} đồng".replace(",", ".")
    if shape is Phone:
        return _hidden(printable(_of_type(value, str, path)))
    if shape in (str, WebAddress):
        text = printable(_of_type(value, str, path))
        return text if shape is WebAddress else breakable(text)
    if shape is bytes:
        return list(_of_type(value, bytes, path))
    if shape is datetime:
        return _fit_time(_of_type(value, datetime, path), path)
    if shape is date:
        return _written(_of_type(value, date, path))
    return _of_type(value, shape, path)


def _of_type(value: object, wanted: type, path: str) -> Any:
    fits = isinstance(value, wanted)
    if wanted is date:  # a datetime is a date to Python, not to a paper
        fits = fits and not isinstance(value, datetime)
    if wanted is int:
        fits = fits and not isinstance(value, bool)
    if not fits:
        raise WrongData(f"{path} must be {wanted.__name__}, not {type(value).__name__}")
    return value


def _fit_time(moment: datetime, path: str) -> dict[str, str]:
    if moment.tzinfo is None:
        raise WrongData(f"{path} has no time zone")
    here = local(moment)
    return _written(here.date()) | {"clock": here.strftime("%H:%M")}


def _written(day: date) -> dict[str, str]:
    """Nghị định 30/2020/NĐ-CP, annex I: days under 10 and months 1 and 2 take a leading 0."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return {
        "short": f"{day:%d/%m}/{day.year:04}",
        "long": f"ngày {day.day:02} tháng {month} năm {day.year}",
        "words": date_in_words(day),
    }


def _hidden(phone: str) -> str:
    digits = [each for each in phone if each.isdigit()]
    return "•" * max(0, len(digits) - 3) + "".join(digits[-3:]) if digits else ""
