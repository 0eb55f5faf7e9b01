"""What readers look for in vain is counted without telling who they are, and leads to a word."""

from datetime import timedelta
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from cms.core.task_summary import task_summary
from cms.search.domain import missed_queries
from cms.search.domain.catch_up import catch_up
from cms.search.models import MissedQuery, Synonym
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LIST: Final = "/admin/reports/searches/"


def ask(client: Client, query: str, *networks: int, locale: str = "uk", **more: str) -> None:
    for network in networks:
        answer = client.get(
            "/api/v2/search/",
            {"q": query, "locale": locale, **more},
            REMOTE_ADDR=f"192.0.2.{network}",
        )
        assert answer.status_code == 200


def editor(client: Client, role: str = roles.PUBLISHERS) -> Any:
    user = UserFactory(role=role)
    client.force_login(user)
    return user


def texts() -> list[tuple[str, str, int]]:
    return list(MissedQuery.objects.values_list("language", "text", "askers"))


def test_words_are_stored_only_when_three_networks_asked(client: Client) -> None:
    ask(client, "Карта поляка", 1, 2)
    assert texts() == [("uk", "", 2)]
    ask(client, "карта   ПОЛЯКА", 3)
    assert texts() == [("uk", "карта поляка", 3)]


def test_the_same_network_counts_once(client: Client) -> None:
    ask(client, "карта поляка", 1, 1, 1, 1)
    assert texts() == [("uk", "", 1)]


def test_languages_are_counted_apart(client: Client) -> None:
    ask(client, "becikowe", 1)
    ask(client, "becikowe", 2, locale="pl")
    assert MissedQuery.objects.count() == 2


@pytest.mark.parametrize(
    "query",
    [
        "jan.probny@example.org",
        "Jan Probny 000 000 000",
        "+48 000-000-000",
        "a" * 61,
        "?!",
        "7",
    ],
)
def test_what_may_tell_of_a_person_or_is_no_word_is_not_kept(client: Client, query: str) -> None:
    ask(client, query, 1, 2, 3)
    assert texts() == []


def test_a_filter_without_a_result_and_a_later_part_miss_nothing(client: Client) -> None:
    ContentPageFactory(title="Latawce", slug="latawce")
    assert catch_up()
    ask(client, "latawce", 1, locale="pl", type="story")
    ask(client, "latawce", 1, locale="pl", offset="20")
    assert texts() == []


def test_a_word_of_the_editors_takes_it_off_the_list(client: Client) -> None:
    ContentPageFactory(title="Zajęcia z latawcami", slug="latawce")
    assert catch_up()
    ask(client, "gwizdoląt", 1, 2, 3, locale="pl")
    user = editor(client)
    assert piles(user) == [1]
    form = client.get("/admin/synonyms/new/?language=pl&said=gwizdoląt").content.decode()
    assert 'value="gwizdoląt"' in form
    sent = {"language": "pl", "said": "gwizdoląt", "meant": "latawce"}
    assert client.post("/admin/synonyms/new/", sent).status_code == 302
    assert Synonym.objects.filter(said="gwizdoląt").exists()
    missed_queries.drop_found()
    assert texts() == []
    assert piles(user) == []


def piles(user: Any) -> list[int]:
    return [item.count for item in task_summary(user) if "searches/" in item.url]


def test_what_is_still_missed_stays(client: Client) -> None:
    ask(client, "becikowe", 1, 2, 3, locale="pl")
    missed_queries.drop_found()
    assert texts() == [("pl", "becikowe", 3)]


def test_a_page_is_asked_for_and_no_pile_any_more(client: Client) -> None:
    ask(client, "becikowe", 1, 2, 3, locale="pl")
    user, row = editor(client), MissedQuery.objects.get()
    assert "becikowe" in client.get(LIST).content.decode()
    client.post(f"{LIST}{row.pk}/page/", {"wanted": "yes"})
    row.refresh_from_db()
    assert (row.page_wanted, piles(user)) == (True, [])
    client.post(f"{LIST}{row.pk}/dismiss/")
    assert texts() == []


def test_what_two_people_asked_is_shown_to_nobody(client: Client) -> None:
    ask(client, "becikowe", 1, 2, locale="pl")
    user, row = editor(client), MissedQuery.objects.get()
    assert (piles(user), client.post(f"{LIST}{row.pk}/page/").status_code) == ([], 404)


def test_only_who_may_add_words_reads_them(client: Client) -> None:
    ask(client, "becikowe", 1, 2, 3, locale="pl")
    user = editor(client, roles.ADVISERS)
    assert (piles(user), client.get(LIST).status_code) == ([], 302)


def test_old_ones_are_forgotten(client: Client) -> None:
    today = timezone.localdate()
    for digest, text, days in [("a", "", 91), ("b", "", 89), ("c", "c", 364), ("d", "d", 366)]:
        MissedQuery.objects.create(
            digest=digest, language="pl", text=text, last_on=today - timedelta(days=days)
        )
    missed_queries.forget()
    assert set(MissedQuery.objects.values_list("digest", flat=True)) == {"b", "c"}
