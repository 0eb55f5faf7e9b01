"""``make up`` before anything starts."""

import os
import socket
import subprocess
import sys

import pytest

from cms.project.launcher.paths import ROOT
from cms.project.launcher.site import Site


@pytest.mark.parametrize("variable", ["CMS_PORT", "FRONTEND_PORT"])
def test_a_busy_port_is_said_in_one_line_that_names_the_variable(variable: str) -> None:
    with socket.socket() as other, socket.socket() as listener:
        other.bind(("127.0.0.1", 0))
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        free, busy = other.getsockname()[1], listener.getsockname()[1]
        other.close()
        ports = {"CMS_PORT": str(free), "FRONTEND_PORT": str(free), variable: str(busy)}
        answer = subprocess.run(
            [sys.executable, "-m", "cms.project.launcher.up"],
            cwd=ROOT,
            env={**os.environ, **ports},
            capture_output=True,
            text=True,
            check=False,
        )
    message = f"Port {busy} is busy: end what listens there, or choose {variable}.\n"
    assert (answer.returncode, answer.stdout, answer.stderr) == (1, "", message)


def test_cms_and_frontend_are_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "somebodys-laptop")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    site = Site.from_settings()
    names = ("CMS_URL", "SITE_URL", "REVALIDATE_SECRET", "HOST")
    assert [site.environment()[name] for name in names] == [
        site.cms_url,
        site.site_url,
        site.revalidate_secret,
        "127.0.0.1",
    ]
