"""People of every role, who try every door, and what they leave behind."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Final

from django.contrib.messages import constants, get_messages
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

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
ANOTHER_LANGUAGE: Final = {"t": "T", "r": "R"}
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

    def __init__(self) -> None:
        people = {letter: _person(letter) for letter in (*ROLES, ADMINISTRATOR)}
        self.scenes = world(people["t"], people["P"])
        self._clients = {letter: Client(raise_request_exception=False) for letter in people}
        for letter, client in self._clients.items():
            client.force_login(people[letter])
            client.get("/admin/")  # Whatever a first visit writes is written.
        self._cookies = {
            letter: {name: morsel.value for name, morsel in client.cookies.items()}
            for letter, client in self._clients.items()
        }

    def client(self, letter: str) -> Client:
        """Return the browser of a role as it was logged in."""
        client = self._clients[letter]
        client.cookies = SimpleCookie(self._cookies[letter])
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
        if method == "post":
            return Tried(*traces_of(lambda: client.post(door.url, sent)))
        if method == JSON:
            text = json.dumps({name: str(value) for name, value in sent.items()})
            return Tried(*traces_of(lambda: client.patch(door.url, text, "application/json")))
        content = encode_multipart(BOUNDARY, sent)
        ask = getattr(client, method)
        return Tried(*traces_of(lambda: ask(door.url, content, content_type=MULTIPART_CONTENT)))

    def others(self, entry: Entry) -> Iterator[str]:
        """Return the roles that may not.

        Those of another language are asked where it makes the difference: they have the same
        permissions as those of the page's language, which are asked everywhere.
        """
        same = {other for own, other in ANOTHER_LANGUAGE.items() if own not in entry.roles}
        return (each for each in self._clients if each not in entry.roles and each not in same)


def _person(letter: str) -> User:
    if letter == ADMINISTRATOR:
        found: User = UserFactory(administrator=True)
        return found
    role = ROLES[letter]
    if role in {roles.SCHOOL_COORDINATORS, roles.ADVISERS}:
        return worker(COUNTY, role=role)
    person: User = UserFactory(role=role)
    return person


def _fresh(body: dict[str, Any]) -> dict[str, Any]:
    """Return the body with every file at its beginning: each is read once."""
    for value in body.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return body
