"""The link check: what it finds, what it forgets, and whom it never asks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.background.jobs import runner
from cms.background.jobs.enums import Status
from cms.background.jobs.models import Job
from cms.content.editorial.domain import link_check
from cms.content.editorial.domain.page_links import Fault, external_urls, internal_link_faults
from cms.content.editorial.enums import LinkFault
from cms.content.editorial.models import BrokenLink, CheckedAddress, CheckedPage
from cms.content.pages.models import ContentPage
from tests.content.editorial.conftest import Elsewhere
from tests.factories.bodies import body, link
from tests.factories.pages import ContentPageFactory

pytestmark = pytest.mark.django_db


def text_with(*urls: str) -> object:
    anchors = "".join(f'<a href="{url}">tam</a>' for url in urls)
    return body(("rich_text", f"<p>{anchors}</p>"))


def found() -> list[tuple[str, str, int | None]]:
    return list(BrokenLink.objects.order_by("target").values_list("target", "fault", "status"))


def test_addresses_of_others_are_read_from_what_the_public_sees() -> None:
    page = ContentPageFactory(
        body=body(
            ("rich_text", '<p><a href="https://a.example/?x=1&amp;y=2">A</a></p>'),
            ("contact_card", {"name": "B", "url": "https://b.example/"}),
        )
    )
    assert external_urls(page) == {"https://a.example/?x=1&y=2", "https://b.example/"}


def test_links_to_our_own_pages_are_no_addresses_of_others() -> None:
    target = ContentPageFactory()
    page = ContentPageFactory(body=body(("rich_text", link(target, "Dalej"))))
    assert (external_urls(page), internal_link_faults(page)) == (set(), [])


def test_a_link_to_an_unpublished_page_and_to_a_deleted_one_are_faults() -> None:
    draft, gone = ContentPageFactory(draft=True, title="Szkic"), ContentPageFactory()
    texts = link(draft, "a") + link(gone, "b")
    page = ContentPageFactory(body=body(("rich_text", texts)))
    pk = gone.pk
    gone.delete()
    assert internal_link_faults(page) == [
        Fault("Szkic", LinkFault.UNPUBLISHED),
        Fault(f"page #{pk}", LinkFault.DELETED),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("200", []),
        ("404", [("404", LinkFault.NOT_FOUND, 404)]),
        ("410", [("410", LinkFault.NOT_FOUND, 410)]),
        ("403", []),
        ("405-get", []),
    ],
)
def test_an_address_that_is_gone_is_a_fault_at_once(
    elsewhere: str, path: str, expected: list[tuple[str, str, int]]
) -> None:
    page = ContentPageFactory(body=text_with(f"{elsewhere}/{path}"))
    link_check.check_page(page, allow_loopback=True)
    assert found() == [(f"{elsewhere}/{place}", *rest) for place, *rest in expected]


def test_a_server_with_a_bad_minute_is_a_fault_only_the_second_time(elsewhere: str) -> None:
    page = ContentPageFactory(body=text_with(f"{elsewhere}/500"))
    link_check.check_page(page, allow_loopback=True)
    assert found() == []
    CheckedAddress.objects.update(checked_at=timezone.now() - timedelta(days=1))
    link_check.check_page(page, allow_loopback=True)
    assert found() == [(f"{elsewhere}/500", LinkFault.FAILING, 500)]


def test_an_address_is_asked_once_for_all_pages(elsewhere: str) -> None:
    pages = ContentPageFactory.create_batch(3, body=text_with(f"{elsewhere}/200"))
    link_check.check_pages([page.pk for page in pages], allow_loopback=True)
    assert Elsewhere.asked == ["HEAD /200"]
    assert CheckedPage.objects.count() == 3


def test_an_address_of_our_own_network_is_never_asked(elsewhere: str) -> None:
    page = ContentPageFactory(body=text_with(f"{elsewhere}/200"))
    link_check.check_page(page)
    assert Elsewhere.asked == []
    assert found() == [(f"{elsewhere}/200", LinkFault.REFUSED, None)]


def test_a_repaired_link_leaves_the_list_and_an_old_one_keeps_its_day(elsewhere: str) -> None:
    page = ContentPageFactory(body=text_with(f"{elsewhere}/404", f"{elsewhere}/410"))
    link_check.check_page(page, allow_loopback=True)
    day = timezone.now() - timedelta(days=9)
    BrokenLink.objects.update(first_seen_at=day)
    page.body = text_with(f"{elsewhere}/410")
    page.save_revision().publish()
    link_check.check_page(page, allow_loopback=True)
    assert list(BrokenLink.objects.values_list("target", "first_seen_at")) == [
        (f"{elsewhere}/410", day)
    ]


def test_a_page_that_is_taken_down_takes_its_faults_along(elsewhere: str) -> None:
    page = ContentPageFactory(body=text_with(f"{elsewhere}/404"))
    link_check.check_page(page, allow_loopback=True)
    page.unpublish()
    link_check.check_pages([page.pk])
    assert found() == []


def test_the_check_of_all_pages_takes_one_job_at_a_time_and_none_twice() -> None:
    ContentPageFactory.create_batch(link_check.BATCH)
    Job.objects.all().delete()
    count = link_check.start_check()
    link_check.start_check()
    jobs, waiting = [], Job.objects.filter(name=link_check.CHECK_NEXT, status=Status.QUEUED)
    while len(found := list(waiting.all())) == 1 and len(jobs) < count:
        jobs.append(CheckedPage.objects.count())
        runner.run(str(found[0].pk))
    assert jobs == list(range(0, count, link_check.BATCH))
    assert (found, CheckedPage.objects.count()) == ([], count)


def test_a_page_that_cannot_be_checked_stops_no_other() -> None:
    bad, good = ContentPageFactory.create_batch(2)
    ContentPage.objects.filter(pk=bad.pk)._raw_delete("default")
    link_check.check_pages([bad.pk, good.pk])
    assert set(CheckedPage.objects.values_list("page", flat=True)) == {bad.pk, good.pk}
