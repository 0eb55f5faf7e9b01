"""How coverage grew: a note a day, an honest chart."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.translation.dashboard.domain import coverage
from cms.translation.dashboard.models import Coverage
from cms.translation.dashboard.rules import chart
from cms.translation.dashboard.tasks import note_coverage
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import edit, locale, publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def note(day: date, code: str = "uk", current: int = 5) -> Coverage:
    return Coverage.objects.create(
        day=day,
        locale=locale(code),
        subjects=10,
        current=current,
        behind=1,
        words=100,
        open_words=20,
    )


def test_the_last_note_of_a_day_stays() -> None:
    page = ContentPageFactory()
    publish_in(page, "uk")
    note_coverage()
    before = Coverage.objects.get(locale=locale("uk"))
    edit(page, lead="Coś innego.")
    note_coverage()
    after = Coverage.objects.get(locale=locale("uk"))
    assert (before.current - after.current, after.behind - before.behind) == (1, 1)
    assert (before.subjects, before.day) == (after.subjects, timezone.localdate())
    assert after.open_words - before.open_words == 2
    assert Coverage.objects.count() == len(coverage.targets())


def test_days_without_a_note_are_not_drawn_over() -> None:
    first = date(2026, 11, 1)
    days = [first, first + timedelta(days=1), first + timedelta(days=5)]
    found = chart.dots([(day, 50) for day in days], chart.Frame(days[0], days[-1]))
    assert len(found) == 3
    assert chart.lines(found) == [f"{found[0].x},{found[0].y} {found[1].x},{found[1].y}"]


def test_the_chart_reaches_from_nothing_to_everything() -> None:
    frame = chart.Frame(date(2026, 11, 1), date(2026, 11, 3))
    low, high = chart.dots([(frame.first, 0), (frame.last, 100)], frame)
    assert (low.x, low.y) == (chart.LEFT, chart.HEIGHT - chart.BOTTOM)
    assert (high.x, high.y) == (chart.WIDTH - chart.RIGHT, chart.TOP)


def test_names_of_lines_do_not_cover_each_other() -> None:
    assert chart.labels_apart([50.0, 40.0, 45.0], 16.0) == [72.0, 40.0, 56.0]


def test_the_chart_is_also_a_table(client: Client) -> None:
    today = timezone.localdate()
    note(today, "en", 9)
    note(today, "uk", 3)
    note(today - timedelta(days=2), "uk", 2)
    note(today - timedelta(days=40), "uk", 1)
    client.force_login(UserFactory(role=roles.translators("ru")))
    context = client.get(reverse("board:coverage")).context
    assert [
        (day, [each and each.percent for each in cells]) for day, cells in context["table"]
    ] == [(today, [90, 30]), (today - timedelta(days=2), [None, 20])]
    assert [len(line.dots) for line in context["lines"]] == [1, 2]
    longer = client.get(reverse("board:coverage"), {"days": 90}).context
    assert len(longer["table"]) == 3


def test_before_the_first_note_nothing_is_made_up(client: Client) -> None:
    client.force_login(UserFactory(role=roles.translators("ru")))
    context = client.get(reverse("board:coverage")).context
    assert (context["lines"], context["table"], context["frame"]) == ([], [], None)
