"""A way from a translated page to its files."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation.base.domain import permissions


def file_buttons(page: Page, user: Any) -> Iterator[Button]:
    """Yield the button of a page that is a translation in a language of the user's."""
    if page.is_root() or not permissions.may_edit(user, page.locale):
        return
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation is not None:
        query = urlencode({"translation": translation.pk})
        yield Button(
            _("Translation files"),
            f"{reverse('exchange:export')}?{query}",
            icon_name="download",
            priority=90,
        )
