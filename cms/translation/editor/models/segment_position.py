"""Where a text of a translation stands."""

from django.db import models


class SegmentPosition(models.Model):
    """What belongs to one text of a translation: to its place and the Polish string there."""

    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="+"
    )
    context = models.ForeignKey(
        "wagtail_localize.TranslationContext", on_delete=models.CASCADE, related_name="+"
    )
    string = models.ForeignKey(
        "wagtail_localize.String", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True
