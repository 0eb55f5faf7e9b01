"""What markup and which addresses may leave the CMS: one sanitiser, used at write and at read."""

import re
from typing import Final

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
ALLOWED_TAGS: Final = frozenset(
    {"a", "b", "br", "em", "i", "li", "ol", "p", "strong", "sub", "sup", "ul"}
)
ALLOWED_ATTRIBUTES: Final = {"a": {"href", "lang", "hreflang"}}

# Browsers ignore control characters and white space inside a scheme, so they are dropped first.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def is_safe_url(url: str) -> bool:
    """Tell whether ``url`` is empty, relative to this site, or of one of ``SAFE_SCHEMES``."""
    compact = _IGNORED.sub("", url)
    if compact.startswith(("//", "\\", "/\\")):
        return False
    scheme = _SCHEME.match(compact)
    return scheme is None or scheme.group(1).lower() in SAFE_SCHEMES


def safe_url(url: str) -> str:
    """Return ``url`` if it is safe to link to, else an empty string."""
    return url.strip() if is_safe_url(url) else ""


def validate_safe_url(url: str) -> None:
    """Django validator. Raises ``ValidationError`` for ``javascript:`` and its relatives."""
    if not is_safe_url(url):
        raise ValidationError(
            _("Only http, https, mailto and tel links are allowed."), code="unsafe_url"
        )


def clean_html(html: str) -> str:
    """Return ``html`` reduced to the inline and list markup that editors may use."""
    return nh3.clean(
        html,
        tags=set(ALLOWED_TAGS),
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=set(SAFE_SCHEMES),
        link_rel=None,
    )
