"""The data that each printed result wants (see paper_shapes.py)."""

from datetime import date, datetime
from typing import Literal, TypedDict

from motcua.bridges.paper_shapes import Agency, Applicant, Procedure, Replaced, Signer, Verify

Born = date | str
"""A date, or the text that the register has where day or month are unknown: "1955"."""


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
    """`ct07`: Xác nhận thông tin về cư trú (1.010041)."""

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
