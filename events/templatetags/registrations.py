"""Tags of the templates about a registration."""

from collections.abc import Iterable

from django import template

from cms.core import locales
from events.domain.display_names import known_as
from events.models import Registration

register = template.Library()


@register.filter
def who(registration: Registration) -> str:
    """Return what the organiser knows a person by: a name, else an address or number."""
    return known_as(registration)


@register.filter
def ages(registration: Registration) -> str:
    """Return the ages that are known, such as ``7, 9``."""
    known = [each.age for each in registration.participants.all()]
    return ", ".join(str(age) for age in known if age is not None)


@register.filter
def places(registrations: Iterable[Registration]) -> int:
    """Return how many places registrations need or hold."""
    return sum(each.size for each in registrations)


@register.filter
def language(code: str) -> str:
    """Return a language's own name."""
    return locales.NAMES.get(code, code)
