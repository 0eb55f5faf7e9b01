"""“This page is in a release”: told to whoever opens, publishes, unpublishes or deletes it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.publication.consequences import Act, Consequence, Line
from cms.core.time_zone import WARSAW
from cms.translation.releases.domain.planned_releases import planned_below, planned_with
from cms.translation.releases.models import Release


def consequences(instances: list[Any], act: Act) -> Iterator[Consequence]:
    """Yield that pages about to be changed are in planned releases, which would fail by it."""
    pages = [each for each in instances if isinstance(each, Page)]
    found = planned_with(pages) if act == Act.PUBLISH else planned_below(pages)
    if lines := [Line(name(release), url(release)) for release in found]:
        yield Consequence(
            _(
                "This is in a planned release. It will fail, and say so, unless the plan is "
                "changed afterwards:"
            ),
            lines,
        )


def warn(request: HttpRequest, pages: Iterable[Any]) -> None:
    """Tell whoever has published or unpublished ``pages`` that the plan needs a look."""
    for release in planned_with(pages):
        text = _("This page is in a release. Look through the plan, or the release will fail:")
        messages.warning(request, _with_link(text, release))


def mention(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens ``page`` that it is in a release."""
    for release in planned_with([page]):
        messages.info(request, _with_link(_("This page is in a release:"), release))


def name(release: Release) -> str:
    """Return how a planned release is called: its number and its time in Warsaw."""
    at = date_format(release.go_live_at.astimezone(WARSAW), "j.m.Y H:i")
    return _("release %(number)d of %(date)s") % {"number": release.pk, "date": at}


def url(release: Release) -> str:
    """Return the address of a release in the admin."""
    return reverse("releases:detail", args=[release.pk])


def _with_link(text: str, release: Release) -> str:
    return format_html('{} <a href="{}">{}</a>', text, url(release), name(release))
