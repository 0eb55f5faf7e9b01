"""Ask the API as a client does."""

import json
from typing import Any

from django.test import Client


def get(path: str, **headers: str) -> Any:
    """Return the response to a GET; header names with underscores."""
    return Client().get(
        f"/api/v2/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def read(path: str, **headers: str) -> Any:
    """Return the JSON of an answer that must be 200."""
    response = get(path, **headers)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def by_path(path: str) -> Any:
    """Return the document at a path."""
    return read(f"pages/by_path/?html_path={path}")
