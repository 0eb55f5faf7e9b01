import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from cms.core import append_only


HOLDS = {"signed_up": None, "promoted": None, "moved_in": None, "accepted": True, "ended": False}
HOLDS |= {"returned": False, "moved_out": False, "offered": False}


def fill(apps, editor):
    """Say of what is there who had a place when, and since when somebody takes part.

    Older lines of the log do not say it: who took places when they came had one.
    """
    append_only.lift(editor.connection, "events_placeevent")
    Event, Registration = (apps.get_model("events", n) for n in ("PlaceEvent", "Registration"))
    Participant = apps.get_model("events", "Participant")
    taken, has_place = {}, {}
    for line in Event.objects.order_by("pk"):
        before, taken[line.group_id] = taken.get(line.group_id, 0), line.taken
        if line.registration_id is not None:
            known = (line.group_id, line.registration_id)
            holds = HOLDS.get(line.action, has_place.get(known, False))
            if holds is None:
                holds = line.taken - before == line.size or line.action == "promoted"
            has_place[known] = holds
            Event.objects.filter(pk=line.pk).update(has_place=holds)
    for pk, created_at in Registration.objects.values_list("pk", "created_at"):
        Participant.objects.filter(registration=pk).update(joined_at=created_at)
    Registration.objects.filter(state__in=("attended", "absent")).update(state="confirmed")
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_sign_up_again_reminders_and_organiser_mails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="participant",
            name="joined_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="participant",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="name",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="placeevent",
            name="has_place",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="occurrence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="events.occurrence",
            ),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attendance",
                to="events.participant",
            ),
        ),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("confirmed", "confirmed"),
                    ("waiting", "waiting"),
                    ("offered", "offered a place"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.CreateModel(
            name="AttendanceNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("is_present", models.BooleanField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="events.occurrence",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="events.participant",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="group",
            name="has_certificates",
            field=models.BooleanField(
                default=False,
                help_text="The name of each participant is asked for, and they are told when it is there.",
                verbose_name="certificates of attendance",
            ),
        ),
        migrations.AddField(
            model_name="group",
            name="certificate_percent",
            field=models.PositiveSmallIntegerField(
                default=80,
                help_text="Counted from the first date after somebody has joined.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="attendance needed, in per cent of the dates",
            ),
        ),
        migrations.AlterField(
            model_name="group",
            name="teaching_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Readers see it. A certificate counts the dates that somebody was at.",
                null=True,
                verbose_name="teaching hours",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
