import django.db.models.functions.datetime
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def drop_former_guard(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take away the trigger that ``0002`` made once; a new one is made after migrations."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS desk_log_is_kept ON desk_caseevent")
        editor.execute("DROP FUNCTION IF EXISTS desk_log_is_kept()")
    else:
        editor.execute("DROP TRIGGER IF EXISTS desk_log_is_kept")


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_append_only_log")]

    operations = [
        migrations.RunPython(drop_former_guard, migrations.RunPython.noop),
        migrations.AddField(
            model_name="caseevent",
            name="recorded_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        # Of older lines the moment that was written then is all that is known.
        migrations.RunSQL("UPDATE desk_caseevent SET recorded_at = at", migrations.RunSQL.noop),
    ]
