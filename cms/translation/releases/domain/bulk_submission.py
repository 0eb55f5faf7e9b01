"""Giving many pages and snippets to translators at once: a source is an item of a batch.

``args`` of an item: ``source`` is a page's id, or ``app.model:id`` of a snippet; ``locales`` are
codes with dots between them. Each item is one transaction of one source in all its languages.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin

from cms.background.batches import Args, start
from cms.background.models import Batch
from cms.core import locales
from cms.translation.base.domain import permissions, translation_drafts
from cms.users.models import User

KIND: Final = "releases.submit"


class UnknownSourceError(LookupError):
    """No page or translatable snippet of the source language is meant by this."""


def submittable_locales(user: User) -> list[Locale]:
    """Return the languages that ``user`` may have translations started into; two queries.

    Who publishes in Polish may in every language, translators and reviewers in their own.
    """
    publishes = {locale.language_code for locale in permissions.publishable_locales(user)}
    is_publisher = locales.SOURCE in publishes
    found = Locale.objects.order_by("pk") if is_publisher else permissions.editable_locales(user)
    return [locale for locale in found if locale.language_code != locales.SOURCE]


@transaction.atomic
def submit(sources: Iterable[str], codes: Iterable[str], *, user: User) -> Batch:
    """Start the batch that gives ``sources`` to the translators into the languages ``codes``.

    Parents come before their children. Raises PermissionDenied for a language that is not the
    user's to submit to, UnknownSourceError for what is no source.
    """
    joined = ".".join(locale.language_code for locale in _allowed(set(codes), user))
    names = _in_order(list(dict.fromkeys(sources)))
    return start(KIND, [(name, {"source": name, "locales": joined}) for name in names], owner=user)


def do_one(args: Args, *, user: User | None) -> None:
    """Start the translations of one source; those that exist are left as they are.

    Raises PermissionDenied where the user has lost the right meanwhile, UnknownSourceError where
    the source is gone, SourceNotPublicError where it is not public.
    """
    wanted = _allowed(set(str(args["locales"]).split(".")), user)
    instance = find(str(args["source"]))
    for locale in wanted:
        translation_drafts.start(instance, locale, user=user)


def _allowed(codes: set[str], user: User | None) -> list[Locale]:
    """Return the languages; raise PermissionDenied unless ``user`` may submit to every one."""
    mine = submittable_locales(user) if user else []
    wanted = [locale for locale in mine if locale.language_code in codes]
    if not codes or len(wanted) != len(codes):
        raise PermissionDenied
    return wanted


def find(name: str) -> Any:
    """Return the page or snippet that ``name`` means; raise UnknownSourceError."""
    label, _colon, pk = name.rpartition(":")
    model = _model(label)
    if not pk.isdigit():
        raise UnknownSourceError(name)
    found = model.objects.filter(locale__language_code=locales.SOURCE, pk=pk).first()
    if found is None:
        raise UnknownSourceError(name)
    return found.specific if isinstance(found, Page) else found


def titles(items: Sequence[Args]) -> list[str]:
    """Return what people call the sources of items; what is gone keeps its number."""
    return [_title(str(args["source"])) for args in items]


def _title(name: str) -> str:
    try:
        return str(find(name))
    except UnknownSourceError:
        return name


def _model(label: str) -> Any:
    if not label:
        return Page
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise UnknownSourceError(label) from None
    if not issubclass(model, TranslatableMixin):
        raise UnknownSourceError(label)
    return model


def _in_order(names: list[str]) -> list[str]:
    """Return the pages as they stand in the tree, then the snippets; one query."""
    pages = {int(name) for name in names if name.isdigit()}
    snippets = [name for name in names if not name.isdigit()]
    for name in snippets:
        find(name)
    known = Page.objects.filter(pk__in=pages, depth__gt=1, locale__language_code=locales.SOURCE)
    ordered = list(known.order_by("path").values_list("pk", flat=True))
    if len(ordered) != len(pages):
        raise UnknownSourceError(str(sorted(pages - set(ordered))))
    return [*map(str, ordered), *snippets]
