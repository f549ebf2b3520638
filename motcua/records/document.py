"""What comes in as files, and the papers that go out."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Q

from motcua.records.account import Account
from motcua.records.dossier import Dossier
from motcua.records.sealed import SealedText, blind_index
from motcua.records.unit import Unit
from motcua.rules.signature import Hindrance
from motcua.rules.who import Who


class Attachments(models.QuerySet["Attachment"]):
    def visible_to(self, who: Who) -> Attachments:
        """One's own, and those of dossiers one may see."""
        return self.filter(
            Q(account=who.account) | Q(dossier__in=Dossier.objects.visible_to(who).values("pk"))
        )

    def of(self, dossier: uuid.UUID) -> Attachments:
        """The files of a draft or dossier that were not taken out again."""
        return self.filter(dossier=dossier, removed=False)


class Papers(models.QuerySet["Paper"]):
    def visible_to(self, who: Who) -> Papers:
        """The papers of dossiers one may see."""
        return self.filter(dossier__in=Dossier.objects.visible_to(who))


class Check(models.TextChoices):
    """What ClamAV said of a file; nothing, where it does not run."""

    NONE = "", "không quét mã độc"
    WAITING = "waiting", "đang kiểm tra"
    CLEAN = "clean", "không có mã độc"
    HARMFUL = "harmful", "có mã độc"


class Attachment(models.Model):
    """A file handed in for a component of a draft or dossier (they share one id)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.UUIDField(db_index=True)
    account = models.UUIDField(null=True)  # who handed it in; drafts are theirs alone
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)  # once the dossier is submitted
    component = models.CharField(max_length=60)
    name = SealedText()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=40)
    at = models.DateTimeField()
    removed = models.BooleanField(default=False)
    check_state = models.CharField(max_length=10, choices=Check.choices, blank=True)
    given = models.BinaryField(default=b"")  # keyed hash of the bytes as sent (records/upload.py)

    objects = Attachments.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["given"], name="attachment_given", condition=~Q(given=b""))
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_being_checked(self) -> bool:
        """Nobody sees it until it is known to be clean."""
        return self.check_state == Check.WAITING


def is_barred(home: uuid.UUID, component: str) -> bool:
    """Whether a file of this paper, in a draft or dossier one may see, was found harmful."""
    files = Attachment.objects.filter(dossier=home, component=component)
    return files.filter(check_state=Check.HARMFUL).exists()


ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def code_of(paper: uuid.UUID) -> str:
    """The verify code of a paper: 79 bits nobody can guess, in letters not easily mistaken.

    It follows from the paper's id by a keyed hash, so that a paper made again has the same.
    """
    value = int.from_bytes(blind_index("paper.code", str(paper)), "big")
    digits = []
    for _ in range(16):
        value, digit = divmod(value, len(ALPHABET))
        digits.append(ALPHABET[digit])
    return "".join(digits)


class Paper(models.Model):
    """A paper made here. Its bytes are frozen before signing: bytes signed are bytes stored."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", "Giấy tiếp nhận và hẹn trả kết quả"
        REQUEST = "request", "Phiếu yêu cầu bổ sung"
        REFUSAL = "refusal", "Phiếu từ chối"
        APOLOGY = "apology", "Văn bản xin lỗi và đề nghị gia hạn"
        STOP = "stop", "Thông báo dừng giải quyết"
        CONTROL = "control", "Phiếu kiểm soát quá trình giải quyết hồ sơ"
        RESULT = "result", "Kết quả"
        COPY = "copy", "Bản sao điện tử"
        FORM = "form", "Tờ khai in từ hồ sơ"
        SLIP = "slip", "Biên nhận kết quả"
        LABEL = "label", "Nhãn bưu gửi"
        ADVICE = "advice", "Thư về dữ liệu dân cư chưa khớp"
        CORRECTION = "corrects", "Phiếu đề nghị điều chỉnh dữ liệu dân cư"

    class State(models.TextChoices):
        MADE = "made", "đã lập"
        TO_SIGN = "to-sign", "chờ ký"
        SIGNING = "signing", "đang ký"
        SIGNED = "signed", "đã ký số"
        REPLACED = "replaced", "đã được thay thế"
        REVOKED = "revoked", "đã thu hồi"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    code = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    frozen = models.CharField(max_length=64)  # SHA-256 of the bytes before signing
    prepared = models.CharField(max_length=64, blank=True)  # what is with the signer now
    batch = models.UUIDField(null=True)  # what was sent to be signed together
    hindrance = models.CharField(max_length=16, choices=[(h, h) for h in Hindrance], blank=True)
    signed = models.CharField(max_length=64, blank=True)  # SHA-256 of the signed bytes
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    signer = models.ForeignKey(Account, models.PROTECT, null=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    signed_at = models.DateTimeField(null=True)
    provable_until = models.DateTimeField(
        null=True
    )  # then its newest time-stamp's certificate ends
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    copy_of = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="copies")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = Papers.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["signed"], name="paper_signed"),
            models.Index(fields=["frozen"], name="paper_frozen"),
            models.Index(fields=["unit", "state"], name="paper_unit_state"),
            models.Index(fields=["batch"], name="paper_batch", condition=~Q(batch=None)),
            models.Index(
                fields=["provable_until"],
                name="paper_provable_until",
                condition=~Q(provable_until=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sha256(self) -> str:
        return self.signed or self.frozen


def to_be_replaced(dossier: Dossier) -> Paper | None:
    """The issued result of a dossier that was taken back and that no newer one replaces yet."""
    revoked = Paper.objects.filter(dossier=dossier, state=Paper.State.REVOKED, replaced_by=None)
    return revoked.exclude(signed="").order_by("-signed_at").first()


@dataclass(frozen=True)
class Issued:
    """What anyone may know of a paper they hold: nobody's name but the signer's, no content.

    `number` is the dossier's, as printed on the paper; `replaced_by` the code of a newer paper.
    """

    id: uuid.UUID
    code: str
    kind: str
    title: str
    state: str
    unit: int
    signer_name: str
    signer_title: str
    signed_at: dt.datetime | None
    made_at: dt.datetime
    ended_at: dt.datetime | None
    ended_why: str
    replaced_by: str | None
    frozen: str
    signed: str
    number: str
    earlier: bool

    def is_file(self, digest: str) -> bool:
        """Whether the file with this SHA-256 is the paper as it was given out, now or `earlier`:
        before its proof was renewed."""
        return self.earlier or digest == (
            self.signed or (self.frozen if self.state == Paper.State.MADE else "")
        )


def paper_with_code(code: str) -> Issued | None:
    return _issued(code, "")


def paper_with_digest(digest: str) -> Issued | None:
    """The paper whose signed file, or file before signing, has this SHA-256 (hex)."""
    return _issued("", digest)


def _issued(code: str, digest: str) -> Issued | None:
    with connection.cursor() as cursor:
        cursor.execute("select * from motcua_paper_by_code(%s, %s)", [code, digest])
        row = cursor.fetchone()
    return Issued(*row) if row else None
