"""The language of whoever started a batch: a worker has none of its own."""

from contextlib import AbstractContextManager
from typing import Any

from django.utils import translation


def in_words_of(owner: Any) -> AbstractContextManager[None]:  # noqa: ANN401  The kernel knows no user model.
    """Return a context in which texts are in the owner's language of the admin."""
    profile = getattr(owner, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else translation.get_language()
    return translation.override(language)
