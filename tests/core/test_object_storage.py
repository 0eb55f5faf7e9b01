"""Files in a bucket: stored privately, and shown by our own views exactly as local files are."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings
from wagtail.images.utils import generate_signature
from wagtail.models import Collection, CollectionViewRestriction

from cms.delivery.share_images.storage import forget
from cms.project.storage import storage_for
from tests.core import s3_service
from tests.core.s3_service import Service
from tests.delivery.api import read
from tests.factories import ContentPageFactory, ImageFactory, UserFactory
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket() -> Iterator[Service]:
    with s3_service.running() as service:
        address = f"127.0.0.1:{service.server_address[1]}"
        url = f"s3://test-key:secret@{address}/bucket?tls=false&region=eu"
        with override_settings(STORAGES={**settings.STORAGES, "default": storage_for(url)}):
            yield service


def content(response: Any) -> tuple[int, bytes]:
    if response.status_code != 200:
        return response.status_code, b""
    return 200, b"".join(response) if response.streaming else response.content


def restrict(item: Any) -> None:
    private = Collection.get_first_root_node().add_child(name="Prywatne")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    type(item).objects.filter(pk=item.pk).update(collection=private)


def test_files_are_stored_and_never_overwritten(bucket: Service) -> None:
    names = [default_storage.save("a/ż.txt", ContentFile(text)) for text in (b"one", b"two")]
    assert len(set(names)) == 2
    assert sorted(bucket.objects.values()) == [b"one", b"two"]
    assert [default_storage.open(name).read() for name in names] == [b"one", b"two"]
    assert set(bucket.acls) == {None}
    default_storage.delete(names[0])
    assert list(bucket.objects) == [names[1]]


def test_no_address_leads_to_the_bucket(bucket: Service) -> None:
    name = default_storage.save("images/a b.png", ContentFile(b"x"))
    assert default_storage.url(name) == "/media/images/a%20b.png"


class TestViews:
    def test_a_rendition(self, bucket: Service) -> None:
        image = ImageFactory()
        url = f"/images/{generate_signature(image.pk, 'width-20')}/{image.pk}/width-20/"
        first, again = (content(Client().get(url)) for _twice in range(2))
        assert (first == again, first[0], first[1]) == (True, 200, first[1])
        assert first[1] in bucket.objects.values()
        restrict(image)
        assert Client().get(url).status_code == 404

    def test_a_document(self, bucket: Service) -> None:
        document = DocumentFactory()
        stored = bucket.objects[document.file.name]
        response = Client().get(document.url)
        assert (content(response), "attachment" in response["Content-Disposition"]) == (
            (200, stored),
            True,
        )
        restrict(document)
        refusal = Client().get(document.url, follow=True)
        assert refusal.redirect_chain[-1][0] == f"/admin/login/?{urlencode({'next': document.url})}"

    def test_an_editors_thumbnail(self, bucket: Service) -> None:
        image, client = ImageFactory(), Client()
        url = image.get_rendition("max-165x165").url
        assert url.removeprefix("/media/") in bucket.objects
        assert (url.startswith("/media/images/"), client.get(url).status_code) == (True, 404)
        client.force_login(UserFactory(administrator=True))
        assert content(client.get(url))[0] == 200
        assert client.get("/media/images/none.png").status_code == 404

    def test_a_share_image(self, bucket: Service) -> None:
        page = ContentPageFactory()
        url = read(f"pages/{page.pk}/")["meta"]["share_image"].removeprefix("http://127.0.0.1:8000")
        assert [content(Client().get(url)) for _twice in range(2)] == [
            (200, bucket.objects[url.lstrip("/")])
        ] * 2
        forget(page.pk)
        assert [name for name in bucket.objects if name.startswith("share/")] == []


class TestAddress:
    def test_without_one_files_are_local(self) -> None:
        assert storage_for("") == {"BACKEND": "django.core.files.storage.FileSystemStorage"}

    def test_its_parts(self) -> None:
        options = storage_for("s3://k%2Fey:se%40cret@s3.example:9000/files?prefix=cms")["OPTIONS"]
        assert options == {
            "access_key": "k/ey",
            "secret_key": "se@cret",
            "bucket_name": "files",
            "endpoint_url": "https://s3.example:9000",
            "region_name": None,
            "location": "cms",
            "addressing_style": "path",
        }

    @pytest.mark.parametrize(
        "url",
        ["https://key:topsecret@host/bucket", "s3://key:topsecret@host", "s3://host/b?colour=red"],
    )
    def test_a_wrong_one_is_refused_without_showing_the_secret(self, url: str) -> None:
        with pytest.raises(ImproperlyConfigured) as refusal:
            storage_for(url)
        assert "topsecret" not in str(refusal.value)
