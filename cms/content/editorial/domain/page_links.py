"""The links of a page as its readers meet them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import orjson
from django.conf import settings
from django.db.models import Model
from wagtail.models import Page

from cms.content.editorial.enums import LinkFault
from cms.core import locales
from cms.core.content_references import file_models, references
from cms.core.representations.context import Reader
from cms.delivery import documents

MAX_URL: Final = 2_000
_HREF: Final = re.compile(r'href="(https?://[^"]+)"', re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a link; ``target`` is what an editor recognises it by."""

    target: str
    fault: LinkFault
    status: int | None = None


def external_urls(page: Page) -> set[str]:
    """Return the addresses of other servers that the page's public document names."""
    document = documents.by_id(page.pk)
    if document is None:
        return set()
    content = orjson.loads(document.body)
    del content["meta"]
    found = {url for url in _addresses(content) if len(url) <= MAX_URL}
    return {url for url in found if not _is_ours(url)}


def internal_link_faults(page: Page) -> list[Fault]:
    """Return the links of the page's texts to pages and files that no reader gets to see.

    They are read from the live row: on the public page such a link has lost its address already.
    """
    wanted = references(page.specific)
    faults = _page_faults(page, wanted[Page])
    for model in file_models():
        present = set(model.objects.filter(pk__in=wanted[model]).values_list("pk", flat=True))
        faults += [_deleted(model, pk) for pk in sorted(wanted[model] - present)]
    return faults


def _deleted(model: type[Model], pk: int) -> Fault:
    """Return the fault; what it was called went with it, and the name holds in any language."""
    return Fault(f"{model._meta.model_name} #{pk}", LinkFault.DELETED)


def _page_faults(page: Page, ids: set[int]) -> list[Fault]:
    reader = Reader(locales.locale_of_path(page.url_path) or locales.SOURCE)
    reader.pages.look_up(ids=ids)
    faults = []
    for pk in sorted(ids):
        target = reader.pages.by_id(pk)
        if target is None:
            faults.append(_deleted(Page, pk))
        elif reader.best(pk) is None:
            faults.append(Fault(target.title, LinkFault.UNPUBLISHED))
    return faults


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _addresses(item)
    elif isinstance(value, str):
        if _ADDRESS.fullmatch(value):
            yield value
        yield from (unescape(match) for match in _HREF.findall(value))


def _is_ours(url: str) -> bool:
    return url.startswith((settings.SITE_URL, settings.CMS_URL))
