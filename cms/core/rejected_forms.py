"""What somebody sent that could not be done, for the page that it leads back to.

Kept in the session until that page has shown it once, so nothing chosen is lost by a redirect.
"""

from typing import Final

from django.http import HttpRequest, QueryDict

_KEY: Final = "refused_form"
_NEVER: Final = frozenset({"csrfmiddlewaretoken"})


def keep(request: HttpRequest) -> None:
    """Keep the fields of a form until ``take``."""
    request.session[_KEY] = {
        name: request.POST.getlist(name) for name in request.POST if name not in _NEVER
    }


def take(request: HttpRequest) -> QueryDict:
    """Return the fields that were kept, and forget them; empty without any."""
    found = QueryDict(mutable=True)
    for name, values in request.session.pop(_KEY, {}).items():
        found.setlist(name, values)
    return found
