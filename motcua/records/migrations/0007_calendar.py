from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0006_holdings"),
    ]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="calendar",
            field=models.CharField(blank=True, default="", max_length=12),
            preserve_default=False,
        ),
    ]
