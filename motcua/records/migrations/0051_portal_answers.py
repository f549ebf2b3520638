from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0050_unverified"),
    ]

    operations = [
        migrations.AlterField(
            model_name="arrival",
            name="what",
            field=models.CharField(
                blank=True,
                choices=[("nop", "nop"), ("rut", "rut"), ("bosung", "bosung")],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="arrival",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unreadable", "unreadable"),
                    ("procedure", "procedure"),
                    ("unit", "unit"),
                    ("number", "number"),
                    ("otherwise", "otherwise"),
                    ("too-soon", "too-soon"),
                    ("person", "person"),
                    ("incomplete", "incomplete"),
                    ("not-possible", "not-possible"),
                    ("answered", "answered"),
                    ("too-late", "too-late"),
                ],
                max_length=12,
            ),
        ),
    ]
