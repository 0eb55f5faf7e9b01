"""Sources as forms name them."""

import pytest

from cms.content.pages.models import AlertBanner
from cms.translation.base.domain.source_keys import keys_of
from tests.factories import ContentPageFactory
from tests.translation.base.translation_steps import locale, publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def test_pages_come_first_as_in_the_tree_and_each_once() -> None:
    first, second = ContentPageFactory.create_batch(2)
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    named = [f"pages.alertbanner:{alert.pk}", str(second.pk), str(first.pk), str(first.pk)]
    assert keys_of(named) == [
        first.translation_key,
        second.translation_key,
        alert.translation_key,
    ]


def test_what_is_no_source_is_left_out() -> None:
    page = ContentPageFactory()
    target = publish_in(page, "uk")
    names = [
        str(target.pk),
        "1",  # Wagtail's root.
        "",
        "²",
        "-1",
        "users.user:1",
        "pages.nothing:1",
        "nonsense:1",
        f"pages.contentpage:{page.pk}",
        "pages.alertbanner:999999",
    ]
    assert keys_of(names) == []
