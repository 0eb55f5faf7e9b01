"""What people put into the library by the admin: every bad file gets a sentence, never an error."""

from io import BytesIO
from typing import Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from cms.users import roles
from tests.core.test_image_reencoding import claiming, deep_grey, written
from tests.factories.users import UserFactory

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning"),
]
NOISE: Final = Image.effect_noise((300, 300), 90).convert("RGB")
BAD: Final = {
    "half a photograph": (written(NOISE, "JPEG")[:9_000], "red.jpg"),
    "half a drawing": (written(NOISE, "PNG")[:9_000], "red.png"),
    "half a phone's picture": (written(NOISE, "HEIF")[:3_000], "red.heic"),
    "nothing": (b"", "red.jpg"),
    "only zeros": (bytes(500), "red.png"),
    "a bomb": (claiming(60_000, 60_000), "red.png"),
    "a large claim": (claiming(9_000, 9_000), "red.png"),
}
PAGES: Final = {
    "one": ("/admin/images/add/", "file", {"title": "Red"}),
    "many": ("/admin/images/multiple/add/", "files[]", {"title": "Red"}),
    "chooser": ("/admin/images/chooser/create/", "image-chooser-upload-file", {}),
}


@pytest.fixture
def author(client: Client) -> Client:
    """Return a browser in which an author is logged in."""
    client.force_login(UserFactory(role=roles.AUTHORS))
    return client


def sent(author: Client, where: str, content: bytes, name: str) -> tuple[int, str]:
    """Send a picture from a page of the admin; return the status and what the page says."""
    url, field, more = PAGES[where]
    file = SimpleUploadedFile(name, content, "image/jpeg")
    titles = more or {"image-chooser-upload-title": "Red"}
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    response = author.post(url, {field: file, **titles}, headers=ajax, follow=True)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("what", BAD)
def test_a_bad_picture_is_refused_in_words(author: Client, where: str, what: str) -> None:
    status, page = sent(author, where, *BAD[what])
    assert status == 200
    assert "error" in page
    assert get_image_model().objects.count() == 0


@pytest.mark.parametrize("where", PAGES)
def test_a_phones_picture_is_kept_as_jpeg(author: Client, where: str) -> None:
    status, _page = sent(author, where, written(NOISE, "HEIF"), "IMG_0001.HEIC")
    image = get_image_model().objects.get()
    assert (status, image.file.name.endswith(".jpg"), image.width) == (200, True, 300)
    with image.file.open() as opened, Image.open(opened) as picture:
        assert picture.format == "JPEG"
    assert author.get(image.get_rendition("max-165x165").url).status_code == 200


def test_deep_greys_are_seen_in_the_admin_and_on_the_site(author: Client) -> None:
    sent(author, "one", deep_grey(), "plan.png")
    image = get_image_model().objects.get()
    with image.get_rendition("width-200|format-png").file.open() as opened:
        shown = Image.open(BytesIO(opened.read())).convert("L")
    assert shown.getextrema()[0] < 10
    assert shown.getextrema()[1] > 245


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("pl", "zachowaj swój oryginał"),
        ("en", "keep your original"),
        ("ru", "сохраните свой оригинал"),
        ("uk", "збережіть свій оригінал"),
    ],
)
@pytest.mark.parametrize("url", [PAGES["one"][0], PAGES["many"][0]])
def test_who_adds_pictures_is_told_which_are_not_kept_as_sent(
    client: Client, url: str, code: str, said: str
) -> None:
    account = UserFactory(role=roles.AUTHORS)
    UserProfile.objects.create(user=account, preferred_language=code)
    client.force_login(account)
    assert said in client.get(url).content.decode()
