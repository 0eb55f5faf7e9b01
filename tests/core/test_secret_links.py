"""Private links: derived, found by a digest, kept out of logs."""

import logging
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from cms.core import secret_links

IDENTITY = UUID("8b3f5a10-7c44-4a0e-9f0e-2b6a3d1c9e55")


def test_a_token_opens_one_thing_for_one_purpose() -> None:
    tokens = {
        secret_links.derive("registration", IDENTITY),
        secret_links.derive("case", IDENTITY),
        secret_links.derive("registration", UUID(int=1)),
    }
    assert len(tokens) == 3
    assert all(map(secret_links.is_token, tokens))


@pytest.mark.parametrize("text", ["", "a" * 25, "a" * 27, "A" * 26, "ą" * 26, "a" * 25 + "/"])
def test_what_cannot_be_a_token_is_known_without_the_database(text: str) -> None:
    assert not secret_links.is_token(text)


def test_a_link_lives_on_while_its_key_is_known(settings: Any) -> None:
    token = secret_links.derive("registration", IDENTITY)
    stored = secret_links.digest(token)
    assert token not in stored
    old_key, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    settings.SECRET_KEY_FALLBACKS = [old_key]
    assert secret_links.token_of("registration", IDENTITY, stored) == token
    settings.SECRET_KEY_FALLBACKS = []
    assert secret_links.token_of("registration", IDENTITY, stored) is None


@pytest.mark.django_db
def test_no_token_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    token = secret_links.derive("registration", IDENTITY)
    with caplog.at_level(logging.DEBUG):
        assert client.get(f"/api/v2/registrations/{token}/").status_code == 404
    assert "Not Found: /api/v2/registrations/…/" in caplog.text
    assert token not in caplog.text
