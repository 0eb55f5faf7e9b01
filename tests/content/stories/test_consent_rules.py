"""No story is published without consent, by whatever path; each path is open without the guard."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.content.stories import receivers
from cms.content.stories.models import Consent, StoryPage
from cms.core.publication import publication_conditions
from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain import publication
from cms.users import roles
from tests.content.stories.disabled_guards import no_guard
from tests.factories import ImageFactory, SectionPageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.stories import (
    ConsentFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)
from tests.factories.translations import translated
from tests.translation.base import shown_state
from tests.translation.base.translation_steps import (
    approve_step,
    fresh,
    run_checks,
    start,
    translate,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["guarded", "unguarded"])
def guarded(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Run with the guard and without."""
    with nullcontext() if request.param else no_guard():
        yield request.param


def draft(**fields: Any) -> Any:
    """Return an unpublished story that nobody has consented to."""
    return StoryPageFactory(draft=True, consents=(), **fields)


def lapsed() -> Any:
    """Return a live story whose consents ended yesterday; nobody has noticed yet."""
    story = StoryPageFactory()
    end_consents()
    return story


def end_consents() -> None:
    Consent.objects.update(valid_until=timezone.localdate() - timedelta(days=1))


def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    return client


def form_of(page: Any, **extra: str) -> dict[str, str]:
    """Return what the page editor posts."""
    fields = ("title", "slug", "lead", "person", "origin", "place", "quote", "portrait_alt")
    return {
        **shown_state.opened(page),
        **{name: str(getattr(page, name)) for name in fields},
        "body-count": "0",
        "portrait": str(page.portrait_id or ""),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **extra,
    }


def by_the_revision() -> Any:
    story = draft()
    with suppress(PublicationRefusedError):
        story.latest_revision.publish()
    return story


def by_the_editor() -> Any:
    story = draft()
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    administrator().post(url, form_of(story, **{"action-publish": "1"}))
    return story


def by_creating_it() -> Any:
    index = StoryIndexPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    unsaved = StoryPage(title="Nowa historia", slug="nowa", person="Jan")
    administrator().post(url, form_of(unsaved, **{"action-publish": "1"}))
    return StoryPage.objects.filter(slug="nowa").first()


def by_the_workflow() -> Any:
    story = draft()
    story.get_workflow().start(story, UserFactory(role=roles.AUTHORS))
    run_checks()
    for _step in range(2):
        with suppress(PublicationRefusedError):
            approve_step(story, UserFactory(administrator=True))
    return story


def by_the_workflow_in_the_admin() -> Any:
    story = draft()
    story.get_workflow().start(story, UserFactory(role=roles.AUTHORS))
    run_checks()
    approve_step(story, UserFactory(administrator=True))
    task_state = fresh(story).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task_state.pk])
    administrator().post(shown_state.deciding(url, story))
    return story


def by_the_bulk_action() -> Any:
    story = draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    administrator().post(f"{url}?id={story.pk}", shown_state.in_bulk(story))
    return story


def by_the_bulk_action_on_the_list() -> Any:
    story = draft()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    parent = story.get_parent()
    sent = shown_state.in_bulk(parent, story, include_descendants="on")
    administrator().post(f"{url}?id={parent.pk}", sent)
    return story


def by_a_schedule() -> Any:
    """The story was scheduled while somebody had consented."""
    story = draft()
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=story.latest_revision_id).update(approved_go_live_at=due)
    call_command("publish_scheduled", verbosity=0)
    return story


def by_translating_it() -> Any:
    story = StoryPageFactory()
    translation = start(story)
    translate(translation)
    end_consents()
    with suppress(PublicationRefusedError):
        publication.publish(translation)
    return translation.get_target_instance()


def by_copying_it() -> Any:
    story = StoryPageFactory()
    with suppress(PublicationRefusedError):
        return story.copy(update_attrs={"slug": "kopia"}, keep_live=True)
    return None


def by_copying_it_in_the_admin() -> Any:
    story = StoryPageFactory(slug="historia")
    url = reverse("wagtailadmin_pages:copy", args=[story.pk])
    posted = {
        "new_title": "Kopia",
        "new_slug": "kopia",
        "new_parent_page": story.get_parent().pk,
        "publish_copies": "on",
    }
    administrator().post(url, posted)
    return StoryPage.objects.filter(slug="kopia").first()


def by_copying_the_whole_list() -> Any:
    story = StoryPageFactory()
    with suppress(PublicationRefusedError):
        story.get_parent().specific.copy(
            recursive=True, keep_live=True, update_attrs={"slug": "kopia"}
        )
    return StoryPage.objects.exclude(pk=story.pk).first()


def by_mirroring_it() -> Any:
    """An alias is a page of its own, with a translation key that nobody has consented to."""
    story = StoryPageFactory()
    with suppress(PublicationRefusedError):
        return story.create_alias(update_slug="lustro")
    return None


def by_reverting_to_an_older_version() -> Any:
    """The portrait that was taken out comes back with the older version."""
    story = StoryPageFactory(portrait=ImageFactory(), portrait_alt="Kobieta")
    older = story.latest_revision
    story.unpublish()
    Consent.objects.filter(kind="image").delete()
    with suppress(PublicationRefusedError):
        older.as_object().save_revision().publish(previous_revision=older)
    return story


def by_saving_it_live() -> Any:
    story = draft()
    story.live = True
    with suppress(PublicationRefusedError):
        story.save()
    return story


def by_saving_it_live_as_any_page() -> Any:
    page = Page.objects.get(pk=draft().pk)
    page.live = True
    with suppress(PublicationRefusedError):
        page.save()
    return page


def by_saving_one_column() -> Any:
    story = draft()
    story.live = True
    with suppress(PublicationRefusedError):
        story.save(update_fields=["live"])
    return story


def by_adding_it_live() -> Any:
    story = StoryPage(title="Nowa", slug="nowa", person="Jan")
    with suppress(PublicationRefusedError):
        StoryIndexPageFactory().add_child(instance=story)
    return StoryPage.objects.filter(slug="nowa").first()


PATHS: list[Callable[[], Any]] = [
    by_the_revision,
    by_the_editor,
    by_creating_it,
    by_the_workflow,
    by_the_workflow_in_the_admin,
    by_the_bulk_action,
    by_the_bulk_action_on_the_list,
    by_a_schedule,
    by_translating_it,
    by_copying_it,
    by_copying_it_in_the_admin,
    by_copying_the_whole_list,
    by_mirroring_it,
    by_reverting_to_an_older_version,
    by_saving_it_live,
    by_saving_it_live_as_any_page,
    by_saving_one_column,
    by_adding_it_live,
]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_publishes_without_consent(path: Callable[[], Any], guarded: bool) -> None:
    story = path()
    is_live = story is not None and Page.objects.get(pk=story.pk).live
    assert is_live is not guarded


def test_moving_publishes_nothing() -> None:
    story, section = draft(), SectionPageFactory()
    index = StoryIndexPageFactory(parent=section, slug="inne")
    story.move(index, pos="last-child")
    assert fresh(story).live is False


def test_a_refused_copy_of_a_list_leaves_nothing_behind() -> None:
    index = StoryPageFactory().get_parent().specific
    before = Page.objects.count()
    with pytest.raises(PublicationRefusedError):
        index.copy(recursive=True, keep_live=True, update_attrs={"slug": "kopia"})
    assert Page.objects.count() == before


def test_a_copy_as_a_draft_is_nobodys_business() -> None:
    copied = StoryPageFactory().copy(update_attrs={"slug": "kopia"}, keep_live=False)
    assert (copied.live, Consent.objects.of(copied.translation_key).count()) == (False, 0)


def test_a_new_story_cannot_be_published_at_once_and_the_form_keeps_the_text() -> None:
    index = StoryIndexPageFactory()
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    unsaved = StoryPage(title="Nowa historia", slug="nowa", person="Jan")
    client = administrator()
    response = client.post(url, form_of(unsaved, **{"action-publish": "1"}))
    assert len(response.context["form"].non_field_errors()) == 1
    assert response.context["form"]["person"].value() == "Jan"
    client.post(url, form_of(unsaved))
    assert StoryPage.objects.get(slug="nowa").live is False


def test_with_its_consents_a_story_is_published_by_the_editor() -> None:
    story = StoryPageFactory(draft=True)
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    administrator().post(url, form_of(story, **{"action-publish": "1"}))
    assert fresh(story).live is True


@pytest.mark.parametrize(
    ("consents", "with_portrait", "missing"),
    [
        ((), False, "data"),
        ((), True, "data, image"),
        (("image",), True, "data"),
        (("data",), True, "image"),
    ],
)
def test_the_refusal_says_what_is_missing(
    consents: tuple[str, ...], with_portrait: bool, missing: str
) -> None:
    portrait = ImageFactory() if with_portrait else None
    story = StoryPageFactory(
        draft=True, consents=consents, portrait=portrait, portrait_alt="Kobieta"
    )
    with pytest.raises(PublicationRefusedError) as refusal:
        publication_conditions.ask(story)
    assert str(refusal.value) == f"story without consent: {missing}"


def test_a_picture_in_the_text_needs_the_consent_to_the_likeness() -> None:
    pictures = body(("image", {"image": ImageFactory().pk, "alt": "Kobieta", "caption": ""}))
    story = StoryPageFactory(draft=True, consents=("data",), body=pictures)
    with pytest.raises(PublicationRefusedError) as refusal:
        publication_conditions.ask(story)
    assert str(refusal.value) == "story without consent: image"


def test_a_translation_is_asked_for_the_portrait_of_its_source() -> None:
    story = StoryPageFactory(consents=("data",))
    copy = translated(story, "uk")
    StoryPage.objects.filter(pk=story.pk).update(portrait=ImageFactory())
    with pytest.raises(PublicationRefusedError) as refusal:
        publication_conditions.ask(copy)
    assert str(refusal.value) == "story without consent: image"


def test_a_consent_to_another_story_is_none() -> None:
    story = draft()
    ConsentFactory()
    with pytest.raises(PublicationRefusedError):
        publication_conditions.ask(story)


def test_the_editor_keeps_the_text_and_reads_why_in_the_admins_language() -> None:
    story = draft()
    url = reverse("wagtailadmin_pages:edit", args=[story.pk])
    form = form_of(story, lead="Coś nowego.", **{"action-publish": "1"})
    response = administrator().post(url, form, follow=True)
    messages = [(message.level_tag, str(message)) for message in response.context["messages"]]
    assert [level for level, _text in messages] == ["error"]
    assert "“Consents”" in messages[0][1] or "„Zgody”" in messages[0][1]
    assert fresh(story).get_latest_revision_as_object().lead == "Coś nowego."


@pytest.mark.parametrize("path", [by_copying_it_in_the_admin, by_the_bulk_action])
def test_elsewhere_in_the_admin_a_message_is_shown_too(path: Callable[[], Any]) -> None:
    story = StoryPageFactory(slug="historia") if path is by_copying_it_in_the_admin else draft()
    client = administrator()
    if path is by_the_bulk_action:
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        response = client.post(f"{url}?id={story.pk}", shown_state.in_bulk(story), follow=True)
    else:
        url = reverse("wagtailadmin_pages:copy", args=[story.pk])
        posted = {"new_title": "K", "new_slug": "k", "new_parent_page": story.get_parent().pk}
        response = client.post(url, {**posted, "publish_copies": "on"}, follow=True)
    levels = [message.level_tag for message in response.context["messages"]]
    assert (response.status_code, levels) == (200, ["error"])


def test_a_refused_schedule_is_withdrawn_and_does_not_stop_the_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    refused, other = draft(person="Kanarek", title="Kanarek"), StoryPageFactory(draft=True)
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=refused.latest_revision_id).update(
        approved_go_live_at=due - timedelta(hours=1)
    )
    Revision.objects.filter(pk=other.latest_revision_id).update(approved_go_live_at=due)
    call_command("publish_scheduled", verbosity=0)
    assert (fresh(refused).live, fresh(other).live) == (False, True)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0
    assert "story without consent: data" in caplog.text
    assert "Kanarek" not in caplog.text


def test_scheduling_without_consent_is_refused_at_once() -> None:
    story = draft()
    story.go_live_at = timezone.now() + timedelta(hours=1)
    with pytest.raises(PublicationRefusedError):
        story.save_revision().publish()
    assert fresh(story).scheduled_revision is None


def test_saving_a_draft_of_a_lapsed_story_is_no_publication() -> None:
    story = lapsed()
    story.lead = "Coś nowego."
    story.save_revision()
    assert fresh(story).has_unpublished_changes is True


def test_receivers_are_connected_once() -> None:
    receivers.connect()
    assert publication_conditions._checks.count(publication_conditions._checks[0]) == 1
