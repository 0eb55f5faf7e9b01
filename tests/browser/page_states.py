"""Pages in states the demo does not show, made in a running product's database.

Run as ``python -m tests.browser.page_states`` with the product's VAR_DIR; prints JSON with the
paths of a page without translations and of one whose translations are behind, and a
preview's token.
"""

import json
import sys

import django

from . import case_fixtures

SOURCE_PATH = "/pl/poradniki/mieszkanie/"
BEHIND_PATH = "/pl/deklaracja-dostepnosci/"
UNTRANSLATED_SLUG = "tylko-po-polsku"


def main() -> None:
    """Publish the pages and write where they are."""
    django.setup()
    from django.contrib.auth import get_user_model

    from cms.content.pages.models import ContentPage
    from cms.core.previews import create_token

    guide = ContentPage.objects.get(url_path=SOURCE_PATH)
    untranslated = ContentPage(
        title="Najdłuższe konstantynopolitańczykowianeczki",
        slug=UNTRANSLATED_SLUG,
        lead=guide.lead,
        body=guide.body,
        locale=guide.locale,
    )
    guide.get_parent().add_child(instance=untranslated)
    untranslated.save_revision().publish()
    behind = ContentPage.objects.get(url_path=BEHIND_PATH)
    behind.lead += " Zmieniliśmy to zdanie."
    behind.save_revision().publish()
    editor = get_user_model().objects.get(username="wydawca")
    sys.stdout.write(
        json.dumps(
            {
                "fallback": untranslated.url_path,
                "behind": behind.url_path,
                "token": create_token(guide, editor.pk),
                **_registration(),
                **case_fixtures.paths(),
            }
        )
    )


def _registration() -> dict[str, str]:
    """Sign somebody up; return the paths of a form and of their private page, without a locale."""
    from urllib.parse import urlsplit

    from events.domain.private_links import private_url
    from events.models import Group
    from tests.factories.events import sign_up

    group = Group.objects.get(name="7–10")
    path = urlsplit(private_url(sign_up(group, ages=(8,)))).path
    return {
        "sign_up": f"/registration/?activity={group.activity_id}&group={group.pk}",
        "registration": path.removeprefix("/pl"),
    }


if __name__ == "__main__":
    main()
