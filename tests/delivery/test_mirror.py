"""Whatever editors do, in whatever order: a mirror that reads the changes has what the site has."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.content.pages.models import ContentPage, HomePage, SectionPage
from cms.content.stories.domain.withdrawal import withdraw
from cms.content.stories.models import Consent, StoryIndexPage
from cms.core import locales
from cms.delivery import changes
from cms.delivery.changes import walk
from tests.delivery.mirror import Mirror, site_pages
from tests.factories import ContentPageFactory, SectionPageFactory
from tests.factories.stories import ConsentFactory, StoryPageFactory
from tests.factories.translations import translated

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


class Editors:
    """People who do something at random to pages below the Polish home."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.actions: list[Callable[[], Any]] = [
            self.publish,
            self.publish_section,
            self.tell_story,
            self.edit,
            self.edit,
            self.rename,
            self.move,
            self.translate,
            self.alias,
            self.unpublish,
            self.publish_again,
            self.delete,
            self.withdraw,
            self.restrict,
            self.open_again,
        ]

    def act(self) -> str:
        """Do one thing; return what it was."""
        action = self.chance.choice(self.actions)
        action()
        return action.__name__

    def one(self, **columns: Any) -> Any:
        """Return some page that is not a home or the list of stories, or None."""
        homes = HomePage.objects.values("pk")
        found = Page.objects.filter(depth__gt=2, **columns).exclude(pk__in=homes)
        rows = list(found.exclude(pk__in=StoryIndexPage.objects.values("pk")).order_by("pk"))
        return self.chance.choice(rows).specific if rows else None

    def parent(self) -> Any:
        sections = list(SectionPage.objects.filter(locale__language_code=locales.SOURCE))
        home = HomePage.objects.get(locale__language_code=locales.SOURCE)
        return self.chance.choice([home, *sections])

    def address(self) -> str:
        return f"adres-{self.chance.randrange(10**9)}"

    def publish(self) -> None:
        ContentPageFactory(parent=self.parent(), slug=self.address())

    def publish_section(self) -> None:
        SectionPageFactory(parent=self.parent(), slug=self.address())

    def tell_story(self) -> None:
        StoryPageFactory(slug=self.address())

    def edit(self) -> None:
        if page := self.one(live=True, alias_of=None):
            page.title = f"Tytuł {self.chance.random()}"
            page.save()

    def rename(self) -> None:
        if page := self.one(live=True, alias_of=None):
            page.slug = self.address()
            page.save()

    def move(self) -> None:
        page, target = self.one(locale__language_code=locales.SOURCE), self.parent()
        if isinstance(page, ContentPage) and target != page.get_parent().specific:
            page.move(target, pos="last-child")

    def translate(self) -> None:
        page = self.one(live=True, locale__language_code=locales.SOURCE, alias_of=None)
        code = self.chance.choice(locales.TARGETS)
        if page and not Page.objects.filter(
            translation_key=page.translation_key, locale__language_code=code
        ):
            translated(page, code, slug=self.address())

    def alias(self) -> None:
        page = self.one(live=True, locale__language_code=locales.SOURCE)
        if isinstance(page, ContentPage):
            page.create_alias(parent=self.parent(), update_slug=self.address())

    def unpublish(self) -> None:
        if page := self.one(live=True):
            page.unpublish()

    def publish_again(self) -> None:
        page = self.one(live=False, alias_of=None, locale__language_code=locales.SOURCE)
        if isinstance(page, ContentPage):
            page.save_revision().publish()

    def delete(self) -> None:
        if page := self.one():
            page.delete()

    def withdraw(self) -> None:
        standing = list(Consent.objects.filter(withdrawn_on=None).order_by("pk"))
        if standing:
            consent = self.chance.choice(standing)
            withdraw(consent, user=None)
            ConsentFactory(translation_key=consent.translation_key, kind=consent.kind)

    def restrict(self) -> None:
        if page := self.one(live=True):
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def open_again(self) -> None:
        found = list(PageViewRestriction.objects.order_by("pk"))
        if found:
            self.chance.choice(found).delete()


def play(seed: int, steps: int) -> None:
    """Let editors work, the job run and mirrors read in any order; then compare."""
    chance = random.Random(seed)
    editors, mirrors = Editors(chance), [Mirror(limit=3), Mirror(limit=50)]
    done = []
    for _ in range(steps):
        done.append(editors.act())
        if chance.random() < 0.3:
            changes.catch_up(max_seconds=chance.choice([0, 60, 60]))
        for mirror in mirrors:
            if chance.random() < 0.3:
                mirror.read_part()
    while changes.is_due():
        changes.catch_up()
    for mirror in mirrors:
        mirror.read_all()  # What was begun before.
        mirror.read_all()
        assert mirror.pages() == site_pages(), (seed, done)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk.pages, "TOGETHER", 5)


def test_a_mirror_equals_the_site_after_a_short_time() -> None:
    play(seed=1, steps=20)


@pytest.mark.chaos
@pytest.mark.parametrize("seed", range(2, 8))
def test_a_mirror_equals_the_site_after_a_long_time(seed: int) -> None:
    play(seed=seed, steps=60)
