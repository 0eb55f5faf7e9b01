"""A real Chromium in front of the real product."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from .closing import close
from .cms_shell import run_inside
from .first_start import copy_data
from .measured import NAME, Measured, told
from .outage import answers_in_an_outage
from .stack import Stack, running_stack
from .template_pages import LOCALES, Shown, prepare

SPOILS: Final = "test_payloads.py"
LOG_END = 2_000  # characters
# Milliseconds that a busy machine may take for what a quiet one does at once.
expect.set_options(timeout=30_000)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The product with its demo content, started once in each process."""
    var = tmp_path_factory.mktemp("var")
    copy_data(var)
    with running_stack(var) as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Add the ends of the product's logs to what is said about a test that failed."""
    report = yield
    if report.failed and "stack" in getattr(item, "funcargs", {}):
        for log in sorted((item.funcargs["stack"].var / "log").glob("*.log")):
            report.sections.append((log.name, log.read_text(errors="replace")[-LOG_END:]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was measured: two processes cannot print where people look."""
    for text in told(terminalreporter.getreports("passed")):
        terminalreporter.write_line(text)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run last what leaves nothing of the product as it was."""
    items.sort(key=lambda item: item.path.name == SPOILS)


@pytest.fixture(scope="session")
def admin_objects(stack: Stack) -> dict[str, Any]:
    """A row in every list of the admin; an object for each argument of its addresses."""
    made: dict[str, Any] = run_inside(stack, "tests.browser.admin_rows")
    return made


@pytest.fixture(scope="session")
def templates(stack: Stack) -> list[Shown]:
    """Every template in every language; what the demo lacks is published once."""
    return prepare(stack)


@pytest.fixture(scope="session")
def outage(stack: Stack) -> dict[str, bytes]:
    """The HTML that says the site is not available, by language."""
    return answers_in_an_outage(stack, LOCALES)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    with sync_playwright() as playwright:
        chromium = launched(playwright)
        yield chromium
        close(chromium)


def launched(playwright: Playwright) -> Browser:
    """Start Chromium, whatever its package calls it."""
    path = next(found for name in CHROMIUM if (found := shutil.which(name)))
    return playwright.chromium.launch(
        executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
    )


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Measured:
    """Return a function that tells people a measurement when all is over."""
    return partial(record_property, NAME)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A reader's page; scripts are off, since reading must not need them."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    close(context)


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """Return the cookies of accounts that have logged in, by name."""
    return {}


@pytest.fixture
def log_in(
    browser: Browser, stack: Stack, sessions: dict[str, Any]
) -> Iterator[Callable[[str], Page]]:
    """Return a function that logs a demo account in and returns its page in the admin."""
    contexts: list[BrowserContext] = []

    def open_admin(username: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        context.add_cookies(sessions.get(username, []))
        page = context.new_page()
        page.goto(f"{stack.cms}/admin/")
        if "/admin/login/" in page.url:  # For the first time, or a test has ended the session.
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", "demo")
            page.click("button[type=submit]")
            page.wait_for_url(f"{stack.cms}/admin/")
            sessions[username] = context.cookies()
        return page

    yield open_admin
    for context in contexts:
        close(context)
