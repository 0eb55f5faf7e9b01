"""Who may do what with the services of points."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from cms.users import roles
from tests.factories import UserFactory
from tests.factories.points import ServiceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.mark.parametrize(
    ("role", "verbs"),
    [
        (roles.AUTHORS, {"add", "change"}),
        (roles.LEGAL_REVIEWERS, {"change"}),
        (roles.PUBLISHERS, {"add", "change", "delete", "publish"}),
        (roles.translators("uk"), {"change"}),
        (roles.language_reviewers("uk"), {"change", "publish"}),
        (roles.ADVISERS, set()),
    ],
)
def test_services_are_written_by_those_who_write_pages(role: str, verbs: set[str]) -> None:
    codenames = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    found = {name.removesuffix("_service") for name in codenames if name.endswith("_service")}
    assert found == verbs


def test_publishers_find_services_in_the_menu_and_search_them() -> None:
    ServiceFactory(name="Praca")
    ServiceFactory(name="Zdrowie")
    client = Client()
    client.force_login(UserFactory(role=roles.PUBLISHERS))
    address = reverse("wagtailsnippets_points_service:list")
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    found = client.get(address, {"q": "Zdrow", "locale": "pl"}).context["object_list"]
    assert [service.name for service in found] == ["Zdrowie"]
