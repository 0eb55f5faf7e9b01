"""How coverage grew: a chart, and the same as a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from cms.translation.dashboard.domain import coverage
from cms.translation.dashboard.models import Coverage
from cms.translation.dashboard.rules import chart

PERIODS: Final = (30, 90, 365)
GRID: Final = (0, 25, 50, 75, 100)
_LABEL_HEIGHT: Final = 16.0


@dataclass(frozen=True, slots=True)
class Line:
    """One language in the chart: its unbroken stretches, dots, and where its name stands."""

    locale: Locale
    number: int
    stretches: list[str]
    dots: list[chart.Dot]
    label_y: float
    latest: Coverage


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    """The part of the site that is live and current in each language, by days."""

    page_title = _("Coverage")
    header_icon = "history"
    template_name = "board/coverage.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        board = {"url": reverse("board:index"), "label": _("Translation board")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines of the chart and the rows of the table, the newest day first."""
        asked = self.request.GET.get("days", "")
        days = int(asked) if asked in map(str, PERIODS) else PERIODS[0]
        noted = coverage.since(days)
        return {
            **super().get_context_data(**kwargs),
            "lines": _lines(noted),
            "grid": [(percent, chart.y(percent)) for percent in GRID],
            "frame": _frame(noted),
            "chart": chart,
            "right": chart.WIDTH - chart.RIGHT,
            "bottom": chart.HEIGHT - chart.BOTTOM,
            "table": _table(noted),
            "days": days,
            "periods": PERIODS,
        }


def _frame(noted: list[Coverage]) -> chart.Frame | None:
    """Return the days from the first note to the last: what was before nobody knows."""
    return chart.Frame(noted[0].day, noted[-1].day) if noted else None


def _lines(noted: list[Coverage]) -> list[Line]:
    frame = _frame(noted)
    if frame is None:
        return []
    locales = {each.locale_id: each.locale for each in noted}
    by_locale = [coverage.of_locale(noted, locales[pk]) for pk in sorted(locales)]
    drawn = [chart.dots([(e.day, e.percent) for e in own], frame) for own in by_locale]
    places = chart.labels_apart([dots[-1].y for dots in drawn], _LABEL_HEIGHT)
    return [
        Line(own[0].locale, number, chart.lines(dots), dots, place, own[-1])
        for number, (own, dots, place) in enumerate(
            zip(by_locale, drawn, places, strict=True), start=1
        )
    ]


def _table(noted: list[Coverage]) -> list[tuple[date, list[Coverage | None]]]:
    """Return (day, what was noted of each language), the newest day first."""
    locales = sorted({each.locale_id for each in noted})
    by_day: dict[date, dict[int, Coverage]] = {}
    for each in noted:
        by_day.setdefault(each.day, {})[each.locale_id] = each
    return [(day, [by_day[day].get(pk) for pk in locales]) for day in sorted(by_day, reverse=True)]
