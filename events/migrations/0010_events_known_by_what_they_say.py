from datetime import UTC, datetime
from typing import Any

from django.db import migrations, models


def remember(apps: Any, _editor: Any) -> None:
    """Fill in what the calendars said of the events when they were read last."""
    for calendar in apps.get_model("events", "ExternalCalendar").objects.exclude(found=None):
        found = {each["uid"]: each for each in calendar.found["entries"]}
        for event in apps.get_model("events", "ImportedEvent").objects.filter(calendar=calendar):
            if entry := found.get(event.uid):
                event.title = entry["title"] or event.uid
                moments = [*(span[0] for span in entry["dates"]), *entry["cancelled"]]
                event.starts = sorted(map(_utc, moments))
                event.save(update_fields=["title", "starts"])


def _utc(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat()


class Migration(migrations.Migration):
    dependencies = [("events", "0009_phones_of_one_kind")]

    operations = [
        migrations.AddField(
            model_name="externalcalendar",
            name="questions",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="importedevent",
            name="title",
            field=models.CharField(default="", max_length=255),
        ),
        migrations.AddField(
            model_name="importedevent",
            name="starts",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
