"""The desk's lists: piles, search, filters, the board, the file, and who is assigned what."""

import io
import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cms.cases.admin.case_export import COLUMNS
from cms.cases.domain import case_actions
from cms.cases.domain.case_list import CaseFilters, choose, columns, counts
from cms.cases.domain.summary_items import summary_items
from cms.cases.enums import CaseState, Outcome
from cms.cases.models import Case
from cms.users.models import User
from tests.factories.cases import COUNTY, ELSEWHERE, EMAIL, QUESTION, new_case, worker

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def coordinator(client: Client) -> User:
    """Return a coordinator of one county, who is logged in."""
    account = worker(COUNTY)
    client.force_login(account)
    return account


def references(user: User, **chosen: str) -> set[str]:
    """Return the numbers of the cases that are found."""
    return {case.reference for case in choose(user, CaseFilters(**chosen))}


def test_piles_hold_what_their_names_say(coordinator: User) -> None:
    today = timezone.localdate()
    now = timezone.now()
    plain = new_case(assignee=worker(COUNTY)).reference
    mine = new_case(assignee=coordinator).reference
    late = new_case(due_on=today - timedelta(days=1)).reference
    asked = new_case(unanswered_since=now, due_on=today).reference
    done = new_case(
        state=CaseState.COMPLETED, closed_at=now, due_on=today - timedelta(days=9)
    ).reference
    new_case(county=ELSEWHERE, unanswered_since=now)
    new_case(QUESTION)
    Case.objects.exclude(reference=asked).update(unanswered_since=None)
    piles = {
        "open": {plain, mine, late, asked},
        "mine": {mine},
        "unassigned": {late, asked},
        "overdue": {late},
        "unanswered": {asked},
        "closed": {done},
        "all": {plain, mine, late, asked, done},
    }
    assert {name: references(coordinator, view=name) for name in piles} == piles
    del piles["all"]
    assert counts(coordinator) == {name: len(held) for name, held in piles.items()}
    assert {step.url.rpartition("=")[2]: step.count for step in summary_items(coordinator)} == {
        "overdue": 1,
        "unanswered": 1,
        "unassigned": 2,
    }


def test_search_takes_words_in_any_order_without_diacritics(coordinator: User) -> None:
    wanted = new_case(about="Zespół Szkół w Źródłach")
    new_case(about="Liceum")
    for words in (wanted.reference.lower(), "ZRODLACH zespol", "lodz zespół"):
        assert references(coordinator, words=words) == {wanted.reference}
    assert references(coordinator, words="zespol liceum") == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [("state", "accepted"), ("language", "pl"), ("kind", QUESTION), ("county", ELSEWHERE)],
)
def test_filters_narrow(client: Client, name: str, value: str) -> None:
    account = worker("*", is_superuser=True)
    client.force_login(account)
    wanted = {
        "state": lambda: new_case(state=CaseState.ACCEPTED),
        "language": lambda: new_case(locale="pl"),
        "kind": lambda: new_case(QUESTION),
        "county": lambda: new_case(county=ELSEWHERE),
    }[name]()
    new_case()
    found = client.get(reverse("desk:inbox"), {name: value})
    assert [line["case"] for line in found.context["lines"]] == [wanted]


def test_periods_are_days_of_warsaw(client: Client, coordinator: User) -> None:
    moment = timezone.datetime.fromisoformat("2026-03-01T23:30:00+00:00")
    wanted = new_case(now=moment)
    query = {"since": "2026-03-02", "until": "2026-03-02"}
    found = client.get(reverse("desk:inbox"), query)
    assert [line["case"] for line in found.context["lines"]] == [wanted]
    query = {"since": "2026-03-01", "until": "2026-03-01"}
    assert client.get(reverse("desk:inbox"), query).context["lines"] == []


def test_what_is_not_valid_is_not_looked_for(client: Client, coordinator: User) -> None:
    new_case()
    query = {"view": "x", "p": "x", "kind": "x", "since": "x", "order": "x", "q": "\0", "to": "x"}
    found = client.get(reverse("desk:inbox"), query)
    assert len(found.context["lines"]) == 1


def test_order_is_by_due_date_and_what_has_none_stands_last(coordinator: User) -> None:
    today = timezone.localdate()
    last = new_case(due_on=None)
    second = new_case(due_on=today)
    first = new_case(due_on=today - timedelta(days=3))
    assert list(choose(coordinator, CaseFilters())) == [first, second, last]


def test_the_board_counts_more_than_it_shows(coordinator: User) -> None:
    today = timezone.localdate()
    first = new_case(due_on=today)
    for day in (1, 2):
        new_case(due_on=today + timedelta(days=day))
    states = (CaseState.RECEIVED, CaseState.ACCEPTED)
    assert columns(coordinator, CaseFilters(), states, 1) == [
        (CaseState.RECEIVED, 3, [first]),
        (CaseState.ACCEPTED, 0, []),
    ]


@pytest.mark.parametrize("address", ["inbox", "board"])
@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_database_as_often_for_many_as_for_one(
    client: Client,
    coordinator: User,
    address: str,
    number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _each in range(number):
        new_case(assignee=worker(COUNTY))
    client.get(reverse(f"desk:{address}"))
    with django_assert_max_num_queries(50) as seen:
        client.get(reverse(f"desk:{address}"), {"q": "szkola"})
    ours = [one["sql"] for one in seen.captured_queries if 'FROM "desk_' in one["sql"]]
    assert len(ours) == {"inbox": 5, "board": 4}[address]


def test_a_file_holds_the_list_and_nobody(
    client: Client, coordinator: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "cms.cases.admin.case_export")
    case = new_case(about="=1+1", outcome=Outcome.HELPED)
    new_case(county=ELSEWHERE)
    new_case(about="Liceum")
    csv = client.get(reverse("desk:export", args=["csv"]), {"q": case.reference})
    lines = csv.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].split(";")[:2] == [case.reference, "'=1+1"]
    assert csv.headers["Cache-Control"].startswith("private, no-store")
    xlsx = client.get(reverse("desk:export", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(xlsx.content)).active
    assert (sheet.max_row, sheet.max_column) == (3, len(COLUMNS))
    written = csv.content.decode() + str(list(sheet.values))
    assert [word for word in (EMAIL, "Nowak", "+48") if word in written] == []
    assert caplog.messages == [
        f"User {coordinator.pk} exported a list of 1 cases as csv",
        f"User {coordinator.pk} exported a list of 2 cases as xlsx",
    ]
    assert client.get(reverse("desk:export", args=["pdf"])).status_code == 404


def test_chosen_cases_are_assigned_and_the_list_stays_as_it_was(
    client: Client, coordinator: User
) -> None:
    other = worker(COUNTY)
    mine, theirs = new_case(), new_case(county=ELSEWHERE)
    url = reverse("desk:give") + "?view=unassigned"
    answer = client.post(url, {"to": other.pk, "case": [mine.pk, theirs.pk, "x"]})
    assert answer.headers["Location"] == reverse("desk:inbox") + "?view=unassigned"
    assert list(Case.objects.filter(assignee=other)) == [mine]
    stranger = worker(ELSEWHERE)
    client.post(url, {"to": stranger.pk, "case": [mine.pk]})
    assert list(Case.objects.filter(assignee=stranger)) == []


def test_what_a_colleague_took_since_the_list_was_shown_stays_theirs(
    client: Client, coordinator: User
) -> None:
    case, quicker, other = new_case(), worker(COUNTY), worker(COUNTY)
    case_actions.assign(case.pk, to=quicker, by=quicker)
    for had, holder in (("", quicker), (str(quicker.pk), other)):
        client.post(reverse("desk:give"), {"to": other.pk, "case": [f"{case.pk}/{had}"]})
        assert Case.objects.get(pk=case.pk).assignee == holder
