"""Install the Python and Node packages that the lock files name, and build the frontend."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from cms.project.launcher import stamps
from cms.project.launcher.paths import (
    FRONTEND,
    LIGHTHOUSE,
    LOCK,
    NEXT_IN,
    NEXT_LOCK,
    NEXT_VENV,
    TOOLS,
    UV,
    VENV,
)
from cms.project.launcher.pip_index import uv_environment
from cms.project.launcher.steps import StepError, run_step


def install_python() -> None:
    """Bring ``.venv`` to exactly what ``requirements.lock`` says."""
    _sync(VENV, LOCK, "Python packages")


def install_next() -> None:
    """Bring ``.venv-next`` (the coming Wagtail) to exactly what ``tests/next.lock`` says."""
    _sync(NEXT_VENV, NEXT_LOCK, "Python packages, next Wagtail")


def install_node() -> None:
    """Bring ``frontend/node_modules`` to exactly what its lock file says."""
    install_python()
    lock = FRONTEND / "package-lock.json"
    stamp = FRONTEND / "node_modules" / ".stamp"
    value = stamps.fingerprint([lock, FRONTEND / "package.json"])
    if stamps.is_current(stamp, value):
        return
    _npm("Frontend packages", "ci", "--no-audit", "--no-fund")
    stamps.write(stamp, value)


def install_lighthouse() -> None:
    """Bring what ``make bench`` measures pages with to exactly what its lock file says."""
    install_python()
    stamp = LIGHTHOUSE / "node_modules" / ".stamp"
    value = stamps.fingerprint([LIGHTHOUSE / "package-lock.json", LIGHTHOUSE / "package.json"])
    if stamps.is_current(stamp, value):
        return
    _npm("Lighthouse", "ci", "--no-audit", "--no-fund", folder=LIGHTHOUSE)
    stamps.write(stamp, value)


def build_frontend() -> None:
    """Build ``frontend/dist`` when a source of it changed."""
    install_node()
    stamp = FRONTEND / "dist" / ".stamp"
    value = stamps.fingerprint(stamps.frontend_sources())
    if stamps.is_current(stamp, value):
        return
    _npm("Frontend build", "run", "build")
    stamps.write(stamp, value)


def lock() -> None:
    """Solve the Python dependencies anew, for now and for the coming Wagtail."""
    install_uv()
    solve: list[str | Path] = [UV, "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    solve += ["--no-emit-index-url", "--no-header", "--extra", "dev", "pyproject.toml"]
    variables = uv_environment()
    run_step("requirements.lock", [*solve, "-o", LOCK], env=variables)
    run_step("tests/next.lock", [*solve, "--override", NEXT_IN, "-o", NEXT_LOCK], env=variables)


def install_uv() -> None:
    """Install uv into ``.tools``; Debian's own Python refuses packages outside an environment."""
    if _runs(UV, "--version"):
        return
    _need_pip_and_venv()
    shutil.rmtree(TOOLS, ignore_errors=True)
    # Without pip inside: Debian ships ensurepip in a package of its own, pip --python needs none.
    run_step("Python environment for tools", [sys.executable, "-m", "venv", "--without-pip", TOOLS])
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(TOOLS / "bin" / "python")]
    run_step("uv", [*pip, "install", "uv>=0.9,<1"])


def _sync(environment: Path, lock: Path, label: str) -> None:
    stamp = environment / ".stamp"
    value = stamps.fingerprint([lock], f"{sys.version_info.major}.{sys.version_info.minor}")
    python = environment / "bin" / "python"
    if stamps.is_current(stamp, value) and _runs(python, "-c", ""):
        return
    install_uv()
    variables = uv_environment()
    if stamp.is_file() or not _runs(python, "-c", ""):
        # Another path or another Python: its scripts name an interpreter that is not there.
        shutil.rmtree(environment, ignore_errors=True)
        run_step(
            f"{environment.name}",
            [UV, "venv", "--python", sys.executable, environment],
            env=variables,
        )
    run_step(label, [UV, "pip", "sync", "--python", python, lock], env=variables)
    stamps.write(stamp, value)


def _npm(label: str, *arguments: str, folder: Path = FRONTEND) -> None:
    """Run npm from ``.venv``: the machine's own Node may be old or absent."""
    node = VENV / "bin"
    run_step(label, [node / "npm", *arguments], cwd=folder, env=node_environment(node))


def node_environment(node: Path) -> dict[str, str]:
    """Return the variables that make ``node`` (a folder) win and keep Astro's telemetry off."""
    return {"PATH": f"{node}{os.pathsep}{os.environ['PATH']}", "ASTRO_TELEMETRY_DISABLED": "1"}


def _runs(program: Path, *arguments: str) -> bool:
    try:
        return (
            subprocess.run([program, *arguments], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def _need_pip_and_venv() -> None:
    """Raise StepError, saying what to install, when this Python has no pip or no venv."""
    for module, package in (("pip", "python3-pip"), ("venv", "python3-venv")):
        if not _runs(Path(sys.executable), "-c", f"import {module}"):
            raise StepError(f"{sys.executable} has no {module}: install {package}, then run again.")
