"""Where files of the library are live: by Wagtail's index of references."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

from cms.background.jobs.bridges.wagtail_tasks import JOB
from cms.background.jobs.enums import PENDING
from cms.background.jobs.models import Job
from cms.core.content_references import file_models
from cms.core.publication.consequences import Act, Consequence, Line


def live_uses(file: AbstractImage | AbstractDocument) -> list[Model]:
    """Return the live pages and snippets that show ``file``."""
    index_what_waits()
    by_model: dict[int, set[str]] = {}
    found = ReferenceIndex.get_references_to(file)
    for model_id, pk in found.values_list("base_content_type", "object_id"):
        by_model.setdefault(model_id, set()).add(pk)
    return [use for model_id, ids in by_model.items() for use in _live(model_id, ids)]


def index_what_waits() -> None:
    """Do now what the worker has not come to: a page may be live before the index knows it."""
    waiting = Job.objects.filter(
        status__in=PENDING, name=JOB, args__task=update_reference_index_task.module_path
    )
    for args in waiting.values_list("args", flat=True):
        with suppress(ObjectDoesNotExist):
            update_reference_index_task.func(*args["args"])


def _live(model_id: int, ids: set[str]) -> QuerySet[Model]:
    """Return what of ``ids`` is live; models without drafts always are."""
    model = ContentType.objects.get_for_id(model_id).model_class()
    if model is None:
        return ContentType.objects.none()
    found = model._default_manager.filter(pk__in=ids)
    try:
        model._meta.get_field("live")
    except FieldDoesNotExist:
        return found
    return found.filter(live=True)


def lost_by_deletion(instances: list[Any], act: Act) -> Iterator[Consequence]:
    """Tell which live pages and snippets lose a file that is deleted."""
    files = [one for one in instances if isinstance(one, file_models())]
    for file in files if act is Act.DELETE else ():
        lines = [_line(use) for use in live_uses(file)]
        if lines:
            message = _("“%(title)s” is live on these pages, and is missing there at once:")
            yield Consequence(message % {"title": file.title}, lines)


def _line(use: Model) -> Line:
    locale = getattr(use, "locale", None)
    return Line(
        str(use), AdminURLFinder().get_edit_url(use) or "", locale.language_code if locale else ""
    )
