"""The list of what else happens, for questions in the admin."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms.core.publication.consequences import Act, consequences
from cms.core.publication.object_version_tokens import told

register = template.Library()
LIST = "consequences/list.html"


@register.inclusion_tag(LIST)
def consequences_of(instances: object, act: str) -> dict[str, Any]:
    """Show what ``act`` on an object, or on the items of a bulk action, entails."""
    return {"consequences": consequences(_objects(instances), Act(act))}


def _objects(instances: object) -> list[Any]:
    many = instances if isinstance(instances, list) else [instances]
    return [each["item"] if isinstance(each, dict) else each for each in many]


@register.filter
def saying_what_it_shows(question: str, instances: object) -> SafeString:
    """Let the form of Wagtail's question say what it was asked about (``asking_again``)."""
    seen = told(_objects(instances)) if instances else ""
    if not seen:
        return mark_safe(question)  # noqa: S308  A template's own output.
    field = format_html('<input type="hidden" name="seen" value="{}">', seen)
    head, end, tail = question.rpartition("</form>")
    return mark_safe(f"{head}{field}{end}{tail}")  # noqa: S308  As above.


@register.filter
def before_the_form(question: str, page: Page) -> SafeString:
    """Put what deleting ``page`` entails above the button of Wagtail's question.

    Its template has one block for all of it.
    """
    shown = render_to_string(LIST, consequences_of(page, Act.DELETE))
    head, form, tail = question.rpartition("<form ")
    return mark_safe(f"{head}{shown}{form}{tail}")  # noqa: S308  Two templates' own output.
