"""Redis counts tries and nothing else: while it is away, the site works as ever."""

import runpy

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from cms.core.representations.images import rendition_url
from tests.factories import ContentPageFactory, ImageFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_while_redis_is_away_pages_are_edited_and_pictures_seen(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1")  # Where nobody listens.
    with_redis = runpy.run_module("cms.project.settings.base")["CACHES"]
    assert with_redis.keys() == settings.CACHES.keys()
    assert with_redis["rate_limits"]["LOCATION"] == "redis://127.0.0.1:1"
    page, picture = ContentPageFactory(), ImageFactory()
    client.force_login(UserFactory(administrator=True))
    with override_settings(CACHES=with_redis):
        urls = [
            reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ]
        assert [client.get(url).status_code for url in urls] == [200, 200]
        address = rendition_url(picture, "width-400|format-webp")
        assert Client().get(address.removeprefix(settings.CMS_URL)).status_code == 200
