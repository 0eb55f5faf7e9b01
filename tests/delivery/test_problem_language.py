"""Errors with values in them are in the language that the client asks for."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Write a whole number from 0 to 100."),
        ("pl", "Podaj liczbę całkowitą od 0 do 100."),
    ],
)
def test_a_text_with_values_follows_the_client(client: Client, language: str, text: str) -> None:
    answer = client.get("/api/v2/pages/?limit=x", headers={"Accept-Language": language})
    assert answer.json()["errors"] == {"limit": [text]}
