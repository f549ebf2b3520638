from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0044_data_requests"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("state__in", ["done", "not-accepted", "returned", "stopped"])),
                fields=["unit", "closed_at"],
                include=("late",),
                name="dossier_handled",
            ),
        ),
    ]
