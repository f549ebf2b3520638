import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0021_checked_files"),
    ]

    operations = [
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
    ]
