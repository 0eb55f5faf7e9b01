"""What somebody had before them when they were asked about pages or snippets as a whole.

The question says of everything that the act would take along which draft it has, which text of it
is live and where: of the object, of its translations, and of what is below a page.
"""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Final

from django.db.models import Model, QuerySet
from wagtail.models import Page, RevisionMixin, TranslatableMixin

_TOLD_BY: Final = ("latest_revision_id", "live_revision_id", "live", "url_path")


def told(instances: list[Any]) -> str:
    """Return what a question about ``instances`` carries; empty for what has no versions."""
    return " ".join(f"{pk}:{mark}" for pk, mark in _marks(_concerned(instances, below=True)))


def changed(instances: list[Any], sent: str, *, below: bool) -> list[Any]:
    """Return what is otherwise by now than ``sent``, a question's, says; it is locked.

    ``below`` is whether what is below pages would go along. Call it in a transaction.
    """
    seen = dict(each.split(":", 1) for each in sent.split() if ":" in each)
    found = _concerned(instances, below=below)
    if found is None:
        return []
    now = _marks(found.select_for_update(of=("self",)))
    others = [pk for pk, mark in now if seen.get(str(pk)) != mark]
    return list(found.model._base_manager.filter(pk__in=others).order_by("pk"))


def whole(page: Page, *, below: bool) -> str:
    """Return the newest draft of a page and one word for all that would go along; it is locked.

    ``below`` and the transaction are as above.
    """
    found = _concerned([page], below=below)
    marks = _marks(found and found.select_for_update(of=("self",)))
    return f"{page.latest_revision_id}-{_mark(list(marks))}"


def _concerned(instances: list[Any], *, below: bool) -> QuerySet[Any] | None:
    """Return what an act takes along; None for what has no versions."""
    if not instances or not isinstance(instances[0], RevisionMixin):
        return None
    model = Page if isinstance(instances[0], Page) else type(instances[0])
    rows: QuerySet[Any] = model._base_manager.order_by("pk")
    if not issubclass(model, TranslatableMixin):
        return rows.filter(pk__in=[each.pk for each in instances])
    keys = {each.translation_key for each in instances}
    if below and model is Page:
        keys |= {key for page in instances for key in _keys_below(page)}
    return rows.filter(translation_key__in=keys)


def _keys_below(page: Page) -> Iterable[Any]:
    found: Iterable[Any] = page.get_descendants().values_list("translation_key", flat=True)
    return found


def _marks(found: QuerySet[Any] | None) -> list[tuple[Any, str]]:
    if found is None:
        return []
    names = {field.attname for field in _fields(found.model)}.intersection(_TOLD_BY)
    return [(pk, _mark(values)) for pk, *values in found.values_list("pk", *sorted(names))]


def _fields(model: type[Model]) -> Iterable[Any]:
    return model._meta.concrete_fields


def _mark(values: list[Any]) -> str:
    return blake2b(repr(values).encode(), digest_size=6).hexdigest()
