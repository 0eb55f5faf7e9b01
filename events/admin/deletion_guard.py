"""An activity with groups is not deleted: people signed up for it."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import ActivityPage


def refuse_deletion(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """Return where to go instead, with the reason said, or None when nothing is in the way."""
    below = [Q(path__startswith=page.path) for page in pages]
    if not below:
        return None
    any_of = below[0]
    for each in below[1:]:
        any_of |= each
    kept = ActivityPage.objects.filter(any_of, groups__isnull=False).first()
    if kept is None:
        return None
    text = _(
        "“%(title)s” has groups, so it cannot be deleted. Unpublish it, or delete its groups "
        "first: that is possible as long as nobody has signed up."
    )
    messages.error(request, text % {"title": kept.get_admin_display_title()})
    return redirect("events:activity", kept.pk)
