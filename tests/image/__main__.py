"""``python -m tests.image``: build both images and start in them what ``compose.yaml`` starts.

BASE names the image to build on (default: the Dockerfile's own). `make image` skips all of it where
buildah is missing.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from tests.image import compose
from tests.image.buildah import Container, build, container
from tests.postgres import temporary_postgres

READY_SECONDS: Final = 90
NOT_WANTED: Final = ("gcc", "cc", "make", "uv", "npm")


def main() -> int:
    """Return 0 when everything started, answered and ended; raise what went wrong."""
    base = os.environ.get("BASE")
    images = {target: build(target, base) for target in ("cms", "frontend")}
    with temporary_postgres() as database:
        try_images(images, database)
    say("Both images start, answer and end as they should.")
    return 0


def try_images(images: dict[str, str], database: str) -> None:
    """Start web, worker and frontend on ``database``; raise when one does not do its part."""
    web_port, site_port = free_port(), free_port()
    cms_url, site_url = f"http://127.0.0.1:{web_port}", f"http://127.0.0.1:{site_port}"
    variables = {
        "DATABASE_URL": database,
        "SECRET_KEY": "tried-and-thrown-away-afterwards-0001",
        "REVALIDATE_SECRET": "tried-and-thrown-away-afterwards-0002",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
        "CMS_PORT": str(web_port),
        "CMS_URL": cms_url,
        "FRONTEND_PORT": str(site_port),
        "SITE_URL": site_url,
        "FRONTEND_URLS": site_url,
    }
    with ExitStack() as stack:
        cms = stack.enter_context(container(images["cms"], variables))
        site = stack.enter_context(container(images["frontend"], variables))
        for part in (cms, site):
            check_contents(part)
        say(cms.output(*compose.command("prepare")))
        web = [word.replace(":8000", f":{web_port}") for word in compose.command("web")]
        stack.enter_context(cms.running(web))
        stack.enter_context(cms.running(compose.command("worker")))
        wait_for(f"{cms_url}/readyz")
        stack.enter_context(site.running(compose.command("frontend")))
        wait_for(f"{site_url}/uk/")
        wait_for(f"{cms_url}/admin/login/")
        say(cms.output("python", "-m", "cms.project.launcher.healthy"))
        retry(lambda: cms.output(*compose.health("worker")))


def check_contents(part: Container) -> None:
    """Raise when the image runs as root, or brings tools that only building needs."""
    uid = part.output("id", "-u").strip()
    tools = part.output("sh", "-c", f"command -v {' '.join(NOT_WANTED)} || true").split()
    ours = [tool for tool in tools if not tool.startswith("/usr/bin/")]  # The base's own stay.
    if (uid, ours) != ("10001", []):
        raise RuntimeError(f"user {uid}, tools {ours}")


def wait_for(url: str) -> None:
    """Return when ``url`` answers 200; raise what it says otherwise after 90 seconds."""
    retry(lambda: urllib.request.urlopen(url, timeout=5).read())
    say(f"200 {url}")


def retry(attempt: Callable[[], object]) -> None:
    """Repeat ``attempt`` until it raises nothing; after 90 seconds let its error through."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            attempt()
        except (urllib.error.URLError, OSError, subprocess.CalledProcessError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(text: str) -> None:
    """Print at once, also where standard output is a pipe."""
    sys.stdout.write(text.strip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
