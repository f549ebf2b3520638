import django.db.models.deletion
from django.db import migrations, models

import motcua.rules.workload


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0037_receipts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="dossier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="motcua.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="why",
            field=models.CharField(
                choices=[
                    (motcua.rules.workload.Risk["LATE"], motcua.rules.workload.Risk["LATE"]),
                    (motcua.rules.workload.Risk["TIGHT"], motcua.rules.workload.Risk["TIGHT"]),
                    (motcua.rules.workload.Risk["NEAR"], motcua.rules.workload.Risk["NEAR"]),
                    (motcua.rules.workload.Alone["AHEAD"], motcua.rules.workload.Alone["AHEAD"]),
                    (motcua.rules.workload.Alone["NOW"], motcua.rules.workload.Alone["NOW"]),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dossier", None)),
                fields=("account", "unit", "why", "due_at"),
                name="notice_of_a_desk_once",
            ),
        ),
    ]
