from datetime import UTC, datetime
from typing import Any

from django.db import migrations, models


def complete(apps: Any, editor: Any) -> None:
    """Add what copies lack that were made while 0001 was still being written."""
    connection = editor.connection
    for model in apps.get_app_config("events").get_models():
        table = model._meta.db_table
        if table not in connection.introspection.table_names():
            editor.create_model(model)
            continue
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, table)
        columns = {column.name for column in described}
        for field in model._meta.local_concrete_fields:
            if field.column not in columns:
                editor.add_field(model, field)


def remember(apps: Any, _editor: Any) -> None:
    """Fill in what the calendars said of the events when they were read last."""
    calendars = apps.get_model("events", "ExternalCalendar").objects.exclude(found=None)
    for calendar_id, known in calendars.values_list("pk", "found"):
        found = {each["uid"]: each for each in known["entries"]}
        events = apps.get_model("events", "ImportedEvent").objects
        for event in events.filter(calendar_id=calendar_id):
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
        migrations.RunPython(complete, migrations.RunPython.noop),
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
