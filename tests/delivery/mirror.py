"""A mirror of the site that knows nothing but the API's changes, and what the site itself has."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from wagtail.models import Page

from cms.core import locales
from cms.core.representations.visibility import Visibility
from tests.delivery.api import get, read

Documents = dict[str, bytes]


def local(url: str) -> str:
    """Return an address of the API below ``/api/v2/``."""
    return url.removeprefix(f"{settings.CMS_URL}/api/v2/")


@dataclass
class Mirror:
    """Keeps what it has fetched by key, as docs/delivery.md tells mirrors to do."""

    limit: int = 100
    since: int = 0
    place: str | None = None
    documents: Documents = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    # What was fetched in another state than the one that was told: to be fetched again.
    unsettled: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    def read_part(self) -> bool:
        """Read the next part and fetch what it names; tell whether there are more parts."""
        if self.place is None:
            self._fetch_unsettled()
        path = self.place or f"changes/?since={self.since}&limit={self.limit}"
        answer = read(path)
        for item in answer["items"]:
            self._take(item)
        following = answer["meta"]["next"]
        self.place = following and local(following)
        if self.place is None:
            self.since = answer["meta"]["content_version"]
        return self.place is not None

    def read_all(self) -> None:
        """Read all parts."""
        while self.read_part():
            pass

    def pages(self) -> Documents:
        """Return what it has of pages."""
        return {key: body for key, body in self.documents.items() if key.startswith("page/")}

    def _take(self, item: Any) -> None:
        key = item["key"]
        if item["change"] == "removed":
            for known in (self.documents, self.etags, self.unsettled, self.told):
                known.pop(key, None)
            return
        self.told[key] = item["etag"]
        if self.etags.get(key) == item["etag"]:
            self.unsettled.pop(key, None)
        else:
            self._fetch(key, local(item["meta"]["detail_url"]))

    def _fetch_unsettled(self) -> None:
        for key, path in list(self.unsettled.items()):
            self._fetch(key, path)

    def _fetch(self, key: str, path: str) -> None:
        response = get(path)
        etag = response.headers.get("ETag", "")
        if response.status_code == 200:
            self.documents[key], self.etags[key] = response.content, etag
        else:
            self.documents.pop(key, None)
            self.etags.pop(key, None)
        if etag == self.told[key]:
            self.unsettled.pop(key, None)
        else:
            self.unsettled[key] = path


def site_pages() -> Documents:
    """Return the documents of all pages, each read from the API where readers find it."""
    found: Documents = {}
    visibility = Visibility.load()
    for page in visibility.public(Page.objects.all()):
        own = visibility.locale_codes[page.locale_id]
        codes = locales.CODES if own == locales.SOURCE else [own]
        for code in codes:
            path = locales.in_locale(page.url_path, code)
            answer = get(f"pages/by_path/?html_path={path}")
            body = answer.json()
            if answer.status_code == 200 and body["id"] == page.pk:
                found[f"page/{page.pk}/{code}"] = answer.content
    return found
