"""Names of languages in tables."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def name_of(names: Mapping[str, str], code: str) -> str:
    """Return the name of a language by its code; the code where it has none."""
    return names.get(code, code)
