import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import motcua.records.sealed
from motcua.rules.lists.terms import Answer, Stage
from motcua.rules.who import Role


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0051_portal_answers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(choices=[(r, r) for r in Role], max_length=12),
        ),
        migrations.CreateModel(
            name="PersonList",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=20)),
                ("name", motcua.records.sealed.SealedText()),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content", models.BinaryField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[(s, s) for s in Stage], default=Stage.READING, max_length=8
                    ),
                ),
                ("heads", motcua.records.sealed.SealedJSON(default=dict)),
                ("taken", models.JSONField(default=dict)),
                ("trouble", motcua.records.sealed.SealedJSON(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("linked", models.PositiveIntegerField(default=0)),
                ("person", models.PositiveIntegerField(default=0)),
                ("absent", models.PositiveIntegerField(default=0)),
                ("unread", models.PositiveIntegerField(default=0)),
                ("same", models.PositiveIntegerField(default=0)),
                ("other", models.PositiveIntegerField(default=0)),
                ("unsure", models.PositiveIntegerField(default=0)),
                ("outcomes", models.CharField(blank=True, max_length=64)),
                ("reply", models.CharField(blank=True, max_length=64)),
                ("reply_as", models.CharField(blank=True, max_length=4)),
                ("sent_at", models.DateTimeField()),
                ("began_at", models.DateTimeField(null=True)),
                ("matched_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ListRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("line", models.PositiveIntegerField()),
                ("worth", models.FloatField()),
                ("said", motcua.records.sealed.SealedJSON()),
                ("found", motcua.records.sealed.SealedJSON()),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("held_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(blank=True, choices=[(a, a) for a in Answer], max_length=6),
                ),
                ("which", models.PositiveSmallIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="motcua.account",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="motcua.unit"
                    ),
                ),
                (
                    "person_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="motcua.personlist",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="personlist",
            index=models.Index(fields=["account", "-sent_at"], name="person_list_account"),
        ),
        migrations.AddConstraint(
            model_name="personlist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("account", "content"),
                name="person_list_once",
            ),
        ),
        migrations.AddIndex(
            model_name="listrow",
            index=models.Index(
                condition=models.Q(("answer", "")),
                fields=["person_list", "-worth", "line"],
                name="list_row_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="listrow",
            constraint=models.UniqueConstraint(
                fields=("person_list", "line"), name="list_row_once"
            ),
        ),
    ]
