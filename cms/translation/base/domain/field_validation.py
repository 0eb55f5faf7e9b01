"""Whether translated texts fit into the fields they are for."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from .errors import InvalidTranslationError


def refuse_too_long(target: Any) -> None:
    """Raise InvalidTranslationError for a text that its column cannot hold.

    Asked of every draft: PostgreSQL refuses a title of 256 characters already there.
    """
    unbounded = [field.name for field in target._meta.fields if field.max_length is None]
    try:
        target.clean_fields(exclude=unbounded)
    except ValidationError as error:
        raise InvalidTranslationError(target, _sentences(target, error)) from error


def refuse_invalid(target: Any) -> None:
    """Raise InvalidTranslationError for whatever Django's own validation of ``target`` refuses."""
    try:
        target.full_clean()
    except ValidationError as error:
        raise InvalidTranslationError(target, _sentences(target, error)) from error


def _sentences(target: Any, error: ValidationError) -> list[str]:
    names = {field.name: str(field.verbose_name) for field in target._meta.fields}
    by_field: Mapping[str, list[str]] = error.message_dict
    return [f"{names.get(name, name)}: {' '.join(texts)}" for name, texts in by_field.items()]
