"""What ``compose.yaml`` says, as the checks and the trial of the images need it."""

from typing import Any

import yaml

from cms.project.launcher.paths import ROOT


def services() -> dict[str, dict[str, Any]]:
    """Return every service by name, with what it takes over from the common parts."""
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())[
        "services"
    ]
    return found


def command(service: str) -> list[str]:
    """Return the command that starts ``service``."""
    return [str(word) for word in services()[service]["command"]]


def health(service: str) -> list[str]:
    """Return the command that asks after the health of ``service``."""
    _kind, *words = services()[service]["healthcheck"]["test"]
    return words
