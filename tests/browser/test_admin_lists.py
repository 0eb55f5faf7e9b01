"""Every list of the admin is usable on a phone and on a desk, in light and in dark."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Page

from .admin_lists import list_paths
from .stack import Stack
from .test_accessibility import AXE

pytestmark = pytest.mark.browser

PHONE: Final = 390
DESK: Final = 1280  # CSS pixels, both
# Lists that show no rows until somebody asks for one, a page is old, or a copy was restored.
WITHOUT_ROWS: Final = (
    "/person/",
    "/due-for-review/",
    "/held-letters/",
    "/my-drafts/",
    "/jobs/",
    "/machines/run/",
)
CONTRAST: Final = """() => {
  document.getAnimations().forEach(each => each.finish());
  return axe.run('main', { runOnly: ['color-contrast', 'scrollable-region-focusable'] })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
      `${id}: ${html.slice(0, 140)} ${any[0]?.data?.contrastRatio ?? ''}`)));
}"""
# What leaves the screen although no box of its own scrolls to it; Wagtail hides it on <main>.
CUT: Final = """() => {
  const edge = document.documentElement.clientWidth;
  const leaves = ({ left, right, width }) => width > 1 && (right > edge + 1 || left < -1);
  const scrolls = element => {
    for (let box = element.parentElement; box && box.id !== 'main'; box = box.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
        && box.getBoundingClientRect().right <= edge + 1) return true;
    }
    return false;
  };
  // Heads of columns that only a screen reader meets.
  const isUnseenHead = head => head && getComputedStyle(head).clipPath !== 'none';
  const shown = element => element.checkVisibility({ visibilityProperty: true })
    && !element.closest('.w-sr-only, svg, [data-tippy-root], .w-slim-header, .w-breadcrumbs')
    && !isUnseenHead(element.closest('thead'));
  return [...document.querySelectorAll('main *')].filter(element => shown(element)
    && leaves(element.getBoundingClientRect()) && !scrolls(element))
    .slice(0, 4).map(element => element.outerHTML.slice(0, 140));
}"""
# The first link or button of each row, which stands inside the screen without any scrolling.
OUT_OF_REACH: Final = """() => [...document.querySelectorAll('main table.listing tbody tr')]
  .slice(0, 3).map(row => row.querySelector('.title a, td a, th a, button'))
  .filter(link => link && link.getBoundingClientRect().right > innerWidth + 1)
  .map(link => link.outerHTML.slice(0, 140))"""
ROWS: Final = (
    "main :is(table tbody tr, article, .desk-ticket, .desk-card, .desk-log li, .desk-case)"
)


@pytest.fixture
def admin(log_in: Callable[[str], Page], admin_objects: dict[str, Any]) -> Page:
    """A page in the admin that axe can be put into, with rows in every list."""
    page = log_in("admin")
    page.add_init_script(path=AXE)
    return page


def lists(page: Page, stack: Stack) -> list[str]:
    """Return the paths of all lists: those of the URL configuration that are pages."""
    return [path for path in list_paths() if is_page(page, stack, path)]


def sheets(objects: dict[str, Any]) -> list[str]:
    """Return the paths of screens that list what belongs to one object."""
    return [
        f"/admin/activities/{objects['events:page_id']}/",
        *(
            f"/admin/activities/groups/{objects['group_id']}/{rest}"
            for rest in ("", "dates/", "messages/", "log/")
        ),
        f"/admin/activities/dates/{objects['occurrence_id']}/attendance/",
        f"/admin/activities/dates/{objects['occurrence_id']}/list/",
        f"/admin/activities/import/{objects['calendar_id']}/",
        f"/admin/translations/releases/{objects['release_id']}/",
        f"/admin/translations/files/import/{objects['import_id']}/",
        f"/admin/batches/{objects['batch_id']}/",
        f"/admin/cases/{objects['case_id']}/",
        "/admin/",
    ]


def is_page(page: Page, stack: Stack, path: str) -> bool:
    """Return whether an address answers a plain reading with a page of its own."""
    if "logout" in path:
        return False
    answer = page.request.get(f"{stack.cms}{path}", max_redirects=0)
    return answer.status == 200 and "html" in answer.headers["content-type"]


def found_at(page: Page, width: int) -> list[str]:
    """Return what is cut or out of reach at a width."""
    page.set_viewport_size({"width": width, "height": 844})
    found = [f"{width} px, cut: {html}" for html in page.evaluate(CUT)]
    return found + [f"{width} px, out of reach: {html}" for html in page.evaluate(OUT_OF_REACH)]


def unreadable(page: Page) -> list[str]:
    """Return what is hard to read in either colour scheme."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {each}" for each in page.evaluate(CONTRAST)]
    return found


def test_every_list_fits_and_can_be_read(
    stack: Stack, admin: Page, admin_objects: dict[str, Any]
) -> None:
    listed = lists(admin, stack)
    found, empty = {}, []
    for path in [*listed, *sheets(admin_objects)]:
        admin.set_viewport_size({"width": PHONE, "height": 844})
        admin.goto(f"{stack.cms}{path}", wait_until="load")
        if not admin.locator(f"{ROWS}, main form[method=post]").count():
            empty.append(path)
        found[path] = [*found_at(admin, PHONE), *unreadable(admin), *found_at(admin, DESK)]
    assert {path: told for path, told in found.items() if told} == {}
    unseen = [path for path in empty if path in listed and not path.endswith(WITHOUT_ROWS)]
    assert unseen == [], "a list was looked at without any row"
