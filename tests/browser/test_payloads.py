"""Sixty texts that are code somewhere, typed into every form: nowhere is one of them run.

The browser obeys no content security policy here, so nothing is saved by it alone. Every form of
the product is filled and every screen opened, which takes minutes: ``make chaos`` runs it.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import polib
import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Dialog, Page

from .admin_lists import OURS, admin_patterns, list_paths
from .cms_shell import run_inside
from .payloads import CANARY, SUM, payloads
from .stack import Stack
from .template_pages import LOCALES, address

pytestmark = pytest.mark.chaos

FILLER: Final = Path(__file__).with_name("fill_forms.js")
LAST: Final = re.compile("cancel|delete|remove|withdraw|void|decline|take-off|merge|person/$")
# Marks of a text that became part of the page instead of being shown.
ARMED: Final = """() => [...document.querySelectorAll('*')].flatMap(element =>
  [...element.attributes].filter(({ name, value }) =>
    (name.startsWith('on') && /zx\\W{0,6}\\d/.test(value))
    || (/^(href|src|action|formaction|data|xlink:href|srcdoc|style)$/.test(name)
      && /^\\s*(javascript|vbscript|data:text)/i.test(value) && /zx/.test(value))
    || (/^(src|href|data)$/.test(name) && /^(https?:)?\\/\\/canary/.test(value)))
  .map(({ name, value }) => `${element.localName} ${name}=${value.slice(0, 60)}`))"""
SEEN: Final = (
    "() => [...document.body.innerText.matchAll(/№(\\d\\d)/g)].map(([, number]) => number)"
)


class Watched:
    """A browser whose every run of a payload is noted, with the page it happened on."""

    def __init__(self, context: BrowserContext) -> None:
        self.ran: list[str] = []
        self.seen: set[str] = set()
        self.at = ""
        self.context = context
        context.expose_function("zx", lambda *what: self.note(f"ran {what}"))
        context.route(f"**://{CANARY}/**", self._asked)
        self.page = context.new_page()
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self.note(f"dialog {dialog.message}")
        dialog.accept()

    def note(self, what: str) -> None:
        """Keep what happened, once for each page."""
        if f"{self.at}: {what}" not in self.ran:
            self.ran.append(f"{self.at}: {what}")

    def _asked(self, route: Any) -> None:
        self.note(f"asked {route.request.url}")
        route.abort()

    def look(self, address: str, name: str = "") -> None:
        """Open a page and note what ran on it, or would run at a touch."""
        self.at = name or address
        self.page.goto(address, wait_until="load")
        self.judge()

    def judge(self) -> None:
        """Note what the page that is shown now holds."""
        for found in self.page.evaluate(ARMED):
            self.note(f"holds {found}")
        if SUM in self.page.content():
            self.note("made a sum of a template")
        self.seen |= set(self.page.evaluate(SEEN))


@pytest.fixture(scope="module")
def watched(stack: Stack, browser: Browser) -> Iterator[Watched]:
    """A watched browser, logged in as an administrator."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    made = Watched(context)
    made.page.goto(f"{stack.cms}/admin/login/")
    made.page.fill("input[name=username]", "admin")
    made.page.fill("input[name=password]", "demo")
    made.page.click("button[type=submit]")
    made.page.wait_for_url(f"{stack.cms}/admin/")
    yield made
    context.close()


@pytest.fixture(scope="module")
def objects(stack: Stack, admin_objects: dict[str, Any]) -> dict[str, Any]:
    """What the forms are about."""
    return {**admin_objects, **run_inside(stack, "tests.browser.form_objects")}


def admin_forms(objects: dict[str, Any]) -> list[str]:
    """Return every address of the admin that may hold a form of ours.

    Texts of releases come first, since other forms publish their pages; what ends objects is last.
    """
    found = {*list_paths(), *objects["wagtail"]}
    for route, pattern in admin_patterns():
        view: Any = pattern.callback
        owner = getattr(view, "view_class", view).__module__
        model = getattr(getattr(view, "view_initkwargs", {}).get("model"), "__module__", "")
        if route in objects["models"]:
            found.add("/" + route.replace("<int:pk>", str(objects["models"][route])))
        elif (owner.startswith(OURS) and not re.search(r"\(\?P|<int:pk>", route)) or (
            model.startswith(OURS) and pattern.name in ("add", "index") and "<" not in route
        ):
            found.add("/" + filled(route, objects))
    return sorted(found, key=lambda path: (bool(LAST.search(path)), "/texts/" not in path, path))


def filled(route: str, objects: dict[str, Any]) -> str:
    """Put an object in the place of each argument of a route. Raises KeyError for a new one."""
    section = route.split("/")[1]
    names = {"activities": "events", "gate": "gate"}
    if "files/file/" in route:
        section = "exchange"

    def value(match: re.Match[str]) -> str:
        name = match[1]
        return str(objects.get(f"{names.get(section, section)}:{name}") or objects[name])

    return re.sub(r"<\w+:(\w+)>", value, route)


@dataclass
class Typing:
    """Who types; the fields that took payloads, those that refused, forms that took nothing."""

    page: Page
    stack: Stack
    taken: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)

    def fetch(self, path: str) -> None:
        """Fill and send every form at a path of the admin, unseen."""
        found = self.page.evaluate("([path, texts]) => zxRound(path, texts)", [path, TEXTS])
        self.screens += [path] if found else []
        for done in found:
            self.taken += [f"{path}: {name}" for name in done["names"]]
            self.refused += [f"{path}: {name}" for name in done.get("refused", ())]
            if done.get("said"):
                self.failed.append(f"{path}: {done['said']}")

    def show(self, address: str, selector: str) -> None:
        """Fill and send a form of a page that is shown, until it is taken."""
        refused: dict[str, int] = {}
        for _each in range(3):
            self.page.goto(address, wait_until="domcontentloaded")
            arguments = [selector, TEXTS, refused]
            names = self.page.evaluate("([a, b, c]) => zxShown(a, b, c)", arguments)
            if names is None:
                return
            with self.page.expect_navigation(wait_until="domcontentloaded"):
                self.page.evaluate("a => zxSend(a)", selector)
            bad = self.page.evaluate("() => zxBad()")
            if not bad:
                self.taken += [f"{address}: {name}" for name in names]
                self.refused += [f"{address}: {name}" for name in refused]
                return
            refused |= {name: refused.get(name, 0) + 1 for name in bad}
        self.failed.append(f"{address}: {bad}")

    def upload(self, path: str, name: str, content: str) -> None:
        """Send a file by the form at a path."""
        self.page.goto(f"{self.stack.cms}{path}")
        form = self.page.locator("main form:has(input[type=file])").first
        file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
        form.locator("input[type=file]").set_input_files([file])
        for text in form.locator("input[type=text][required]").all():
            text.fill(TEXTS[7])
        with self.page.expect_navigation():
            form.evaluate("form => form.submit()")


TEXTS: Final = payloads()
# Some of the fields that took payloads; which fields there are, the forms themselves say.
TAKEN: Final = (
    "/account/: name_email-last_name",
    "/images/",
    "/documents/",
    "/cases/templates/add/: text_uk",
    "/messages/write/: subject_pl",
    "/groups/add/: name",
    "/translations/work/",
    "/terms/new/: note",
    "/alertbanner/edit/",
    "/glossaryterm/edit/",
    "/users/edit/",
    ": body-",
    "-value-table",
    "/pl/question/",
    "/pl/case/",
    "/pl/schools/request/",
    "/pl/ask/",
    "/pl/kontakt/: comment",
)
# Has one text only, so none of its payloads may be one that is taken.
REFUSED: Final = "/releases/"


def type_everything(typing: Typing, objects: dict[str, Any]) -> None:
    """Type payloads into every form of the admin and of the site, and into files."""
    page, stack = typing.page, typing.stack
    forms = admin_forms(objects)
    page.goto(f"{stack.cms}/admin/")
    for path in forms:
        typing.fetch(path)
    frame = [path for path in forms if re.search(r"/(footer|navigation)/edit/", path)]
    for path in [*objects["editors"], *frame]:
        typing.show(f"{stack.cms}{path}", "form#page-edit-form, form:has([data-block])")
    for path in objects["site"]:
        typing.show(f"{stack.site}/pl{path}", "main form[method=post]")
    typing.show(f"{stack.site}/pl/kontakt/", "form.feedback")
    send_files(typing, objects)


def send_files(typing: Typing, objects: dict[str, Any]) -> None:
    """Send translations, terms and dates that programs of others have written."""
    page, stack = typing.page, typing.stack
    download = f"{stack.cms}/admin/translations/files/download/{objects['translation_id']}"
    catalogue = polib.pofile(page.request.get(f"{download}.po").text())
    for number, entry in enumerate(catalogue):
        entry.msgstr = TEXTS[number % len(TEXTS)]
    typing.upload("/admin/translations/files/import/", "a.po", str(catalogue))
    typing.page.evaluate("() => 1")
    xliff = page.request.get(f"{download}.xlf").text()
    texts = cycle(escape(text) for text in TEXTS if text.isprintable())
    filled = re.sub(
        r"<target>.*?</target>", lambda _found: f"<target>{next(texts)}</target>", xliff
    )
    typing.upload("/admin/translations/files/import/", "a.xlf", filled)
    rows = "".join(f'"{text.replace(chr(34), chr(34) * 2)}",,uk,preferred,x\r\n' for text in TEXTS)
    typing.upload("/admin/terms/import/", "a.csv", f"term,note,language,kind,text\r\n{rows}")
    typing.upload("/admin/activities/import/", "a.ics", calendar())


def calendar() -> str:
    """Return dates whose every text is a payload."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for number, text in enumerate(text for text in TEXTS if text.isprintable()):
        lines += ["BEGIN:VEVENT", f"UID:zx{number}", "DTSTART:20300105T100000Z"]
        lines += [f"{name}:{text}" for name in ("SUMMARY", "DESCRIPTION", "LOCATION")]
        lines += ["DTEND:20300105T110000Z", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def look_everywhere(watched: Watched, typing: Typing, objects: dict[str, Any]) -> None:
    """Open every screen on which what was typed may be shown."""
    stack = typing.stack
    admin = [*objects["editors"], *typing.screens]
    admin += [f"{path.removesuffix('edit/')}history/" for path in objects["editors"][-1:]]
    admin += ["/admin/", "/admin/pages/3/", "/admin/images/", "/admin/documents/"]
    for path in admin:
        watched.look(f"{stack.cms}{path}")
    for path in objects["pages"]:
        for code in LOCALES:
            watched.look(address(stack, path, code))
    for path in objects["site"]:
        watched.look(f"{stack.site}/uk{path}")
    for code in LOCALES:
        watched.look(f"{stack.site}/{code}/search/?q=zx%3C%22%27%3E")
        watched.look(f"{stack.site}/{code}/activities/?view=month")
    watched.look(f"{stack.site}/preview?token={objects['token']}", "preview")


def look_at_letters_and_feeds(watched: Watched, stack: Stack) -> int:
    """Show the HTML of every letter and every entry of the feeds; return how many there were."""
    shown = []
    for file in sorted((stack.var / "mail").glob("*")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        body = mail.get_body(("html",))
        shown += [body.get_content()] if body else []
    for path in ("/pl/feed.xml", "/uk/feed.xml", "/pl/activities.xml"):
        answer = requests.get(f"{stack.site}{path}", timeout=30)
        feed = ET.fromstring(answer.content)
        shown += [entry.text or "" for entry in feed.iter() if entry.get("type") == "html"]
    for number, html in enumerate(shown):
        watched.at = f"letter or entry {number}"
        watched.page.set_content(html, wait_until="domcontentloaded")
        watched.judge()
    return len(shown)


def test_no_text_runs_anywhere(stack: Stack, watched: Watched, objects: dict[str, Any]) -> None:
    watched.context.add_init_script(path=FILLER)
    watched.context.route(re.compile(r"/preview/|/editing-sessions/"), lambda route: route.abort())
    typing = Typing(watched.page, stack)
    type_everything(typing, objects)
    look_everywhere(watched, typing, objects)
    look_at_letters_and_feeds(watched, stack)
    assert watched.ran == []
    assert {name for name in TAKEN if not any(name in each for each in typing.taken)} == set()
    assert any(REFUSED in each for each in [*typing.taken, *typing.refused])
    assert len(watched.seen) == len(TEXTS)
