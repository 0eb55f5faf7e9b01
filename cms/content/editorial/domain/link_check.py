"""The link check: a few pages a job, every address at most once a day."""

import logging
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import requests
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from requests_hardened.ip_filter import InvalidIPAddress
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.background.jobs.api import enqueue
from cms.content.editorial.enums import PASSING_FAULTS, LinkFault
from cms.content.editorial.models import BrokenLink, CheckedAddress, CheckedPage
from cms.core import safe_http
from cms.core.representations.visibility import Visibility

from .page_links import Fault, external_urls, internal_link_faults

logger = logging.getLogger(__name__)

CHECK_NEXT: Final = "editorial.check_next"
BATCH: Final = 20
# A job has a minute; what is left after this goes to the next one.
SECONDS_A_JOB: Final = 30
FRESH: Final = timedelta(hours=20)
_GONE: Final = frozenset({404, 410})
_FIRST_ERROR: Final = 400
# Servers that want a person or a password in front of them work well for readers.
_GUARDED: Final = frozenset({401, 403, 429, 999})


def start_check() -> int:
    """Enqueue the check of every public page; return how many pages there are.

    One job follows the other, so the check never takes more than one worker from readers who wait
    for what was just published. A check that still waits from before is not added twice.
    """
    public = Visibility.load().public(Page.objects.all())
    BrokenLink.objects.exclude(page__in=public).delete()
    _enqueue(int(time.time()))
    return int(public.count())


def check_next(since: int) -> None:
    """Check pages that were not checked ``since`` (Unix seconds); leave the rest to a next job."""
    left = _unchecked(since)
    check_pages(list(left.values_list("pk", flat=True)[:BATCH]))
    if left.exists():
        _enqueue(since)


def _enqueue(since: int) -> None:
    enqueue(CHECK_NEXT, key="links", since=since)


def _unchecked(since: int) -> QuerySet[Page]:
    checked = CheckedPage.objects.filter(checked_at__gte=datetime.fromtimestamp(since, UTC))
    pages = Page.objects.exclude(pk__in=checked.values("page")).order_by("pk")
    rows: QuerySet[Page] = Visibility.load().public(pages)
    return rows


def check_pages(page_ids: list[int], *, allow_loopback: bool = False) -> None:
    """Check the links of these pages, as many as the time of a job allows, at least one.

    Effects for each page: addresses asked that were not asked lately, faults written and
    forgotten, the time of the check. A page that cannot be checked stops no other.
    """
    deadline = time.monotonic() + SECONDS_A_JOB
    public = Visibility.load().public(Page.objects.filter(pk__in=page_ids))
    pages = {page.pk: page for page in public}
    BrokenLink.objects.filter(page__in=set(page_ids) - pages.keys()).delete()
    for page in (pages[pk] for pk in page_ids if pk in pages):
        try:
            check_page(page, allow_loopback=allow_loopback)
        except Exception:
            logger.exception("The links of page %s could not be checked", page.pk)
            _note_checked(page)
        if time.monotonic() > deadline:
            return


def check_page(page: Page, *, allow_loopback: bool = False) -> None:
    """Check the links of one page and remember what was found."""
    urls = external_urls(page)
    _ask(_stale(urls), allow_loopback=allow_loopback)
    _remember(page, [*internal_link_faults(page), *_outside_faults(urls)])


def broken_links_of(user: Any) -> QuerySet[BrokenLink]:
    """Return the broken links on pages that ``user`` may edit."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return BrokenLink.objects.filter(page__in=mine)


def _stale(urls: set[str]) -> set[str]:
    fresh = CheckedAddress.objects.filter(url__in=urls, checked_at__gt=timezone.now() - FRESH)
    return urls - set(fresh.values_list("url", flat=True))


def _ask(urls: Iterable[str], *, allow_loopback: bool) -> None:
    for url in sorted(urls):
        fault, status = _answer_of(url, allow_loopback=allow_loopback)
        _note(url, fault, status, timezone.now())


def _answer_of(url: str, *, allow_loopback: bool) -> tuple[LinkFault | None, int | None]:
    try:
        with safe_http.session(allow_loopback=allow_loopback) as session:
            status = safe_http.head(session, url).status_code
    except InvalidIPAddress:
        return LinkFault.REFUSED, None
    except (requests.RequestException, OSError, ValueError):
        return LinkFault.UNREACHABLE, None
    if status in _GONE:
        return LinkFault.NOT_FOUND, status
    if status >= _FIRST_ERROR and status not in _GUARDED:
        return LinkFault.FAILING, status
    return None, status


def _note(url: str, fault: LinkFault | None, status: int | None, now: datetime) -> None:
    address = CheckedAddress.objects.filter(url=url).first() or CheckedAddress(url=url)
    address.fault = fault or ""
    address.status = status
    address.failures = address.failures + 1 if fault else 0
    address.checked_at = now
    address.save()


def _outside_faults(urls: set[str]) -> list[Fault]:
    found = CheckedAddress.objects.filter(url__in=urls).exclude(fault="").order_by("url")
    return [
        Fault(address.url, LinkFault(address.fault), address.status)
        for address in found
        if address.failures > 1 or address.fault not in PASSING_FAULTS
    ]


@transaction.atomic
def _remember(page: Page, faults: list[Fault]) -> None:
    """Write the page's faults; one that was known keeps the day it was first seen."""
    now = timezone.now()
    BrokenLink.objects.filter(page=page).exclude(target__in=[f.target for f in faults]).delete()
    for fault in faults:
        BrokenLink.objects.update_or_create(
            page=page,
            target=fault.target,
            defaults={"fault": fault.fault, "status": fault.status},
            create_defaults={
                "fault": fault.fault,
                "status": fault.status,
                "first_seen_at": now,
            },
        )
    _note_checked(page)


def _note_checked(page: Page) -> None:
    CheckedPage.objects.update_or_create(page=page, defaults={"checked_at": timezone.now()})
