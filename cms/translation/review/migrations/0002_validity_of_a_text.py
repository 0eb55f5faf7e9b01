"""Legal validity belongs to a text of one language; what was noted before counts until then."""

import django.db.models.deletion
from django.db import migrations, models


def of_the_source(apps, _schema_editor):
    locale = apps.get_model("wagtailcore", "Locale").objects.filter(language_code="pl").first()
    found = apps.get_model("gate", "LegalValidity").objects
    if locale is None:
        found.all().delete()
    found.update(locale=locale, in_force=True)


def newest_only(apps, _schema_editor):
    """Leave one a page, which is what the earlier table can hold."""
    kept = set()
    for each in apps.get_model("gate", "LegalValidity").objects.order_by("-in_force", "-pk"):
        if each.translation_key in kept:
            each.delete()
        kept.add(each.translation_key)


class Migration(migrations.Migration):
    dependencies = [
        ("gate", "0001_steps_of_review"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="legalvalidity", name="translation_key", field=models.UUIDField()
        ),
        migrations.AddField(
            model_name="legalvalidity",
            name="in_force",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(migrations.RunPython.noop, newest_only),
        migrations.AddField(
            model_name="legalvalidity",
            name="digest",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="legalvalidity",
            name="task_state",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="legal_validity",
                to="wagtailcore.taskstate",
            ),
        ),
        migrations.AddField(
            model_name="legalvalidity",
            name="locale",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.locale",
            ),
        ),
        migrations.RunPython(of_the_source, migrations.RunPython.noop),
    ]
