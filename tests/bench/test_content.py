"""The measured content is what the issue asks for, the same in each run, and a valid tree."""

import re
from typing import Any

import pytest
from wagtail.models import Locale, Page

from cms.content.pages.models import ContentPage
from cms.core.blocks.body import BODY_BLOCKS
from tests.bench.bodies import BodyWriter, Targets
from tests.bench.files import files
from tests.bench.texts import SUBJECTS
from tests.bench.tree import grow

TARGETS = Targets(images=[1, 2], documents=[3], pages=[4, 5, 6])
# They show other pages; the content compared with stock's stands in pages of its own.
BESIDE_THE_CONTENT = {"feature", "information_point"}
NOT_TEXT = {"id", "type", "url", "table_header_choice", "level", "tone"}


def text_of(value: Any) -> int:
    """Return the number of characters that a reader sees."""
    if isinstance(value, str):
        return len(re.sub("<[^>]+>", "", value))
    if isinstance(value, dict):
        return sum(text_of(part) for name, part in value.items() if name not in NOT_TEXT)
    return sum(map(text_of, value)) if isinstance(value, list) else 0


@pytest.mark.parametrize("locale", SUBJECTS)
def test_bodies_hold_three_to_six_kilobytes_of_text(locale: str) -> None:
    sizes = [text_of(BodyWriter(f"page-{n}", locale, TARGETS).write()) for n in range(100)]
    assert [size for size in sizes if not 3000 <= size <= 6000] == []


def test_a_body_has_every_block_and_one_to_three_images() -> None:
    kinds = [block["type"] for block in BodyWriter("page", "uk", TARGETS).write()]
    assert set(kinds) == {name for name, _block in BODY_BLOCKS} - BESIDE_THE_CONTENT
    assert kinds.count("image") in {1, 2, 3}


def test_a_body_follows_from_its_seed() -> None:
    first, second, other = (BodyWriter(seed, "pl", TARGETS).write() for seed in ("a", "a", "b"))
    assert first == second
    assert first != other


@pytest.mark.django_db
def test_grown_pages_stand_in_a_valid_tree_in_two_steps() -> None:
    locale = Locale.get_default()
    grow(locale, 1, 50, files())
    grow(locale, 50, 75, files())
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.filter(locale=locale, depth__gt=2).count() == 74
    page = ContentPage.objects.get(title="Mieszkanie 60")
    assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
    assert page.body[0].block_type == "heading"
