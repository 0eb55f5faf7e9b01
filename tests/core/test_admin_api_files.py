"""Wagtail's API for its own admin over files of private collections."""

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.users import roles
from tests.factories import ImageFactory
from tests.factories.documents import DocumentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def private() -> Collection:
    collection: Collection = Collection.get_first_root_node().add_child(name="Prywatne")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


@pytest.mark.parametrize("role", [roles.AUTHORS, roles.SCHOOL_COORDINATORS, None])
@pytest.mark.parametrize("kind", ["images", "documents"])
def test_private_files_are_listed_to_editors(
    client: Client, private: Collection, kind: str, role: str | None
) -> None:
    factory = {"images": ImageFactory, "documents": DocumentFactory}[kind]
    file = factory(collection=private)
    client.force_login(UserFactory(role=role, administrator=role is None))
    for path in (f"{file.pk}/", "", "?limit=1", "?fields=*", "?search=a", f"find/?id={file.pk}"):
        answer = client.get(f"/admin/api/main/{kind}/{path}")
        assert answer.status_code in {200, 302}, path
    listed = client.get(f"/admin/api/main/{kind}/").json()["items"]
    assert [one["id"] for one in listed] == [file.pk]


def test_nobody_else_asks_it(client: Client, private: Collection) -> None:
    ImageFactory(collection=private)
    assert client.get("/admin/api/main/images/").status_code in {302, 401, 403}
    assert client.get("/api/v2/images/").json()["items"] == []
