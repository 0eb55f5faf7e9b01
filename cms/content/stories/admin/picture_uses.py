"""The pictures of a story and where they are used, as a form shows them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.content.stories.domain.picture_decisions import Used


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A page or a snippet; ``url`` is where it is edited, empty for who may not."""

    title: str
    url: str
    language: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the form."""

    image: Any
    goes: bool
    places: list[PictureUse]


def shown(request: HttpRequest, pictures: list[Used]) -> list[Shown]:
    """Return the rows; what a refused form had ticked stays ticked."""
    finder = AdminURLFinder(request.user)
    ticked = set(request.POST.getlist("goes"))
    return [
        Shown(
            each.picture.image,
            str(each.picture.image_id) in ticked if request.method == "POST" else each.goes,
            [_place(place, finder) for place in each.places],
        )
        for each in pictures
    ]


def chosen(request: HttpRequest, pictures: list[Used]) -> dict[int, bool]:
    """Return for each picture of the form whether it was said to show the person."""
    ticked = set(request.POST.getlist("goes"))
    return {each.picture.image_id: str(each.picture.image_id) in ticked for each in pictures}


def _place(instance: Model, finder: AdminURLFinder) -> PictureUse:
    locale: Any = getattr(instance, "locale", None)
    return PictureUse(
        title=getattr(instance, "title", "") or str(instance),
        url=finder.get_edit_url(instance) or "",
        language=locale.get_display_name() if locale else "",
        is_live=getattr(instance, "live", True),
    )
