"""Records made by mistake, and what is known of each picture."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def were_public(apps, schema_editor):
    """Take what was noted so far for public, as it was treated until now."""
    del schema_editor
    apps.get_model("stories", "StoryPicture").objects.update(was_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="void_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("other_story", "It belongs to another story"),
                    ("other_kind", "The form is about another kind of consent"),
                    ("twice", "The same form was recorded twice"),
                    ("wrong_details", "A date or the signature was recorded wrongly"),
                    ("no_form", "There is no signed form"),
                ],
                default="",
                max_length=16,
                verbose_name="why it is a mistake",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="voided_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="marked as a mistake at"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="voided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="marked as a mistake by",
            ),
        ),
        migrations.AddField(
            model_name="storypicture",
            name="shows_person",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="storypicture",
            name="was_public",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(were_public, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at__isnull", True)),
                    models.Q(
                        ("voided_at__isnull", False),
                        ("withdrawn_on__isnull", True),
                        models.Q(("void_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="void_consents_say_why",
            ),
        ),
    ]
