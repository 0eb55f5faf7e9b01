"""Aliases in other languages would be live at once, with the Polish text."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize import synctree
from wagtail_localize.models import LocaleSynchronization

from cms.content.pages.models import HomePage
from cms.translation.base.domain.errors import AliasError
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.translation.base.translation_steps import fresh, locale, publish_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def live_in_ukrainian() -> int:
    return Page.objects.filter(locale=locale("uk"), live=True, depth__gt=2).count()


def test_1_no_alias_crosses_languages(guarded: bool) -> None:
    page = ContentPageFactory()
    with pytest.raises(AliasError) if guarded else nullcontext():
        page.copy_for_translation(locale("uk"), copy_parents=True, alias=True)
    assert live_in_ukrainian() == (0 if guarded else 1)


def test_1_an_alias_of_a_polish_page_does_not_stand_in_another_tree(guarded: bool) -> None:
    page, home = ContentPageFactory(), HomePage.objects.get(slug="uk")
    with pytest.raises(AliasError) if guarded else nullcontext():
        page.create_alias(parent=home)
    assert fresh(home).get_children().live().exists() != guarded


def test_1_synchronised_trees_are_not_filled_with_aliases(guarded: bool) -> None:
    ContentPageFactory()
    synctree.synchronize_tree(locale("pl"), locale("uk"))
    assert live_in_ukrainian() == (0 if guarded else 1)


def test_1_a_new_page_gets_no_aliases(
    guarded: bool, on_commit: AbstractContextManager[Any]
) -> None:
    page = ContentPageFactory()
    LocaleSynchronization.objects.bulk_create(
        [LocaleSynchronization(locale=locale("uk"), sync_from=locale("pl"))]
    )
    with on_commit:
        synctree.after_create_page(None, page)
    assert live_in_ukrainian() == (0 if guarded else 1)


def test_aliases_within_a_language_are_as_ever() -> None:
    page, section = ContentPageFactory(), SectionPageFactory()
    alias = page.create_alias(parent=section)
    assert (alias.live, alias.locale) == (True, page.locale)


def test_aliases_within_another_language_are_as_ever() -> None:
    target = publish_in(ContentPageFactory())
    alias = target.create_alias(update_slug="inna")
    assert (alias.live, alias.locale) == (True, locale("uk"))
