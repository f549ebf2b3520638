"""Names are searched apart from the people who bear them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

KEEP_NAMES = """
insert into motcua_name (key, search_keys)
select distinct on (name_key) name_key, search_keys from motcua_person
"""


class Migration(migrations.Migration):
    dependencies = [("motcua", "0003_desk")]

    operations = [
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
        ),
        migrations.RunSQL(KEEP_NAMES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="name",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_keys"], name="name_search"
            ),
        ),
        migrations.RemoveIndex(model_name="person", name="person_search"),
        migrations.RemoveIndex(model_name="person", name="person_name_key"),
        migrations.RemoveField(model_name="person", name="search_keys"),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_key", "unit"], name="person_name_key"),
        ),
    ]
