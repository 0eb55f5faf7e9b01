"""``python3 -m cms.project.launcher.install WHAT…``: install what is not there yet, once."""

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from cms.project.launcher.paths import ROOT

from . import packages, steps, system_packages

WHAT: Final[dict[str, Callable[[], object]]] = {
    "tools": packages.install_uv,
    "python": packages.install_python,
    "next": packages.install_next,
    "node": packages.install_node,
    "frontend": packages.build_frontend,
    "lighthouse": packages.install_lighthouse,
    "lock": packages.lock,
    "chromium": lambda: system_packages.provide("chromium"),
    "postgresql": lambda: system_packages.provide("postgresql"),
    "gettext": lambda: system_packages.provide("gettext"),
    "redis": lambda: system_packages.provide("redis-server"),
    "caddy": lambda: system_packages.provide("caddy"),
}


def main(names: list[str]) -> int:
    """Install each of ``names``; return the process's exit status."""
    steps.stop_on_termination()
    try:
        with _one_at_a_time():
            for name in names:
                WHAT[name]()
    except steps.StepError as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands started together must not install into the same folders."""
    lock = ROOT / "var" / "install.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
