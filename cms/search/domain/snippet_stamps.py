"""From which state of its snippets (services, audiences, terms) the text of a page was read."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import Model

from cms.core.models import BasePage
from cms.delivery.api.page_types import page_types
from cms.delivery.documents.embedded_snippets import shown_by

_STATE: Final = ("translation_key", "pk", "live", "live_revision_id", "last_published_at")
DIGEST_BYTES: Final = 8


def snippet_stamps(pages: Collection[UUID]) -> dict[UUID, str]:
    """Return a digest of what pages with these translation keys show, where they show anything.

    It is another one when a snippet is published or taken down in any language. Two queries for
    each field of ``shown_snippets``.
    """
    if not pages:
        return {}
    models = [model for model in page_types().values() if model.shown_snippets]
    shown = shown_by({model: _of(model, pages) for model in models})
    states = dict(_states(models))
    return {
        page: _digest(sorted(states.get(key, "") for key in keys)) for page, keys in shown.items()
    }


def _of(model: type[BasePage], pages: Collection[UUID]) -> set[UUID]:
    return {*model.objects.values_list("translation_key", flat=True)} & {*pages}


def _states(models: list[type[BasePage]]) -> Iterator[tuple[UUID, str]]:
    for snippet in {_model_at(model, path) for model in models for path in model.shown_snippets}:
        found: dict[UUID, list[str]] = defaultdict(list)
        for key, *state in snippet._default_manager.order_by("pk").values_list(*_STATE):
            found[key].append(str(state))
        yield from ((key, _digest(states)) for key, states in found.items())


def _model_at(model: type[Model], path: str) -> type[Model]:
    found: Any = model
    for name in path.split("__"):
        found = found._meta.get_field(name).related_model
    return cast("type[Model]", found)


def _digest(states: list[str]) -> str:
    return blake2b("\n".join(states).encode(), digest_size=DIGEST_BYTES).hexdigest()
