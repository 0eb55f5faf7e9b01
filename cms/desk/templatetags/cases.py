"""What the desk's templates say about a case."""

from django import template

from cms.core import locales

register = template.Library()


@register.filter
def language(code: str) -> str:
    """Return a language's own name."""
    return locales.NAMES.get(code, code)
