"""The list of what else happens, for questions in the admin."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.core.publication.consequences import Act, consequences
from cms.core.publication.object_version_tokens import told

register = template.Library()
LIST = "consequences/list.html"


@register.inclusion_tag(LIST)
def consequences_of(instances: Any, act: str) -> dict[str, Any]:  # noqa: ANN401  One model instance or many items: Wagtail is untyped.
    """Show what ``act`` on an object, or on the items of a bulk action, entails."""
    return {"consequences": consequences(_objects(instances), Act(act))}


def _objects(instances: Any) -> list[Any]:  # noqa: ANN401  Wagtail's own: it is untyped.
    many = instances if isinstance(instances, list) else [instances]
    return [each["item"] if isinstance(each, dict) else each for each in many]


@register.filter
def saying_what_it_shows(question: str, instances: Any) -> SafeString:  # noqa: ANN401  As above.
    """Let the form of Wagtail's question say what it was asked about (``asking_again``)."""
    seen = told(_objects(instances)) if instances else ""
    if not seen:
        return mark_safe(question)  # noqa: S308  A template's own output.
    field = format_html('<input type="hidden" name="seen" value="{}">', seen)
    head, end, tail = question.rpartition("</form>")
    return mark_safe(f"{head}{field}{end}{tail}")  # noqa: S308  As above.


@register.filter
def before_the_form(question: str, page: Any) -> SafeString:  # noqa: ANN401  A page; Wagtail is untyped.
    """Put what deleting ``page`` entails above the button of Wagtail's question.

    Its template has one block for all of it.
    """
    shown = render_to_string(LIST, consequences_of(page, Act.DELETE))
    head, form, tail = question.rpartition("<form ")
    return mark_safe(f"{head}{shown}{form}{tail}")  # noqa: S308  Two templates' own output.
