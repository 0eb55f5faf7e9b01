"""What notifications are about: titles that may be shown, and where the work is done."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.core import locales
from cms.translation.notifications.enums import Kind
from cms.translation.notifications.models import Notice


class NotificationTargets:
    """Titles and addresses for some notifications, looked up together: three queries for pages."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        keys = {notice.translation_key for notice in notices}
        pages = Page.objects.filter(
            translation_key__in=keys, locale__language_code=locales.SOURCE, live=True
        )
        self._titles: dict[UUID, str] = dict(pages.values_list("translation_key", "title"))
        started = Translation.objects.filter(source__object_id__in=keys)
        self._started: dict[tuple[UUID, int], int] = {
            (key, locale): pk
            for key, locale, pk in started.values_list("source__object_id", "target_locale", "pk")
        }
        for source in TranslationSource.objects.filter(object_id__in=keys - self._titles.keys()):
            self._add(source)

    def title(self, notice: Notice) -> str:
        """Return the published Polish title; what is not published is not named."""
        return self._titles.get(notice.translation_key) or _("not published")

    def url(self, notice: Notice) -> str:
        """Return the path in the admin where the notification's work is done."""
        if notice.kind == Kind.LEGAL_VALIDITY:
            return reverse("gate:legal_validity")
        pk = self._started.get((notice.translation_key, notice.locale_id))
        return reverse("workbench:edit", args=[pk]) if pk else reverse("board:index")

    def _add(self, source: TranslationSource) -> None:
        """Add a snippet: each kind has its own table."""
        model: Any = source.specific_content_type.model_class()
        if model is None or issubclass(model, Page):
            return
        found = model.objects.filter(
            translation_key=source.object_id, locale__language_code=locales.SOURCE
        ).first()
        if found is not None and getattr(found, "live", True):
            self._titles[source.object_id] = str(found)
