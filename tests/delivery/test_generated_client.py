"""A Python client that openapi-python-client makes of the API document, on a server of ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from cms.core.content_version.post_restore import leave_behind
from cms.project.launcher.paths import ROOT
from tests.factories import ContentPageFactory
from tests.factories.handbook import ChapterPageFactory
from tests.factories.translations import translated

DOCUMENT: Final = ROOT / "cms" / "project" / "openapi.json"
# Reads with nothing but the generated package.
READ: Final = """
import json, sys
from client import Client
from client.api.pages import pages_by_path, pages_detail, pages_list
from client.api.search import search
from client.models import ChapterPage, ContentPage, Problem
from client.models.pages_list_locale import PagesListLocale
from client.models.search_locale import SearchLocale

base_url, guide, chapter = sys.argv[1:]
client = Client(base_url=base_url, raise_on_unexpected_status=True)
listed = pages_list.sync(client=client, type_="pages.ContentPage", locale=PagesListLocale.PL)
page = pages_detail.sync(int(guide), client=client)
told = pages_detail.sync(int(chapter), client=client)
by_path = pages_by_path.sync(client=client, html_path="/uk/ananas/")
missing = pages_detail.sync(999999, client=client)
assert isinstance(page, ContentPage) and isinstance(told, ChapterPage), (page, told)
assert isinstance(by_path, ContentPage) and isinstance(missing, Problem)
print(json.dumps({
    "total": listed.meta.total_count,
    "listed": [item.title for item in listed.items],
    "page": [page.title, page.meta.type_, page.meta.locale],
    "chapter": [told.title, told.meta.type_],
    "by_path": [by_path.title, by_path.meta.locale],
    "missing": missing.status,
    "found": search.sync(client=client, q="ananas", locale=SearchLocale.PL).meta.total_count,
}))
"""


@pytest.fixture(scope="module")
def client_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the generated package lies in."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "config.yml").write_text("post_hooks: []\n")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", DOCUMENT]
    command += ["--meta", "none", "--config", "config.yml", "--output-path", "client"]
    done = run(command, folder)
    # What it says it left out; the file of a certificate is no JSON.
    left_out = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    assert ["certificate.pdf" in line for line in left_out] == [True], done.stderr
    return folder


def run(command: list[Any], folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_generated_client_reads_pages_of_their_types(
    client_folder: Path, live_server: Any
) -> None:
    leave_behind()  # What this process has kept of an earlier test's database is not of this one.
    guide = ContentPageFactory(title="Ananas", slug="ananas")
    translated(guide, "uk", title="Ананас", slug="ananas")
    chapter = ChapterPageFactory(title="Dokumenty")
    arguments = [live_server.url, str(guide.pk), str(chapter.pk)]
    done = run([sys.executable, "-c", READ, *arguments], client_folder)
    assert json.loads(done.stdout) == {
        "total": 1,
        "listed": ["Ananas"],
        "page": ["Ananas", "pages.ContentPage", "pl"],
        "chapter": ["Dokumenty", "handbook.ChapterPage"],
        "by_path": ["Ананас", "uk"],
        "missing": 404,
        "found": 0,  # Its text is not in the index yet.
    }
