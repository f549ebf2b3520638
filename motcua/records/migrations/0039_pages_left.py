from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0038_empty_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="scannedpage",
            name="belongs",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="scannedpage",
            name="came",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="scannedpage",
            name="left",
            field=models.CharField(
                blank=True,
                choices=[("dropped", "Dropped"), ("bound", "Bound")],
                default="",
                max_length=7,
            ),
            preserve_default=False,
        ),
    ]
