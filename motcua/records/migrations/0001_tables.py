"""Every table of the first release."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed
import motcua.rules.arrival
import motcua.rules.catalogue.once_only
import motcua.rules.consent
import motcua.rules.delivery
import motcua.rules.dossier
import motcua.rules.lists.terms
import motcua.rules.mismatch
import motcua.rules.own_data
import motcua.rules.report
import motcua.rules.retention
import motcua.rules.sending
import motcua.rules.signature
import motcua.rules.verification
import motcua.rules.who
import motcua.rules.workload
from motcua.records.at_once import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [AtOnce([
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("subject", models.BinaryField(unique=True)),
                ("name", models.CharField(max_length=120)),
                ("level", models.PositiveSmallIntegerField()),
                ("locked", models.BooleanField(default=False)),
                ("signed_in_at", models.DateTimeField()),
                ("signing_key", models.CharField(blank=True, max_length=60)),
                ("seal_key", models.CharField(blank=True, max_length=60)),
                ("seal_name", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("dossier", models.UUIDField(db_index=True)),
                ("account", models.UUIDField(null=True)),
                ("component", models.CharField(max_length=60)),
                ("name", motcua.records.sealed.SealedText()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("removed", models.BooleanField(default=False)),
                (
                    "check_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "không quét mã độc"),
                            ("waiting", "đang kiểm tra"),
                            ("clean", "không có mã độc"),
                            ("harmful", "có mã độc"),
                        ],
                        max_length=10,
                    ),
                ),
                ("given", models.BinaryField(default=b"")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("given", b""), _negated=True),
                        fields=["given"],
                        name="attachment_given",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("system", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("full_at", models.FloatField(default=0)),
                ("promised", models.JSONField(default=dict)),
                ("asked_at", models.FloatField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("length", models.PositiveIntegerField()),
                ("head", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("key", models.BinaryField(primary_key=True, serialize=False)),
                ("hour", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DayRoot",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("last_entry", models.BigIntegerField()),
                ("chains", models.PositiveIntegerField()),
                ("previous", models.BinaryField()),
                ("root", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("certificate", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("procedure", models.CharField(max_length=20)),
                ("version", models.CharField(max_length=40)),
                ("received_under", models.CharField(blank=True, max_length=40)),
                ("stage", models.CharField(blank=True, max_length=16)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.dossier.Channel["ONLINE"],
                                motcua.rules.dossier.Channel["ONLINE"],
                            ),
                            (
                                motcua.rules.dossier.Channel["COUNTER"],
                                motcua.rules.dossier.Channel["COUNTER"],
                            ),
                            (
                                motcua.rules.dossier.Channel["PORTAL"],
                                motcua.rules.dossier.Channel["PORTAL"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("helped", models.BooleanField(default=False)),
                ("answers", motcua.records.sealed.SealedJSON(default=dict)),
                ("track_index", models.BinaryField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (motcua.rules.dossier.State["SUBMITTED"], "Mới nộp, chờ tiếp nhận"),
                            (motcua.rules.dossier.State["ACCEPTED"], "Đã tiếp nhận"),
                            (motcua.rules.dossier.State["NOT_ACCEPTED"], "Không được tiếp nhận"),
                            (motcua.rules.dossier.State["PROCESSING"], "Đang giải quyết"),
                            (motcua.rules.dossier.State["WAITING"], "Chờ người nộp bổ sung"),
                            (motcua.rules.dossier.State["SIGNING"], "Chờ lãnh đạo ký"),
                            (motcua.rules.dossier.State["WITHDRAWN"], "Người nộp đã rút hồ sơ"),
                            (motcua.rules.dossier.State["STOPPED"], "Đã dừng giải quyết"),
                            (motcua.rules.dossier.State["DONE"], "Đã có kết quả"),
                            (motcua.rules.dossier.State["RETURNED"], "Đã trả kết quả"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "money",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.dossier.Money["NONE"],
                                motcua.rules.dossier.Money["NONE"],
                            ),
                            (motcua.rules.dossier.Money["DUE"], motcua.rules.dossier.Money["DUE"]),
                            (
                                motcua.rules.dossier.Money["PAID"],
                                motcua.rules.dossier.Money["PAID"],
                            ),
                        ],
                        default=motcua.rules.dossier.Money["NONE"],
                        max_length=6,
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.dossier.Delivery["NONE"],
                                motcua.rules.dossier.Delivery["NONE"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["READY"],
                                motcua.rules.dossier.Delivery["READY"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["FETCHED"],
                                motcua.rules.dossier.Delivery["FETCHED"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["HANDED"],
                                motcua.rules.dossier.Delivery["HANDED"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["POSTED"],
                                motcua.rules.dossier.Delivery["POSTED"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["CARRIED"],
                                motcua.rules.dossier.Delivery["CARRIED"],
                            ),
                            (
                                motcua.rules.dossier.Delivery["ARRIVED"],
                                motcua.rules.dossier.Delivery["ARRIVED"],
                            ),
                        ],
                        default=motcua.rules.dossier.Delivery["NONE"],
                        max_length=8,
                    ),
                ),
                (
                    "sync",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.dossier.Sync["WAITING"],
                                motcua.rules.dossier.Sync["WAITING"],
                            ),
                            (motcua.rules.dossier.Sync["SENT"], motcua.rules.dossier.Sync["SENT"]),
                            (
                                motcua.rules.dossier.Sync["REFUSED"],
                                motcua.rules.dossier.Sync["REFUSED"],
                            ),
                        ],
                        default=motcua.rules.dossier.Sync["WAITING"],
                        max_length=8,
                    ),
                ),
                ("fee", models.PositiveIntegerField(default=0)),
                ("fee_citation", models.CharField(blank=True, max_length=300)),
                ("submitted_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("due_steps", models.JSONField(default=list)),
                ("calendar", models.CharField(blank=True, max_length=12)),
                ("closed_at", models.DateTimeField(null=True)),
                ("late", models.BooleanField(null=True)),
                ("requests", models.PositiveSmallIntegerField(default=0)),
                ("reason", motcua.records.sealed.SealedText(blank=True)),
                ("reason_basis", models.CharField(blank=True, max_length=300)),
                ("decision_number", models.PositiveIntegerField(null=True)),
                ("sent_back_why", motcua.records.sealed.SealedText(null=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filed",
                        to="motcua.account",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="motcua.account",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="motcua.dossier",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    motcua.rules.dossier.State["ACCEPTED"],
                                    motcua.rules.dossier.State["PROCESSING"],
                                    motcua.rules.dossier.State["SIGNING"],
                                    motcua.rules.dossier.State["SUBMITTED"],
                                ],
                            )
                        ),
                        fields=["officer", "due_at", "submitted_at", "id"],
                        name="dossier_running_mine_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        motcua.rules.dossier.State["ACCEPTED"],
                                        motcua.rules.dossier.State["PROCESSING"],
                                        motcua.rules.dossier.State["SIGNING"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("due_at__isnull", False),
                            _connector="OR",
                        ),
                        name="an_accepted_dossier_has_a_due_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        motcua.rules.dossier.State["DONE"],
                                        motcua.rules.dossier.State["NOT_ACCEPTED"],
                                        motcua.rules.dossier.State["RETURNED"],
                                        motcua.rules.dossier.State["STOPPED"],
                                        motcua.rules.dossier.State["WITHDRAWN"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="a_closed_dossier_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hamlet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("name_key", models.CharField(max_length=100)),
                ("sort_key", models.CharField(db_collation="C", max_length=400)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="hamlet_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=60)),
                ("digest", models.BinaryField()),
                ("model", models.CharField(blank=True, max_length=40)),
                ("record", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ScannedPage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("account", models.UUIDField(db_index=True)),
                ("home", models.UUIDField(db_index=True)),
                ("belongs", models.UUIDField(null=True)),
                ("component", models.CharField(blank=True, max_length=60)),
                ("place", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("came", models.CharField(blank=True, max_length=64)),
                ("turned", models.SmallIntegerField()),
                ("sharpness", models.PositiveIntegerField()),
                ("contrast", models.PositiveSmallIntegerField()),
                ("side", models.PositiveSmallIntegerField()),
                ("words", motcua.records.sealed.SealedText(null=True)),
                ("at", models.DateTimeField()),
                (
                    "left",
                    models.CharField(
                        blank=True,
                        choices=[("dropped", "Dropped"), ("bound", "Bound")],
                        max_length=7,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("account", models.UUIDField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.delivery.DeliveryWay["ELECTRONIC"],
                                motcua.rules.delivery.DeliveryWay["ELECTRONIC"],
                            ),
                            (
                                motcua.rules.delivery.DeliveryWay["COUNTER"],
                                motcua.rules.delivery.DeliveryWay["COUNTER"],
                            ),
                            (motcua.rules.delivery.DeliveryWay["POST"], motcua.rules.delivery.DeliveryWay["POST"]),
                            (motcua.rules.delivery.DeliveryWay["HOME"], motcua.rules.delivery.DeliveryWay["HOME"]),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", motcua.records.sealed.SealedText(blank=True)),
                ("address", motcua.records.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Digitised",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="digitised",
                        serialize=False,
                        to="motcua.attachment",
                    ),
                ),
                ("number", motcua.records.sealed.SealedText(blank=True)),
                ("issued_on", models.DateField(null=True)),
                ("issued_by", motcua.records.sealed.SealedText(blank=True)),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SignatureCheck",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="signature_check",
                        serialize=False,
                        to="motcua.attachment",
                    ),
                ),
                ("found", motcua.records.sealed.SealedJSON()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BlankForm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=40)),
                ("template", models.CharField(max_length=40)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("spots", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "template"), name="form_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.UUIDField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("actor", models.UUIDField(null=True)),
                ("via", models.CharField(max_length=10)),
                ("key", models.UUIDField(null=True)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("unit", models.BigIntegerField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("previous", models.BinaryField(default=b"")),
                ("hash", models.BinaryField(default=b"")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "-id"], name="entry_unit"),
                    django.contrib.postgres.indexes.GinIndex(fields=["about"], name="entry_about"),
                    django.contrib.postgres.indexes.BrinIndex(
                        autosummarize=True, fields=["at"], name="entry_at"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "position"), name="entry_has_one_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineMinute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("system", models.CharField(max_length=20)),
                ("minute", models.DateTimeField()),
                ("reached", models.PositiveIntegerField()),
                ("slow", models.PositiveIntegerField()),
                ("failed", models.PositiveIntegerField()),
                ("p95_ms", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("system", "minute"), name="one_row_a_minute")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mismatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("claimed", motcua.records.sealed.SealedJSON(default=dict)),
                ("claims", models.BinaryField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            (motcua.rules.verification.Answer["MATCH"], "trùng khớp"),
                            (motcua.rules.verification.Answer["NO_MATCH"], "không trùng khớp"),
                            (
                                motcua.rules.verification.Answer["NO_INFORMATION"],
                                "không có thông tin",
                            ),
                            (
                                motcua.rules.verification.Answer["INSUFFICIENT"],
                                "chưa đủ căn cứ xác thực",
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.mismatch.Cause["FONT"],
                                motcua.rules.mismatch.Cause["FONT"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["OLD_NUMBER"],
                                motcua.rules.mismatch.Cause["OLD_NUMBER"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["CONTESTED"],
                                motcua.rules.mismatch.Cause["CONTESTED"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["RELATIVE"],
                                motcua.rules.mismatch.Cause["RELATIVE"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["DIGIT"],
                                motcua.rules.mismatch.Cause["DIGIT"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["DAY_AND_MONTH"],
                                motcua.rules.mismatch.Cause["DAY_AND_MONTH"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["TONE"],
                                motcua.rules.mismatch.Cause["TONE"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["SPELLING"],
                                motcua.rules.mismatch.Cause["SPELLING"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["OTHERWISE"],
                                motcua.rules.mismatch.Cause["OTHERWISE"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["TWO_PEOPLE"],
                                motcua.rules.mismatch.Cause["TWO_PEOPLE"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["SEX"],
                                motcua.rules.mismatch.Cause["SEX"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["REGISTER"],
                                motcua.rules.mismatch.Cause["REGISTER"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["YEAR_ONLY"],
                                motcua.rules.mismatch.Cause["YEAR_ONLY"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["PLACE"],
                                motcua.rules.mismatch.Cause["PLACE"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["NOT_FOUND"],
                                motcua.rules.mismatch.Cause["NOT_FOUND"],
                            ),
                            (
                                motcua.rules.mismatch.Cause["UNCLEAR"],
                                motcua.rules.mismatch.Cause["UNCLEAR"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.mismatch.CaseStep["OPEN"],
                                motcua.rules.mismatch.CaseStep["OPEN"],
                            ),
                            (
                                motcua.rules.mismatch.CaseStep["ASKED"],
                                motcua.rules.mismatch.CaseStep["ASKED"],
                            ),
                            (
                                motcua.rules.mismatch.CaseStep["POLICE"],
                                motcua.rules.mismatch.CaseStep["POLICE"],
                            ),
                            (
                                motcua.rules.mismatch.CaseStep["CITIZEN"],
                                motcua.rules.mismatch.CaseStep["CITIZEN"],
                            ),
                            (
                                motcua.rules.mismatch.CaseStep["CLOSED"],
                                motcua.rules.mismatch.CaseStep["CLOSED"],
                            ),
                        ],
                        default=motcua.rules.mismatch.CaseStep["OPEN"],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.mismatch.CaseOutcome["TYPING"],
                                motcua.rules.mismatch.CaseOutcome["TYPING"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["REGISTER"],
                                motcua.rules.mismatch.CaseOutcome["REGISTER"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["SAME"],
                                motcua.rules.mismatch.CaseOutcome["SAME"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["TWO"],
                                motcua.rules.mismatch.CaseOutcome["TWO"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["NOT_FOUND"],
                                motcua.rules.mismatch.CaseOutcome["NOT_FOUND"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["AGREED"],
                                motcua.rules.mismatch.CaseOutcome["AGREED"],
                            ),
                            (
                                motcua.rules.mismatch.CaseOutcome["DROPPED"],
                                motcua.rules.mismatch.CaseOutcome["DROPPED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("why", motcua.records.sealed.SealedText(null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("step", motcua.rules.mismatch.CaseStep["CLOSED"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("step", motcua.rules.mismatch.CaseStep["CLOSED"]), _negated=True
                                ),
                                ("closed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_closed_mismatch_says_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("before", motcua.records.sealed.SealedJSON(default=dict)),
                ("after", motcua.records.sealed.SealedJSON(default=dict)),
                ("why", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "mismatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="motcua.mismatch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                ("key", models.CharField(max_length=400, primary_key=True, serialize=False)),
                (
                    "search_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_keys"], name="name_search"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Giấy tiếp nhận và hẹn trả kết quả"),
                            ("request", "Phiếu yêu cầu bổ sung"),
                            ("refusal", "Phiếu từ chối"),
                            ("apology", "Văn bản xin lỗi và đề nghị gia hạn"),
                            ("stop", "Thông báo dừng giải quyết"),
                            ("control", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
                            ("result", "Kết quả"),
                            ("copy", "Bản sao điện tử"),
                            ("form", "Tờ khai in từ hồ sơ"),
                            ("slip", "Biên nhận kết quả"),
                            ("label", "Nhãn bưu gửi"),
                            ("advice", "Thư về dữ liệu dân cư chưa khớp"),
                            ("corrects", "Phiếu đề nghị điều chỉnh dữ liệu dân cư"),
                        ],
                        max_length=10,
                    ),
                ),
                ("template", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=160)),
                ("code", models.CharField(max_length=16, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "đã lập"),
                            ("to-sign", "chờ ký"),
                            ("signing", "đang ký"),
                            ("signed", "đã ký số"),
                            ("replaced", "đã được thay thế"),
                            ("revoked", "đã thu hồi"),
                        ],
                        default="made",
                        max_length=10,
                    ),
                ),
                ("frozen", models.CharField(max_length=64)),
                ("prepared", models.CharField(blank=True, max_length=64)),
                ("batch", models.UUIDField(null=True)),
                (
                    "hindrance",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.signature.Hindrance["SIGNER_DOWN"],
                                motcua.rules.signature.Hindrance["SIGNER_DOWN"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["UNDECIDED"],
                                motcua.rules.signature.Hindrance["UNDECIDED"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["STAMP_DOWN"],
                                motcua.rules.signature.Hindrance["STAMP_DOWN"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["AUTHORITY_DOWN"],
                                motcua.rules.signature.Hindrance["AUTHORITY_DOWN"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["TOKEN_GONE"],
                                motcua.rules.signature.Hindrance["TOKEN_GONE"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["DECLINED"],
                                motcua.rules.signature.Hindrance["DECLINED"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["TOKEN_LOCKED"],
                                motcua.rules.signature.Hindrance["TOKEN_LOCKED"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["EXPIRED"],
                                motcua.rules.signature.Hindrance["EXPIRED"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["NOT_YET_VALID"],
                                motcua.rules.signature.Hindrance["NOT_YET_VALID"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["REVOKED"],
                                motcua.rules.signature.Hindrance["REVOKED"],
                            ),
                            (
                                motcua.rules.signature.Hindrance["NOT_KEPT"],
                                motcua.rules.signature.Hindrance["NOT_KEPT"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("signed", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("signer_name", models.CharField(blank=True, max_length=120)),
                ("signer_title", models.CharField(blank=True, max_length=160)),
                ("signed_at", models.DateTimeField(null=True)),
                ("provable_until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=200)),
                (
                    "copy_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="motcua.attachment",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="motcua.paper",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.account"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["signed"], name="paper_signed"),
                    models.Index(fields=["frozen"], name="paper_frozen"),
                    models.Index(
                        condition=models.Q(("batch", None), _negated=True),
                        fields=["batch"],
                        name="paper_batch",
                    ),
                    models.Index(
                        condition=models.Q(("provable_until", None), _negated=True),
                        fields=["provable_until"],
                        name="paper_provable_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", motcua.records.sealed.SealedText(blank=True)),
                ("number_index", models.BinaryField(null=True, unique=True)),
                ("full_name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=400)),
                ("tone_key", models.CharField(max_length=400)),
                ("sort_key", models.CharField(db_collation="C", max_length=900)),
                ("birth_date", models.CharField(max_length=10)),
                ("sex", models.CharField(blank=True, max_length=6)),
                ("ethnicity", models.CharField(blank=True, max_length=40)),
                ("nationality", models.CharField(default="Việt Nam", max_length=40)),
                ("hometown", models.CharField(blank=True, max_length=160)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("phone", motcua.records.sealed.SealedText(blank=True)),
                (
                    "verified",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.verification.Answer["MATCH"],
                                motcua.rules.verification.Answer["MATCH"],
                            ),
                            (
                                motcua.rules.verification.Answer["NO_MATCH"],
                                motcua.rules.verification.Answer["NO_MATCH"],
                            ),
                            (
                                motcua.rules.verification.Answer["NO_INFORMATION"],
                                motcua.rules.verification.Answer["NO_INFORMATION"],
                            ),
                            (
                                motcua.rules.verification.Answer["INSUFFICIENT"],
                                motcua.rules.verification.Answer["INSUFFICIENT"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("verified_at", models.DateTimeField(null=True)),
                ("verified_by", models.UUIDField(null=True)),
                ("confirmed", models.JSONField(default=dict)),
                ("digital", models.BooleanField(default=False)),
                ("poor", models.BooleanField(default=False)),
                (
                    "hamlet",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.hamlet"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="mismatch",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mismatches",
                to="motcua.person",
            ),
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("address", models.CharField(max_length=300)),
                (
                    "hamlet",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.hamlet"
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to="motcua.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("owner_name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=300)),
                ("key", models.CharField(max_length=900)),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("rented", "Nhà cho thuê"),
                            ("lent", "Cho ở nhờ"),
                            ("lodging", "Cơ sở lưu trú"),
                            ("hospital", "Cơ sở khám bệnh, chữa bệnh"),
                        ],
                        max_length=10,
                    ),
                ),
                ("rooms", models.PositiveSmallIntegerField(default=1)),
                ("open", models.BooleanField(default=True)),
                ("declared_at", models.DateTimeField()),
                (
                    "hamlet",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.hamlet"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dwellings",
                        to="motcua.person",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="dossier",
            name="applicant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossiers",
                to="motcua.person",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="motcua.person"
            ),
        ),
        migrations.CreateModel(
            name="ReceiptList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("bearer", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("items", motcua.records.sealed.SealedJSON(default=list)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplement_requests",
                        to="motcua.dossier",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("dossier",),
                        name="one_open_request",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", motcua.records.sealed.SealedText()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_rooms",
                        to="motcua.dwelling",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", motcua.records.sealed.SealedText()),
                ("chosen", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shipment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            (motcua.rules.delivery.DeliveryWay["POST"], motcua.rules.delivery.DeliveryWay["POST"]),
                            (motcua.rules.delivery.DeliveryWay["HOME"], motcua.rules.delivery.DeliveryWay["HOME"]),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", motcua.records.sealed.SealedText()),
                ("address", motcua.records.sealed.SealedText()),
                ("tracking", models.CharField(blank=True, max_length=40)),
                ("sent_at", models.DateTimeField()),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            (motcua.rules.delivery.Fate["ON_THE_WAY"], "đang trên đường"),
                            (motcua.rules.delivery.Fate["ARRIVED"], "đã đến tay"),
                            (motcua.rules.delivery.Fate["RETURNED"], "không giao được, đã về"),
                            (motcua.rules.delivery.Fate["LOST"], "thất lạc"),
                        ],
                        default=motcua.rules.delivery.Fate["ON_THE_WAY"],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "carrier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shipments",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("fate", motcua.rules.delivery.Fate["ON_THE_WAY"])),
                        fields=("dossier",),
                        name="one_shipment_on_the_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=5)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Cấp tỉnh"),
                            ("district", "Cấp huyện"),
                            ("commune", "Cấp xã"),
                        ],
                        max_length=8,
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("full_name", models.CharField(max_length=120)),
                ("name_key", models.CharField(max_length=100)),
                ("sort_key", models.CharField(db_collation="C", max_length=400)),
                ("former", models.TextField(blank=True, default="")),
                ("citation", models.CharField(max_length=300)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="motcua.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["name_key"], name="unit_name_key")],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="unit_code_from"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("code",),
                        name="unit_one_open_row_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="unit_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tiding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("code", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField(null=True)),
                ("kept", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=40)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tidings",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at", None)), fields=["at"], name="tiding_to_tell"
                    ),
                    models.Index(fields=["unit", "at"], name="tiding_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "place"), name="tiding_has_one_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StayNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=40, null=True, unique=True)),
                (
                    "means",
                    models.CharField(
                        choices=[("page", "gõ trên trang"), ("file", "tệp Excel")], max_length=4
                    ),
                ),
                ("content", models.BinaryField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("zeros", models.BooleanField(default=False)),
                ("lines", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("told_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("wrong", models.PositiveIntegerField(default=0)),
                ("returned", motcua.records.sealed.SealedJSON(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stay_notices",
                        to="motcua.dwelling",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dwelling", "-told_at"], name="stay_notice_dwelling")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("dwelling", "content"),
                        name="stay_file_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("guest", motcua.records.sealed.SealedJSON()),
                ("number_index", models.BinaryField(null=True)),
                ("person", models.UUIDField(null=True)),
                ("same", models.BinaryField()),
                ("relative", models.BooleanField(default=False)),
                ("late", models.BooleanField(default=False)),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="motcua.dwelling",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="motcua.staynotice",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "ends", "begins"], name="stay_unit_nights"),
                    models.Index(fields=["dwelling", "ends"], name="stay_dwelling_nights"),
                    models.Index(fields=["ends"], name="stay_ends"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("dwelling", "same"), name="stay_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("begins"))),
                        name="a_stay_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standby",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("appointed_at", models.DateTimeField()),
                ("ended", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "appointed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignedFor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "taker",
                    models.CharField(
                        choices=[
                            (motcua.rules.delivery.Taker["APPLICANT"], "người nộp"),
                            (
                                motcua.rules.delivery.Taker["REPRESENTATIVE"],
                                "người đại diện của hồ sơ",
                            ),
                            (
                                motcua.rules.delivery.Taker["MANDATED"],
                                "người được uỷ quyền nhận, có giấy",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", motcua.records.sealed.SealedText()),
                (
                    "signing",
                    models.CharField(
                        choices=[
                            (motcua.rules.delivery.Signing["DRAWN"], "ký trên màn hình"),
                            (motcua.rules.delivery.Signing["SCANNED"], "ký trên giấy, đã quét"),
                            (
                                motcua.rules.delivery.Signing["PAPER"],
                                "ký trên giấy, lưu tại đơn vị",
                            ),
                        ],
                        default=motcua.rules.delivery.Signing["SCANNED"],
                        max_length=7,
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                ("media_type", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signed_for",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="motcua.receiptlist",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.shipment",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="shipment",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=20)),
                ("version", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.account"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["unit", "procedure"], name="motcua_shee_unit_id_ad83a4_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Serial",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("book", models.CharField(blank=True, max_length=8)),
                ("day", models.DateField()),
                ("last", models.PositiveIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "book", "day"), name="serial_of_a_book"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("question", models.UUIDField(null=True)),
                (
                    "hitch",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.sending.Hitch["UNSENT"],
                                motcua.rules.sending.Hitch["UNSENT"],
                            ),
                            (
                                motcua.rules.sending.Hitch["UNACKNOWLEDGED"],
                                motcua.rules.sending.Hitch["UNACKNOWLEDGED"],
                            ),
                            (
                                motcua.rules.sending.Hitch["UNTOLD"],
                                motcua.rules.sending.Hitch["UNTOLD"],
                            ),
                            (
                                motcua.rules.sending.Hitch["MISUNDERSTOOD"],
                                motcua.rules.sending.Hitch["MISUNDERSTOOD"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("hitch_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sending",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["asked_at"],
                        name="sending_unanswered",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("why", motcua.records.sealed.SealedText()),
                ("sought_at", models.DateTimeField()),
                ("allowed", models.BooleanField(null=True)),
                ("word", motcua.records.sealed.SealedText(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_requests",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowed_by",
                        to="motcua.request",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["unit"],
                        name="second_request_awaited",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("dossier",),
                        name="one_word_sought",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="request",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "about",
                    models.CharField(
                        choices=[
                            (motcua.rules.report.About["PAPERS"], "Bị yêu cầu thêm giấy tờ"),
                            (
                                motcua.rules.report.About["CONDUCT"],
                                "Cách làm việc: chậm, gây khó, thái độ",
                            ),
                            (
                                motcua.rules.report.About["RULE"],
                                "Quy định chưa hợp lý, khó làm theo",
                            ),
                        ],
                        default=motcua.rules.report.About["PAPERS"],
                        max_length=8,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("request", "trong phiếu yêu cầu bổ sung"),
                            ("spoken", "bằng lời nói ở quầy"),
                            ("called", "qua điện thoại, tin nhắn"),
                        ],
                        max_length=8,
                    ),
                ),
                ("what", motcua.records.sealed.SealedText()),
                ("basis", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("asked", motcua.records.sealed.SealedText(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("more", motcua.records.sealed.SealedText(null=True)),
                ("more_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("right", "Bạn phản ánh đúng"),
                            ("rightly-done", "Việc đã làm đúng quy định"),
                            ("declined", "Không thuộc việc tiếp nhận ở đây"),
                        ],
                        max_length=14,
                    ),
                ),
                ("answer", motcua.records.sealed.SealedText(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("late", models.BooleanField(default=False)),
                ("content", models.BooleanField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="motcua.person",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="motcua.request",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-made_at"], name="report_unit")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("dossier",),
                        name="one_open_report",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="motcua.paper",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-asked_at"], name="register_unit")],
            },
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("ours", models.PositiveIntegerField()),
                ("theirs", models.PositiveIntegerField()),
                ("again", models.PositiveIntegerField()),
                (
                    "strange",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-at"], name="reconciliation_unit")],
            },
        ),
        migrations.AddField(
            model_name="receiptlist",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="ReceiptLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipt_lines",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="motcua.receiptlist",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("list", "place"), name="one_place_on_a_list"),
                    models.UniqueConstraint(fields=("list", "dossier"), name="once_on_a_list"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("steps", models.PositiveSmallIntegerField()),
                ("words", motcua.records.sealed.SealedText(blank=True)),
                (
                    "way",
                    models.CharField(
                        choices=[("account", "qua tài khoản"), ("code", "bằng số hồ sơ")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-at"], name="rating_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("steps__in", [1, 2, 3, 4, 5])),
                        name="a_rating_is_one_of_its_steps",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            (motcua.rules.who.Role["COUNTER"], motcua.rules.who.Role["COUNTER"]),
                            (motcua.rules.who.Role["POLICE"], motcua.rules.who.Role["POLICE"]),
                            (
                                motcua.rules.who.Role["SPECIALIST"],
                                motcua.rules.who.Role["SPECIALIST"],
                            ),
                            (motcua.rules.who.Role["LEADER"], motcua.rules.who.Role["LEADER"]),
                            (
                                motcua.rules.who.Role["VOLUNTEER"],
                                motcua.rules.who.Role["VOLUNTEER"],
                            ),
                            (motcua.rules.who.Role["OPERATOR"], motcua.rules.who.Role["OPERATOR"]),
                            (motcua.rules.who.Role["AUDITOR"], motcua.rules.who.Role["AUDITOR"]),
                            (motcua.rules.who.Role["PARTNER"], motcua.rules.who.Role["PARTNER"]),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "unit", "role", "valid_from"), name="post_held_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=20)),
                ("name", motcua.records.sealed.SealedText()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content", models.BinaryField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.lists.terms.ListStage["READING"],
                                motcua.rules.lists.terms.ListStage["READING"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["COLUMNS"],
                                motcua.rules.lists.terms.ListStage["COLUMNS"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["MATCHING"],
                                motcua.rules.lists.terms.ListStage["MATCHING"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["READY"],
                                motcua.rules.lists.terms.ListStage["READY"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["FAILED"],
                                motcua.rules.lists.terms.ListStage["FAILED"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["UNDONE"],
                                motcua.rules.lists.terms.ListStage["UNDONE"],
                            ),
                            (
                                motcua.rules.lists.terms.ListStage["OVER"],
                                motcua.rules.lists.terms.ListStage["OVER"],
                            ),
                        ],
                        default=motcua.rules.lists.terms.ListStage["READING"],
                        max_length=8,
                    ),
                ),
                ("heads", motcua.records.sealed.SealedJSON(default=dict)),
                ("taken", models.JSONField(default=dict)),
                ("trouble", motcua.records.sealed.SealedJSON(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("linked", models.PositiveIntegerField(default=0)),
                ("person", models.PositiveIntegerField(default=0)),
                ("absent", models.PositiveIntegerField(default=0)),
                ("unread", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("other", models.PositiveIntegerField(default=0)),
                ("unsure", models.PositiveIntegerField(default=0)),
                ("outcomes", models.CharField(blank=True, max_length=64)),
                ("reply", models.CharField(blank=True, max_length=64)),
                ("reply_as", models.CharField(blank=True, max_length=4)),
                ("sent_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("matched_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-sent_at"], name="person_list_account")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("account", "content"),
                        name="person_list_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("same", models.BooleanField()),
                ("mismatch", models.UUIDField(null=True)),
                ("why", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_why", motcua.records.sealed.SealedText(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["other"], name="person_link_other")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("one", "other"),
                        name="one_word_on_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="a_pair_is_written_in_order",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
            ),
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("applicant", "Người nộp"),
                            ("member", "Người cùng được giải quyết"),
                            ("asked", "Người được hỏi ý kiến"),
                            ("represents", "Người đại diện"),
                            ("former", "Người đã từng đại diện"),
                            ("witness", "Người làm chứng"),
                        ],
                        max_length=10,
                    ),
                ),
                ("capacity", models.CharField(blank=True, max_length=10)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "person", "role"), name="party_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="paper",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("version", models.CharField(max_length=40)),
                ("agency", models.CharField(blank=True, max_length=160)),
                ("question", motcua.records.sealed.SealedText()),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("tacit", models.BooleanField()),
                ("citation", models.CharField(max_length=300)),
                ("agrees", models.BooleanField(null=True)),
                ("word", motcua.records.sealed.SealedText(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("silent", models.BooleanField(default=False)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["asked", "until"],
                        name="opinion_awaited",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked__isnull", False),
                            models.Q(("agency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="an_opinion_is_asked_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agrees", None), ("answered_at__isnull", False), _connector="OR"
                        ),
                        name="an_opinion_given_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.workload.Risk["LATE"],
                                motcua.rules.workload.Risk["LATE"],
                            ),
                            (
                                motcua.rules.workload.Risk["TIGHT"],
                                motcua.rules.workload.Risk["TIGHT"],
                            ),
                            (
                                motcua.rules.workload.Risk["NEAR"],
                                motcua.rules.workload.Risk["NEAR"],
                            ),
                            (
                                motcua.rules.workload.Alone["AHEAD"],
                                motcua.rules.workload.Alone["AHEAD"],
                            ),
                            (
                                motcua.rules.workload.Alone["NOW"],
                                motcua.rules.workload.Alone["NOW"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["account", "-at"],
                        name="notice_unread",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "dossier", "why", "due_at"), name="notice_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("dossier", None)),
                        fields=("account", "unit", "why", "due_at"),
                        name="notice_of_a_desk_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_why", motcua.records.sealed.SealedText(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="mismatch",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("phone", motcua.records.sealed.SealedText()),
                ("text", models.CharField(max_length=160)),
                ("queued_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("relation", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="motcua.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to", None)),
                        fields=("person",),
                        name="person_lives_in_one_household",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Marriage",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=160)),
                ("on", models.DateField()),
                ("number", models.CharField(max_length=20)),
                ("ended_on", models.DateField(null=True)),
                (
                    "husband",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marriages_as_husband",
                        to="motcua.person",
                    ),
                ),
                (
                    "wife",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marriages_as_wife",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("capacity", models.CharField(max_length=10)),
                ("procedure", models.CharField(blank=True, max_length=20)),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="motcua.person",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["representative"],
                        name="mandate_of_whom",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("line", models.PositiveIntegerField()),
                ("worth", models.FloatField()),
                ("said", motcua.records.sealed.SealedJSON()),
                ("found", motcua.records.sealed.SealedJSON()),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("held_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.lists.terms.RowAnswer["SAME"],
                                motcua.rules.lists.terms.RowAnswer["SAME"],
                            ),
                            (
                                motcua.rules.lists.terms.RowAnswer["OTHER"],
                                motcua.rules.lists.terms.RowAnswer["OTHER"],
                            ),
                            (
                                motcua.rules.lists.terms.RowAnswer["UNSURE"],
                                motcua.rules.lists.terms.RowAnswer["UNSURE"],
                            ),
                        ],
                        max_length=6,
                    ),
                ),
                ("which", models.PositiveSmallIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "person_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="motcua.personlist",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")),
                        fields=["person_list", "-worth", "line"],
                        name="list_row_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person_list", "line"), name="list_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_desk", models.BooleanField()),
                ("text", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.attachment",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("from_desk", False), ("read_at", None)),
                        fields=["unit", "at"],
                        name="letter_for_desk",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="household",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("document", "Giấy tờ đã được tiếp nhận"),
                            ("result", "Kết quả đã cấp"),
                            ("fact", "Thông tin đã xác thực"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=300)),
                ("value", motcua.records.sealed.SealedJSON(null=True)),
                ("name", motcua.records.sealed.SealedText(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("media_type", models.CharField(blank=True, max_length=40)),
                ("document", models.UUIDField(null=True)),
                ("about", models.BinaryField(default=b"")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("dossier", "hồ sơ đã giải quyết"),
                            ("register", "dữ liệu dân cư"),
                            ("officer", "cán bộ đã xem giấy"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("verified_by", models.UUIDField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("kept_until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replaced", "đã có bản mới hơn"),
                            ("taken-back", "hồ sơ được xem lại"),
                            ("revoked", "kết quả đã bị thu hồi"),
                            ("forgotten", "hết thời hạn giữ, đã xóa"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["person", "key"],
                        name="holding_current",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("note", motcua.records.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="hamlet",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hamlets",
                to="motcua.unit",
            ),
        ),
        migrations.CreateModel(
            name="GoAhead",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("why", motcua.records.sealed.SealedText()),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="go_aheads",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("field", models.CharField(max_length=60)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("register", "Dữ liệu dân cư"),
                            ("sighted", "Cán bộ đã xem giấy"),
                        ],
                        max_length=10,
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("by", models.UUIDField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "person", "field", "source"),
                        name="finding_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            (motcua.rules.retention.KeptPart["CONTENT"], "nội dung hồ sơ"),
                            (motcua.rules.retention.KeptPart["RESULT"], "kết quả đã cấp"),
                        ],
                        max_length=8,
                    ),
                ),
                ("due_on", models.DateField()),
                ("citation", models.CharField(max_length=300)),
                ("consent", models.BooleanField()),
                ("listed_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("files", models.PositiveIntegerField(default=0)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "what"), name="erased_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="dwelling",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("procedure", models.CharField(max_length=20)),
                ("version", models.CharField(max_length=40)),
                ("capacity", models.CharField(blank=True, max_length=10)),
                ("until", models.DateField(null=True)),
                ("answers", motcua.records.sealed.SealedJSON(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("submitted", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.account"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.person"
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="dossier",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"),
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            (motcua.rules.own_data.DataWish["CORRECT"], "sửa cho đúng"),
                            (motcua.rules.own_data.DataWish["DELETE"], "xóa"),
                        ],
                        max_length=7,
                    ),
                ),
                ("datum", models.CharField(max_length=20)),
                ("said", motcua.records.sealed.SealedText()),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("basis", models.CharField(max_length=300)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Đã làm theo yêu cầu"), ("refused", "Không làm được")],
                        max_length=7,
                    ),
                ),
                ("reason", motcua.records.sealed.SealedText(null=True)),
                ("article", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_requests",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)),
                        fields=["unit", "due_at"],
                        name="data_request_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)),
                        fields=("person", "wish", "datum"),
                        name="one_open_data_request",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("wanted", motcua.records.sealed.SealedJSON(default=dict)),
                ("proof", motcua.records.sealed.SealedText()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("basis", models.CharField(max_length=300)),
                ("answered_at", models.DateTimeField(null=True)),
                ("done", models.BooleanField(null=True)),
                ("reason", motcua.records.sealed.SealedText(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "mismatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="motcua.mismatch",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("mismatch",),
                        name="one_open_correction",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyRefusal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("where", motcua.records.sealed.SealedText()),
                ("on", models.DateField()),
                ("said", motcua.records.sealed.SealedText()),
                ("made_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copy_refusals",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusals",
                        to="motcua.paper",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copy_refusals",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-made_at"], name="copy_refusal_unit")],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("named", motcua.records.sealed.SealedText(null=True)),
                ("who", models.CharField(max_length=20)),
                ("citation", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("given", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            (motcua.rules.consent.ConsentWay["ACCOUNT"], "từ tài khoản của họ"),
                            (motcua.rules.consent.ConsentWay["PAPER"], "bằng chữ ký trên giấy"),
                            (motcua.rules.consent.ConsentWay["ASKED"], "nói trực tiếp với cán bộ"),
                        ],
                        default=motcua.rules.consent.ConsentWay["ACCOUNT"],
                        max_length=8,
                    ),
                ),
                ("said_at", models.DateTimeField(null=True)),
                ("scan", models.UUIDField(null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="motcua.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "person", "who"), name="consent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            models.Q(("way", motcua.rules.consent.ConsentWay["ACCOUNT"]), _negated=True),
                            ("given", None),
                            _connector="OR",
                        ),
                        name="a_consent_from_an_account_is_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", motcua.rules.consent.ConsentWay["ACCOUNT"]),
                            models.Q(("recorded_by__isnull", False), ("said_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_consent_by_other_means_says_who_attests_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardSeen",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=8)),
                ("original", motcua.records.sealed.SealedBytes()),
                ("said", motcua.records.sealed.SealedJSON(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "mismatch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="motcua.mismatch",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="attachment",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
            ),
        ),
        migrations.CreateModel(
            name="AskedAnyway",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("part", models.CharField(max_length=60)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            (
                                motcua.rules.catalogue.once_only.Ground["OUTAGE"],
                                motcua.rules.catalogue.once_only.Ground["OUTAGE"],
                            ),
                            (
                                motcua.rules.catalogue.once_only.Ground["DISASTER"],
                                motcua.rules.catalogue.once_only.Ground["DISASTER"],
                            ),
                            (
                                motcua.rules.catalogue.once_only.Ground["WRONG_DATA"],
                                motcua.rules.catalogue.once_only.Ground["WRONG_DATA"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_anyway",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_anyway",
                        to="motcua.request",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-at"], name="asked_anyway_unit")],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("message", models.CharField(blank=True, max_length=60)),
                ("said", motcua.records.sealed.SealedJSON(default=dict)),
                ("number", models.CharField(blank=True, max_length=40)),
                (
                    "what",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.arrival.ArrivalKind["FILED"],
                                motcua.rules.arrival.ArrivalKind["FILED"],
                            ),
                            (
                                motcua.rules.arrival.ArrivalKind["WITHDRAWN"],
                                motcua.rules.arrival.ArrivalKind["WITHDRAWN"],
                            ),
                            (
                                motcua.rules.arrival.ArrivalKind["ANSWERED"],
                                motcua.rules.arrival.ArrivalKind["ANSWERED"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("procedure", models.CharField(blank=True, max_length=20)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.arrival.WhyHeld["UNREADABLE"],
                                motcua.rules.arrival.WhyHeld["UNREADABLE"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["PROCEDURE"],
                                motcua.rules.arrival.WhyHeld["PROCEDURE"],
                            ),
                            (motcua.rules.arrival.WhyHeld["UNIT"], motcua.rules.arrival.WhyHeld["UNIT"]),
                            (
                                motcua.rules.arrival.WhyHeld["NUMBER"],
                                motcua.rules.arrival.WhyHeld["NUMBER"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["OTHERWISE"],
                                motcua.rules.arrival.WhyHeld["OTHERWISE"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["TOO_SOON"],
                                motcua.rules.arrival.WhyHeld["TOO_SOON"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["PERSON"],
                                motcua.rules.arrival.WhyHeld["PERSON"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["INCOMPLETE"],
                                motcua.rules.arrival.WhyHeld["INCOMPLETE"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["UNCHANGED"],
                                motcua.rules.arrival.WhyHeld["UNCHANGED"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["NOT_POSSIBLE"],
                                motcua.rules.arrival.WhyHeld["NOT_POSSIBLE"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["ANSWERED"],
                                motcua.rules.arrival.WhyHeld["ANSWERED"],
                            ),
                            (
                                motcua.rules.arrival.WhyHeld["TOO_LATE"],
                                motcua.rules.arrival.WhyHeld["TOO_LATE"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("came_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)),
                        fields=["why"],
                        name="arrival_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("dossiers", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-asked_at"], name="archive_unit")],
            },
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("reason", motcua.records.sealed.SealedText()),
                ("prolongs", models.BooleanField()),
                ("days", models.PositiveSmallIntegerField()),
                ("citation", models.CharField(max_length=300)),
                ("was", models.DateTimeField()),
                ("promised", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="apologies",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("prolongs", True)),
                        fields=("dossier",),
                        name="extended_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("system", models.CharField(max_length=20)),
                ("ground", models.CharField(max_length=20)),
                ("notice", models.CharField(max_length=200)),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField(null=True)),
                ("announced_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "begins"], name="announcement_unit")],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("ended", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="motcua.account",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "standby",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("whole", models.BooleanField()),
                ("document", models.CharField(max_length=300)),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="motcua.unit",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="motcua.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("old", "new"), name="unit_succession_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("whole", True)),
                        fields=("old",),
                        name="unit_whole_goes_to_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("account", models.UUIDField(db_index=True)),
                ("home", models.UUIDField()),
                ("name", motcua.records.sealed.SealedText()),
                ("size", models.PositiveBigIntegerField()),
                ("given", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "same",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="motcua.attachment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("fields", models.JSONField()),
                ("purpose", models.CharField(max_length=12)),
                ("anew", models.BooleanField(default=False)),
                ("why", motcua.records.sealed.SealedText(null=True)),
                ("asked_at", models.DateTimeField()),
                ("claims", models.JSONField(default=dict)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                motcua.rules.verification.Answer["MATCH"],
                                motcua.rules.verification.Answer["MATCH"],
                            ),
                            (
                                motcua.rules.verification.Answer["NO_MATCH"],
                                motcua.rules.verification.Answer["NO_MATCH"],
                            ),
                            (
                                motcua.rules.verification.Answer["NO_INFORMATION"],
                                motcua.rules.verification.Answer["NO_INFORMATION"],
                            ),
                            (
                                motcua.rules.verification.Answer["INSUFFICIENT"],
                                motcua.rules.verification.Answer["INSUFFICIENT"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("answered_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=60)),
                (
                    "dossier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="motcua.dossier",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="motcua.person",
                    ),
                ),
                (
                    "served",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.verification",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["unit", "answered_at"], name="verification_open")
                ],
            },
        ),
        migrations.AddField(
            model_name="mismatch",
            name="asked",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motcua.verification",
            ),
        ),
        migrations.CreateModel(
            name="DossierOutcome",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="motcua.dossier",
                    ),
                ),
                ("answers", motcua.records.sealed.SealedJSON(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lodging",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="motcua.dossier",
                    ),
                ),
                ("since", models.DateField()),
                ("left", models.DateField(null=True)),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.dwelling",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="lodgings",
                        to="motcua.room",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftForm",
            fields=[
                (
                    "draft",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="form",
                        serialize=False,
                        to="motcua.draft",
                    ),
                ),
                ("version", models.CharField(max_length=40)),
                ("saved_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("spots", models.JSONField(default=list)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.account"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnCopy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-asked_at"], name="own_copy_person")],
            },
        ),
        migrations.CreateModel(
            name="Judging",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="motcua.unit",
                    ),
                ),
                ("rule", models.TextField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="JudgedLook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("officer", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.UUIDField()),
                ("people", models.PositiveIntegerField()),
                ("served", models.BooleanField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["unit", "at"], include=("officer", "served"), name="look_judged"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicAnswer",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="public",
                        serialize=False,
                        to="motcua.report",
                    ),
                ),
                ("about", models.CharField(max_length=8)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="public_answer_newest")],
            },
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(("answered_at", None)),
                fields=["unit", "answer_by", "asked_at"],
                name="request_open",
            ),
        ),
        migrations.AddIndex(
            model_name="receiptlist",
            index=models.Index(fields=["unit", "-at"], name="receipt_list_unit"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_key", "unit"], name="person_name_key"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["unit", "sort_key"], name="person_unit_sort"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["unit", "state"], name="paper_unit_state"),
        ),
        migrations.AddConstraint(
            model_name="hamlet",
            constraint=models.UniqueConstraint(
                fields=("unit", "kind", "name", "valid_from"), name="hamlet_once"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            motcua.rules.dossier.State["ACCEPTED"],
                            motcua.rules.dossier.State["PROCESSING"],
                            motcua.rules.dossier.State["SIGNING"],
                            motcua.rules.dossier.State["SUBMITTED"],
                        ],
                    )
                ),
                fields=["unit", "due_at", "submitted_at", "id"],
                include=("officer", "procedure", "accepted_at"),
                name="dossier_running_due",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            motcua.rules.dossier.State["ACCEPTED"],
                            motcua.rules.dossier.State["DONE"],
                            motcua.rules.dossier.State["PROCESSING"],
                            motcua.rules.dossier.State["SIGNING"],
                            motcua.rules.dossier.State["SUBMITTED"],
                            motcua.rules.dossier.State["WAITING"],
                        ],
                    )
                ),
                fields=["unit", "state", "due_at", "submitted_at", "id"],
                name="dossier_state_due",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["unit", "state", "-submitted_at"], name="dossier_unit_state"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            motcua.rules.dossier.State["DONE"],
                            motcua.rules.dossier.State["NOT_ACCEPTED"],
                            motcua.rules.dossier.State["RETURNED"],
                            motcua.rules.dossier.State["STOPPED"],
                        ],
                    )
                ),
                fields=["unit", "closed_at"],
                include=("late",),
                name="dossier_handled",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["unit", "-submitted_at"], name="dossier_unit_submitted"),
        ),
        migrations.AddIndex(
            model_name="mismatch",
            index=models.Index(
                condition=models.Q(("step", motcua.rules.mismatch.CaseStep["CLOSED"]), _negated=True),
                fields=["unit", "opened_at"],
                name="mismatch_open",
            ),
        ),
        migrations.AddIndex(
            model_name="mismatch",
            index=models.Index(fields=["unit", "-opened_at"], name="mismatch_unit"),
        ),
        migrations.AddConstraint(
            model_name="mismatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("step", motcua.rules.mismatch.CaseStep["CLOSED"]), _negated=True),
                fields=("person", "unit", "claims"),
                name="one_open_mismatch",
            ),
        ),
    ])]
