"""What every address of the public API shares."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, ClassVar, Final

from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .problems import DETAILS, InvalidParametersError, filled
from .responses import KEEP

MAX_PARAMETER: Final = 2_000
MAX_DIGITS: Final = 19
# Names that Wagtail's clients send and that change nothing, with the values they may have: one to
# get past caches, one that asks for JSON, or for a page for people, instead of which there is JSON.
IGNORED: Final[Mapping[str, tuple[str, ...] | None]] = {"_": None, "format": ("json", "api")}


class JSONAlways(DefaultContentNegotiation):
    """JSON whatever the client accepts, as HTTP allows (RFC 9110, 12.5.1): there is nothing else.

    So a browser reads it too, and no cached answer depends on a header.
    """

    def select_renderer(
        self, _request: Request, renderers: Iterable[BaseRenderer], _suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the only renderer there is."""
        (renderer,) = renderers
        return renderer, renderer.media_type


class PublicView(APIView):
    """A read that anybody may make. It knows the query parameters that it describes.

    ``passes_over_unknown``: others are passed over, as Wagtail does where it finds one object;
    such an answer is not kept, or everybody could fill the caches with copies of it.
    """

    authentication_classes = ()
    content_negotiation_class = JSONAlways
    passes_over_unknown: ClassVar[bool] = False

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Refuse query parameters that are unknown or that no database could take."""
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        known = self._known(request)
        parameters = request.GET.dict()
        if self.passes_over_unknown:
            parameters = {name: value for name, value in parameters.items() if name in known}
        check_parameters(parameters, known)

    def finalize_response(
        self, request: Request, response: Response, *args: object, **kwargs: object
    ) -> Response:
        """Let no cache keep an answer whose address has parameters that were passed over."""
        if self.passes_over_unknown and not request.GET.keys() <= self._known(request):
            request.META.pop(KEEP, None)
        return super().finalize_response(request, response, *args, **kwargs)

    def _known(self, request: Request) -> frozenset[str]:
        return known_parameters(getattr(self, (request.method or "").lower(), None))


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
    elif name in IGNORED and not changes_nothing(name, value):
        yield DETAILS[406]


def changes_nothing(name: str, value: str) -> bool:
    """Tell whether an answer is the same with this query parameter and without it."""
    return name in IGNORED and value in (IGNORED[name] or (value,))


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
