"""The board in the admin: what it shows, what can be done on it, and who may do what."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from cms.background.models import Batch, BatchItem
from cms.background.models.batch import ItemState
from cms.content.pages.models import AlertBanner
from cms.core.models import TranslationStatus
from cms.translation.base.models import Assignment
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.translation_steps import edit, locale, publish_in, start

pytestmark = pytest.mark.django_db

INDEX = "board:index"


@pytest.fixture
def publisher(client: Client) -> Any:
    user = UserFactory(role=roles.PUBLISHERS)
    client.force_login(user)
    return user


def rows(client: Client, **sent: Any) -> dict[str, Any]:
    shown = client.get(reverse(INDEX), sent).context["rows"]
    return {row.subject.title: row for row in shown}


def given() -> list[tuple[str, int, Any]]:
    found = Assignment.objects.order_by("locale__language_code", "pk")
    return [(each.locale.language_code, each.assignee_id, each.due_on) for each in found]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.AUTHORS, 200),
        (roles.PUBLISHERS, 200),
        (roles.translators("ru"), 200),
        (roles.language_reviewers("uk"), 200),
        (roles.SCHOOL_COORDINATORS, 403),
    ],
)
@pytest.mark.parametrize("name", ["index", "coverage"])
def test_everybody_who_writes_in_a_language_sees_the_board(
    client: Client, role: str, status: int, name: str
) -> None:
    client.force_login(UserFactory(role=role))
    assert client.get(reverse(f"board:{name}")).status_code == status


def test_a_cell_leads_on_only_in_ones_own_language(client: Client) -> None:
    page = ContentPageFactory(title="Basen")
    ids = {code: start(page, code).pk for code in ("ru", "uk")}
    client.force_login(UserFactory(role=roles.translators("uk")))
    cells = rows(client)["Basen"].cells
    urls = {shown.cell.locale.language_code: shown.work_url for shown in cells}
    assert urls == {"en": "", "ru": "", "uk": reverse("workbench:edit", args=[ids["uk"]])}
    starts = {shown.cell.locale.language_code: shown.start_url for shown in cells}
    assert starts == {"en": "", "ru": "", "uk": ""}


def test_a_cell_says_how_many_texts_it_is_behind(client: Client, publisher: Any) -> None:
    page = ContentPageFactory(title="Basen")
    publish_in(page, "uk")
    edit(page, lead="Coś innego.")
    shown = rows(client, locale="uk")["Basen"].cells[0]
    assert shown.label == f"{TranslationStatus.BEHIND.label} (1)"


def test_a_translator_starts_a_snippet_from_the_board(client: Client) -> None:
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    client.force_login(UserFactory(role=roles.translators("uk")))
    shown = rows(client, locale="uk")["Awaria"].cells[0]
    answer = client.post(shown.start_url)
    started = alert.get_translation(locale("uk"))
    assert (started.live, answer.status_code) == (False, 302)
    assert "/translations/work/" in answer.url


@pytest.mark.parametrize(("code", "status"), [("uk", 404), ("ru", 403), ("pl", 403)])
def test_nothing_is_started_in_anothers_language_or_of_nothing(
    client: Client, code: str, status: int
) -> None:
    client.force_login(UserFactory(role=roles.translators("uk")))
    url = reverse("board:start", args=["7b6a0000-0000-4000-8000-000000000000", code])
    assert client.post(url).status_code == status


def test_a_long_board_takes_fifteen_queries(client: Client, django_user_model: Any) -> None:
    pages = ContentPageFactory.create_batch(40)
    for page in pages[:3]:
        start(page, "uk")
    client.force_login(UserFactory(administrator=True))
    client.get(reverse(INDEX))
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(reverse(INDEX), {"rows": 200, "kind": "pages.contentpage"})
    assert sum(len(row.cells) for row in answer.context["rows"]) == 120
    assert len(captured) <= 15


def test_a_view_is_saved_by_its_address(client: Client, publisher: Any) -> None:
    page = ContentPageFactory(title="Basen")
    ContentPageFactory(title="Apteka")
    start(page, "uk")
    address = {"q": "bas", "state": "in_progress", "locale": "uk", "sort": "title", "rows": "100"}
    answer = client.get(reverse(INDEX), address)
    assert [row.subject.title for row in answer.context["rows"]] == ["Basen"]
    exported = re.search(r'href="([^"]*export\.csv[^"]*)"', answer.content.decode())
    text = _text(client.get(exported[1].replace("&amp;", "&")))
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [line[1] for line in lines[1:]] == ["Basen"]


def _text(response: Any) -> str:
    return response.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "query",
    [
        "state=nonsense&locale=xx&sort=up&rows=7&p=99",
        "below=%00&assignee=%C2%B2&kind='",
        "below=99999999999999999999&assignee=-1",
        "q=%00%FF",
    ],
)
def test_nonsense_in_the_address_is_ignored(client: Client, publisher: Any, query: str) -> None:
    assert client.get(f"{reverse(INDEX)}?{query}").status_code == 200


def test_an_empty_board_says_so(client: Client, publisher: Any) -> None:
    with translation.override("en"):
        text = client.get(
            reverse(INDEX), {"overdue": "on"}, headers={"accept-language": "en"}
        ).context["nothing"]
    assert len(text) == 1


def test_marked_rows_are_given_to_a_person_until_a_day(client: Client, publisher: Any) -> None:
    page = ContentPageFactory()
    alert = AlertBanner.objects.create(locale=locale("pl"), title="Awaria", live=True)
    user = UserFactory(role=roles.translators("uk"))
    due_on = timezone.localdate() + timedelta(days=5)
    sent = {
        "ids": [page.pk, f"pages.alertbanner:{alert.pk}"],
        "locales": "uk",
        "assignee": user.pk,
        "due_on": due_on.isoformat(),
        "next": f"{reverse(INDEX)}?q=a",
    }
    answer = client.post(reverse("board:assign"), sent)
    assert answer.url == f"{reverse(INDEX)}?q=a"
    assert given() == [("uk", user.pk, due_on)] * 2
    keys = set(Assignment.objects.values_list("translation_key", flat=True))
    assert keys == {page.translation_key, alert.translation_key}


def test_the_day_alone_is_changed_and_work_is_taken_back(client: Client, publisher: Any) -> None:
    page, other = ContentPageFactory.create_batch(2)
    user = UserFactory(role=roles.translators("uk"))
    marked = {"locales": "uk", "ids": [page.pk, other.pk]}
    client.post(reverse("board:assign"), {"ids": page.pk, "locales": "uk", "assignee": user.pk})
    assert given() == [("uk", user.pk, None)]
    due_on = timezone.localdate()
    client.post(reverse("board:assign"), {**marked, "due_on": due_on.isoformat()})
    assert given() == [("uk", user.pk, due_on)]
    client.post(reverse("board:assign"), {**marked, "assignee": "0"})
    assert given() == []


@pytest.mark.parametrize(
    "sent",
    [
        {"assignee": "", "due_on": ""},
        {"assignee": "translator of ru", "locales": "uk"},
        {"assignee": "", "locales": [], "due_on": "2026-12-01"},
        {"assignee": "translator of ru", "due_on": "yesterday"},
        {"assignee": "translator of ru", "ids": []},
        {"assignee": "nobody there"},
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(
    client: Client, publisher: Any, sent: dict[str, Any]
) -> None:
    page = ContentPageFactory()
    who = {"translator of ru": UserFactory(role=roles.translators("ru")).pk, "nobody there": 9999}
    whole = {"ids": page.pk, "locales": "ru", "next": "https://elsewhere.example/", **sent}
    whole["assignee"] = who.get(str(whole["assignee"]), "")
    answer = client.post(reverse("board:assign"), whole, follow=True)
    assert answer.redirect_chain == [(reverse(INDEX), 302)]
    assert [str(message.level_tag) for message in answer.context["messages"]] != []
    assert given() == []


@pytest.mark.parametrize(
    ("role", "code", "status"),
    [
        (roles.AUTHORS, "uk", 403),
        (roles.translators("uk"), "uk", 403),
        (roles.language_reviewers("uk"), "uk", 302),
        (roles.language_reviewers("uk"), "ru", 403),
        (roles.PUBLISHERS, "ru", 302),
        (roles.PUBLISHERS, "pl", 403),
    ],
)
def test_who_gives_out_work(client: Client, role: str, code: str, status: int) -> None:
    page = ContentPageFactory()
    client.force_login(UserFactory(role=role))
    sent = {"ids": page.pk, "locales": code, "due_on": "2026-12-01"}
    assert client.post(reverse("board:assign"), sent).status_code == status


def test_much_is_given_out_by_the_worker(client: Client, publisher: Any) -> None:
    from cms.translation.dashboard.tasks import give_one

    pages = ContentPageFactory.create_batch(21)
    user = UserFactory(role=roles.translators("uk"))
    sent = {"ids": [page.pk for page in pages], "locales": "uk", "assignee": user.pk}
    answer = client.post(reverse("board:assign"), sent)
    batch = Batch.objects.get()
    assert answer.url == reverse("batches:progress", args=[batch.pk])
    assert given() == []
    items = BatchItem.objects.filter(state=ItemState.WAITING)
    for item in items:
        give_one(item.args, publisher.pk)
    assert given() == [("uk", user.pk, None)] * 21


def test_a_table_keeps_formulas_harmless_and_has_every_translation(
    client: Client, publisher: Any
) -> None:
    start(ContentPageFactory(title="=HYPERLINK(1)"), "uk")
    address = {"kind": "pages.contentpage", "locale": ["uk", "ru"]}
    lines = list(
        csv.reader(
            io.StringIO(_text(client.get(reverse("board:export", args=["csv"]), address))),
            delimiter=";",
        )
    )
    assert [(line[1], line[2]) for line in lines[1:]] == [
        ("'=HYPERLINK(1)", "ru"),
        ("'=HYPERLINK(1)", "uk"),
    ]
    book = load_workbook(
        io.BytesIO(client.get(reverse("board:export", args=["xlsx"]), address).content)
    )
    cells = list(book.active.iter_rows(min_row=2))
    assert [(row[1].data_type, row[1].value) for row in cells] == [("s", "=HYPERLINK(1)")] * 2
    assert [row[7].value for row in cells] == [int(lines[1][7]), int(lines[2][7])]


@pytest.mark.usefixtures("publisher")
class TestLanguages:
    """Nothing is ticked beforehand, a person sets the language, and what was chosen stays."""

    def bar(self, client: Client, **sent: Any) -> str:
        return client.get(reverse(INDEX), sent).content.decode()

    def test_no_language_is_ticked_beforehand(self, client: Client) -> None:
        ContentPageFactory()
        ticked = re.findall(r'name="locales" value="(\w+)"( checked)?', self.bar(client))
        assert ticked == [("en", ""), ("ru", ""), ("uk", "")]

    def test_a_person_of_one_language_sets_it(self, client: Client) -> None:
        page = ContentPageFactory()
        user = UserFactory(role=roles.translators("uk"))
        client.post(reverse("board:assign"), {"ids": page.pk, "assignee": user.pk})
        assert given() == [("uk", user.pk, None)]

    def test_a_person_of_several_languages_does_not(self, client: Client) -> None:
        page = ContentPageFactory()
        user = UserFactory(role=roles.translators("uk"))
        user.groups.add(*UserFactory(role=roles.translators("ru")).groups.all())
        client.post(reverse("board:assign"), {"ids": page.pk, "assignee": user.pk})
        assert given() == []

    def test_what_was_marked_and_chosen_is_still_there(self, client: Client) -> None:
        page, _other = ContentPageFactory.create_batch(2)
        user = UserFactory(role=roles.translators("ru"))
        sent = {
            "ids": [page.pk],
            "locales": ["uk"],
            "assignee": user.pk,
            "due_on": "2026-12-01",
            "next": f"{reverse(INDEX)}?kind=pages.contentpage",
        }
        answer = client.post(reverse("board:assign"), sent, follow=True)
        text = answer.content.decode()
        assert re.findall(r'name="ids" value="(\d+)" checked', text) == [str(page.pk)]
        assert re.findall(r'name="locales" value="(\w+)" checked', text) == ["uk"]
        assert re.findall(r'<option value="(\d+)"[^>]* selected>', text)[-1] == str(user.pk)
        assert 'name="due_on" value="2026-12-01"' in text
        assert "checked" not in "".join(re.findall(r'name="ids"[^>]*', self.bar(client)))
        assert given() == []

    def test_so_it_is_after_a_submission_without_a_language(self, client: Client) -> None:
        page = ContentPageFactory()
        sent = {"ids": page.pk, "next": reverse(INDEX)}
        text = client.post(reverse("releases:submit"), sent, follow=True).content.decode()
        assert re.findall(r'name="ids" value="(\d+)" checked', text) == [str(page.pk)]
