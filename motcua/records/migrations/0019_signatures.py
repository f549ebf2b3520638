from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0018_mandates"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="batch",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="hindrance",
            field=models.CharField(
                blank=True,
                choices=[
                    ("signer-down", "signer-down"),
                    ("undecided", "undecided"),
                    ("stamp-down", "stamp-down"),
                    ("authority-down", "authority-down"),
                    ("token-gone", "token-gone"),
                    ("declined", "declined"),
                    ("token-locked", "token-locked"),
                    ("expired", "expired"),
                    ("not-yet-valid", "not-yet-valid"),
                    ("revoked", "revoked"),
                    ("not-kept", "not-kept"),
                ],
                default="",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("batch", None), _negated=True),
                fields=["batch"],
                name="paper_batch",
            ),
        ),
    ]
