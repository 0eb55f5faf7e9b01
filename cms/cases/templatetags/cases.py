"""Tags of the templates about a case."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _

from cms.cases.enums import Outcome
from cms.cases.models import CaseEvent
from cms.core import locales
from cms.users.models import User

register = template.Library()


@register.simple_tag
def has_scanner() -> bool:
    """Tell whether files are looked through for viruses."""
    return bool(settings.CLAMAV_URL)


@register.filter
def language(code: str) -> str:
    """Return a language's own name."""
    return locales.NAMES.get(code, code)


@register.filter
def actor(event: CaseEvent) -> str:
    """Return who did it; an account may be gone by now."""
    try:
        person = event.by
    except User.DoesNotExist:
        person = None
    return (person.get_full_name() or person.username) if person else _("a former colleague")


@register.filter
def detail(event: CaseEvent) -> list[str]:
    """Return what the log says more, in words."""
    said = event.detail
    found = [
        str(said[name]) for name in ("into", "taken", "of", "left", "on", "stars") if name in said
    ]
    if said.get("outcome"):
        found.append(str(Outcome(said["outcome"]).label))
    return found
