"""People of every role, who try every door, and what they leave behind."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Final

from django.contrib.messages import constants, get_messages
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from cms.core import content_version
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.factories.cases import COUNTY, worker

from .admin_urls import Address
from .database_changes import traces_of
from .filled_forms import form_at
from .url_objects import Values, world
from .write_request import Entry

ROLES: Final = {
    "A": roles.AUTHORS,
    "L": roles.LEGAL_REVIEWERS,
    "P": roles.PUBLISHERS,
    "t": roles.translators("uk"),
    "r": roles.language_reviewers("uk"),
    "T": roles.translators("ru"),
    "R": roles.language_reviewers("ru"),
    "C": roles.SCHOOL_COORDINATORS,
    "D": roles.ADVISERS,
    "O": roles.ACTIVITY_ORGANISERS,
}
# Roles whose rights do not complete each other: Polish texts, translations, people.
FAMILIES: Final = ("ALP", "trTR", "CDO")
ADMINISTRATOR: Final = "X"
JSON: Final = "patch"  # What is sent by it.
METHODS: Final = ("post", "put", "patch", "delete")
REFUSED: Final = frozenset({400, 403, 404, 405, 409, 415, 422})


@dataclass(frozen=True, slots=True)
class Door:
    """An address for real objects, and what is sent there."""

    url: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """What was answered, and which tables have changed."""

    answer: Any
    changed: set[str]

    @property
    def is_refusal(self) -> bool:
        """Whether the person was told that it is not theirs to do."""
        leads = self.answer.headers.get("Location", "")
        if self.answer.status_code in REFUSED or leads == "/admin/":
            return True
        if _has_errors(self.answer):
            return True
        said = [each.level for each in get_messages(self.answer.wsgi_request)]
        return bool(said) and max(said) >= constants.WARNING


def _has_errors(answer: Any) -> bool:
    """Tell whether a form came back: what was sent is not theirs to choose."""
    shown = getattr(answer, "context", None)
    form = shown.get("form") if shown is not None and hasattr(shown, "get") else None
    return bool(getattr(form, "errors", None))


class Walk:
    """One browser for each role, and one set of objects; whatever is done is undone again."""

    def __init__(self, parties: Iterable[str]) -> None:
        """``parties``: the letters of people who have several roles."""
        people = {letter: _person(letter) for letter in {*ROLES, ADMINISTRATOR, *parties}}
        self.scenes = world(people["t"], people["P"])
        self._browsers = {letter: _browser(person) for letter, person in people.items()}

    def client(self, letters: str) -> Client:
        """Return the browser of a role, or of a person with several, as it was logged in."""
        client, cookies = self._browsers[letters]
        client.cookies = SimpleCookie(cookies)
        return client

    def door(self, address: Address, entry: Entry) -> Door:
        """Return the address for the entry's objects and the body that is valid there."""
        values = self._values(address, entry)
        url = address.url(values) + entry.asked(values)
        shown = self._form(url) if entry.shown else {}
        return Door(url, {**shown, **entry.sent(values)})

    def _values(self, address: Address, entry: Entry) -> Values:
        values = {**self.scenes[""], **self.scenes[entry.scene]}
        for argument, name in entry.at.items():
            values[f"{address.space}.{argument}"] = values[name]
        return values

    def _form(self, url: str) -> dict[str, Any]:
        answer = self.client(ADMINISTRATOR).get(url)
        if answer.status_code != 200 or answer.streaming:
            return {}
        return {**form_at(answer.content.decode(errors="replace"), url.partition("?")[0])}

    def attempt(self, letter: str, method: str, door: Door) -> Tried:
        """Ask as a role; nothing of it stays."""
        client, sent = self.client(letter), _fresh(door.body)
        content_version.read()  # Raised for what was made before, which a test does not commit.
        if method == "post":
            return Tried(*traces_of(lambda: client.post(door.url, sent)))
        if method == JSON:
            text = json.dumps({name: str(value) for name, value in sent.items()})
            return Tried(*traces_of(lambda: client.patch(door.url, text, "application/json")))
        content = encode_multipart(BOUNDARY, sent)
        ask = getattr(client, method)
        return Tried(*traces_of(lambda: ask(door.url, content, content_type=MULTIPART_CONTENT)))


def others(entry: Entry, *, apart: bool) -> list[str]:
    """Return the roles that may not: each alone (``apart``), or those of a family in one person.

    Roles only add rights: where a person who has several of them may not, none of them may.
    """
    families = (*ROLES, ADMINISTRATOR) if apart else (*FAMILIES, ADMINISTRATOR)
    found = ("".join(each for each in family if each not in entry.roles) for family in families)
    return [letters for letters in found if letters]


def _browser(person: User) -> tuple[Client, dict[str, str]]:
    """Return a browser in which somebody is logged in, and its cookies then."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    client.get("/admin/")  # Whatever a first visit writes is written.
    return client, {name: morsel.value for name, morsel in client.cookies.items()}


def _person(letters: str) -> User:
    """Return somebody with a role, or with several; one of case work has its county as well."""
    if letters == ADMINISTRATOR:
        found: User = UserFactory(administrator=True)
        return found
    theirs = [ROLES[letter] for letter in letters]
    if {roles.SCHOOL_COORDINATORS, roles.ADVISERS}.intersection(theirs):
        return worker(COUNTY, role=theirs)
    person: User = UserFactory(role=theirs)
    return person


def _fresh(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with every file at its beginning: each is read once."""
    for value in body.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return body
