import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0022_signature_checks"),
    ]

    operations = [
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
