"""What can be translated: every live page and snippet of the source language, started or not."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.models import Page, TranslatableMixin

from cms.core import locales

# The field that names a snippet, whichever of these it has; one without is named by its type.
_NAMES: Final = ("title", "name", "term")
HOME_DEPTH: Final = 2


@dataclass(frozen=True, slots=True)
class Subject:
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
        """What forms call it, see ``cms.translation.domain.source_names``."""
        return str(self.pk) if self.is_page else f"{self.kind}:{self.pk}"

    @property
    def is_page(self) -> bool:
        """Tell whether it stands in the page tree."""
        return bool(self.path)


def subjects() -> list[Subject]:
    """Return all subjects, pages as in the tree and snippets after them; two queries.

    Content types come from their cache.
    """
    return [*_pages(), *_snippets()]


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
    found = model.objects.filter(locale__language_code=locales.SOURCE)
    if issubclass(model, Page):
        return found.filter(depth__gt=1, live=True)
    return found.filter(live=True) if hasattr(model, "live") else found


def _pages() -> list[Subject]:
    rows = _live(Page).order_by("path")
    return [
        Subject(
            key=key,
            pk=pk,
            title=title,
            kind=_kind(content_type_id),
            kind_name=_kind_name(content_type_id),
            icon=_page_icon(depth, children),
            path=path,
            level=depth - HOME_DEPTH,
        )
        for key, pk, title, content_type_id, path, depth, children in rows.values_list(
            "translation_key", "pk", "title", "content_type_id", "path", "depth", "numchild"
        )
    ]


def _page_icon(depth: int, children: int) -> str:
    if depth == HOME_DEPTH:
        return "home"
    return "folder-open-inverse" if children else "doc-empty-inverse"


def _kind(content_type_id: int) -> str:
    found = ContentType.objects.get_for_id(content_type_id)
    return f"{found.app_label}.{found.model}"


def _kind_name(content_type_id: int) -> str:
    model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
    return capfirst(str(model._meta.verbose_name)) if model else ""


def _snippets() -> list[Subject]:
    by_label = {model._meta.label_lower: model for model in snippet_models()}
    parts = [_named(label, model) for label, model in by_label.items()]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    found = [_snippet(by_label[label], label, key, pk, title) for label, key, pk, title in rows]
    return sorted(found, key=lambda subject: (subject.kind_name, subject.title.casefold()))


def _named(label: str, model: Any) -> QuerySet[Any]:
    fields = {field.name for field in model._meta.get_fields()}
    name = next((name for name in _NAMES if name in fields), None)
    title = Cast(name, CharField()) if name else Value("", output_field=CharField())
    named = (
        _live(model)
        .order_by()
        .annotate(board_kind=Value(label, output_field=CharField()), board_title=title)
    )
    return named.values_list("board_kind", "translation_key", "pk", "board_title")


def _snippet(model: Any, label: str, key: UUID, pk: int, title: str) -> Subject:
    name = capfirst(str(model._meta.verbose_name))
    return Subject(
        key=key,
        pk=pk,
        title=title or name,
        kind=label,
        kind_name=name,
        icon=getattr(getattr(model, "snippet_viewset", None), "icon", "snippet"),
    )
