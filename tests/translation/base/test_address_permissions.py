"""Who may do what in which language, at every address of the admin.

The addresses come from the URL configuration: a new one that stands in no table fails.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Revision, TaskState, WorkflowState
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.content.handbook.models import Audience, GlossaryTerm
from cms.content.pages.models import AlertBanner, Footer, FundingLine, Navigation
from cms.content.points.models import Service
from cms.core import locales
from cms.core.models import TranslationState
from cms.translation.base.models import Acceptance, Assignment, MinorEdit, TranslationDraft
from cms.translation.releases.models import Release
from cms.translation.review.models import LegalValidity
from cms.users import roles
from tests.factories import UserFactory
from tests.translation.base.address_rules import ALLOWED, BULK
from tests.translation.base.address_table import (
    ARGUMENTS,
    ELSEWHERE,
    PLAIN,
    PLAIN_ELSEWHERE,
    SPACES,
    registered,
)
from tests.translation.base.objects import CANARY, Values, body_of, objects, url_of

pytestmark = pytest.mark.django_db

# The source and one translation; the other languages have the same rules and are asked at length.
CODES: Final = [
    pytest.param(code, marks=() if code in {locales.SOURCE, "uk"} else pytest.mark.chaos)
    for code in locales.CODES
]
# Roles whose rights do not complete each other: they only add up, so that where a person who has
# several may not, none of them may. Each alone is for the long tests.
BY_FAMILY: Final = ["AP L tr TR", pytest.param("A L P t r T R", marks=pytest.mark.chaos)]
WRITTEN: Final = (
    Page,
    AlertBanner,
    Footer,
    FundingLine,
    Navigation,
    Audience,
    GlossaryTerm,
    Service,
    Revision,
    PageViewRestriction,
    WorkflowState,
    TaskState,
    Translation,
    StringTranslation,
    SegmentOverride,
    Acceptance,
    Assignment,
    MinorEdit,
    TranslationDraft,
    TranslationState,
    LegalValidity,
    Release,
)


def test_every_address_stands_in_the_tables() -> None:
    found = set(registered())
    assert {space for space, _name in found if space} == SPACES | ELSEWHERE
    assert {name for space, name in found if not space} == PLAIN | PLAIN_ELSEWHERE
    known = {name.partition(" ")[0] for name in ARGUMENTS if ":" in name}
    assert {f"{space}:{name}" for space, name in found if space in SPACES} == known


def test_every_address_has_a_rule() -> None:
    assert set(ARGUMENTS) == set(ALLOWED)


def people(code: str) -> dict[str, str]:
    """Return the group behind each letter of the rules, for an object in the language ``code``."""
    own = "ru" if code == locales.SOURCE else code
    other = "uk" if own != "uk" else "en"
    return {
        "A": roles.AUTHORS,
        "L": roles.LEGAL_REVIEWERS,
        "P": roles.PUBLISHERS,
        "t": roles.translators(own),
        "r": roles.language_reviewers(own),
        "T": roles.translators(other),
        "R": roles.language_reviewers(other),
    }


def lets_in(response: Any) -> bool:
    """Tell whether the address did more than to refuse or to send the user home.

    A form that is not filled in, or a wrong method, is an answer to somebody who was let in.
    """
    if response.status_code in {301, 302}:
        return response["Location"] not in {reverse("wagtailadmin_home"), "/"}
    return response.status_code not in {403, 404}


def dump() -> dict[str, list[Any]]:
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in WRITTEN}


def client_of(letters: str, code: str) -> Client:
    """Return the browser of a person who has the roles ``letters``."""
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(role=[people(code)[letter] for letter in letters]))
    return client


def parties(name: str, code: str, families: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield who is to ask at an address, and whether they may: who may, each alone."""
    allowed = rule(name, code)
    for family in families:
        yield from ((letter, True) for letter in family if letter in allowed)
        refused = "".join(letter for letter in family if letter not in allowed)
        if refused:
            yield refused, False


def post_everywhere(code: str, values: Values, families: Iterable[str]) -> dict[str, Any]:
    """Return by address what was answered otherwise than its rule says, and to whom.

    What those do who may is undone; what the others do stays, so that it can be found.
    """
    client = lru_cache(None)(client_of)
    wrong = {}
    for name in ARGUMENTS:
        for letters, is_allowed in parties(name, code, families):
            browser = client(letters, code)
            with transaction.atomic():
                response = browser.post(url_of(name, values), body_of(name, values))
                transaction.set_rollback(is_allowed)
            if not is_right(name, response, is_allowed=is_allowed):
                wrong[f"{name} for {letters}"] = response.status_code
    return wrong


def is_right(name: str, response: Any, *, is_allowed: bool) -> bool:
    """Tell whether a role was let in, or refused in order; bulk actions answer everybody alike."""
    if is_allowed:
        return lets_in(response)
    is_open = lets_in(response) and name not in BULK
    return not is_open and response.status_code < 500


def rule(name: str, code: str) -> str:
    """Return the letters of the roles that may do it to an object in the language ``code``."""
    return ALLOWED[name].source if code == locales.SOURCE else ALLOWED[name].target


@pytest.mark.parametrize("families", BY_FAMILY)
@pytest.mark.parametrize("code", CODES)
def test_the_rights_table(code: str, families: str) -> None:
    values = objects(code)
    before = dump()
    assert post_everywhere(code, values, families.split()) == {}
    assert dump() == before


@pytest.mark.parametrize("families", BY_FAMILY)
@pytest.mark.parametrize("code", CODES)
def test_nobody_reads_a_draft_of_a_language_that_is_not_theirs(code: str, families: str) -> None:
    values = objects(code)
    # To the source, a translator of one language is as foreign as one of another.
    others = "tr" if code == locales.SOURCE else "ALPTR"
    asked = [family for family in families.split() if set(family) <= set(others)]
    assert set("".join(asked)) == set(others)
    told = {(letters, name) for letters in asked for name in names_that_tell(letters, code, values)}
    assert told == set()


def names_that_tell(letters: str, code: str, values: Values) -> set[str]:
    client = client_of(letters, code)
    return {
        name
        for name in ARGUMENTS
        if CANARY in client.get(url_of(name, values)).content.decode(errors="replace")
    }


def test_those_whose_language_it_is_read_it() -> None:
    values = objects("ru")
    client = Client()
    client.force_login(UserFactory(role=roles.language_reviewers("ru")))
    html = client.get(url_of("workbench:edit", values)).content.decode()
    assert CANARY in html
