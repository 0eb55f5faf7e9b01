"""Every address of the admin and every act behind one, as the configuration has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

from events.admin.registration_actions import DECISIONS

BULK: Final = "wagtail_bulk_action"


@dataclass(frozen=True, slots=True)
class Address:
    """``name`` with its namespaces; ``arguments`` are what its path holds.

    ``act`` tells apart what one address does, by arguments that are given.
    """

    name: str
    arguments: tuple[str, ...]
    act: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """How the table of entries names it."""
        return " ".join([self.name, *(value for _name, value in self.act)])

    @property
    def space(self) -> str:
        """The namespaces, joined by colons; empty where there is none."""
        return self.name.rpartition(":")[0]

    def url(self, values: Mapping[str, Any]) -> str:
        """Return the path for objects: ``space.argument``, or else ``argument``."""
        given = dict(self.act)
        found = {
            name: given.get(name, values.get(f"{self.space}.{name}", values.get(name)))
            for name in self.arguments
        }
        positional = [found[name] for name in self.arguments if name.startswith("#")]
        named = {name: value for name, value in found.items() if not name.startswith("#")}
        return reverse(self.name, args=positional or None, kwargs=named or None)


def addresses() -> list[Address]:
    """Return every named address below ``/admin/``, and each act of those that have several."""
    found = dict.fromkeys(_walk(get_resolver().url_patterns, (), ""))
    return [each for address in found for each in _acts(address)]


def _acts(address: Address) -> Iterator[Address]:
    acts = _SEVERAL.get(address.name)
    if acts is None:
        yield address
        return
    for act in acts():
        yield Address(address.name, address.arguments, act)


def _bulk() -> Iterator[tuple[tuple[str, str], ...]]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                yield ("app_label", app), ("model_name", model), ("action", action)


def _of(name: str, values: Any) -> Any:
    return lambda: [((name, value),) for value in values]


def _settings() -> Iterator[tuple[tuple[str, str], ...]]:
    for model in settings_registry:
        yield ("app_name", model._meta.app_label), ("model_name", model._meta.model_name)


_REVIEW: Final = _of("action_name", ("approve", "reject"))
_SEVERAL: Final[dict[str, Any]] = {
    BULK: _bulk,
    "wagtailadmin_api:pages:action": _of("action_name", PagesAdminAPIViewSet.actions),
    "wagtailadmin_pages:workflow_action": _REVIEW,
    "wagtailadmin_pages:collect_workflow_action_data": _REVIEW,
    "events:person_decide": _of("decision", DECISIONS),
    "wagtailsettings:edit": _settings,
    "wagtailsettings:preview_on_edit": _settings,
}


def _walk(
    patterns: Any, spaces: tuple[str, ...], path: str, before: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        here, given = path + str(pattern.pattern), (*before, *_arguments(pattern))
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, here, given)
        elif isinstance(pattern, URLPattern) and pattern.name and here.startswith("admin/"):
            yield Address(":".join((*spaces, pattern.name)), given)


def _arguments(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    """Return the names; unnamed groups of a regular expression are ``#0``, ``#1`` and so on."""
    named = tuple(pattern.pattern.converters)
    regex = pattern.pattern.regex
    if named or not regex.groups:
        return named
    return tuple(regex.groupindex) or tuple(f"#{number}" for number in range(regex.groups))
