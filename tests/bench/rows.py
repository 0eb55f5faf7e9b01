"""What is measured: for each row, the requests to stock Wagtail and to ours, and the targets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, Final
from urllib.parse import quote

from tests.bench.texts import SUBJECTS

Request = dict[str, Any]
PAGES: Final = "/api/v2/pages/"
DETAIL: Final = "page by id"
CACHED_PAGES: Final = 20


@dataclass(frozen=True)
class PageFacts:
    """A generated page as clients address it."""

    id: int
    path: str
    locale: str


@dataclass(frozen=True)
class Row:
    """Requests of one kind to each side; an iterator gives a request once unless it is cached.

    ``limit``: the part of the processor time of stock's row ``against`` (the same row when empty)
    that ours may use. ``max_sql`` bounds our statements. ``counts``: requests a round to stock
    and to ours.
    """

    name: str
    ours: Iterator[Request]
    stock: Iterator[Request] | None = None
    grown: Iterator[Request] | None = None
    counts: tuple[int, int] = (40, 100)
    limit: float | None = None
    against: str = ""
    max_sql: int | None = None
    warm: bool = False


@dataclass(frozen=True)
class Content:
    """The pages of the site, and of the site that grew."""

    pages: Sequence[PageFacts]
    grown: Sequence[PageFacts]
    etags: Sequence[str]


def cold_rows(content: Content) -> list[Row]:
    """Return the rows in which no answer was given before, but documents are prepared."""
    pages, grown = content.pages, content.grown
    return [
        Row(DETAIL, detail(pages), detail(pages), detail(grown), (50, 200), 1 / 10, max_sql=3),
        *(_by_path(code, content) for code in SUBJECTS),
        Row(
            "list of 20, fields=*",
            lists("type=pages.ContentPage&fields=*", len(pages)),
            lists("type=pages.ContentPage&fields=*", len(pages)),
            lists("type=pages.ContentPage&fields=*", len(pages)),
            (15, 60),
            limit=1 / 8,
            max_sql=4,
        ),
        Row(
            "list of 20",
            lists("limit=20", len(pages)),
            lists("limit=20", len(pages)),
            lists("limit=20", len(pages)),
            (20, 60),
        ),
        Row("search", search(), search(), counts=(15, 15)),
    ]


def _by_path(code: str, content: Content) -> Row:
    """Only the default locale has a stock counterpart: ``find`` answers 404 in the others."""
    pages = of_locale(content.pages, code)
    return Row(
        f"page by path, {code}",
        by_path(pages),
        find(pages) if code == "pl" else None,
        by_path(of_locale(content.grown, code)),
        (30, 90),
        limit=1 / 10,
        against=DETAIL,
        max_sql=3,
    )


def warm_rows(content: Content) -> list[Row]:
    """Return the rows whose answers every worker has given before."""
    known = content.pages[:CACHED_PAGES]
    requests = {
        "page by id, cached": list(detail(known)),
        "page by path, cached": list(by_path(known)),
        "page by id, 304": [
            {**request, "headers": {"If-None-Match": etag}, "status": 304}
            for request, etag in zip(detail(known), content.etags, strict=True)
        ],
    }
    return [
        Row(name, cycle(some), counts=(0, 1000), limit=1 / 45, against=DETAIL, warm=True)
        for name, some in requests.items()
    ]


def rebuilt_row(content: Content) -> Row:
    """Return the row of pages read for the first time after the content changed."""
    return Row(
        "page by id, first read after a change",
        detail(content.pages),
        counts=(0, 100),
        against=DETAIL,
    )


def of_locale(pages: Sequence[PageFacts], code: str) -> list[PageFacts]:
    """Return the pages of one locale."""
    return [page for page in pages if page.locale == code]


def detail(pages: Sequence[PageFacts]) -> Iterator[Request]:
    """Read each page, by its id."""
    return ({"path": f"{PAGES}{page.id}/"} for page in pages)


def by_path(pages: Sequence[PageFacts]) -> Iterator[Request]:
    """Read each page by its path, in one request."""
    return ({"path": f"{PAGES}by_path/?html_path={quote(page.path)}"} for page in pages)


def find(pages: Sequence[PageFacts]) -> Iterator[Request]:
    """Find each page by its path as stock Wagtail knows it, without the home's slug; follow."""
    paths = (page.path.removeprefix(f"/{page.locale}") for page in pages)
    return ({"path": f"{PAGES}find/?html_path={quote(path)}", "follow": True} for path in paths)


def lists(query: str, total: int) -> Iterator[Request]:
    """Read lists from as many different offsets as there are."""
    return ({"path": f"{PAGES}?{query}&offset={offset}"} for offset in range(total - 100))


def search() -> Iterator[Request]:
    """Search for each subject in its language."""
    words = (word for group in zip(*SUBJECTS.values(), strict=True) for word in group)
    return ({"path": f"{PAGES}?search={quote(word)}&limit=20"} for word in words)


def take(requests: Iterator[Request], count: int) -> list[Request]:
    """Return the next ``count`` requests."""
    return list(islice(requests, count))
