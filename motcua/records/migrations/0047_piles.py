from django.db import migrations, models

RUNNING = ["accepted", "processing", "signing", "submitted"]


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0046_rooms"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="dossier_running_due"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("state__in", RUNNING)),
                fields=["unit", "due_at", "submitted_at", "id"],
                include=("officer", "procedure", "accepted_at"),
                name="dossier_running_due",
            ),
        ),
    ]
