"""Messages belong to the case they came by, and know to whose senders besides they were said."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_home(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give what came by the link of a joined case to that case."""
    model = apps.get_model
    message, file, event = (model("desk", name) for name in ("Message", "CaseFile", "CaseEvent"))
    for line in event.objects.filter(action="heard", detail__has_key="through").iterator():
        home = line.detail["through"]
        message.objects.filter(pk=line.detail["message"]).update(case_id=home)
        file.objects.filter(message=line.detail["message"]).update(case_id=home)


def note_readers(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Write down which joined cases the desk's messages were said to."""
    model = apps.get_model
    case, message, event = (model("desk", name) for name in ("Case", "Message", "CaseEvent"))
    joined = event.objects.filter(action="merged", detail__has_key="into").order_by("pk")
    until: dict[Any, Any] = {}
    for line in reversed(list(joined)):
        said = message.objects.filter(
            case__in=case.objects.filter(reference=line.detail["into"]),
            voice="desk",
            created_at__gte=line.at,
        )
        if line.case_id in until:
            said = said.filter(created_at__lt=until[line.case_id])
        for one in said:
            one.readers.add(line.case_id)
        until[line.case_id] = line.at


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_log_by_the_databases_clock")]

    operations = [
        migrations.AddField(
            "message",
            "readers",
            models.ManyToManyField(blank=True, related_name="+", to="desk.case"),
        ),
        migrations.AlterField(
            "caseevent",
            "action",
            models.CharField(
                choices=[
                    ("received", "was received"),
                    ("triaged", "began to check it"),
                    ("accepted", "accepted it"),
                    ("started", "began to work on it"),
                    ("completed", "completed it"),
                    ("declined", "declined it"),
                    ("withdrawn", "withdrew it"),
                    ("reopened", "opened it again"),
                    ("assigned", "assigned it"),
                    ("released", "gave it back"),
                    ("due", "set when it is due"),
                    ("overdue", "fell due"),
                    ("heard", "wrote a message"),
                    ("answered", "answered"),
                    ("noted", "wrote an internal note"),
                    ("file", "added a file"),
                    ("appointed", "made an appointment"),
                    ("appointment_moved", "moved an appointment"),
                    ("appointment_cancelled", "cancelled an appointment"),
                    ("linked", "linked an activity"),
                    ("unlinked", "took a linked activity away"),
                    ("merged", "joined it with another case"),
                    ("parted", "parted it from another case"),
                    ("lapsed", "closed it because nothing happened for long"),
                    ("rated", "rated the help"),
                    ("link_sent", "had the private link sent again"),
                    ("exported", "exported a person's data"),
                    ("file_read", "opened a file"),
                    ("anonymised", "personal data was deleted"),
                ],
                max_length=24,
            ),
        ),
        migrations.RunPython(move_home, migrations.RunPython.noop),
        migrations.RunPython(note_readers, migrations.RunPython.noop),
    ]
