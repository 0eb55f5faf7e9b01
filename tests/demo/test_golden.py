"""The API's answers for the demo, byte for byte but for what differs between databases.

``UPDATE_GOLDEN=1`` rewrites the files; a changed file is a reviewed change of the contract. The
frontend's tests render the same files.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

GOLDEN = Path(__file__).parents[1] / "contract" / "golden"
PAGES = {
    "page_demo_objectives_ru": "/ru/programma/odinnadtsat-tseley/",
    "page_demo_section_en": "/en/programme/",
    "page_demo_guide_uk": "/uk/poradnyky/zhytlo/",
    "page_demo_contact_pl": "/pl/kontakt/",
}
# Numbers of rows and moments differ from load to load; so do the signatures of pictures.
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$")
PICTURE = re.compile(r"/images/[^/]+/\d+/")
ROW = re.compile(r"/(pages|share|qr)/\d+/")


def normalised(value: Any, key: str = "") -> Any:
    """Return ``value`` with row numbers, moments and signatures made the same everywhere."""
    if isinstance(value, dict):
        return {name: normalised(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [normalised(item) for item in value]
    if isinstance(value, str):
        if MOMENT.match(value):
            return "2026-11-23T10:00:00+01:00"
        return ROW.sub(r"/\1/1/", PICTURE.sub("/images/signature/1/", value))
    return 1 if key in {"id", "content_version"} and isinstance(value, int) else value


def check(name: str, answer: Any) -> None:
    """Compare with the golden file, or write it when asked to."""
    path = GOLDEN / f"{name}.json"
    text = json.dumps(normalised(answer), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_the_demo_reads_as_it_did(client: Client) -> None:
    for name, path in PAGES.items():
        answer = client.get("/api/v2/pages/by_path/", {"html_path": path})
        assert answer.status_code == 200
        check(name, answer.json())
    check("site_demo_uk", client.get("/api/v2/site/", {"locale": "uk"}).json())
