"""The production settings, each time in a process of their own, as a deployment starts them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cms.project.launcher.places import ROOT

GOOD = {
    "DJANGO_SETTINGS_MODULE": "cms.project.settings.production",
    "SECRET_KEY": "8Wm0c2vTq6uXb1Zr5kYp9sLd3hNf7gJa-a-long-key-of-its-own",
    "REVALIDATE_SECRET": "f7gJa8Wm0c2vTq6uXb1Zr5kYp9sLd3hN-another-one",
    "ALLOWED_HOSTS": "cms.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://cms.example.org",
    "SITE_URL": "https://example.org",
    "CMS_URL": "https://cms.example.org",
    "DATABASE_URL": "postgres://cms:secret@127.0.0.1:1/cms",
    "NUM_PROXIES": "1",
}


def run(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python with GOOD as its whole environment, changed as said; None takes a variable out."""
    environment = {"PATH": os.environ["PATH"], **GOOD, **changes}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_finds_nothing() -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "REVALIDATE_SECRET"])
@pytest.mark.parametrize("value", [None, "", "short", "development-only-secret-key-made-longer"])
def test_it_refuses_to_start_without_secrets_of_its_own(name: str, value: str | None) -> None:
    done = run("-c", "import cms.project.wsgi", **{name: value})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: {name} must be set to at least 32 "
        "characters of your own."
    )


def test_it_refuses_to_start_without_the_names_it_answers_to() -> None:
    done = run("-c", "import cms.project.wsgi", ALLOWED_HOSTS=None)
    assert done.returncode == 1
    assert "ALLOWED_HOSTS" in done.stderr.splitlines()[-1]


def test_logs_go_to_standard_output(tmp_path: Path) -> None:
    said = "import cms.project.wsgi, logging; logging.getLogger('cms').warning('said')"
    done = run("-c", said, STATIC_ROOT=str(tmp_path), VAR_DIR=str(tmp_path))
    assert done.stdout.endswith("WARNING cms said\n")
    assert done.stderr == ""


def test_the_admins_files_carry_a_digest_and_are_served_for_good(tmp_path: Path) -> None:
    static = {"STATIC_ROOT": str(tmp_path / "static"), "VAR_DIR": str(tmp_path)}
    collected = run("manage.py", "collectstatic", "--noinput", "--verbosity", "0", **static)
    assert (collected.returncode, collected.stderr) == (0, "")
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "from django.templatetags.static import static\n"
        "url = static('wagtailadmin/css/core.css')\n"
        "answer = Client().get(url, secure=True, headers={'host': 'cms.example.org'})\n"
        "print(url, answer.status_code, answer.headers['Cache-Control'], sep='|')\n"
    )
    url, status, caching = run("-c", ask, **static).stdout.strip().split("|")
    assert (status, caching) == ("200", "max-age=315360000, public, immutable")
    assert re.fullmatch(r"/static/wagtailadmin/css/core\.[0-9a-f]{12}\.css", url)


def test_probes_of_the_machine_itself_are_not_sent_to_https() -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "host = {'host': 'cms.example.org'}\n"
        "print(*(Client().get(path, headers=host).status_code for path in ('/healthz', '/admin/')))"
    )
    assert run("-c", ask).stdout == "200 301\n"
