"""The production settings, each time in a process of their own, as a deployment starts them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cms.project.launcher.paths import ROOT

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
@pytest.mark.parametrize(
    "value",
    [None, "", "short", "development-only-secret-key-made-longer", "x" * 64, "changeme" * 8],
)
def test_it_refuses_to_start_without_secrets_of_its_own(name: str, value: str | None) -> None:
    done = run("-c", "import cms.project.wsgi", **{name: value})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"django.core.exceptions.ImproperlyConfigured: {name} must be set to at least 32 "
        "random characters of your own."
    )


def test_two_secrets_are_two() -> None:
    done = run("-c", "import cms.project.wsgi", REVALIDATE_SECRET=GOOD["SECRET_KEY"])
    assert done.returncode == 1
    assert "two different ones" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("arguments", [["manage.py", "demo"], ["-m", "cms.project.launcher.up"]])
def test_accounts_that_everybody_knows_are_not_made_in_production(
    arguments: list[str], tmp_path: Path
) -> None:
    done = run(*arguments, DJANGO_SETTINGS_MODULE=None, VAR_DIR=str(tmp_path))
    assert done.returncode != 0
    assert "ALLOWED_HOSTS, CSRF_TRUSTED_ORIGINS, SITE_URL, CMS_URL belong to" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_demo_is_refused_by_the_settings_of_production() -> None:
    done = run("manage.py", "demo")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: The demo has an administrator whose password")


@pytest.mark.parametrize(
    "named",
    [
        {"ALLOWED_HOSTS": "cms.example.org"},
        {"SENTRY_DSN": "https://key@reports.example.org/1"},
        {"SECURE_SSL_REDIRECT": "true"},
        {"SITE_URL": "https://example.org"},
        {},
    ],
)
def test_settings_of_a_developers_machine_know_production(named: dict[str, str]) -> None:
    nothing = dict.fromkeys(GOOD)
    development = {"DJANGO_SETTINGS_MODULE": "cms.project.settings.development"}
    done = run("-c", "import cms.project.wsgi", **{**nothing, **development, **named})
    assert done.returncode == (1 if named else 0), done.stderr


def test_redirects_health_and_problems_say_what_browsers_may_do() -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "names = ('Content-Security-Policy', 'X-Content-Type-Options')\n"
        "for path in ('/healthz', '/admin/', '/api/v2/nothing/', '/.well-known/security.txt'):\n"
        "    for secure in (False, True):\n"
        "        got = Client().get(path, secure=secure, headers={'host': 'cms.example.org'})\n"
        "        print([name for name in names if name not in got.headers])\n"
    )
    said = run("-c", ask).stdout.splitlines()
    assert [line for line in said if line.startswith("[")] == ["[]"] * 8


def test_it_refuses_to_start_without_the_names_it_answers_to() -> None:
    done = run("-c", "import cms.project.wsgi", ALLOWED_HOSTS=None)
    assert done.returncode == 1
    assert "ALLOWED_HOSTS" in done.stderr.splitlines()[-1]


def test_logs_go_to_standard_output(tmp_path: Path) -> None:
    said = "import cms.project.wsgi, logging; logging.getLogger('cms').warning('said')"
    done = run("-c", said, STATIC_ROOT=str(tmp_path), VAR_DIR=str(tmp_path))
    time_with_zone = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}"
    assert re.search(rf"^{time_with_zone} WARNING cms said\n\Z", done.stdout, re.MULTILINE)
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
