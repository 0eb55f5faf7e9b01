"""Releases are seen from their pages, and changed and undone in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cms.translation.releases.domain import lifecycle
from cms.translation.releases.models import Release
from cms.users import roles
from cms.users.models import User
from tests.factories.pages import ContentPageFactory, SectionPageFactory
from tests.factories.users import UserFactory
from tests.project.admin_requests.filled_forms import form_at, opened, shown_at
from tests.translation.base.shown_state import whole
from tests.translation.base.translation_steps import edit, fresh, locale, publish_in
from tests.translation.releases.release_helpers import drafted, fire, press, seen, targets

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> User:
    return UserFactory(role=roles.PUBLISHERS)


@pytest.fixture
def client(publisher: User) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(publisher)
    return client


@pytest.fixture
def page() -> Page:
    return drafted(ContentPageFactory(title="Dom", lead="Stary"), lead="Wybrany")


@pytest.fixture
def release(page: Page, publisher: User) -> Release:
    at = timezone.now() + timedelta(hours=1)
    return lifecycle.plan([page], targets("uk"), user=publisher, at=at)


def detail(release: Release) -> str:
    return reverse("releases:detail", args=[release.pk])


@pytest.mark.parametrize("name", ["edit", "unpublish", "delete"])
def test_the_page_and_the_questions_say_so(
    client: Client, page: Page, release: Release, name: str
) -> None:
    url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    assert detail(release) in client.get(url).content.decode()
    other = reverse(f"wagtailadmin_pages:{name}", args=[ContentPageFactory().pk])
    assert detail(release) not in client.get(other).content.decode()


@pytest.mark.parametrize("name", ["publish", "unpublish", "delete"])
def test_so_do_questions_about_many(
    client: Client, page: Page, release: Release, name: str
) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    shown = client.get(url, {"id": page.pk, "next": "/admin/"}).content.decode()
    assert detail(release) in shown


def test_deleting_a_section_says_so_of_what_is_below(client: Client, publisher: User) -> None:
    section = ContentPageFactory()
    child = drafted(ContentPageFactory(parent=section), lead="Wybrany")
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([child], [], user=publisher, at=at)
    url = reverse("wagtailadmin_pages:delete", args=[section.pk])
    assert detail(release) in client.get(url).content.decode()


def test_a_translation_is_in_the_releases_of_its_language(
    client: Client, page: Page, release: Release
) -> None:
    admin = UserFactory(administrator=True)
    client.force_login(admin)
    for code, is_in in (("uk", True), ("ru", False)):
        target = publish_in(page, code)
        url = reverse("wagtailadmin_pages:unpublish", args=[target.pk])
        assert (detail(release) in client.get(url).content.decode()) is is_in


@pytest.mark.parametrize("name", ["unpublish", "bulk"])
def test_it_is_said_afterwards(client: Client, page: Page, release: Release, name: str) -> None:
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    if name == "bulk":
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        url = f"{bulk}?id={page.pk}&next=/admin/"
    answer = client.post(url, whole(page), follow=True)
    assert [str(each) for each in answer.context["messages"] if detail(release) in str(each)]


def test_a_plan_is_changed_by_the_form(client: Client, page: Page, release: Release) -> None:
    edit(page, lead="Poprawka")
    drafted(page, lead="Po poprawce")
    url = reverse("releases:change", args=[release.pk])
    shown = client.get(url)
    assert shown.context["form"].initial["pages"] == [str(page.pk)]
    sent = {"pages": [page.pk], "renew": "on", "go_live_at": "2099-07-01 09:00"}
    client.post(url, {**sent, **shown_at(client, url), "locales": [locale("en").pk]})
    release.refresh_from_db()
    assert release.go_live_at.isoformat() == "2099-07-01T07:00:00+00:00"
    assert [each.language_code for each in release.locales.all()] == ["en"]
    assert release.pages.get().revision == fresh(page).latest_revision


def test_a_plan_that_somebody_else_has_changed_is_not_overwritten(
    client: Client, release: Release
) -> None:
    url = reverse("releases:change", args=[release.pk])
    body = opened(client, url)
    body["go_live_at"] = ["2099-07-01 09:00"]
    later = release.go_live_at + timedelta(hours=5)
    Release.objects.filter(pk=release.pk).update(go_live_at=later)
    answer = client.post(url, body)
    assert answer.context["form"].non_field_errors()
    release.refresh_from_db()
    assert release.go_live_at == later
    again = {**form_at(answer.content.decode(), url), "go_live_at": ["2099-07-01 09:00"]}
    assert client.post(url, again).status_code == 302


def test_a_page_joins_a_plan(client: Client, page: Page, release: Release) -> None:
    other = ContentPageFactory()
    shown = client.get(f"{reverse('releases:add')}?page={page.pk}&page={other.pk}")
    change = reverse("releases:change", args=[release.pk])
    assert f"{change}?page=" in shown.content.decode()
    form = client.get(f"{change}?page={other.pk}").context["form"]
    assert set(form.initial["pages"]) == {str(page.pk), str(other.pk)}


def test_a_plan_without_pages_is_refused(client: Client, release: Release) -> None:
    url = reverse("releases:change", args=[release.pk])
    answer = client.post(url, {"go_live_at": "2099-07-01 09:00", **shown_at(client, url)})
    assert list(answer.context["form"].errors) == ["pages"]


def test_a_release_is_undone_by_the_button(client: Client, page: Page, publisher: User) -> None:
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([page], [], user=publisher, at=at)
    fire(release)
    undo = reverse("releases:undo", args=[release.pk])
    assert undo in client.get(detail(release)).content.decode()
    press(client, "undo", release)
    assert fresh(page).lead == "Stary"
    assert undo not in client.get(detail(release)).content.decode()


def test_what_stands_in_the_way_of_undoing_is_named(
    client: Client, page: Page, publisher: User
) -> None:
    at = timezone.now() + timedelta(hours=1)
    release = lifecycle.plan([page], [], user=publisher, at=at)
    fire(release)
    edit(page, lead="Poprawka")
    answer = press(client, "undo", release)
    assert [str(each) for each in answer.context["messages"] if "Dom" in str(each)]
    assert fresh(page).lead == "Poprawka"


@pytest.mark.parametrize("name", ["change", "undo"])
def test_others_are_refused(release: Release, page: Page, name: str) -> None:
    other = Client()
    other.force_login(UserFactory(role=roles.AUTHORS))
    page.delete()  # What is left of a release is nobody else's either.
    assert other.post(reverse(f"releases:{name}", args=[release.pk])).status_code == 403


@pytest.mark.parametrize("name", ["run_now", "cancel", "prepare"])
def test_nothing_is_done_by_a_plan_that_has_changed(
    client: Client, release: Release, page: Page, publisher: User, name: str
) -> None:
    before = seen(client, release)
    at = release.go_live_at + timedelta(days=1)
    lifecycle.change(release, [page], [], at=at, renew=False, user=publisher)
    url = reverse(f"releases:{name}", args=[release.pk])
    for sent in ({"seen": before}, {}):
        answer = client.post(url, sent, follow=True)
        assert [each.level_tag for each in answer.context["messages"]] == ["warning"]
    release.refresh_from_db()
    assert (release.state, release.go_live_at) == ("planned", at)
    answer = press(client, name, release)
    assert "warning" not in [each.level_tag for each in answer.context["messages"]]


@pytest.mark.parametrize("name", ["add", "urgent"])
def test_whoever_publishes_elsewhere_does_not_get_as_far_as_the_question(
    page: Page, name: str
) -> None:
    section = SectionPageFactory(title="Ich dział", slug="ich-dzial")
    group = Group.objects.create(name="Publishers of a section")
    for codename in ("change_page", "publish_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=section, permission=right)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    account = UserFactory()
    account.groups.add(group)
    other = Client()
    other.force_login(account)

    def asked(about: Page) -> int:
        if name == "add":
            return other.get(f"{reverse('releases:add')}?page={about.pk}").status_code
        return other.get(reverse("releases:urgent", args=[about.pk])).status_code

    assert asked(drafted(ContentPageFactory(parent=section), lead="Ich tekst")) == 200
    assert asked(page) == 302  # To the start page, which says why.
