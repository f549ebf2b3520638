import uuid

import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed
from motcua.rules.dossier import STATE_WORDS, State

PROTECT = django.db.models.deletion.PROTECT


def key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)


def to(model: str, related: str | None = None, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=PROTECT, to=f"motcua.{model}", related_name=related, null=null
    )


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0019_signatures"),
    ]

    operations = [
        migrations.AddField("request", "reminded_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "dossier",
            "state",
            models.CharField(choices=[(s, STATE_WORDS[s]) for s in State], max_length=12),
        ),
        migrations.AlterField(
            "paper",
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
                    ("form", "Tờ khai in từ hồ sơ"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", key()),
                ("note", motcua.records.sealed.SealedText(blank=True)),
                ("at", models.DateTimeField()),
                ("dossier", to("dossier", "hand_overs")),
                ("unit", to("unit")),
                ("giver", to("account", "+")),
                ("taker", to("account", "+")),
            ],
        ),
        migrations.CreateModel(
            name="SecondRequest",
            fields=[
                ("id", key()),
                ("why", motcua.records.sealed.SealedText()),
                ("sought_at", models.DateTimeField()),
                ("allowed", models.BooleanField(null=True)),
                ("word", motcua.records.sealed.SealedText(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("dossier", to("dossier", "second_requests")),
                ("unit", to("unit")),
                ("officer", to("account", "+")),
                ("leader", to("account", "+", null=True)),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=PROTECT,
                        related_name="allowed_by",
                        to="motcua.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier",),
                        condition=models.Q(answered_at=None),
                        name="one_word_sought",
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["unit"],
                        condition=models.Q(answered_at=None),
                        name="second_request_awaited",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Apology",
            fields=[
                ("id", key()),
                ("number", models.PositiveIntegerField()),
                ("reason", motcua.records.sealed.SealedText()),
                ("prolongs", models.BooleanField()),
                ("days", models.PositiveSmallIntegerField()),
                ("citation", models.CharField(max_length=300)),
                ("was", models.DateTimeField()),
                ("promised", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("dossier", to("dossier", "apologies")),
                ("unit", to("unit")),
                ("officer", to("account", "+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier",),
                        condition=models.Q(prolongs=True),
                        name="extended_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", key()),
                ("begins", models.DateField()),
                ("ends", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                ("unit", to("unit")),
                ("officer", to("account", "+")),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-asked_at"], name="register_unit")],
            },
        ),
    ]
