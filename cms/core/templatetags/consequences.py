"""The list of what else happens, for questions in the admin."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from cms.core.consequences import Act, consequences

register = template.Library()
LIST = "consequences/list.html"


@register.inclusion_tag(LIST)
def consequences_of(instances: Any, act: str) -> dict[str, Any]:  # noqa: ANN401  One model instance or many items: Wagtail is untyped.
    """Show what ``act`` on an object, or on the items of a bulk action, entails."""
    many = instances if isinstance(instances, list) else [instances]
    found = [each["item"] if isinstance(each, dict) else each for each in many]
    return {"consequences": consequences(found, Act(act))}


@register.filter
def before_the_form(question: str, page: Any) -> SafeString:  # noqa: ANN401  A page; Wagtail is untyped.
    """Put what deleting ``page`` entails above the button of Wagtail's question.

    Its template has one block for all of it.
    """
    shown = render_to_string(LIST, consequences_of(page, Act.DELETE))
    head, form, tail = question.rpartition("<form ")
    return mark_safe(f"{head}{shown}{form}{tail}")  # noqa: S308  Two templates' own output.
