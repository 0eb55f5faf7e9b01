"""The ``fields`` parameter: Wagtail's syntax over prepared JSON."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

from django.utils.translation import gettext_lazy as _
from wagtail.api.v2.utils import parse_fields_parameter

from cms.core.models import BasePage
from cms.delivery.documents.page_serializer import PageMetaJSON

from .page_types import represented_as
from .problems import InvalidParametersError

MAX_LENGTH: Final = 500  # Brackets nest, and are read by recursion.
META: Final = PageMetaJSON.__required_keys__
LISTED: Final = frozenset(
    {"id", "type", "detail_url", "html_url", "slug", "first_published_at", "locale", "title"}
)
# Read for a single page only, as in Wagtail; a list shows it when it is asked for by name.
DETAIL_ONLY: Final = frozenset({"parent"})


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of fields to show, of ``meta`` and of the page itself alike."""

    names: frozenset[str]

    def of(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the chosen part of a page's document; an empty ``meta`` is left out."""
        meta = {name: value for name, value in document["meta"].items() if name in self.names}
        return {
            name: meta if name == "meta" else value
            for name, value in document.items()
            if (name == "meta" and meta) or name in self.names
        }


def known_fields(models: Iterable[type[BasePage]]) -> frozenset[str]:
    """Return every name that ``fields`` may use for pages of these types."""
    own = {name for model in models for name in get_type_hints(represented_as(model))}
    return frozenset({"id", "title", *META, *own})


def select(text: str, known: Collection[str], default: Collection[str]) -> Selection:
    """Read the parameter: ``a,-b``, ``*`` for all, ``_`` for none to begin with.

    What stands in brackets is accepted and ignored: related objects are shown as they are.
    Raises ``InvalidParametersError``.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidParametersError({"fields": _("This value is too long.")})
    try:
        wanted = parse_fields_parameter(text) if text else []
    except ValueError as error:
        raise InvalidParametersError(
            {"fields": _("Write names with commas between them, such as title,-slug.")}
        ) from error
    names = set(default)
    if wanted and wanted[0][0] in {"*", "_"}:
        names = set(known) - DETAIL_ONLY if wanted[0][0] == "*" else set()
        wanted = wanted[1:]
    for name, negated, _nested in wanted:
        if name not in known:
            raise InvalidParametersError({"fields": _("This field is not known here.")})
        names = names - {name} if negated else names | {name}
    return Selection(frozenset(names))
