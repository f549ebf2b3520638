import uuid

import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed

PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0026_scan_station"),
    ]

    operations = [
        migrations.AddField(
            "account",
            "seal_key",
            models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddField(
            "account",
            "seal_name",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "paper",
            "copy_of",
            models.ForeignKey(
                null=True, on_delete=PROTECT, related_name="copies", to="motcua.attachment"
            ),
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
                        on_delete=PROTECT, related_name="copy_refusals", to="motcua.dossier"
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="refusals", to="motcua.paper"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="copy_refusals", to="motcua.person"
                    ),
                ),
                ("unit", models.ForeignKey(on_delete=PROTECT, to="motcua.unit")),
            ],
        ),
        migrations.AddIndex(
            "copyrefusal",
            models.Index(fields=["unit", "-made_at"], name="copy_refusal_unit"),
        ),
    ]
