"""``python -m cms.project.launcher.check``: every cheap gate, all of them, with one report."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.project.launcher.paths import FRONTEND, ROOT, VENV
from cms.project.launcher.steps import say

BIN: Final = VENV / "bin"
_NODE_TOOLS: Final = FRONTEND / "node_modules" / ".bin"
_TYPES: Final = ("../cms/project/openapi.json", "-o", "src/lib/api/schema.d.ts", "--check")


@dataclass(frozen=True)
class Gate:
    """One command that ends with 0 when all is well, and what to do when it does not."""

    name: str
    argv: Sequence[str | Path]
    advice: str = ""
    cwd: Path = ROOT
    # Takes a second or two: runs before each commit.
    is_quick: bool = False


# The longest first: two run at a time.
GATES: Final = (
    Gate("Types of the frontend", ("npm", "run", "--silent", "check"), cwd=FRONTEND),
    Gate("Types of Python", (BIN / "mypy",)),
    Gate(
        "Catalogues, dictionaries, settings, documents",
        (
            BIN / "pytest",
            "--quiet",
            "-p",
            "no:schemathesis",
            "tests/architecture",
            # The contracts have a gate of their own; that they find violations takes a minute.
            "-k",
            "not contracts_are_kept and not violation_is_found",
        ),
    ),
    Gate("Migrations", (BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Gate(
        "API document",
        (BIN / "python", "manage.py", "openapi", "--check"),
        "Run make api.",
    ),
    Gate("Import contracts", (BIN / "lint-imports",), is_quick=True),
    Gate(
        "Types of the API", (_NODE_TOOLS / "openapi-typescript", *_TYPES), "Run make api.", FRONTEND
    ),
    Gate(
        "Lint and format of the frontend",
        (_NODE_TOOLS / "biome", "check", "--error-on-warnings"),
        "Run make format.",
        FRONTEND,
        is_quick=True,
    ),
    Gate(
        "Lint", (BIN / "ruff", "check", "--quiet", "--output-format", "concise", "."), is_quick=True
    ),
    Gate(
        "Format",
        (BIN / "ruff", "format", "--check", "--quiet", "."),
        "Run make format.",
        is_quick=True,
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What a gate said."""

    gate: Gate
    is_passed: bool
    seconds: float
    output: str


def run(gate: Gate) -> Outcome:
    """Run a gate to its end, its output kept."""
    started = time.monotonic()
    ended = subprocess.run(
        gate.argv,
        cwd=gate.cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    seconds = time.monotonic() - started
    return Outcome(gate, ended.returncode == 0, seconds, ended.stdout.decode(errors="replace"))


def main(gates: Sequence[Gate]) -> int:
    """Run all gates, two at a time; print a line for each and what the failed ones said."""
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=max(2, (os.cpu_count() or 2) // 2)) as pool:
        outcomes = []
        for done in as_completed([pool.submit(run, gate) for gate in gates]):
            outcome = done.result()
            outcomes.append(outcome)
            mark = "ok" if outcome.is_passed else "FAILED"
            say(f"{mark:6} {outcome.gate.name} {outcome.seconds:.0f} s")
    failed = [outcome for outcome in outcomes if not outcome.is_passed]
    for outcome in failed:
        say(f"\n== {outcome.gate.name}\n{outcome.output.rstrip()}")
        if outcome.gate.advice:
            say(outcome.gate.advice)
    seconds = time.monotonic() - started
    say(f"{len(outcomes) - len(failed)} of {len(outcomes)} passed in {seconds:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([gate for gate in GATES if gate.is_quick or "--quick" not in sys.argv]))
