"""Addresses of translation files, who may call them, and its place in the menu."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from cms.core.menu import PermittedMenuItem
from cms.translation.base.admin.permission_middleware import (
    edits_target,
    register_checks,
    translates,
)
from cms.translation.base.domain import permissions

from .admin import exports, import_preview, imports, overview
from .admin.buttons import file_buttons
from .admin.permissions import owns_export, owns_file, owns_import
from .domain.exports import EXPORTED
from .domain.imports import IMPORTED

register_checks(
    "exchange",
    {
        "index": translates,
        "export": translates,
        "import": translates,
        "download": edits_target,
        "archive": owns_export,
        "review": owns_import,
        "confirm": owns_import,
        "discard": owns_import,
        "file": owns_file,
        "choose": owns_file,
        "upstream_download": edits_target,
        "upstream_upload": edits_target,
    },
)


@hooks.register("register_admin_urls", order=-10)
def register_admin_urls() -> list[Any]:
    """Add our addresses, and stand before wagtail-localize's for PO files: hence the order."""
    ours = [
        path("translations/files/", overview.index, name="index"),
        path("translations/files/export/", exports.export, name="export"),
        path("translations/files/export/<int:export_id>/", exports.archive, name="archive"),
        path(
            "translations/files/download/<int:translation_id>.<slug:file_format>",
            exports.download,
            name="download",
        ),
        path("translations/files/import/", imports.import_files, name="import"),
        path("translations/files/import/<int:import_id>/", import_preview.review, name="review"),
        path("translations/files/import/<int:import_id>/confirm/", imports.confirm, name="confirm"),
        path("translations/files/import/<int:import_id>/discard/", imports.discard, name="discard"),
        path("translations/files/file/<int:file_id>/", import_preview.show_file, name="file"),
        path("translations/files/file/<int:file_id>/choose/", imports.choose, name="choose"),
    ]
    theirs = [
        path("download/", exports.upstream_download, name="upstream_download"),
        path("upload/", imports.upstream_upload, name="upstream_upload"),
    ]
    upstream = path("localize/translate/<int:translation_id>/pofile/", include(theirs))
    return [path("", include(([*ours, upstream], "exchange"), namespace="exchange"))]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Put translation files among the reports, beside the other tools of translation."""
    return PermittedMenuItem(
        _("Translation files"),
        reverse("exchange:index"),
        name="translation-files",
        icon_name="download",
        order=125,
        shown_to=permissions.translates,
    )


@hooks.register("register_page_header_buttons")
def register_file_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer a translated page's files in its menu."""
    del view_name, next_url  # The same everywhere.
    yield from file_buttons(page, user)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Give the log words for files that went out and came in."""

    @actions.register_action(EXPORTED)
    class Exported(LogFormatter):
        label = _("Export translation files")

        def format_message(self, entry: Any) -> str:
            count = entry.data.get("count", 0)
            text = ngettext(
                "%(count)d translation was exported as %(format)s",
                "%(count)d translations were exported as %(format)s",
                count,
            )
            return text % {"count": count, "format": entry.data.get("format", "")}

    @actions.register_action(IMPORTED)
    class Imported(LogFormatter):
        label = _("Import translation file")

        def format_message(self, entry: Any) -> str:
            count = entry.data.get("count", 0)
            text = ngettext(
                "%(count)d text was imported from “%(file)s”",
                "%(count)d texts were imported from “%(file)s”",
                count,
            )
            return text % {"count": count, "file": entry.data.get("file", "")}
