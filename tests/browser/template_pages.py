"""One address of each template in each language, and what stands at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import requests

from .cms_shell import run_inside
from .stack import PATIENCE, Stack

LOCALES: Final = ("pl", "en", "ru", "uk")
SECTION: Final = "/pl/poradniki/"
GUIDE: Final = "/pl/poradniki/mieszkanie/"
CONTACT: Final = "/pl/kontakt/"
HANDBOOK: Final = "/pl/podrecznik/"
PART: Final = f"{HANDBOOK}praca-urzedu-z-cudzoziemcem/"
CHAPTER: Final = f"{PART}rozmowa-przez-tlumacza/"
STORIES: Final = "/pl/historie/"
STORY: Final = f"{STORIES}camila/"
PRACTICES: Final = "/pl/dobre-praktyki/"
PRACTICE: Final = f"{PRACTICES}tlumacz-w-sluchawce/"
DIRECTORY: Final = "/pl/points/"
POINT: Final = f"{DIRECTORY}konin/"
CLOSED_POINT: Final = f"{DIRECTORY}kalisz-ulica-dawna/"
ACTIVITIES: Final = "/pl/activities/"
COURSE: Final = f"{ACTIVITIES}kurs-polskiego/"

# One page of the demo for each page type, and other states of some.
PAGES: Final = {
    "pages.HomePage": "/pl/",
    "pages.SectionPage": SECTION,
    "pages.ContentPage": GUIDE,
    "handbook.HandbookPage": HANDBOOK,
    "handbook.PartPage": PART,
    "handbook.ChapterPage": CHAPTER,
    "stories.StoryIndexPage": STORIES,
    "stories.StoryPage": STORY,
    "practices.PracticeIndexPage": PRACTICES,
    "practices.PracticePage": PRACTICE,
    "points.DirectoryPage": DIRECTORY,
    "points.InformationPoint": POINT,
    "events.ActivityIndexPage": ACTIVITIES,
    "events.ActivityPage": COURSE,
}
STATES: Final = {"contact": CONTACT, "closed point": CLOSED_POINT}


@dataclass(frozen=True, slots=True)
class Shown:
    """A template in a language: its address and the status it answers with."""

    template: str
    locale: str
    url: str
    status: int = 200

    def __str__(self) -> str:
        return f"{self.template} in {self.locale}"


def prepare(stack: Stack) -> list[Shown]:
    """Make the states the demo lacks and return every template in every language.

    The pages for an outage are not among them.
    """
    made = run_inside(stack, "tests.browser.page_states")
    return [shown for code in LOCALES for shown in _in_language(stack, code, made)] + [
        Shown("preview", "pl", f"{stack.site}/preview?token={made['token']}")
    ]


def _in_language(stack: Stack, code: str, made: dict[str, str]) -> Iterator[Shown]:
    for template, source in PAGES.items():
        yield Shown(template, code, address(stack, source, code))
    for template in ("contact", "closed point", "behind", "fallback"):
        yield Shown(template, code, address(stack, {**STATES, **made}[template], code))
    yield Shown("no points found", code, f"{stack.site}/{code}/points/?spoken=tr&county=3064")
    yield Shown("month of activities", code, f"{stack.site}/{code}/activities/?view=month")
    yield Shown("sign-up", code, f"{stack.site}/{code}{made['sign_up']}")
    yield Shown("registration", code, f"{stack.site}/{code}{made['registration']}")
    yield Shown("case", code, f"{stack.site}/{code}{made['case']}")
    yield Shown("question", code, f"{stack.site}/{code}{made['question']}?step=withdraw")
    yield Shown("ask", code, f"{stack.site}/{code}{made['ask']}")
    yield Shown("request", code, f"{stack.site}/{code}/schools/request/")
    # Fields look alike in every language; the longest words are Ukrainian.
    for step in ("school", "pupils", "support", "check", "later") if code == "uk" else ():
        yield Shown(f"request {step}", code, f"{stack.site}/{code}{made['draft']}{step}/")
    yield Shown("lost case", code, f"{stack.site}/{code}/case/lost/", 404)
    yield Shown("404", code, f"{stack.site}/{code}/404/", 404)


def address(stack: Stack, source: str, code: str) -> str:
    """Return the address, in a language, of the page at a Polish path."""
    found = requests.get(
        f"{stack.cms}/api/v2/pages/by_path/", params={"html_path": source}, timeout=PATIENCE
    ).json()
    return str(found["meta"]["translations"][code]["html_url"])
