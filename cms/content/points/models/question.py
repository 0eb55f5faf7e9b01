"""A question to a point."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointQuestion(models.Model):
    """A point's own part of a case. ``point`` is the source page; ``text`` goes with the texts."""

    case = models.OneToOneField(
        "desk.Case", on_delete=models.PROTECT, primary_key=True, related_name="point_question"
    )
    point = models.ForeignKey(
        "points.InformationPoint", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("question"), blank=True)

    class Meta:
        verbose_name = _("question to a point")
        verbose_name_plural = _("questions to points")
        default_permissions = ()
        permissions = (("answer_questions", _("Can answer questions sent to points")),)

    def __str__(self) -> str:
        return str(self.pk)
