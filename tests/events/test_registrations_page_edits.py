"""What editors and translators do to the page changes nobody's place."""

from typing import Any

import pytest
from wagtail.models import Page

from events.domain import registrations
from events.models import ActivityPage, Group, Registration
from tests.factories.events import ActivityPageFactory, open_group, sign_up
from tests.translation.base.translation_steps import edit, publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def seen(group: Group) -> list[Any]:
    """Return all that is known of a group's places."""
    rows = Registration.objects.filter(group=group)
    return [
        registrations.availability_of([group.pk])[group.pk],
        list(rows.values()),
        list(group.log.values()),
    ]


@pytest.fixture
def group() -> Group:
    return open_group(ActivityPageFactory(title="Kuchnie świata"), capacity=2)


def test_publishing_an_older_draft_keeps_places_and_people(group: Group) -> None:
    page = Page.objects.get(pk=group.activity_id).specific
    older = page.save_revision()
    edit(page, title="Kuchnie całego świata")
    sign_up(group, 2)
    sign_up(group)
    before = seen(group)
    older.publish()
    assert Page.objects.get(pk=page.pk).title == "Kuchnie świata"
    assert seen(group) == before


def test_translating_and_translating_again_keeps_them_too(group: Group) -> None:
    page = Page.objects.get(pk=group.activity_id).specific
    sign_up(group, 2)
    sign_up(group)
    before = seen(group)
    translated = publish_in(page)
    edit(page, title="Kuchnie całego świata")
    publish_in(page)
    translated.refresh_from_db()
    assert translated.title == "[uk] Kuchnie całego świata"
    assert seen(group) == before
    assert Group.objects.get() == group


def test_a_copied_page_has_no_groups(group: Group) -> None:
    sign_up(group, 2)
    before = seen(group)
    copied = ActivityPage.objects.get(pk=group.activity_id).copy(update_attrs={"slug": "druga"})
    assert (copied.groups.count(), seen(group)) == (0, before)
