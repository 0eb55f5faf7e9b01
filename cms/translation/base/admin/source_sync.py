"""What goes off-line and comes back with a source, in words: before and after it is done."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, TranslatableMixin

from cms.core import locales
from cms.core.publication.consequences import Act, Consequence, Line
from cms.translation.base.domain import source_sync
from cms.translation.base.domain.left_values import labels_of
from cms.translation.base.domain.value_changes import LOG_ACTION, LOG_LEFT
from cms.translation.base.models import TakenDown

LISTED: Final = 60
JUST_NOW: Final = timedelta(minutes=1)  # A request takes seconds.


def consequences(instances: list[Any], act: Act) -> Iterator[Consequence]:
    """Yield each language and address that goes off-line with a source, if it is live."""
    sources = _sources(instances)
    if act == Act.PUBLISH or not sources:
        return
    if act == Act.DELETE:
        yield from _consequence(
            _("These go off-line with it, and cannot be published any more:"),
            [*_live_with(sources), *_live_below(sources)],
        )
        return
    yield from _consequence(
        _("These go off-line with it, and come back when it is published again:"),
        _live_with(sources),
    )
    yield from _consequence(
        _("If the pages below are unpublished as well, these go off-line too:"),
        _live_below(sources),
    )


def say_what_went_down(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Tell, after it was done, which languages went off-line with sources."""
    rows = _recent(instances).filter(back_at=None, taken_down_at__gt=timezone.now() - JUST_NOW)
    if names := _names(rows):
        text = _("Off-line with it, until it is published again: %(languages)s.")
        messages.warning(request, text % {"languages": names})


def say_what_came_back(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Tell, after it was done, which languages are live again, and which are not."""
    found = _recent(instances)
    if names := _names(found.filter(back_at__gt=timezone.now() - JUST_NOW)):
        text = _("Live again with it: %(languages)s.")
        messages.success(request, text % {"languages": names})
    if names := _names(found.filter(back_at=None)):
        text = _("Still off-line: %(languages)s. Open the translation and publish it.")
        messages.warning(request, text % {"languages": names})


def say_what_followed(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Tell which languages have taken over what needs no translator."""
    languages = {
        target.locale.language_code
        for source in _sources(instances)
        for target in source_sync.translations_of(source)
        if _followed_just_now(target)
    }
    if languages:
        text = _("What needs no translator (addresses, pictures, order) is live in: %(languages)s.")
        names = ", ".join(str(locales.NAMES.get(code, code)) for code in sorted(languages))
        messages.success(request, text % {"languages": names})


def say_what_was_left(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Tell which languages still show what their source has changed just now, and what it is."""
    for source in _sources(instances):
        for target in source_sync.translations_of(source):
            names = [name for row in _just_now(target, LOG_LEFT) for name in row.data["left"]]
            if names and target.live:
                messages.warning(request, _what_was_left(request, target, names))


def _what_was_left(request: HttpRequest, target: Any, names: list[str]) -> SafeString:
    code = target.locale.language_code
    text = _("%(language)s still shows what the Polish text has changed: %(values)s.") % {
        "language": locales.NAMES.get(code, code),
        "values": ", ".join(labels_of(target, names)),
    }
    url = AdminURLFinder(request.user).get_edit_url(target)
    if url is None:
        return conditional_escape(text)
    return format_html('{} <a href="{}">{}</a>', text, url, _("Open the translation"))


def _followed_just_now(target: Any) -> bool:
    return bool(_just_now(target, LOG_ACTION).exists())


def _just_now(target: Any, action: str) -> Any:
    since = timezone.now() - JUST_NOW
    logs = log_registry.get_logs_for_instance(target)
    return logs.filter(action=action, timestamp__gt=since)


def _recent(instances: Iterable[Any]) -> Any:
    keys = [each.translation_key for each in _sources(instances)]
    return TakenDown.objects.filter(translation_key__in=keys).select_related("locale")


def _sources(instances: Iterable[Any]) -> list[Any]:
    found = [each for each in instances if isinstance(each, TranslatableMixin)]
    return [each for each in found if source_sync.is_source(each)]


def _names(rows: Any) -> str:
    codes = sorted({row.locale.language_code for row in rows})
    return ", ".join(str(locales.NAMES.get(code, code)) for code in codes)


def _consequence(text: str, live: list[Any]) -> Iterator[Consequence]:
    lines = [_line(each) for each in live[:LISTED]]
    if (more := len(live) - LISTED) > 0:
        said = ngettext("and %(count)d more", "and %(count)d more", more)
        lines.append(Line(said % {"count": more}))
    if lines:
        yield Consequence(text, lines)


def _line(instance: Any) -> Line:
    code = instance.locale.language_code
    name = locales.NAMES.get(code, code)
    if isinstance(instance, Page):
        url = locales.html_url(instance.url_path)
        return Line(f"{name}: {instance.title} – {url}", url, code)
    return Line(f"{name}: {instance}", lang=code)


def _live_with(sources: list[Any]) -> list[Any]:
    pages = [each for each in sources if isinstance(each, Page)]
    found = _live_pages(Q(translation_key__in=[page.translation_key for page in pages]))
    for each in sources:
        if not isinstance(each, Page) and hasattr(each, "live"):
            found += [one for one in source_sync.translations_of(each) if one.live]
    return found


def _live_below(sources: list[Any]) -> list[Any]:
    """Return the live translations of pages below; they themselves may stand elsewhere."""
    below = Q(pk__in=[])
    for page in sources:
        if isinstance(page, Page):
            below |= Q(path__startswith=page.path, depth__gt=page.depth)
    keys = Page.objects.filter(below).values("translation_key")
    return _live_pages(Q(translation_key__in=keys))


def _live_pages(wanted: Q) -> list[Any]:
    found = Page.objects.filter(wanted, live=True).exclude(locale__language_code=locales.SOURCE)
    return list(found.select_related("locale").order_by("locale", "path"))
