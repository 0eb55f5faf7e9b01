"""Private links: derived, found by a digest, kept out of logs."""

import logging
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from cms.core import access_tokens

IDENTITY = UUID("8b3f5a10-7c44-4a0e-9f0e-2b6a3d1c9e55")


def test_a_token_opens_one_thing_for_one_purpose() -> None:
    tokens = {
        access_tokens.derive("registration", IDENTITY),
        access_tokens.derive("case", IDENTITY),
        access_tokens.derive("registration", UUID(int=1)),
    }
    assert len(tokens) == 3
    assert all(map(access_tokens.is_token, tokens))


@pytest.mark.parametrize("text", ["", "a" * 25, "a" * 27, "A" * 26, "ą" * 26, "a" * 25 + "/"])
def test_what_cannot_be_a_token_is_known_without_the_database(text: str) -> None:
    assert not access_tokens.is_token(text)


def test_a_link_lives_on_while_its_key_is_known(settings: Any) -> None:
    token = access_tokens.derive("registration", IDENTITY)
    stored = access_tokens.digest(token)
    assert token not in stored
    old_key, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    settings.SECRET_KEY_FALLBACKS = [old_key]
    assert access_tokens.token_of("registration", IDENTITY, stored) == token
    settings.SECRET_KEY_FALLBACKS = []
    assert access_tokens.token_of("registration", IDENTITY, stored) is None


@pytest.mark.django_db
def test_no_token_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    token = access_tokens.derive("registration", IDENTITY)
    with caplog.at_level(logging.DEBUG):
        assert client.get(f"/api/v2/registrations/{token}/").status_code == 404
    assert "Not Found: /api/v2/registrations/…/" in caplog.text
    assert token not in caplog.text
