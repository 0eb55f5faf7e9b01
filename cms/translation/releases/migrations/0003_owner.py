"""Who stands for a plan is kept apart from who changed it last."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def copy_owners(apps: Any, _schema_editor: Any) -> None:
    """Let whoever changed a release last stand for it, or planned it if nobody changed it."""
    releases = apps.get_model("releases", "Release").objects
    releases.filter(changed_at=None).update(owner=F("created_by"))
    releases.exclude(changed_at=None).update(owner=F("changed_by"))


def write_owners_back(apps: Any, _schema_editor: Any) -> None:
    """Write the owner of a plan that was handed over where it was read before."""
    planned = apps.get_model("releases", "Release").objects.filter(state="planned")
    for release in planned:
        before = release.changed_by_id if release.changed_at else release.created_by_id
        if release.owner_id != before:
            release.changed_by_id = release.owner_id
            release.changed_at = release.changed_at or release.created_at
            release.save(update_fields=["changed_by", "changed_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0002_members_note_what_was_live"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="release",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(copy_owners, write_owners_back),
    ]
