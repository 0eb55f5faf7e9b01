"""``make dev`` on a copy of the checkout: every part follows its sources, and all of it ends."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
import requests

from tests.architecture.repository import known_files
from tests.project.launcher.liveness import is_running

from .first_start import copy_data
from .stack import ROOT, end_with_parent, free_port, product_environment, wait_until_ready

# Seconds that a busy machine may take to do what a quiet one does in three.
PATIENCE: Final = 180
NOT_RUN: Final = {"tests", "docs", "deploy"}

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Development:
    """A running ``make dev``: its process, the copied checkout, the folder of its data."""

    process: subprocess.Popen[bytes]
    checkout: Path
    var: Path
    cms: str
    site: str

    def replace(self, path: str, old: str, new: str) -> None:
        """Write ``path`` as somebody would who edits it."""
        file = self.checkout / path
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    @property
    def said(self) -> str:
        return (self.var / "up.log").read_text(errors="replace")


@pytest.fixture(scope="module")
def development(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Development]:
    checkout, var = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("var")
    _copy_checkout(checkout)
    copy_data(var)
    cms_port, site_port = free_port(), free_port()
    log = var / "up.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "cms.project.launcher.dev"],
            cwd=checkout,
            env=product_environment(var, cms_port, site_port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  Nothing else runs in this process.
        )
    try:
        wait_until_ready(process, log)
        addresses = (f"http://127.0.0.1:{port}" for port in (cms_port, site_port))
        yield Development(process, checkout, var, *addresses)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _copy_checkout(to: Path) -> None:
    for path in known_files():
        if path.parts[0] not in NOT_RUN:
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, to / path)
    (to / "frontend" / "node_modules").symlink_to(ROOT / "frontend" / "node_modules")


def eventually(is_so: Callable[[], bool]) -> bool:
    """Say whether ``is_so`` becomes true; a part that starts anew answers nothing meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if is_so():
                return True
        except requests.ConnectionError:
            pass
        time.sleep(0.5)
    return False


def refusal(development: Development) -> str:
    """Return what the API says in Polish to a parameter it does not know."""
    answer = requests.get(
        f"{development.cms}/api/v2/activities/?colour=red",
        headers={"Accept-Language": "pl"},
        timeout=PATIENCE,
    )
    return answer.text


def page(development: Development) -> str:
    return requests.get(f"{development.site}/pl/", timeout=PATIENCE).text


def test_a_page_loads_the_script_that_reloads_it(development: Development) -> None:
    script = requests.get(f"{development.site}/@vite/client", timeout=PATIENCE)
    assert ("/@vite/client" in page(development), script.status_code) == (True, 200)


def test_a_changed_component_shows_in_the_next_answer(development: Development) -> None:
    assert "data-changed" not in page(development)
    component = "frontend/src/components/Footer.astro"
    development.replace(component, "<footer", '<footer data-changed="yes"')
    assert eventually(lambda: "data-changed" in page(development))


def test_a_changed_module_of_the_server_starts_it_anew(development: Development) -> None:
    def health() -> str:
        return requests.get(f"{development.site}/healthz", timeout=PATIENCE).text

    assert health() == "ok\n"
    development.replace("frontend/server/app.ts", r'"ok\n"', r'"well\n"')
    assert eventually(lambda: health() == "well\n")


def test_a_changed_translation_is_compiled_and_read(development: Development) -> None:
    catalogue = "cms/locale/pl/LC_MESSAGES/django.po"
    text = (development.checkout / catalogue).read_text()
    entry = re.search(r'msgid "This parameter is not known here\."\nmsgstr "(.+)"', text)
    assert entry
    assert entry[1] in refusal(development)
    development.replace(catalogue, entry[0], entry[0].replace(entry[1], "Zmieniony tekst."))
    assert eventually(lambda: "Zmieniony tekst." in refusal(development))


def test_a_worker_with_a_mistake_waits_for_its_correction(development: Development) -> None:
    module, line = "cms/background/jobs/sweeper.py", "\n1 +\n"
    source = (development.checkout / module).read_text()
    (development.checkout / module).write_text(source + line)
    assert eventually(lambda: "worker ended (status 1) and waits" in development.said)
    assert development.process.poll() is None
    (development.checkout / module).write_text(source)
    ready = f"{development.cms}/readyz"
    assert eventually(lambda: requests.get(ready, timeout=PATIENCE).status_code == 200)


def test_ctrl_c_ends_every_process(development: Development) -> None:
    # Itself, two of the CMS, the worker and its group, the frontend; the worker may just restart.
    assert eventually(lambda: len(of_this(development.var)) >= 5)
    started = of_this(development.var)
    os.killpg(development.process.pid, signal.SIGINT)
    assert development.process.wait(PATIENCE) == 0
    assert [pid for pid in started | of_this(development.var) if is_running(pid)] == []


def of_this(var: Path) -> set[int]:
    """Return the processes whose environment names ``var``."""
    mark, found = f"VAR_DIR={var}\0".encode(), set()
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in file.read_bytes():
                found.add(int(file.parent.name))
        except OSError:
            continue  # It ended while we looked.
    return found
