from django.db import migrations, models

READ = "update motcua_staynotice set read_at = told_at where read_at is null"


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0040_portal"),
    ]

    operations = [
        migrations.AddField(
            model_name="stay",
            name="person",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="staynotice",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="staynotice",
            name="zeros",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="staynotice",
            name="lines",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="staynotice",
            name="done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="staynotice",
            name="read_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="staynotice",
            name="rows",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="staynotice",
            name="known",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="staynotice",
            name="late",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="staynotice",
            name="wrong",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
    ]
