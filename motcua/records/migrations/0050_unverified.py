import uuid

import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0049_standby"),
    ]

    operations = [
        migrations.AddField("verification", "anew", models.BooleanField(default=False)),
        migrations.AddField("verification", "why", motcua.records.sealed.SealedText(null=True)),
        migrations.AddField("verification", "claims", models.JSONField(default=dict)),
        migrations.AddField(
            "verification",
            "served",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motcua.verification",
            ),
        ),
        migrations.RemoveConstraint("finding", "finding_once"),
        migrations.AddField(
            "finding",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motcua.person",
            ),
        ),
        migrations.AddConstraint(
            "finding",
            models.UniqueConstraint(
                fields=("dossier", "person", "field", "source"),
                name="finding_once",
                nulls_distinct=False,
            ),
        ),
        migrations.CreateModel(
            name="GoAhead",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False),
                ),
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
    ]
