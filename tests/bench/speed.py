"""Processor time, statements and growth: stock, ours, and ours with four times the pages."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import quote

from tests.bench.measure import Results, measure, warm_up
from tests.bench.report import Line, at_most, part_of_stock
from tests.bench.rows import (
    CACHED_PAGES,
    PAGES,
    Content,
    PageFacts,
    Row,
    cold_rows,
    detail,
    of_locale,
    rebuilt_row,
    take,
    warm_rows,
)
from tests.bench.server import Server, gunicorn
from tests.bench.site import PRODUCTION, STOCK, BenchSite, editor
from tests.bench.texts import SUBJECTS

GROWTH_LIMIT: Final = 1.2
WARM_UP_PAGES: Final = 20  # Read to wake the servers, and not measured.
COUNTED: Final = 6
OURS: Final = "cms.project.wsgi"


@dataclass
class Bench:
    """The running servers and what they serve."""

    site: BenchSite
    grown: BenchSite
    servers: dict[str, Server]

    def lines(self) -> list[Line]:
        """Measure everything and return the table's lines."""
        with editor(self.grown) as far, editor(self.site) as here:
            content = self._content(here.ask(pages=True), far.ask(pages=True))
            cold, warm, rebuilt = cold_rows(content), warm_rows(content), rebuilt_row(content)
            statements = self._statements(content)
            results = measure(cold, self.servers)
            for row in warm:
                warm_up(self.servers["ours"], take(row.ours, len(content.etags)))
            results |= measure(warm, self.servers)
            here.ask(change=True)
            results |= measure([rebuilt], self.servers, rounds=1)
        return [
            *(line for row in [*cold, *warm, rebuilt] for line in _cpu_lines(row, results)),
            *_find_lines(self.servers["stock"].port, content),
            *(line for row in cold for line in _sql_lines(row, statements)),
            *(_growth(row, results) for row in cold if row.grown),
        ]

    def _content(self, here: list[dict[str, Any]], far: list[dict[str, Any]]) -> Content:
        pages, grown = ([PageFacts(**page) for page in found] for found in (here, far))
        for side, known in (("stock", pages), ("ours", pages), ("grown", grown)):
            warm_up(self.servers[side], list(detail(known[:WARM_UP_PAGES])))
        fresh = pages[WARM_UP_PAGES:]
        return Content(
            fresh, grown[WARM_UP_PAGES:], _etags(self.servers["ours"].port, fresh[:CACHED_PAGES])
        )

    def _statements(self, content: Content) -> dict[str, dict[str, int]]:
        """Return side → row → the number of SQL statements of a request nobody made before."""
        stock = {row.name: row.stock for row in cold_rows(content) if row.stock}
        ours = {row.name: row.ours for row in cold_rows(content)}
        sides = {"stock": (stock, STOCK), "ours": (ours, PRODUCTION)}
        return {
            side: json.loads(self.site.run("sql", text=_questions(rows), settings=settings))
            for side, (rows, settings) in sides.items()
        }


def _questions(rows: dict[str, Iterator[dict[str, Any]]]) -> str:
    return json.dumps({name: take(requests, COUNTED) for name, requests in rows.items()})


def _etags(port: int, pages: list[PageFacts]) -> list[str]:
    connection = HTTPConnection("127.0.0.1", port)
    found = []
    for request in detail(pages):
        connection.request("GET", request["path"])
        with connection.getresponse() as answer:
            found.append(answer.headers["ETag"])
            answer.read()
    return found


def _find_lines(port: int, content: Content) -> list[Line]:
    """Return what stock's ``find`` answers to an address of each locale but the default."""
    lines = []
    for code in list(SUBJECTS)[1:]:
        page = of_locale(content.pages, code)[0]
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"{PAGES}find/?html_path={quote(page.path)}")
        status = connection.getresponse().status
        connection.close()
        lines.append(Line(f"page by path, {code}: status", str(status), "200"))
    return lines


def _cpu_lines(row: Row, results: Results) -> list[Line]:
    """Return the row's processor time against stock's, and what one client gets a second."""
    ours, own = results[row.name]["ours"], results[row.name].get("stock")
    stock = results[row.against or row.name].get("stock")
    speed = Line(
        f"{row.name}: requests/s of one client",
        f"{own.per_second:.0f}" if own else "",
        f"{ours.per_second:.0f}",
    )
    cpu = f"{row.name}: ms CPU"
    if stock is None:
        return [Line(cpu, "", f"{ours.cpu:.2f}"), speed]
    return [part_of_stock(cpu, stock.cpu, ours.cpu, row.limit), speed]


def _sql_lines(row: Row, statements: dict[str, dict[str, int]]) -> list[Line]:
    what = f"{row.name}: SQL statements"
    stock = str(statements["stock"].get(row.name, ""))
    if row.max_sql is None:
        return [Line(what, stock, str(statements["ours"][row.name]))]
    return [at_most(what, statements["ours"][row.name], row.max_sql, stock=stock)]


def _growth(row: Row, results: Results) -> Line:
    sides = results[row.name]
    ratio = sides["grown"].cpu / sides["ours"].cpu
    return at_most(f"{row.name}: 8,000 pages ÷ 2,000", ratio, GROWTH_LIMIT)


@contextmanager
def running(site: BenchSite, grown: BenchSite) -> Iterator[Bench]:
    """Serve stock and ours over ``site``, and ours over ``grown``, until the block ends."""
    with ExitStack() as stack:

        def serve(name: str, where: BenchSite, port: int, settings: str) -> Server:
            application = OURS if settings == PRODUCTION else "tests.bench.stock.wsgi"
            log = where.var / f"{name}.log"
            environment = where.environment(settings)
            return stack.enter_context(gunicorn(application, port, environment, log))

        yield Bench(
            site,
            grown,
            {
                "stock": serve("stock", site, site.stock_port, STOCK),
                "ours": serve("ours", site, site.cms_port, PRODUCTION),
                "grown": serve("grown", grown, grown.cms_port, PRODUCTION),
            },
        )
