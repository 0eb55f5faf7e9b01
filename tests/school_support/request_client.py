"""A school that asks: what it fills in, and how it sends it."""

from typing import Any, Final

from django.test import Client

from school_support.models import SupportKind

BASE: Final = "/api/v2/school-support"
JSON: Final = "application/json"
EMAIL: Final = "sekretariat@example.org"


def answers(kind: SupportKind, **changes: Any) -> dict[str, Any]:
    """Return what a school fills in, page by page, all of it right."""
    school = {"name": "Szkoła Podstawowa nr 1", "town": "Poznań", "county": "3064"}
    groups = [{"language": "uk", "band": "4-6", "level": "A1", "count": 3}]
    return {
        "school": school,
        "contact": {"name": "Ola Nowak", "role": "", "email": EMAIL, "phone": "+48 61 000 00 00"},
        "pupils": {"groups": groups},
        "support": {"kinds": [str(kind.translation_key)], "situation": "Prosimy o lekcje."},
        "consent": {"consent": True},
        **changes,
    }


def whole(kind: SupportKind, **changes: Any) -> dict[str, Any]:
    """Return the same as one request, in Ukrainian."""
    return {"locale": "uk", **answers(kind, **changes)}


def send(client: Client, path: str, body: Any, *, key: str = "", language: str = "en") -> Any:
    """Post JSON below ``BASE``."""
    headers = {"Accept-Language": language, **({"Idempotency-Key": key} if key else {})}
    return client.post(f"{BASE}/{path}", body, content_type=JSON, headers=headers)


def token_in(url: str) -> str:
    """Return the token that a private address ends with."""
    return url.rstrip("/").rpartition("/")[2]
