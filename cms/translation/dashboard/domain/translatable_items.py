"""What can be translated: every live page and snippet of the source language, started or not."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.models import Page, TranslatableMixin

from cms.core import locales
from cms.core.redirects import HOME_DEPTH

# The field that names a snippet, whichever of these it has; one without is named by its type.
_NAMES: Final = ("title", "name", "term")


@dataclass(frozen=True, slots=True)
class TranslatableItem:
    """A page or snippet of the source; ``kind`` is its model, as ``pages.contentpage``.

    ``path`` is Wagtail's tree path, empty for snippets; ``level`` 0 is the home page.
    """

    key: UUID
    pk: int
    title: str
    kind: str
    kind_name: str
    icon: str
    path: str = ""
    level: int = 0

    @property
    def name(self) -> str:
        """What forms call it, see ``cms.translation.base.domain.source_keys``."""
        return str(self.pk) if self.is_page else f"{self.kind}:{self.pk}"

    @property
    def is_page(self) -> bool:
        """Tell whether it stands in the page tree."""
        return bool(self.path)


def subjects() -> list[TranslatableItem]:
    """Return all subjects, pages as in the tree and snippets after them; one query.

    Content types come from their cache.
    """
    by_label = {model._meta.label_lower: model for model in snippet_models()}
    parts = [_named(label, model) for label, model in by_label.items()]
    rows = _pages().union(*parts, all=True)
    pages = sorted(_Found(*row) for row in rows if row[0])
    snippets = [_snippet(by_label[row[1]], _Found(*row)) for row in rows if not row[0]]
    names_first = sorted(snippets, key=lambda each: (each.kind_name, each.title.casefold()))
    return [*map(_page, pages), *names_first]


def snippet_models() -> list[Any]:
    """Return the translatable models that are no pages."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and not issubclass(model, Page)
    ]


def instance_of(key: UUID) -> Any:
    """Return the live source page or snippet of a translation key, or None; up to a query a model.

    A page comes as its own type.
    """
    for model in (Page, *snippet_models()):
        found = _live(model).filter(translation_key=key).first()
        if found is not None:
            return found.specific if isinstance(found, Page) else found
    return None


def _live(model: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(locale__language_code=locales.SOURCE)
    if issubclass(model, Page):
        return found.filter(depth__gt=1, live=True)
    return found.filter(live=True) if hasattr(model, "live") else found


class _Found(NamedTuple):
    """A row: of a snippet ``path`` is empty, ``label`` its model; of a page its content type."""

    path: str
    label: str
    key: UUID
    pk: int
    title: str
    depth: int
    children: int


_COLUMNS: Final = ("b_path", "b_label", "translation_key", "pk", "b_title", "b_depth", "b_children")


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _pages() -> QuerySet[Any]:
    found = _live(Page).order_by()
    rows: QuerySet[Any] = found.annotate(
        b_path=F("path"),
        b_label=Cast("content_type_id", CharField()),
        b_title=F("title"),
        b_depth=F("depth"),
        b_children=F("numchild"),
    ).values_list(*_COLUMNS)
    return rows


def _named(label: str, model: Any) -> QuerySet[Any]:
    fields = {field.name for field in model._meta.get_fields()}
    name = next((name for name in _NAMES if name in fields), None)
    nothing = Value(0, output_field=IntegerField())
    found = _live(model).order_by()
    rows: QuerySet[Any] = found.annotate(
        b_path=_text(""),
        b_label=_text(label),
        b_title=Cast(name, CharField()) if name else _text(""),
        b_depth=nothing,
        b_children=nothing,
    ).values_list(*_COLUMNS)
    return rows


def _page(found: _Found) -> TranslatableItem:
    content_type = ContentType.objects.get_for_id(int(found.label))
    model: Any = content_type.model_class()
    return TranslatableItem(
        key=found.key,
        pk=found.pk,
        title=found.title,
        kind=f"{content_type.app_label}.{content_type.model}",
        kind_name=capfirst(str(model._meta.verbose_name)) if model else "",
        icon=_page_icon(found.depth, found.children),
        path=found.path,
        level=found.depth - HOME_DEPTH,
    )


def _page_icon(depth: int, children: int) -> str:
    if depth == HOME_DEPTH:
        return "home"
    return "folder-open-inverse" if children else "doc-empty-inverse"


def _snippet(model: Any, found: _Found) -> TranslatableItem:
    name = capfirst(str(model._meta.verbose_name))
    return TranslatableItem(
        key=found.key,
        pk=found.pk,
        title=found.title or name,
        kind=found.label,
        kind_name=name,
        icon=getattr(getattr(model, "snippet_viewset", None), "icon", "snippet"),
    )
