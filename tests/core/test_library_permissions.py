"""Files that live pages show, and closed collections: who changes, deletes and sees them."""

from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from cms.users import roles
from cms.users.models import User
from tests.core.test_image_reencoding import written
from tests.factories import ImageFactory
from tests.factories.documents import DocumentFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
WRITERS: Final = [roles.AUTHORS, roles.ACTIVITY_ORGANISERS]
POLICIES: Final = {"images": images_policy, "documents": documents_policy}
FACTORIES: Final = {"images": ImageFactory, "documents": DocumentFactory}


def library_file(kind: str, **fields: Any) -> Any:
    """Return a file of the library, in its first collection if not told otherwise."""
    return FACTORIES[kind](**{"collection": Collection.get_first_root_node(), **fields})


def shown_live(file: Any, kind: str) -> Page:
    """Show a picture or a document on the Polish home page; no worker has indexed that yet."""
    home = Page.objects.get(depth=2, slug="pl").specific
    if kind == "images":
        home.hero_image, home.hero_alt = file, "Red"
    else:
        home.body = [("document", {"document": file, "title": "Form"})]
    home.save()
    assert not ReferenceIndex.get_references_to(file).exists()
    return home


def closed() -> Collection:
    """Return a collection for the members of no group."""
    collection: Collection = Collection.get_first_root_node().add_child(name="Prywatne")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    return collection.add_child(name="Poniżej")


def doors(kind: str, file: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return every address that replaces, moves or deletes a file, and a valid body."""
    name = {"images": "image", "documents": "document"}[kind]
    model = {"images": "wagtailimages.image", "documents": "wagtaildocs.document"}[kind]
    app, _dot, label = model.partition(".")
    elsewhere = Collection.get_first_root_node().add_child(name="Gdzie indziej")
    fresh = written(Pillow.new("RGB", (9, 9)), "PNG")
    content = SimpleUploadedFile("new.png" if kind == "images" else "new.txt", fresh)
    edit = f"/admin/images/{file.pk}/" if kind == "images" else f"/admin/documents/edit/{file.pk}/"
    gone = edit + "delete/" if kind == "images" else f"/admin/documents/delete/{file.pk}/"
    bulk = f"/admin/bulk/{app}/{label}/delete/?id={file.pk}"
    many = f"/admin/{kind}/multiple/{file.pk}"
    return [
        (edit, {"title": "Replaced", "file": content, "collection": file.collection_id}),
        (f"{many}/", {f"{name}-{file.pk}-title": "Replaced"}),
        (gone, {}),
        (f"{many}/delete/", {}),
        (bulk, {}),
        (bulk.replace("/delete/", "/add_to_collection/"), {"collection": elsewhere.pk}),
    ]


def _facts(file: Any) -> tuple[str, str, int]:
    return file.title, file.file.name, file.collection_id


def untouched(file: Any) -> bool:
    """Tell whether a file is there as before, with its content."""
    now = type(file).objects.filter(pk=file.pk).first()
    return (
        bool(now) and _facts(now) == _facts(file) and bool(now.file.storage.exists(now.file.name))
    )


def through_all(client: Client, user: User, kind: str, file: Any) -> None:
    """Try every door as ``user``; none gives an error of ours."""
    client.force_login(user)
    for url, body in doors(kind, file):
        ajax = {"X-Requested-With": "XMLHttpRequest"}
        assert client.post(url, body, headers=ajax).status_code in {200, 302, 403}, url


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("kind", FACTORIES)
class TestWriters:
    def test_change_no_file_of_somebody_else(self, client: Client, kind: str, role: str) -> None:
        file = library_file(kind, uploaded_by_user=UserFactory(role=role))
        through_all(client, UserFactory(role=role), kind, file)
        assert untouched(file)

    def test_change_nothing_of_their_own_that_is_live(
        self, client: Client, kind: str, role: str
    ) -> None:
        writer = UserFactory(role=role)
        file = library_file(kind, uploaded_by_user=writer)
        shown_live(file, kind)
        through_all(client, writer, kind, file)
        assert untouched(file)

    def test_delete_what_is_theirs_and_not_live(self, client: Client, kind: str, role: str) -> None:
        writer = UserFactory(role=role)
        file = library_file(kind, uploaded_by_user=writer)
        home = shown_live(file, kind)
        home.unpublish()
        client.force_login(writer)
        url, _body = doors(kind, file)[2]
        assert client.post(url).status_code == 302
        assert not type(file).objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize("kind", FACTORIES)
class TestPublishers:
    def test_are_told_where_a_file_is_live(self, client: Client, kind: str) -> None:
        file = library_file(kind)
        home = shown_live(file, kind)
        client.force_login(UserFactory(role=roles.PUBLISHERS))
        (edit, _new), _many, (gone, _none), _gone, (bulk, _nothing), _move = doors(kind, file)
        for url in (edit, gone, bulk):
            page = client.get(url).content.decode()
            assert str(home) in page, url
            assert file.title in page
        assert f"/admin/pages/{home.pk}/edit/" in client.get(gone).content.decode()

    def test_delete_it_all_the_same(self, client: Client, kind: str) -> None:
        file = library_file(kind)
        shown_live(file, kind)
        client.force_login(UserFactory(role=roles.PUBLISHERS))
        client.post(doors(kind, file)[2][0])
        assert not type(file).objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize("kind", FACTORIES)
@pytest.mark.parametrize("role", [*WRITERS, roles.PUBLISHERS, roles.SCHOOL_COORDINATORS])
def test_a_closed_collection_is_closed_in_the_admin(client: Client, kind: str, role: str) -> None:
    user = UserFactory(role=role)
    file = library_file(kind, collection=closed(), uploaded_by_user=user, title="Tajne")
    policy = POLICIES[kind]
    for action in ("choose", "change", "delete"):
        assert not policy.user_has_permission_for_instance(user, action, file)
        assert file not in policy.instances_user_has_permission_for(user, action)
    through_all(client, user, kind, file)
    assert untouched(file)
    lists = (f"/admin/{kind}/", f"/admin/{kind}/chooser/", f"/admin/api/main/{kind}/")
    for url in lists:
        assert "Tajne" not in client.get(url, follow=True).content.decode(), url


@pytest.mark.parametrize("is_member", [True, False])
def test_pictures_of_a_closed_collection_are_shown_to_its_groups(
    client: Client, is_member: bool
) -> None:
    collection = closed()
    image = ImageFactory(collection=collection)
    user = UserFactory(role=roles.AUTHORS)
    if is_member:
        restriction = CollectionViewRestriction.objects.get()
        restriction.groups.add(user.groups.get())
    client.force_login(user)
    for url in (f"/media/{image.file.name}", image.get_rendition("max-165x165").url):
        assert client.get(url).status_code == (200 if is_member else 404)


def test_setting_up_again_takes_back_the_right_to_change_everything() -> None:
    from django.contrib.auth.models import Group, Permission
    from django.core.management import call_command
    from wagtail.models import GroupCollectionPermission

    authors = Group.objects.get(name=roles.AUTHORS)
    GroupCollectionPermission.objects.create(
        group=authors,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="change_image"),
    )
    call_command("setup", verbosity=0)
    assert not images_policy.user_has_permission_for_instance(
        UserFactory(role=roles.AUTHORS), "change", library_file("images")
    )
