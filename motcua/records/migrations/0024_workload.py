import uuid

import django.db.models.deletion
from django.db import migrations, models

COLLEAGUE = {"on_delete": django.db.models.deletion.PROTECT, "to": "motcua.account"}
UNIT = {"on_delete": django.db.models.deletion.PROTECT, "to": "motcua.unit"}


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0024_draft_forms"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossier_running_filed"),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("ended", models.BooleanField(default=False)),
                ("account", models.ForeignKey(related_name="absences", **COLLEAGUE)),
                ("noted_by", models.ForeignKey(related_name="+", **COLLEAGUE)),
                ("standby", models.ForeignKey(null=True, related_name="+", **COLLEAGUE)),
                ("unit", models.ForeignKey(**UNIT)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "why",
                    models.CharField(
                        choices=[("late", "late"), ("tight", "tight"), ("near", "near")],
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(related_name="+", **COLLEAGUE)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.dossier",
                    ),
                ),
                ("unit", models.ForeignKey(**UNIT)),
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
                    )
                ],
            },
        ),
    ]
