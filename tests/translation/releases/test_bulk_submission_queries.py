"""What submitting many pages costs, in statements; their time is in tests/chaos."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.background.batches import executor
from cms.background.models import Batch
from cms.users import roles
from tests.factories.bodies import body
from tests.factories.pages import ContentPageFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LOCALES = ["en", "ru", "uk"]
STATEMENTS = 60  # A page and language; savepoints and the batch's own count as well.


@pytest.fixture
def publisher() -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    return client


def submit(client: Client, pages: list[Page]) -> Batch:
    data = {"ids": [page.pk for page in pages], "locales": LOCALES}
    assert client.post(reverse("releases:submit"), data).status_code == 302
    return Batch.objects.latest("pk")


def prose(paragraphs: int) -> StreamValue:
    """Return a body with headings and rich text."""
    heading = ("heading", {"text": "Nagłówek", "level": "h2"})
    text = ("rich_text", "<p>Pierwsze zdanie. <b>Ważne</b> drugie.</p><ul><li>Punkt</li></ul>")
    return body(*[heading, text] * paragraphs)


@pytest.mark.parametrize("length", [1, 20], ids=["short", "long"])
def test_a_page_and_language_costs_60_statements_at_most(
    publisher: Client, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Page.objects.get(slug="pl", depth=2)
    pages = [ContentPageFactory(parent=home, body=prose(length)) for _n in range(5)]
    submit(publisher, pages[:1])
    executor.drive(Batch.objects.get().pk)  # What a worker remembers of the site it asks for once.
    batch = submit(publisher, pages[1:])
    with CaptureQueriesContext(connection) as queries:
        executor.drive(batch.pk)
    assert Translation.objects.count() == len(pages) * len(LOCALES)
    cost = len(queries) / (4 * len(LOCALES))
    with capsys.disabled():
        print(f"\nstarting a translation: {cost:.1f} statements")  # noqa: T201  The measurement is for people.
    assert cost <= STATEMENTS


def test_a_request_costs_the_same_for_few_pages_and_for_many(publisher: Client) -> None:
    home = Page.objects.get(slug="pl", depth=2)
    pages = [ContentPageFactory(parent=home) for _number in range(20)]
    costs = []
    for count in (2, 20):
        with CaptureQueriesContext(connection) as queries:
            batch = submit(publisher, pages[:count])
        with CaptureQueriesContext(connection) as watching:
            publisher.get(reverse("batches:state", args=[batch.pk]))
        costs.append((len(queries), len(watching)))
    assert costs[0] == costs[1]
