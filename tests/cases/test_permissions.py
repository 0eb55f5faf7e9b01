"""Who reaches which address of the desk: role by case by address, and nobody else by any."""

from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from cms.cases.admin.urls import urlpatterns as of_desk
from cms.cases.domain import appointments, files
from cms.cases.enums import Meeting
from cms.cases.models import Case, CaseEvent, MessageTemplate, Remit
from cms.users import roles
from cms.users.models import User
from school_support.admin.urls import urlpatterns as of_schools
from tests.factories import UserFactory
from tests.factories.cases import COUNTY, ELSEWHERE, EMAIL, QUESTION, SUPPORT, new_case, worker
from tests.factories.events import open_group

from . import file_samples

pytestmark = pytest.mark.django_db

# Whom an address is for: whoever has a desk, administrators, who works on that case, on schools'.
DESK, ADMINISTRATORS, CASE, SCHOOLS = "desk", "administrators", "case", "schools"
KIND: Final = "kind"  # Who works on cases of that kind, in whatever county.
ADDRESSES: Final = {
    "desk:inbox": DESK,
    "desk:board": DESK,
    "desk:give": DESK,
    "desk:export": DESK,
    "desk:templates": DESK,
    "desk:template_add": DESK,
    "desk:template": KIND,
    "desk:template_delete": KIND,
    "desk:remits": ADMINISTRATORS,
    "desk:remit": ADMINISTRATORS,
    "desk:person_data": ADMINISTRATORS,
    "desk:case": CASE,
    "desk:case_triage": CASE,
    "desk:case_accept": CASE,
    "desk:case_start": CASE,
    "desk:case_complete": CASE,
    "desk:case_decline": CASE,
    "desk:case_reopen": CASE,
    "desk:case_assign": CASE,
    "desk:case_take": CASE,
    "desk:case_release": CASE,
    "desk:case_due": CASE,
    "desk:case_merge": CASE,
    "desk:case_part": CASE,
    "desk:case_write": CASE,
    "desk:case_appoint": CASE,
    "desk:case_link": CASE,
    "desk:case_unlink": CASE,
    "desk:appointment_move": CASE,
    "desk:appointment_cancel": CASE,
    "desk:file": CASE,
    "school_support:numbers": SCHOOLS,
    "school_support:public_numbers": SCHOOLS,
    "school_support:schools": SCHOOLS,
}
EVERYTHING: Final = frozenset({DESK, ADMINISTRATORS, CASE, KIND, SCHOOLS})
# Who → what they reach when the case is a school's, and when it is a question; both in COUNTY.
PEOPLE: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "coordinator": (frozenset({DESK, CASE, KIND, SCHOOLS}), frozenset({DESK, SCHOOLS})),
    "coordinator elsewhere": (frozenset({DESK, KIND, SCHOOLS}), frozenset({DESK, SCHOOLS})),
    "coordinator without counties": (frozenset({DESK, KIND, SCHOOLS}), frozenset({DESK, SCHOOLS})),
    "adviser": (frozenset({DESK}), frozenset({DESK, CASE, KIND})),
    "adviser elsewhere": (frozenset({DESK}), frozenset({DESK, KIND})),
    "administrator": (EVERYTHING, EVERYTHING),
    **{
        role: (frozenset(), frozenset())
        for role in roles.ALL
        if role not in {roles.SCHOOL_COORDINATORS, roles.ADVISERS}
    },
}


def patterns() -> dict[str, URLPattern]:
    """Return all addresses by name, as the site has them."""
    return {
        f"{namespace}:{each.name}": each
        for namespace, found in (("desk", of_desk), ("school_support", of_schools))
        for each in found
    }


def urls(case: Case) -> dict[str, str]:
    """Return every address for a case; one with an argument unknown here fails the tests."""
    by = UserFactory(administrator=True)
    begins = timezone.now() + timedelta(days=1)
    ends = begins + timedelta(hours=1)
    appointment = appointments.make(
        case.pk, by=by, meeting=Meeting.VISIT, starts_at=begins, ends_at=ends, place=""
    )
    objects: dict[str, Any] = {
        "case_id": case.pk,
        "appointment_id": appointment.pk,
        "file_id": files.take(file_samples.upload(file_samples.PDF), case=case).pk,
        "user_id": by.pk,
        "template_id": MessageTemplate.objects.create(
            name=str(case.pk), kind=case.kind, text_pl="A"
        ).pk,
        "page_id": open_group().activity_id,
        "year": 2026,
        "form": "csv",
        "file_format": "csv",
    }
    return {
        name: reverse(name, kwargs={key: objects[key] for key in each.pattern.converters})
        for name, each in patterns().items()
    }


def browser(who: str) -> Client:
    client = Client()
    client.force_login(_account(who))
    return client


def _account(who: str) -> User:
    if who == "administrator":
        return UserFactory(administrator=True)
    if who == TOGETHER:
        return worker(COUNTY, role=OTHERS)
    role, _space, where = who.partition(" ")
    if role in {"coordinator", "adviser"}:
        counties = {"": [COUNTY], "elsewhere": [ELSEWHERE]}.get(where, [])
        known = {"coordinator": roles.SCHOOL_COORDINATORS, "adviser": roles.ADVISERS}
        return worker(*counties, role=known[role])
    return worker(COUNTY, role=who)  # Counties alone give nobody a right.


def status(client: Client, method: str, url: str) -> int:
    """Return what is answered; whatever a request changed is as before."""
    with transaction.atomic():
        found = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return int(found)


def test_every_address_has_an_expectation() -> None:
    assert patterns().keys() == ADDRESSES.keys()


OF_THE_DESK: Final = [who for who, reaches in PEOPLE.items() if any(reaches)]
OTHERS: Final = [who for who in PEOPLE if who not in OF_THE_DESK]
# Roles only add rights: where somebody who has all of these gets nowhere, none of them does. Each
# alone is for the long tests.
TOGETHER: Final = "all others"
NOTHING: Final[tuple[frozenset[str], frozenset[str]]] = (frozenset(), frozenset())


@pytest.mark.parametrize(
    "who",
    [*OF_THE_DESK, TOGETHER, *(pytest.param(each, marks=pytest.mark.chaos) for each in OTHERS)],
)
def test_everybody_reaches_what_is_theirs_and_nothing_else(
    who: str, caplog: pytest.LogCaptureFixture
) -> None:
    found = [urls(new_case(kind)) for kind in (SUPPORT, QUESTION)]
    check_reach(who, found, caplog)


def check_reach(
    who: str, urls_of_kinds: list[dict[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    client = browser(who)
    for found, reaches in zip(urls_of_kinds, PEOPLE.get(who, NOTHING), strict=True):
        refused = {name for name, of in ADDRESSES.items() if of not in reaches}
        tried: set[str] = set()
        for method in ("get", "post"):
            caplog.clear()
            answers = {name: status(client, method, url) for name, url in found.items()}
            missing = {name for name, code in answers.items() if code == 404}
            # What is for one method says so to whoever has a desk, before any case is looked for.
            closed = {name for name, code in answers.items() if code == 405}
            assert (who, missing - refused, refused - missing - closed) == (who, set(), set())
            tried |= missing
            assert {answers[name] for name in found.keys() - refused} <= {200, 302, 405, 409, 422}
            lines = [one.getMessage() for one in caplog.records if "Refused" in one.getMessage()]
            assert len(lines) == len(missing)
            hidden = (EMAIL, "Nowak", "Szkoła", "@")
            assert [word for word in hidden if word in "".join(lines)] == []
        assert (who, tried) == (who, refused)


def test_strangers_are_sent_to_the_login() -> None:
    client = Client()
    for method in ("get", "post"):
        answers = [getattr(client, method)(url) for url in urls(new_case()).values()]
        assert {answer.status_code for answer in answers} == {302}
        assert {answer.headers["Location"].partition("?")[0] for answer in answers} == {
            "/admin/login/"
        }


def test_a_case_without_a_county_is_for_who_answers_for_the_whole_region() -> None:
    url = reverse("desk:case", args=[new_case(QUESTION, county="").pk])
    found = {county: worker(county, role=roles.ADVISERS) for county in (COUNTY, "*")}
    answers = {}
    for county, account in found.items():
        client = Client()
        client.force_login(account)
        answers[county] = client.get(url).status_code
    assert answers == {COUNTY: 404, "*": 200}


def test_who_is_no_longer_responsible_is_refused_at_once() -> None:
    client, url = browser("coordinator"), reverse("desk:case", args=[new_case().pk])
    assert client.get(url).status_code == 200
    Remit.objects.all().delete()
    assert client.get(url).status_code == 404
    assert CaseEvent.objects.count() == 1


def test_answers_are_kept_by_no_cache_and_the_menu_leads_only_workers_there() -> None:
    shown = {}
    for who in ("coordinator", "adviser", roles.AUTHORS):
        shown[who] = reverse("desk:inbox") in browser(who).get("/admin/").content.decode()
    assert shown == {"coordinator": True, "adviser": True, roles.AUTHORS: False}
    answer = browser("coordinator").get(reverse("desk:case", args=[new_case().pk]))
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
