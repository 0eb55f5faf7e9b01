"""A fault inside any view is reported without what people typed, their links or their names."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import sentry_sdk
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from sentry_sdk.transport import Transport

from cms.project import error_reports
from cms.users import roles
from tests.factories.users import UserFactory
from tests.project.admin_requests.admin_urls import addresses

pytestmark = pytest.mark.django_db
TOKEN = "kanarekkanarekkanarekkanar"
MARK = "Kanarek"
VALUES = {
    "str": TOKEN,
    "slug": "school",
    "int": "71",
    "uuid": "1d4ef9e2-1111-4222-8333-444455556666",
}
FIELDS = (
    *("name", "email", "phone", "text", "comment", "reference", "situation", "needs"),
    *("answer", "note", "reason", "username", "password", "q", "query", "title"),
)


class FaultError(Exception):
    """Raised where a view asks the database, and quotes a person as libraries do."""


class Reports(Transport):
    """Keeps what would have been sent."""

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.said: list[str] = []

    def capture_envelope(self, envelope: Any) -> None:
        self.said.append(envelope.serialize().decode())


@pytest.fixture
def reports() -> Iterator[Reports]:
    transport = Reports()
    with sentry_sdk.isolation_scope():
        sentry_sdk.init(
            "https://key@reports.example.org/1", transport=transport, **error_reports.options()
        )
        yield transport
        sentry_sdk.flush()
        sentry_sdk.init()


# Of the sessions and rights that are asked for before the view.
WHO = ("django_session", "users_user", "auth_", "axes_", "wagtailusers_", "SAVEPOINT")
ADMIN_VALUES = (TOKEN, "71", VALUES["uuid"])


@contextmanager
def broken(spared: tuple[str, ...] = ()) -> Iterator[None]:
    """Make whatever asks the database fail inside the view that does it, but for ``spared``."""

    def fail(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # The problem document itself asks for it.
        if any(each in sql for each in ("core_contentversion", *spared)):
            return execute(sql, params, many, context)
        said = f"{sql} {params} {MARK} {TOKEN}"
        raise FaultError(said)

    with connection.execute_wrapper(fail):
        yield


def public_addresses() -> Iterator[str]:
    """Every address of the API with a converter filled in."""
    api = next(
        each
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and str(each.pattern) == "api/v2/"
    )
    for pattern in api.url_patterns:
        if isinstance(pattern, URLPattern):
            names = pattern.pattern.converters
            route = str(pattern.pattern)
            for name, converter in names.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                kind = {"string": "str"}.get(kind, kind)
                route = route.replace(f"<{kind}:{name}>", VALUES[kind])
            yield f"/api/v2/{route}"


def marked() -> dict[str, str]:
    return {name: f"{MARK} {name}@example.org" for name in FIELDS}


def found_in(reports: Reports) -> list[str]:
    sentry_sdk.flush()
    said = "\n".join(reports.said).lower()
    return [mark for mark in (MARK.lower(), TOKEN, "198.51.100.7", "@example.org") if mark in said]


def test_no_fault_of_the_api_tells_about_people(reports: Reports) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7", raise_request_exception=False)
    told = {}
    for address in sorted(public_addresses()):
        reports.said.clear()
        with broken():
            client.get(address, dict.fromkeys(("html_path", "search", "q"), MARK))
            for method in ("post", "put", "patch", "delete"):
                getattr(client, method)(address, marked(), content_type="application/json")
        told[address] = found_in(reports)
    assert len(told) > 30
    assert {address: marks for address, marks in told.items() if marks} == {}


def admin_addresses() -> Iterator[str]:
    """Every address of the admin that can be made of made-up values, and some that are none."""
    kept = (one for one in addresses() if one.name != "wagtailadmin_logout")  # That ends the run.
    for address in kept:
        for values in (dict.fromkeys(address.arguments, value) for value in ADMIN_VALUES):
            with suppress(NoReverseMatch):
                yield address.url(values)
                break
    for root in ("/", "/admin/", "/admin/desk/", "/api/v2/questions/", "/documents/", "/pl/"):
        yield f"{root}{TOKEN}/{MARK}/"


@pytest.mark.chaos
def test_no_fault_anywhere_in_the_admin_tells_about_people(reports: Reports) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7", raise_request_exception=False)
    client.force_login(UserFactory(administrator=True))
    told, silent = {}, []
    for address in dict.fromkeys(admin_addresses()):
        reports.said.clear()
        with broken(spared=WHO):
            client.get(f"{address}?q={MARK}")
            client.post(f"{address}?q={MARK}", marked())
        told[address] = found_in(reports)
        silent += [] if reports.said else [address]
    assert len(told) > 400
    assert len(silent) < len(told) / 4, silent
    assert {address: marks for address, marks in told.items() if marks} == {}


@pytest.mark.parametrize(
    "name", ["wagtailadmin_login", "wagtailadmin_password_reset", "desk:template_add", "desk:inbox"]
)
def test_no_fault_of_the_admin_tells_about_people(reports: Reports, name: str) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7", raise_request_exception=False)
    client.force_login(UserFactory(administrator=True))
    with broken():
        client.post(f"{reverse(name)}?q={MARK}", marked())
    assert (len(reports.said) > 0, found_in(reports)) == (True, [])


def test_a_report_says_where_it_happened(reports: Reports) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7", raise_request_exception=False)
    with broken():
        client.get(f"/api/v2/questions/{TOKEN}/")
    assert found_in(reports) == []
    said = "\n".join(reports.said)
    assert '"type":"FaultError"' in said
    assert "cms/cases/api/views.py" in said
    assert '"transaction":"/api/v2/questions/{token}/"' in said


def test_a_logged_error_is_reported_without_its_arguments(reports: Reports) -> None:
    import logging

    logging.getLogger("cms").error("A letter to %s failed.", f"{MARK}@example.org")
    assert found_in(reports) == []
    assert "A letter to %s failed." in "\n".join(reports.said)


def test_an_account_is_not_named(reports: Reports) -> None:
    account = UserFactory(role=roles.PUBLISHERS, username="kanarek-account")
    client = Client(raise_request_exception=False)
    client.force_login(account)
    with broken():
        client.get("/admin/")
    assert (len(reports.said) > 0, found_in(reports)) == (True, [])
