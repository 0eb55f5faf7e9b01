"""``make dev``: the site from its sources, every part of it following their changes."""

import argparse
import sys
from pathlib import Path
from typing import Final

from cms.project.launcher import up
from cms.project.launcher.catalogues import PACKAGES, compile_all
from cms.project.launcher.paths import FRONTEND, ROOT
from cms.project.launcher.process import SiteProcess
from cms.project.launcher.reloading import Files, ReloadedProcess, TerminalProcess
from cms.project.launcher.site import Site
from cms.project.launcher.steps import say
from cms.project.launcher.supervisor import Supervisor

# The development server asks a registry whether it is the newest, and counts its users.
QUIET: Final = {"ASTRO_TELEMETRY_DISABLED": "1", "ASTRO_DISABLE_UPDATE_CHECK": "true"}


class Cms(TerminalProcess):
    """Django's own server, which starts anew by itself; compiles the catalogues it reads."""

    def __init__(self, site: Site) -> None:
        command = [up.PYTHON, "manage.py", "runserver", f"127.0.0.1:{site.cms_port}"]
        super().__init__(site.logs / "cms.log", command, site.environment())
        self._catalogues = Files(_folders(), ".po")

    def tend(self) -> None:
        """Compile what was written; the server and the worker see the compiled files change."""
        if self._catalogues.changed():
            _compile()


def start(supervisor: Supervisor, site: Site, node_options: tuple[str, ...] = ()) -> None:
    """Start the CMS at this terminal, worker and frontend with logs of their own."""
    environment = {**site.environment(), **QUIET}
    code = Files(_folders(), ".py", ".mo")
    worker = [up.PYTHON, "manage.py", "work"]
    server = [up.NODE, *node_options, str(FRONTEND / "server" / "dev.ts")]
    # Templates, styles and components are Vite's to reload; the server around them is not.
    modules = Files((FRONTEND / "server", FRONTEND / "src" / "lib"), ".ts", ".json")
    processes: tuple[SiteProcess, ...] = (
        Cms(site),
        ReloadedProcess(site.logs / "worker.log", worker, environment, code),
        ReloadedProcess(site.logs / "frontend.log", server, environment, modules),
    )
    for process in processes:
        supervisor.add(process)


def _folders() -> list[Path]:
    return [ROOT / package for package in PACKAGES]


def _compile() -> None:
    try:
        for written in compile_all():
            say(f"compiled {written.relative_to(ROOT)}")
    except (OSError, ValueError) as error:
        say(f"A catalogue cannot be compiled: {error}")


def main() -> int:
    """Return 0 after a stop that was asked for, 1 when something failed."""
    parser = argparse.ArgumentParser(prog="make dev")
    parser.add_argument("--inspect", action="store_true", help="let a debugger into the frontend")
    options = ("--inspect",) if parser.parse_args().inspect else ()
    return up.main(lambda supervisor, site: start(supervisor, site, options))


if __name__ == "__main__":
    sys.exit(main())
