"""The inbox: who reads whose comments, who handles them, and what the bars say."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.content.feedback.domain.helpfulness import page_helpfulness
from cms.content.feedback.domain.retention import forget_comments
from cms.content.feedback.domain.submission import receive
from cms.content.feedback.domain.summary_items import summary_items
from cms.content.feedback.models import PageFeedback
from cms.core.task_summary import task_summary
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/feedback/"


@pytest.fixture
def page() -> Any:
    return ContentPageFactory(title="Praca")


def says(
    page: Page, comment: str = "", *, locale: str = "pl", helpful: bool = True
) -> PageFeedback:
    return receive(page, locale=locale, helpful=helpful, comment=comment)


def logged_in(role: str | None = None, *, administrator: bool = False) -> Client:
    client = Client()
    client.force_login(UserFactory(role=role, administrator=administrator))
    return client


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{LIST}?{query}")
    return [answer.comment for answer in response.context["object_list"]]


def test_it_lists_comments_newest_first_and_the_rest_when_asked(page: Any) -> None:
    client = logged_in(roles.PUBLISHERS)
    for comment in ("raz", "", "dwa"):
        says(page, comment)
    assert (listed(client), listed(client, "shown=all")) == (["dwa", "raz"], ["dwa", "", "raz"])


def test_filters(page: Any) -> None:
    client = logged_in(roles.PUBLISHERS)
    other = ContentPageFactory()
    says(page, "a", locale="uk")
    says(page, "b", helpful=False)
    says(other, "c")
    PageFeedback.objects.filter(comment="c").update(state="handled")
    found = {
        query: listed(client, query)
        for query in (f"page={page.pk}", "locale=uk", "helpful=False", "state=new")
    }
    assert found == {
        f"page={page.pk}": ["b", "a"],
        "locale=uk": ["a"],
        "helpful=False": ["b"],
        "state=new": ["b", "a"],
    }


@pytest.mark.parametrize(
    ("role", "comments"),
    [
        (roles.AUTHORS, ["uk", "ru", "pl"]),
        (roles.PUBLISHERS, ["uk", "ru", "pl"]),
        (roles.translators("uk"), ["uk"]),
        (roles.language_reviewers("ru"), ["ru"]),
        (roles.translators("en"), []),
    ],
)
def test_each_role_reads_its_languages(page: Any, role: str, comments: list[str]) -> None:
    for locale in ("pl", "ru", "uk"):
        says(page, locale, locale=locale)
    assert listed(logged_in(role)) == comments


@pytest.mark.parametrize("role", [roles.LEGAL_REVIEWERS, roles.ADVISERS])
def test_other_roles_read_none(page: Any, role: str) -> None:
    says(page, "tajne")
    response = logged_in(role).get(LIST)
    assert (response.status_code, b"tajne" in response.content) == (302, False)


class TestHandling:
    def handle(self, client: Client, answer: PageFeedback, state: str = "handled") -> int:
        path = f"{LIST}{answer.pk}/{state}/"
        return int(client.post(path, {"next": f"{LIST}?locale=uk"}).status_code)

    def test_it_says_who_did_it_and_can_be_undone(self, page: Any) -> None:
        answer, client = says(page, "Brak"), logged_in(roles.PUBLISHERS)
        response = client.post(f"{LIST}{answer.pk}/handled/", {"next": f"{LIST}?locale=uk"})
        answer.refresh_from_db()
        assert (response["Location"], answer.state) == (f"{LIST}?locale=uk", "handled")
        assert answer.handled_by_id == int(client.session["_auth_user_id"])
        self.handle(client, answer, "new")
        answer.refresh_from_db()
        assert (answer.state, answer.handled_by) == ("new", None)

    def test_nobody_is_sent_to_another_site(self, page: Any) -> None:
        answer, client = says(page, "Brak"), logged_in(roles.PUBLISHERS)
        response = client.post(f"{LIST}{answer.pk}/handled/", {"next": "https://evil.example/"})
        assert response["Location"] == LIST

    def test_who_may_only_read_handles_nothing(self, page: Any) -> None:
        answer, client = says(page, "Brak"), logged_in(roles.AUTHORS)
        self.handle(client, answer)
        answer.refresh_from_db()
        assert (answer.state, b"<button class=" in client.get(f"{LIST}results/").content) == (
            "new",
            False,
        )

    def test_translators_handle_their_own_language_only(self, page: Any) -> None:
        client = logged_in(roles.translators("uk"))
        mine, other = says(page, "a", locale="uk"), says(page, "b", locale="ru")
        assert [self.handle(client, mine), self.handle(client, other)] == [302, 404]

    def test_a_link_changes_nothing(self, page: Any) -> None:
        answer = says(page, "Brak")
        response = logged_in(roles.PUBLISHERS).get(f"{LIST}{answer.pk}/handled/")
        assert response.status_code == 405


class TestShares:
    def test_pages_that_help_least_come_first(self, page: Any) -> None:
        good = ContentPageFactory()
        for helpful in (True, False, False):
            says(page, helpful=helpful)
        for _ in range(3):
            says(good)
        found = page_helpfulness(PageFeedback.objects.all(), 5)
        assert [(one.page.pk, one.helpful, one.count, one.percent) for one in found] == [
            (page.pk, 1, 3, 33),
            (good.pk, 3, 3, 100),
        ]

    def test_they_stand_above_the_list(self, page: Any) -> None:
        says(page, "Tak")
        says(page, helpful=False)
        text = logged_in(roles.PUBLISHERS).get(LIST).text
        assert ("--share: 50%" in text, f'href="?page={page.pk}' in text) == (True, True)

    def test_only_the_readers_languages_are_counted(self, page: Any) -> None:
        says(page, "Так", locale="uk")
        says(page, "Tak", locale="pl", helpful=False)
        response = logged_in(roles.translators("uk")).get(LIST)
        assert [share.percent for share in response.context["shares"]] == [100]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_takes_as_many_queries_for_more(page: Any, count: int) -> None:
    client = logged_in(roles.PUBLISHERS)
    for _ in range(count):
        says(page, "Tak")
    client.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert sum("feedback_pagefeedback" in query["sql"] for query in queries) == 4


def test_a_comment_is_no_part_of_its_name(page: Any) -> None:
    answer = says(page, "Nazywam się Anna")
    assert str(answer) == f"#{answer.pk}"


@pytest.mark.parametrize(
    ("role", "counts"),
    [(roles.PUBLISHERS, [2]), (roles.translators("uk"), [1]), (roles.AUTHORS, [])],
)
def test_the_dashboard_counts_what_waits_for_a_person(
    page: Any, role: str, counts: list[int]
) -> None:
    says(page, "Brak godzin")
    says(page, "Немає годин", locale="uk")
    says(page, "Stare")
    PageFeedback.objects.filter(comment="Stare").update(state="handled")
    says(page)
    user = UserFactory(role=role)
    assert [step.count for step in summary_items(user)] == counts
    assert [step for step in task_summary(user) if "/feedback/" in step.url] == list(
        summary_items(user)
    )


@override_settings(FEEDBACK_COMMENT_DAYS=30)
def test_old_comments_are_deleted_and_their_answers_kept(page: Any) -> None:
    old, new = says(page, "stary"), says(page, "nowy")
    PageFeedback.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    assert forget_comments() == 1
    assert list(PageFeedback.objects.order_by("pk").values_list("pk", "comment")) == [
        (old.pk, ""),
        (new.pk, "nowy"),
    ]
