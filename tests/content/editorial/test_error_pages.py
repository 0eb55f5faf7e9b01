"""What the admin refuses, does not have or fails at is said in the reader's language."""

from http import HTTPStatus
from typing import Final

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.users.models import UserProfile

from cms.content.editorial.admin import error_pages
from cms.users import roles
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HTML: Final = "text/html,application/xhtml+xml"
REFUSED: Final = {
    "pl": "Nie możesz tego otworzyć",
    "en": "You may not open this",
    "ru": "Вам нельзя это открыть",
    "uk": "Вам не можна це відкрити",
}
MISSING: Final = {
    "pl": "Pod tym adresem nic nie ma",
    "en": "There is nothing at this address",
    "ru": "По этому адресу ничего нет",
    "uk": "За цією адресою нічого немає",
}
FAILED: Final = {
    "pl": "Coś poszło nie tak po naszej stronie",
    "en": "Something went wrong on our side",
    "ru": "Что-то пошло не так на нашей стороне",
    "uk": "Щось пішло не так на нашому боці",
}


def editor(client: Client, language: str, **fields: str | bool) -> Client:
    """Log somebody in who reads the admin in ``language``."""
    user = UserFactory(**fields)
    UserProfile.objects.create(user=user, preferred_language=language)
    client.force_login(user)
    return client


@pytest.mark.parametrize("language", REFUSED)
def test_what_is_refused_by_address_is_said_in_words(client: Client, language: str) -> None:
    answer = editor(client, language, role=roles.AUTHORS).get(
        "/admin/translations/minor/", headers={"accept": HTML}
    )
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert REFUSED[language] in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("language", MISSING)
@pytest.mark.parametrize("address", ["translations/releases/99999/", "nothing/of/the/kind/"])
def test_what_is_not_there_is_said_in_words(client: Client, language: str, address: str) -> None:
    answer = editor(client, language, administrator=True).get(
        f"/admin/{address}", headers={"accept": HTML}
    )
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert MISSING[language] in answer.content.decode()


@pytest.mark.parametrize("language", FAILED)
def test_a_fault_is_said_in_the_browsers_language_without_the_database(
    rf: RequestFactory, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    headers = {"accept": HTML, "accept-language": language}
    with django_assert_num_queries(0):
        answer = error_pages.server_error(rf.get("/admin/pages/", headers=headers))
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert FAILED[language] in answer.content.decode()


def test_a_program_gets_no_page_of_ours(client: Client) -> None:
    answer = editor(client, "pl", role=roles.AUTHORS).get(
        "/admin/translations/minor/", headers={"accept": "application/json"}
    )
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert REFUSED["pl"] not in answer.content.decode()
