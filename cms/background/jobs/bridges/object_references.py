"""Objects of other packages' tasks as references that a job may carry, and back again."""

from collections.abc import Mapping
from typing import Any, Final

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import Model

from cms.background.jobs.payload import PayloadError, check_references

MODEL: Final = "__model__"
STORAGE: Final = "__storage__"


def encode(args: Mapping[str, object]) -> dict[str, Any]:
    """Return ``args`` with model instances and configured storages replaced by references.

    A storage's own description may hold its credentials, so only its alias is kept. Raises
    PayloadError for what a job must not carry.
    """
    encoded = {name: _encode(value) for name, value in args.items()}
    check_references(encoded)
    return encoded


def decode(value: Any) -> Any:  # noqa: ANN401  JSON in, arguments of any type out.
    """Return ``value`` with references replaced by what they point to.

    Raises the model's DoesNotExist when a row has been deleted since.
    """
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if MODEL in value:
        return apps.get_model(value[MODEL])._meta.base_manager.get(pk=value["pk"])
    if STORAGE in value:
        return _description(storages[value[STORAGE]])
    return {name: decode(item) for name, item in value.items()}


def _encode(value: object) -> object:
    if isinstance(value, Model):
        if value.pk is None:
            raise PayloadError(f"An unsaved {value._meta.label} cannot be passed to a job.")
        return {
            MODEL: value._meta.label_lower,
            "pk": value.pk if isinstance(value.pk, int) else str(value.pk),
        }
    if isinstance(value, Mapping):
        return {name: _encode(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        alias = _storage_alias(value)
        return {STORAGE: alias} if alias else [_encode(item) for item in value]
    return value


def _storage_alias(value: list | tuple) -> str | None:
    """Return the alias of the configured storage that ``value`` describes, if it does."""
    if len(value) != 3 or not isinstance(value[0], str) or not isinstance(value[2], dict):  # noqa: PLR2004  path, args, kwargs.
        return None
    for alias in storages.backends:
        if _description(storages[alias]) == list(value):
            return str(alias)
    return None


def _description(storage: object) -> list[Any] | None:
    return list(storage.deconstruct()) if hasattr(storage, "deconstruct") else None
