import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0054_mismatches"),
    ]

    operations = [
        migrations.AddIndex(
            "entry",
            django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["at"], name="entry_at"
            ),
        ),
    ]
