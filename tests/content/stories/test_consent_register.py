"""The register of consents in the admin: who may do what, and what each page does."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.content.stories.models import Consent
from cms.users import roles
from cms.users.models import User
from tests.factories import ImageFactory, UserFactory
from tests.factories.stories import ConsentFactory, StoryPageFactory
from tests.translation.base.translation_steps import fresh

pytestmark = pytest.mark.django_db

CANARY = "kanarek"


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True) if role == "admin" else account(role))
    return client


def account(role: str) -> User:
    user: User = UserFactory(role=role)
    return user


def status(client: Client, url: str) -> int:
    """Return 200 for a page that opens, else 403: Wagtail sends people home with a message."""
    found = client.get(url).status_code
    return 403 if found == 302 else found


def addresses(consent: Consent) -> dict[str, str]:
    return {
        "list": reverse("consents:index"),
        "read": reverse("consents:inspect", args=[consent.pk]),
        "add": reverse("consents:add"),
        "withdraw": reverse("stories_withdraw", args=[consent.pk]),
        "edit": reverse("consents:edit", args=[consent.pk]),
        "delete": reverse("consents:delete", args=[consent.pk]),
    }


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (roles.AUTHORS, {"list", "read", "add"}),
        (roles.LEGAL_REVIEWERS, {"list", "read"}),
        (roles.PUBLISHERS, {"list", "read", "add", "withdraw"}),
        ("admin", {"list", "read", "add", "withdraw"}),
        (roles.translators("uk"), set()),
        (roles.language_reviewers("uk"), set()),
        (roles.ADVISERS, set()),
    ],
)
def test_each_role_opens_what_it_may(role: str, allowed: set[str]) -> None:
    consent = ConsentFactory(translation_key=StoryPageFactory().translation_key)
    client = client_of(role)
    opened = {name for name, url in addresses(consent).items() if status(client, url) == 200}
    assert opened == allowed


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.LEGAL_REVIEWERS, roles.translators("uk")])
def test_others_than_publishers_withdraw_nothing(role: str) -> None:
    consent = ConsentFactory()
    client_of(role).post(addresses(consent)["withdraw"])
    consent.refresh_from_db()
    assert consent.withdrawn_on is None


@pytest.mark.parametrize(("role", "shown"), [(roles.PUBLISHERS, True), (roles.AUTHORS, False)])
def test_list_and_record_lead_to_the_withdrawal(role: str, shown: bool) -> None:
    urls = addresses(ConsentFactory(translation_key=StoryPageFactory().translation_key))
    client = client_of(role)
    pages = [client.get(urls[name]).content.decode() for name in ("list", "read")]
    assert [urls["withdraw"] in page for page in pages] == [shown, shown]


@pytest.mark.parametrize("role", [roles.PUBLISHERS, "admin"])
def test_publishers_withdraw_after_reading_what_will_happen(role: str) -> None:
    story = StoryPageFactory()
    consent = Consent.objects.of(story.translation_key).get(kind="data")
    client, url = client_of(role), addresses(consent)["withdraw"]
    page = client.get(url)
    assert (page.context["story"].pk, len(page.context["live"])) == (story.pk, 1)
    assert fresh(story).live is True
    response = client.post(url, follow=True)
    assert response.redirect_chain == [(reverse("consents:index"), 302)]
    assert fresh(story).live is False
    assert client.get(url).status_code in {302, 403}


def posted(story: Any, **extra: str) -> dict[str, str]:
    return {
        "story": str(story.pk),
        "kind": "data",
        "given_on": "2026-02-01",
        "valid_until": "",
        "signed_by": "person",
        "note": "",
        **extra,
    }


def test_an_author_records_a_consent() -> None:
    story, author = StoryPageFactory(draft=True, consents=()), account(roles.AUTHORS)
    client = Client()
    client.force_login(author)
    response = client.post(reverse("consents:add"), posted(story, note=CANARY))
    consent = Consent.objects.get()
    assert response.url == reverse("consents:index")
    assert (consent.translation_key, consent.kind) == (story.translation_key, "data")
    assert (consent.given_on, consent.created_by) == (date(2026, 2, 1), author)


def test_from_the_story_one_comes_back_to_the_story() -> None:
    story = StoryPageFactory(draft=True, consents=())
    url = f"{reverse('consents:add')}?story={story.pk}&kind=image"
    client = client_of("admin")
    form = client.get(url)
    assert form.context["form"]["kind"].value() == "image"
    assert form.context["action_url"] == url
    response = client.post(url, posted(story, kind="image"))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[story.pk])


def test_a_child_does_not_sign() -> None:
    story = StoryPageFactory(draft=True, consents=())
    client, url = client_of("admin"), reverse("consents:add")
    response = client.post(url, posted(story, person_under_16="on"))
    assert list(response.context["form"].errors) == ["signed_by"]
    client.post(url, posted(story, person_under_16="on", signed_by="guardian"))
    assert Consent.objects.count() == 1


def test_logs_name_nobody() -> None:
    story = StoryPageFactory(draft=True, consents=(), title=CANARY, person=CANARY)
    client = client_of("admin")
    client.post(reverse("consents:add"), posted(story, note=CANARY))
    client.post(addresses(Consent.objects.get())["withdraw"])
    entries = ModelLogEntry.objects.filter(content_type__app_label="stories")
    actions = sorted(entries.values_list("action", flat=True))
    assert actions == ["stories.consent.withdraw", "wagtail.create"]
    assert [entry for entry in entries if CANARY in f"{entry.label} {entry.data}"] == []


def test_the_list_says_which_story_and_is_filtered_by_state() -> None:
    today = timezone.localdate()
    story = StoryPageFactory(title="Pierwszy telefon", consents=("data",))
    key = story.translation_key
    ConsentFactory(translation_key=key, kind="image", valid_until=today + timedelta(days=3))
    ConsentFactory(translation_key=key, valid_until=today - timedelta(days=3))
    ConsentFactory(withdrawn_on=today)
    client, url = client_of(roles.AUTHORS), reverse("consents:index")
    listed = {
        state: len(client.get(url, {"state": state}).context["object_list"])
        for state in ("", "valid", "expires_soon", "expired", "withdrawn")
    }
    assert listed == {"": 4, "valid": 1, "expires_soon": 1, "expired": 1, "withdrawn": 1}
    of_story = client.get(url, {"story": story.pk}).context["object_list"]
    assert {consent.story_title for consent in of_story} == {"Pierwszy telefon"}
    assert len(of_story) == 3


def panel_of(story: Any, role: str) -> str:
    page = client_of(role).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    text: str = page.content.decode()
    return text.partition('<ul class="consents ')[2].partition("</ul>")[0]


def test_the_panel_says_what_is_missing_and_where_to_record_it() -> None:
    story = StoryPageFactory(
        draft=True, consents=("data",), portrait=ImageFactory(), portrait_alt="Kobieta"
    )
    panel = panel_of(story, roles.AUTHORS)
    consent = Consent.objects.get()
    assert addresses(consent)["read"] in panel
    assert f"{reverse('consents:add')}?story={story.pk}&amp;kind=image" in panel
    assert "kind=data" not in panel


def test_those_who_may_not_add_get_no_link() -> None:
    story = StoryPageFactory(draft=True, consents=())
    assert panel_of(story, roles.LEGAL_REVIEWERS) != ""
    assert reverse("consents:add") not in panel_of(story, roles.LEGAL_REVIEWERS)


def test_a_new_story_has_the_panel_too() -> None:
    index = StoryPageFactory().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["stories", "storypage", index.pk])
    page = client_of(roles.AUTHORS).get(url)
    assert page.status_code == 200
    assert reverse("consents:add") not in page.content.decode()
