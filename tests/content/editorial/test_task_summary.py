"""The dashboard answers “what should I do next?” for each role."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override

from cms.content.editorial.enums import LinkFault
from cms.content.editorial.models import BrokenLink
from cms.core.task_summary import task_summary
from cms.users import roles
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory
from tests.translation.base.translation_steps import run_checks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read the dashboard's words as they stand in the code."""
    with override("en"):
        yield


def piles(user: object) -> dict[str, int]:
    return {step.text: step.count for step in task_summary(user)}


def broken(page: object) -> None:
    BrokenLink.objects.create(
        page=page, target="x", fault=LinkFault.DELETED, first_seen_at=timezone.now()
    )


def test_an_author_sees_the_own_draft_and_nobody_elses() -> None:
    author, other = UserFactory(role=roles.AUTHORS), UserFactory(role=roles.AUTHORS)
    ContentPageFactory(draft=True, last_reviewed_on=timezone.localdate()).save_revision(user=author)
    assert piles(author).get("draft of yours is not sent on") == 1
    assert "draft of yours is not sent on" not in piles(other)


def test_a_draft_in_review_waits_for_the_reviewer_and_no_longer_for_the_author() -> None:
    author, reviewer = UserFactory(role=roles.AUTHORS), UserFactory(role=roles.LEGAL_REVIEWERS)
    page = ContentPageFactory(draft=True)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    run_checks()
    assert "draft of yours is not sent on" not in piles(author)
    assert piles(reviewer)["change waits for your review"] == 1


def test_a_broken_link_is_shown_to_who_may_repair_it_and_first() -> None:
    broken(ContentPageFactory())
    steps = task_summary(UserFactory(role=roles.AUTHORS))
    assert (steps[0].text, steps[0].is_urgent) == ("broken link to repair", True)
    assert "broken link to repair" not in piles(UserFactory(role=roles.translators("uk")))


def test_the_dashboard_shows_the_piles_with_their_links(client: Client) -> None:
    broken(ContentPageFactory())
    client.force_login(UserFactory(role=roles.AUTHORS, first_name="Anna"))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f'href="{escape(reverse("editorial:broken_links"))}"' in html


@pytest.mark.parametrize("role", roles.ALL)
def test_the_dashboard_opens_for_every_role(client: Client, role: str) -> None:
    client.force_login(UserFactory(role=role))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize("name", ["due_for_review", "broken_links", "my_drafts"])
def test_the_reports_open_for_editors_and_for_nobody_else(client: Client, name: str) -> None:
    broken(ContentPageFactory(draft=True))
    client.force_login(UserFactory(role=roles.AUTHORS))
    assert client.get(reverse(f"editorial:{name}")).status_code == 200
    client.force_login(UserFactory(role=roles.ADVISERS))
    assert client.get(reverse(f"editorial:{name}")).status_code == 302


def test_checking_now_needs_the_right_to_edit(client: Client) -> None:
    ContentPageFactory()
    client.force_login(UserFactory(role=roles.ADVISERS))
    client.post(reverse("editorial:check_links"))
    client.force_login(UserFactory(role=roles.AUTHORS))
    answer = client.post(reverse("editorial:check_links"))
    assert answer.url == reverse("editorial:broken_links")


def test_the_log_in_page_is_ours_and_every_field_has_a_label(client: Client) -> None:
    html = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "editorial/logo" in html
    assert client.get(reverse("wagtailadmin_login")).context["form"].fields["password"].label
