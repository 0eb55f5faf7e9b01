"""Mistakes can be corrected: of records, and of pictures; the right ones stay."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from cms.content.stories.domain import (
    corrections,
    picture_decisions,
    picture_visibility,
    withdrawal,
)
from cms.content.stories.domain.corrections import NotWithdrawnError
from cms.content.stories.domain.withdrawal import ConsentNotInForceError
from cms.content.stories.enums import ConsentState, SlipReason, VoidReason
from cms.content.stories.models import Consent, HiddenPicture, MistakenWithdrawal, StoryPicture
from cms.core import erasure_ledger
from cms.users import roles
from cms.users.models import User
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.bodies import body
from tests.factories.stories import ConsentFactory, StoryPageFactory
from tests.translation.base.translation_steps import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def publisher() -> User:
    user: User = UserFactory(role=roles.PUBLISHERS)
    return user


@pytest.fixture
def client(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


def shown_in_text(image: Any) -> Any:
    return body(("image", {"image": image.pk, "alt": "Kobieta", "caption": ""}))


def page_with(image: Any, title: str = "Warsztaty") -> Any:
    """Return a live page that shows the image, which the worker has not come to index."""
    page = ContentPageFactory(title=title, body=shown_in_text(image))
    assert not ReferenceIndex.get_references_to(image).filter(object_id=page.pk).exists()
    return page


def is_hidden(image: Any) -> bool:
    return HiddenPicture.objects.filter(image=image).exists()


def record(story: Any, kind: str = "data") -> Consent:
    found = Consent.objects.of(story.translation_key).filter(kind=kind).order_by("pk").first()
    assert found
    return found


def test_a_mistake_is_corrected_and_the_right_record_carries_the_story(
    client: Client, publisher: User
) -> None:
    story = StoryPageFactory()
    wrong = ConsentFactory(translation_key=story.translation_key)
    url = reverse("stories_void", args=[wrong.pk])
    assert client.post(url).context["form"].errors
    client.post(url, {"reason": "twice"})
    wrong.refresh_from_db()
    assert (wrong.state, wrong.voided_by, wrong.void_reason) == ("void", publisher, "twice")
    assert (fresh(story).live, record(story).state) == (True, "valid")
    entry = ModelLogEntry.objects.get(action=corrections.VOID)
    assert (entry.user, entry.object_id, entry.data) == (
        publisher,
        str(wrong.pk),
        {"reason": "twice"},
    )


def test_withdrawing_a_mistake_withdraws_nothing(client: Client, publisher: User) -> None:
    story = StoryPageFactory()
    wrong = ConsentFactory(translation_key=story.translation_key)
    corrections.void(wrong, reason=VoidReason.OTHER_STORY, user=publisher)
    with pytest.raises(ConsentNotInForceError):
        withdrawal.withdraw(wrong, user=publisher)
    client.post(reverse("stories_withdraw", args=[wrong.pk]))
    assert (fresh(story).live, record(story).withdrawn_on) == (True, None)


def test_a_withdrawal_leaves_the_mistake_what_it_is(publisher: User) -> None:
    story = StoryPageFactory()
    wrong = ConsentFactory(translation_key=story.translation_key)
    corrections.void(wrong, reason=VoidReason.TWICE, user=publisher)
    withdrawal.withdraw(record(story), user=publisher)
    assert (fresh(wrong).state, record(story).state) == ("void", "withdrawn")
    with pytest.raises(ConsentNotInForceError):
        corrections.void(record(story), reason=VoidReason.TWICE, user=publisher)


def test_what_rested_on_a_mistake_alone_is_taken_down(publisher: User) -> None:
    story = StoryPageFactory()
    corrections.void(record(story), reason=VoidReason.OTHER_STORY, user=publisher)
    assert fresh(story).live is False


def test_a_restored_mistake_is_marked_again(publisher: User) -> None:
    before, story = timezone.now(), StoryPageFactory()
    corrections.void(record(story), reason=VoidReason.NO_FORM, user=publisher)
    Consent.objects.update(voided_at=None, void_reason="", voided_by=None)
    erasure_ledger.replay(before)
    assert (record(story).state, record(story).void_reason) == (ConsentState.VOID, "no_form")


def test_no_record_is_void_without_a_reason() -> None:
    consent = ConsentFactory()
    with pytest.raises(IntegrityError):
        Consent.objects.filter(pk=consent.pk).update(voided_at=timezone.now())


def test_a_logo_chosen_as_portrait_in_a_draft_only_stays_on_other_pages(publisher: User) -> None:
    logo, face = ImageFactory(), ImageFactory()
    page_with(logo)
    story = StoryPageFactory(portrait=face, portrait_alt="Kobieta")
    story.portrait = logo
    story.save_revision()
    withdrawal.withdraw(record(story, "image"), user=publisher)
    assert (is_hidden(logo), is_hidden(face)) == (False, True)


def test_a_logo_that_was_hidden_comes_back_when_it_is_corrected(client: Client) -> None:
    logo = ImageFactory()
    collection = logo.collection
    story = StoryPageFactory(portrait=logo, portrait_alt="Logo")
    page_with(logo)
    withdrawal.withdraw(record(story, "image"), user=None)
    assert is_hidden(logo)
    url = reverse("stories_pictures", args=[record(story, "image").pk])
    seen = client.get(url).context["seen"]
    client.post(url, {"seen": seen})
    assert (is_hidden(logo), fresh(logo).collection) == (False, collection)
    assert ModelLogEntry.objects.get(action=picture_decisions.DECIDE).data == {
        "shows_person": False
    }
    withdrawal.take_down(story.translation_key)
    assert is_hidden(logo) is False
    assert withdrawal.lapsed() == set()


def test_places_are_shown_before_and_go_with_the_withdrawal(client: Client) -> None:
    face = ImageFactory()
    story = StoryPageFactory(body=shown_in_text(face))
    other = page_with(face, title="Warsztaty")
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    page = client.get(url)
    (row,) = page.context["pictures"]
    assert (row.goes, [place.title for place in row.places]) == (True, ["Warsztaty"])
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) in page.content.decode()
    client.post(url, {"seen": page.context["seen"], "goes": [face.pk]})
    assert is_hidden(face)


def test_a_picture_that_shows_nobody_stays_where_it_is_used(client: Client) -> None:
    house = ImageFactory()
    story = StoryPageFactory(body=shown_in_text(house))
    page_with(house)
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    client.post(url, {"seen": client.get(url).context["seen"]})
    assert (is_hidden(house), fresh(story).live) == (False, False)
    assert StoryPicture.objects.get(image=house).shows_person is False


def test_a_place_that_was_not_shown_is_shown_first(client: Client) -> None:
    face = ImageFactory()
    story = StoryPageFactory(body=shown_in_text(face))
    page_with(face)
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    seen = client.get(url).context["seen"]
    page_with(face, title="Nowa")
    again = client.post(url, {"seen": seen})
    assert (again.status_code, fresh(story).live) == (409, True)
    assert [row.goes for row in again.context["pictures"]] == [False]
    assert "Nowa" in again.content.decode()


def uploaded_again(image: Any, **facts: str) -> Any:
    """Return another picture with the same file."""
    type(image).objects.filter(pk=image.pk).update(file_hash="ab" * 20)
    return ImageFactory(file_hash="ab" * 20, **facts)


def test_the_same_file_uploaded_again_is_found_and_goes(client: Client) -> None:
    face = ImageFactory()
    story = StoryPageFactory(portrait=face, portrait_alt="Kobieta")
    copy = uploaded_again(face)
    page_with(copy, title="Warsztaty")
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    page = client.get(url)
    (row,) = page.context["pictures"]
    assert (row.image, row.goes, [place.title for place in row.places]) == (
        copy,
        True,
        ["Warsztaty"],
    )
    client.post(url, {"seen": page.context["seen"], "goes": [copy.pk]})
    assert (is_hidden(face), is_hidden(copy)) == (True, True)


def test_what_is_uploaded_again_without_consent_is_hidden(publisher: User) -> None:
    face = ImageFactory()
    story = StoryPageFactory(portrait=face, portrait_alt="Kobieta")
    withdrawal.withdraw(record(story, "image"), user=publisher)
    copy = uploaded_again(face)
    assert is_hidden(copy)
    ConsentFactory(translation_key=story.translation_key, kind="image")
    assert (is_hidden(face), is_hidden(copy)) == (False, False)


def test_a_consent_that_runs_out_takes_other_uploads_along() -> None:
    face = ImageFactory()
    story = StoryPageFactory(portrait=face, portrait_alt="Kobieta")
    copy = uploaded_again(face)
    page_with(copy)
    Consent.objects.filter(kind="image").update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    withdrawal.take_down(story.translation_key)
    assert is_hidden(copy)


@pytest.mark.parametrize(
    ("title", "is_named"),
    [("Portret Oleny z kursu", True), ("olena2.jpg", True), ("Kurs", False), ("Solenaoid", False)],
)
def test_a_picture_called_by_the_name_of_the_person_is_asked_about(
    client: Client, title: str, is_named: bool
) -> None:
    story = StoryPageFactory(person="Olena")
    other = ImageFactory(title=title)
    page_with(other)
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    page = client.get(url)
    rows = page.context["pictures"]
    assert [(row.image, row.goes) for row in rows] == [(other, False)] * is_named
    client.post(url, {"seen": page.context["seen"], "goes": [other.pk] if is_named else []})
    assert is_hidden(other) is is_named


def test_a_picture_that_shows_somebody_of_the_same_name_stays(client: Client) -> None:
    story = StoryPageFactory(person="Olena")
    other = ImageFactory(title="Inna Olena")
    page_with(other)
    url = reverse("stories_withdraw", args=[record(story, "image").pk])
    client.post(url, {"seen": client.get(url).context["seen"]})
    assert (is_hidden(other), StoryPicture.objects.filter(image=other).exists()) == (False, False)


def test_a_restored_picture_goes_again(publisher: User) -> None:
    before, face = timezone.now(), ImageFactory()
    story = StoryPageFactory(body=shown_in_text(face))
    page_with(face)
    withdrawal.withdraw(record(story, "image"), user=publisher, shows_person={face.pk: True})
    Consent.objects.update(withdrawn_on=None, withdrawn_by=None)
    StoryPicture.objects.update(shows_person=None)
    picture_visibility.settle(story.translation_key)
    assert is_hidden(face) is False
    erasure_ledger.replay(before)
    assert is_hidden(face)


def test_a_withdrawal_that_nobody_asked_for_is_taken_back(client: Client, publisher: User) -> None:
    face = ImageFactory()
    story = StoryPageFactory(portrait=face, portrait_alt="Kobieta")
    who_slipped: User = UserFactory(role=roles.PUBLISHERS)
    withdrawal.withdraw(record(story, "image"), user=who_slipped)
    assert (fresh(story).live, is_hidden(face)) == (False, True)
    url = reverse("stories_take_back", args=[record(story, "image").pk])
    assert client.post(url).context["form"].errors
    client.post(url, {"reason": "other_story"})
    assert (record(story, "image").state, is_hidden(face)) == ("valid", False)
    assert fresh(story).live is False  # Publishers publish it.
    fresh(story).get_latest_revision().publish(user=publisher)
    assert fresh(story).live
    slip = MistakenWithdrawal.objects.get()
    assert (slip.withdrawn_by, slip.withdrawn_on) == (who_slipped, timezone.localdate())
    assert (slip.taken_back_by, slip.reason) == (publisher, "other_story")
    assert client.get(url).status_code == 302  # There is nothing to take back any more.


def test_only_what_was_withdrawn_together_counts_again(publisher: User) -> None:
    story = StoryPageFactory()
    withdrawal.withdraw(record(story), user=publisher)
    Consent.objects.filter(kind="data").update(withdrawn_on=date(2026, 1, 2))
    later = ConsentFactory(translation_key=story.translation_key, kind="data")
    withdrawal.withdraw(later, user=publisher)
    corrections.take_back(later, reason=SlipReason.NOBODY, user=publisher)
    assert (record(story).state, fresh(later).state) == ("withdrawn", "valid")
    with pytest.raises(NotWithdrawnError):
        corrections.take_back(later, reason=SlipReason.NOBODY, user=publisher)


def test_a_restore_does_not_withdraw_by_mistake_again(
    publisher: User, django_capture_on_commit_callbacks: Any
) -> None:
    before, story = timezone.now(), StoryPageFactory()
    withdrawal.withdraw(record(story), user=publisher)
    with django_capture_on_commit_callbacks(execute=True):
        corrections.take_back(record(story), reason=SlipReason.NOBODY, user=publisher)
    MistakenWithdrawal.objects.all().delete()
    erasure_ledger.replay(before)
    assert record(story).state == "valid"
    assert MistakenWithdrawal.objects.get().taken_back_by == publisher


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.LEGAL_REVIEWERS, roles.translators("uk")])
@pytest.mark.parametrize("name", ["stories_void", "stories_pictures", "stories_take_back"])
def test_others_than_publishers_correct_nothing(role: str, name: str) -> None:
    consent, client = ConsentFactory(), Client()
    client.force_login(UserFactory(role=role))
    client.post(reverse(name, args=[consent.pk]), {"reason": "twice", "seen": ""})
    consent.refresh_from_db()
    assert consent.voided_at is None
