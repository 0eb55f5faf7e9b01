"""Addresses of the lists that people of ours work with in the admin, from the URL configuration."""

from collections.abc import Iterator
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

OURS: Final = ("cms.", "events.", "school_support.")
# Lists of Wagtail's that our models or our accounts stand in.
NAMES: Final = ("index", "list")


def admin_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Yield every address below /admin/, as it is written, with its pattern."""
    yield from (
        (route, pattern)
        for route, pattern in _below(get_resolver().url_patterns, "")
        if route.startswith("admin/")
    )


def _below(patterns: list[Any], prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, route)
        else:
            yield route, pattern


def list_paths() -> list[str]:
    """Return the paths without arguments of our own screens and of lists of our models."""
    found = {
        f"/{route}"
        for route, pattern in admin_patterns()
        if "<" not in route and "^" not in route and "/results/" not in route and is_list(pattern)
    }
    return sorted(found)


def is_list(pattern: URLPattern) -> bool:
    """Return whether a view is ours, or a list of Wagtail's with rows of ours."""
    view: Any = pattern.callback
    owner = getattr(view, "view_class", view).__module__
    model = getattr(view, "view_initkwargs", {}).get("model")
    label = getattr(model, "__module__", "")
    return owner.startswith(OURS) or (label.startswith(OURS) and pattern.name in NAMES)
