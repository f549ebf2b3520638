from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0020_dossier_life"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="check_state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "không quét mã độc"),
                    ("waiting", "đang kiểm tra"),
                    ("clean", "không có mã độc"),
                    ("harmful", "có mã độc"),
                ],
                max_length=10,
            ),
        ),
    ]
