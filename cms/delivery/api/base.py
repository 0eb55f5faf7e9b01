"""What every address of the public API shares."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.views import APIView

from .problems import InvalidParametersError, filled

MAX_PARAMETER: Final = 2_000
MAX_DIGITS: Final = 19
IGNORED: Final = "_"  # Wagtail's clients send it to get past caches.


class PublicView(APIView):
    """A read that anybody may make. It knows the query parameters that it describes.

    ``meta`` requests (OPTIONS) are not offered: the OpenAPI document says it all.
    """

    authentication_classes = ()
    metadata_class = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Refuse query parameters that are unknown or that no database could take."""
        super().initial(request, *args, **kwargs)
        handler = getattr(self, (request.method or "").lower(), None)
        check_parameters(request.GET, known_parameters(handler))


def knows(handler: Callable[..., Any], names: Iterable[str]) -> None:
    """Note the query parameters that a method of a view takes."""
    handler.__dict__["known_parameters"] = frozenset(names)


def known_parameters(handler: object) -> frozenset[str]:
    """Return the names of the query parameters that a method of a view takes."""
    found: frozenset[str] = getattr(handler, "known_parameters", frozenset())
    return found


def check_parameters(parameters: Mapping[str, str], known: Collection[str]) -> None:
    """Raise ``InvalidParametersError`` for unknown names, NUL characters and overlong values."""
    errors = {
        name[:100]: text
        for name, value in parameters.items()
        for text in _faults(name, value, known)
    }
    if errors:
        raise InvalidParametersError(errors)


def _faults(name: str, value: str, known: Collection[str]) -> Iterator[Any]:
    if name not in known:
        yield _("This parameter is not known here.")
    elif "\x00" in value:
        yield _("This value contains a character that is not allowed.")
    elif len(value) > MAX_PARAMETER:
        yield _("This value is too long.")


def required(parameters: Mapping[str, str], name: str) -> str:
    """Return a parameter's value. Raises ``InvalidParametersError`` when it is missing or empty."""
    value = parameters.get(name, "")
    if not value:
        raise InvalidParametersError({name: _("This parameter is required.")})
    return value


def whole_number(name: str, text: str, *, minimum: int = 0, maximum: int) -> int:
    """Return ``text`` as a number within bounds. Raises ``InvalidParametersError``."""
    if (
        text.isascii()
        and text.isdigit()
        and len(text) <= MAX_DIGITS
        and minimum <= int(text) <= maximum
    ):
        return int(text)
    bounds = {"minimum": minimum, "maximum": maximum}
    raise InvalidParametersError(
        {name: filled(_("Write a whole number from %(minimum)s to %(maximum)s."), bounds)}
    )
