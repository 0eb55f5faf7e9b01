"""What follows when an activity's page is saved."""

from django.db.models.signals import pre_save
from django.dispatch import receiver

from .domain import ics_sequence
from .models import ActivityPage


@receiver(pre_save, sender=ActivityPage)
def follow_title(
    instance: ActivityPage,
    update_fields: frozenset[str] | None = None,
    **_kwargs: object,
) -> None:
    """Have calendars take over a title that readers see; drafts do not write it."""
    if update_fields is not None and "title" not in update_fields:
        return
    known = ActivityPage.objects.filter(pk=instance.pk, live=True).values_list("title", flat=True)
    if instance.pk and known.exclude(title=instance.title).exists():
        ics_sequence.raise_of_activity(instance.translation_key)
