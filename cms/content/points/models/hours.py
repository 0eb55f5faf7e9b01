"""A point's hours: what a usual week looks like, and the days that are different."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.content.points.enums import Weekday
from cms.content.points.rules.schedule import Period, SpecialDays
from cms.content.points.rules.spans import Fault, Span, faults

REVERSED = _("Closing comes after opening; 00:00 is the end of the day.")


class HoursSpan(models.Model):
    """Times of one weekday on Warsaw's clocks, every week; a day may have several."""

    page = ParentalKey("points.InformationPoint", on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")])
    ]

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ("weekday", "opens")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens}-{self.closes}"

    @property
    def span(self) -> Span:
        """The times alone."""
        return Span(self.opens, self.closes)

    def clean(self) -> None:
        """Raise ``ValidationError`` for a span that ends before it begins."""
        if self.opens and self.closes and self.span.is_reversed:
            raise ValidationError({"closes": REVERSED})


class HoursException(models.Model):
    """Days, both ends included, with hours of their own: none, one span, or two."""

    page = ParentalKey(
        "points.InformationPoint", on_delete=models.CASCADE, related_name="exceptions"
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Leave empty for a single day.")
    )
    opens = models.TimeField(
        _("opens"), null=True, blank=True, help_text=_("Leave all times empty to say “closed”.")
    )
    closes = models.TimeField(_("closes"), null=True, blank=True)
    opens_again = models.TimeField(
        _("opens again"), null=True, blank=True, help_text=_("After a break, if there is one.")
    )
    closes_again = models.TimeField(_("closes again"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("opens_again"), FieldPanel("closes_again")]),
    ]

    class Meta:
        verbose_name = _("days with different hours")
        verbose_name_plural = _("days with different hours")
        ordering = ("first_day", "pk")

    def __str__(self) -> str:
        return f"{self.first_day} - {self.last_day or self.first_day}"

    @property
    def special_days(self) -> SpecialDays:
        """The days and their spans as the rules know them."""
        pairs = ((self.opens, self.closes), (self.opens_again, self.closes_again))
        spans = (
            Span(opens, closes)
            for opens, closes in pairs
            if opens is not None and closes is not None
        )
        return SpecialDays(Period(self.first_day, self.last_day or self.first_day), tuple(spans))

    def clean(self) -> None:
        """Raise ``ValidationError`` for days or times in the wrong order, or half a span."""
        errors = {**self._errors_of_days(), **self._half_spans()}
        if not errors and self.first_day:
            for position, fault in faults(self.special_days.spans):
                name = "closes_again" if position else "closes"
                errors[name] = REVERSED if fault is Fault.REVERSED else _("The times overlap.")
        if errors:
            raise ValidationError(errors)

    def _errors_of_days(self) -> dict[str, Any]:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            return {"last_day": _("The last day comes before the first one.")}
        return {}

    def _half_spans(self) -> dict[str, Any]:
        pairs = (("opens", "closes"), ("opens_again", "closes_again"))
        return {
            name: _("Write both times, or none.")
            for pair in pairs
            for name in pair
            if getattr(self, name) is None and any(getattr(self, other) for other in pair)
        }
