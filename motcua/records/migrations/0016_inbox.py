import uuid

import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed

RUNNING = models.Q(state__in=["accepted", "processing", "signing", "submitted"])


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0015_numbered_papers"),
    ]

    operations = [
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
        migrations.RemoveIndex(model_name="dossier", name="dossier_open_due"),
        migrations.RemoveIndex(model_name="dossier", name="dossier_open_mine_due"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=RUNNING,
                fields=["unit", "due_at", "submitted_at", "id"],
                name="dossier_running_due",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=RUNNING,
                fields=["officer", "due_at", "submitted_at", "id"],
                name="dossier_running_mine_due",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=RUNNING,
                fields=["unit", "submitted_at", "id"],
                name="dossier_running_filed",
            ),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(
                condition=models.Q(answered_at=None),
                fields=["unit", "answer_by", "asked_at"],
                name="request_open",
            ),
        ),
    ]
