"""The data that each printed paper of a dossier's way wants, and the parts that all papers share.

What results want is in paper_results.py; paper_fit.py holds data against their shape. All text is
plain text: it is never read as markup. An empty text is a thing left empty. Times are aware
datetimes; they are printed in Vietnamese time. Every key is required, no other is taken.
"""

from datetime import date, datetime
from typing import Literal, NewType, TypedDict

Dong = NewType("Dong", int)  # money in đồng, printed 1.234.000 đồng
Phone = NewType("Phone", str)  # printed with all but its last three digits hidden
WebAddress = NewType("WebAddress", str)  # printed as it is, so that it can be copied


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
