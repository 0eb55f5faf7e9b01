"""System packages the tests need: found where they are, else installed with apt when root."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from cms.project.launcher.steps import StepError, run_step, say

CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT_LISTS: Final = Path("/var/lib/apt/lists")


def find_chromium() -> Path | None:
    """Return the browser that the tests drive, or None."""
    return next((Path(path) for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def find_postgresql() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``, or None.

    Debian keeps them off PATH, one folder for each major version; the newest wins.
    """
    folders = sorted(
        (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: float(folder.parent.name),
    )
    on_path = shutil.which("initdb")
    return folders[-1] if folders else Path(on_path).resolve().parent if on_path else None


def find_on_path(program: str) -> Path | None:
    """Return where ``program`` is on PATH, or None."""
    path = shutil.which(program)
    return Path(path) if path else None


@dataclass(frozen=True)
class Need:
    """Something the machine must have: how it is found, and the Debian package that brings it."""

    name: str
    find: Callable[[], Path | None]
    package: str


NEEDS: Final = {
    need.package: need
    for need in (
        Need("Chromium", find_chromium, "chromium"),
        Need("PostgreSQL's server programs", find_postgresql, "postgresql"),
        Need("GNU gettext", partial(find_on_path, "xgettext"), "gettext"),
        Need("Redis", partial(find_on_path, "redis-server"), "redis-server"),
        Need("Caddy", partial(find_on_path, "caddy"), "caddy"),
    )
}


def provide(package: str) -> None:
    """Make sure that ``package``'s programs are there.

    Raises StepError with one line that says what to install, where apt cannot do it.
    """
    need = NEEDS[package]
    if need.find():
        return
    if os.geteuid() or not shutil.which("apt-get"):
        raise StepError(f"{need.name} is missing: install it (Debian: apt-get install {package}).")
    _apt_install(need)
    if not need.find():
        raise StepError(f"{need.name} is still missing: apt's package {package} did not bring it.")


def _apt_install(need: Need) -> None:
    install = ["apt-get", "install", "--yes", "--no-install-recommends", need.package]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if any(APT_LISTS.glob("*_Packages*")):
        try:
            run_step(need.name, install, env=quiet)
        except StepError:
            say("The package lists may be old: read them again.")
        else:
            return
    run_step("Package lists", ["apt-get", "update"])
    run_step(need.name, install, env=quiet)
