"""The site as readers and their caches see it: the WSGI application with warm answers."""

import io
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import orjson
from django.core.handlers.wsgi import WSGIHandler
from wagtail.models import Page

from cms.delivery.response_cache import ResponseCache


class Answer(NamedTuple):
    """``status`` is HTTP's number; header names as they are sent."""

    status: int
    headers: dict[str, str]
    body: bytes


class Site:
    """The CMS with its answers in memory, as one process serves it."""

    def __init__(self) -> None:
        self._application = ResponseCache(WSGIHandler())

    def get(self, address: str, **headers: str) -> Answer:
        """Return the answer to a path or a whole address; header names as WSGI has them."""
        parts = urlsplit(address)
        started: list[Any] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote(parts.path),
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        found = self._application(environ, lambda *start: started.extend(start))
        body = b"".join(found)
        if hasattr(found, "close"):
            found.close()
        return Answer(int(started[0].split()[0]), dict(started[1]), body)


def addresses(story: Page, portrait: Any) -> list[str]:
    """Return every address of the API that could tell of a story."""
    rest = story.url_path.partition("/pl/")[2]
    paths = [f"/{code}/{rest}" for code in ("pl", "en", "ru", "uk")]
    parents = [f"/{code}/historie/" for code in ("pl", "en", "ru", "uk")]
    return [
        *(f"/api/v2/pages/by_path/?html_path={path}" for path in paths + parents),
        f"/api/v2/pages/{story.pk}/",
        f"/api/v2/pages/{story.get_parent().pk}/",
        "/api/v2/pages/?fields=*&limit=100",
        "/api/v2/pages/?type=stories.StoryPage&fields=*",
        f"/api/v2/pages/?search={story.person}&fields=*",
        f"/api/v2/pages/?descendant_of={story.get_parent().pk}&fields=*",
        f"/api/v2/images/{portrait.pk}/",
        "/api/v2/images/?fields=*",
        f"/api/v2/images/?search={portrait.title}&fields=*",
        f"/api/v2/images/find/?id={portrait.pk}",
        *(f"/api/v2/site/?locale={code}" for code in ("pl", "en", "ru", "uk")),
    ]


def picture_addresses(site: Site, story: Page) -> list[str]:
    """Return the addresses of a public story's portrait: all sizes and formats, and the file."""
    portrait = orjson.loads(site.get(f"/api/v2/pages/{story.pk}/").body)["portrait"]
    item = orjson.loads(site.get(f"/api/v2/images/{portrait['id']}/").body)
    sizes = (entry["url"] for source in portrait["sources"] for entry in source["srcset"])
    return [portrait["src"], *sizes, item["meta"]["download_url"]]


def telling(site: Site, asked: Iterable[str], *words: str) -> list[str]:
    """Return those addresses whose answers hold one of ``words``."""
    wanted = [word.encode() for word in words]
    answers = ((address, site.get(address)) for address in asked)
    return [
        address
        for address, answer in answers
        if any(word in answer.body or word.decode() in str(answer.headers) for word in wanted)
    ]
