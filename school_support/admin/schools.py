"""The register in the admin: to look up, not to change; it is imported by command."""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.core.region import region
from cms.core.words import language_of
from cms.desk.admin.access import DeskRequest
from cms.desk.admin.pages import desk_page, desk_trail
from cms.desk.rules.folding import fold
from school_support.models import School

PAGE_SIZE: Final = 50


@require_GET
def schools(request: DeskRequest) -> HttpResponse:
    """Show the schools that fit the words, closed ones as well, and how often each has asked."""
    words = request.GET.get("q", "").replace("\0", "")[:100]
    found = School.objects.annotate(asked=Count("requests"))
    for word in fold(words).split()[:8]:
        found = found.filter(search_words__contains=word)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    code, counties = language_of(request.user), region().counties
    return desk_page(
        request,
        "schools",
        title=_("Schools"),
        trail=desk_trail(),
        words=words,
        page_obj=page,
        lines=[
            (one, region().county_name(one.county, code) if one.county in counties else "–")
            for one in page.object_list
        ],
    )
