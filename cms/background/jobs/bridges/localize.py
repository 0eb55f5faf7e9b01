"""wagtail-localize's background work: translating a subtree, synchronising locale trees."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from wagtail_localize.tasks import BaseJobBackend

JOB: Final = "jobs.localize"
# Computed again by the function itself; passed only to save time.
RECOMPUTED: Final = frozenset({"page_index"})


class JobsBackend(BaseJobBackend):
    """Adds a job for a function of wagtail-localize, with references instead of objects."""

    def enqueue(
        self, func: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> None:
        """Add the job in the caller's transaction.

        Raises PayloadError when an argument cannot be passed by reference.
        """
        from cms.background.jobs.enqueue import add

        from . import object_references

        kept = {name: value for name, value in kwargs.items() if name not in RECOMPUTED}
        plain = [None if _is_empty_form_set(value) else value for value in args]
        encoded = object_references.encode({"args": plain, "kwargs": kept})
        path = f"{func.__module__}.{func.__qualname__}"
        add(JOB, key=None, run_after=None, args={"function": path, **encoded})


def _is_empty_form_set(value: object) -> bool:
    """Return whether ``value`` manages the forms of components, of which there are none."""
    return getattr(value, "components", None) == []
