import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0052_person_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("system", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("full_at", models.FloatField(default=0)),
                ("promised", models.JSONField(default=dict)),
            ],
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
    ]
