"""Which models hold public content, and which of their columns the public never sees.

Page types are public. Of other models our own applications say it in their ``AppConfig``
(``public_models``, ``private_models``), models of libraries stand here. A test wants every
installed model in exactly one of the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Field, Model
from wagtail.models import Page

PUBLIC: Final = frozenset(
    {
        "taggit.Tag",
        "taggit.TaggedItem",
        "wagtailcore.Collection",
        "wagtailcore.CollectionViewRestriction",
        "wagtailcore.Locale",
        "wagtailcore.Page",
        "wagtailcore.PageViewRestriction",
        "wagtailcore.Site",
        "wagtaildocs.Document",
        "wagtailimages.Image",
        "wagtailredirects.Redirect",
    }
)
# Whole applications that hold nothing but accounts, drafts, work in progress and bookkeeping.
PRIVATE_APPS: Final = frozenset(
    {
        "auth",
        "axes",
        "contenttypes",
        "django_q",
        "sessions",
        "wagtail_headless_preview",
        "wagtail_localize",
        "wagtailadmin",
        "wagtailembeds",
        "wagtailsearch",
        "wagtailusers",
    }
)
PRIVATE: Final = frozenset(
    {
        "wagtailcore.APIToken",  # Since Wagtail 8.
        "wagtailcore.Comment",
        "wagtailcore.CommentReply",
        "wagtailcore.GroupApprovalTask",
        "wagtailcore.GroupCollectionPermission",
        "wagtailcore.GroupPagePermission",
        "wagtailcore.GroupSitePermission",
        "wagtailcore.ModelLogEntry",
        "wagtailcore.PageLogEntry",
        "wagtailcore.PageSubscription",
        "wagtailcore.ReferenceIndex",
        "wagtailcore.Revision",
        "wagtailcore.Task",
        "wagtailcore.TaskState",
        "wagtailcore.UploadedFile",
        "wagtailcore.Workflow",
        "wagtailcore.WorkflowContentType",
        "wagtailcore.WorkflowPage",
        "wagtailcore.WorkflowState",
        "wagtailcore.WorkflowTask",
        "wagtailimages.Rendition",  # Made when a reader first asks; the address names the image.
    }
)
# Fields that change while somebody works on a draft; readers never see them.
DRAFT_FIELDS: Final = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "uploaded_by_user",
    }
)


@dataclass(frozen=True, slots=True)
class ContentTable:
    """A table of public content.

    ``private_columns`` may change unseen. ``live_table`` is the table whose ``live`` column
    decides whether a row is public at all, or empty when every row is.
    """

    private_columns: frozenset[str]
    live_table: str


def is_public(model: type[Model]) -> bool:
    """Tell whether ``model`` holds public content: every page type, and what is declared."""
    return issubclass(_owner(model), Page) or _label(model) in PUBLIC | _declared("public_models")


def is_private(model: type[Model]) -> bool:
    """Tell whether ``model`` is declared to hold nothing public."""
    label = _label(model)
    app = label.partition(".")[0]
    return app in PRIVATE_APPS or label in PRIVATE | _declared("private_models")


def content_tables() -> dict[str, ContentTable]:
    """Return the tables of all public models by name."""
    return {
        model._meta.db_table: _table(model)
        for model in apps.get_models(include_auto_created=True)
        if is_public(model)
    }


def _table(model: type[Model]) -> ContentTable:
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    private = frozenset(_columns(fields[name] for name in DRAFT_FIELDS & fields.keys()))
    if issubclass(model, Page):
        return ContentTable(private, Page._meta.db_table)
    return ContentTable(private, model._meta.db_table if "live" in fields else "")


def _columns(fields: Iterable[Field]) -> Iterable[str]:
    return (field.column for field in fields)


def _label(model: type[Model]) -> str:
    return str(_owner(model)._meta.label)


def _owner(model: type[Model]) -> type[Model]:
    """Return ``model``, or the owner of a many-to-many table."""
    made_for: Any = model._meta.auto_created
    owner: type[Model] = made_for or model
    return owner


def _declared(kind: str) -> frozenset[str]:
    return frozenset(
        f"{config.label}.{name}"
        for config in apps.get_app_configs()
        for name in getattr(config, kind, ())
    )
