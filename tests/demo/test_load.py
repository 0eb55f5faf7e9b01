"""Loading the demo: complete, published in four languages, and only once."""

from typing import Any

import pytest
from django.core.management import call_command
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from cms.core import locales
from cms.demo.accounts import ACCOUNTS
from cms.users.models import User

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """Return how many rows there are of everything that the demo writes."""
    models: list[Any] = [Page, Revision, Translation, StringTranslation, User]
    return {model.__name__: model.objects.count() for model in models}


def test_the_demo_is_published_in_all_languages_and_loads_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("demo")
    assert sorted(Page.objects.filter(depth__gt=2, live=True).values_list("depth", flat=True)) == (
        sorted([3] * 5 * 4 + [4] * 6 * 4)
    )
    before = rows()
    call_command("demo")
    assert rows() == before
    assert before["User"] == len(ACCOUNTS)
    assert "tlumacz-uk" in capsys.readouterr().out


def test_the_loaded_tree_is_sound() -> None:
    call_command("demo")
    assert Page.find_problems() == ([], [], [], [], [])


def test_every_segment_of_the_demo_is_translated() -> None:
    call_command("demo")
    unfinished = [
        (str(translation.source), translation.target_locale.language_code)
        for translation in Translation.objects.all()
        if translation.get_progress()[0] != translation.get_progress()[1]
    ]
    assert unfinished == []
    assert Translation.objects.count() == 16 * len(locales.TARGETS)
