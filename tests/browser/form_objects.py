"""What the forms of a running product are about, and a page with every block.

Run as ``python -m tests.browser.form_objects`` with the product's VAR_DIR; prints JSON with the
editors of one page of each type, the objects of our models by the address of their form, paths of
public pages, and paths of forms of the site.
"""

import json
import sys
from typing import Any

import django


def main() -> None:
    """Make the page and write where everything is."""
    django.setup()
    pages = {**_one_of_each_type(), "every block": _every_block()}
    sys.stdout.write(
        json.dumps(
            {
                "editors": [f"/admin/pages/{page.pk}/edit/" for page in pages.values()],
                "models": _models(),
                "wagtail": _wagtails(),
                "pages": [page.url_path for page in pages.values()],
                "site": _site_forms(),
                "token": _preview(pages["every block"]),
            }
        )
    )


def _one_of_each_type() -> dict[str, Any]:
    from cms.core.models import BasePage

    def all_below(model: Any) -> list[Any]:
        return [model, *(found for below in model.__subclasses__() for found in all_below(below))]

    found = {}
    for model in all_below(BasePage):
        if not model._meta.abstract:
            page = model.objects.filter(live=True, locale__language_code="pl").order_by("-pk")
            found[model.__name__] = page.first()
    return {name: page for name, page in found.items() if page}


def _every_block() -> Any:
    from wagtail.images import get_image_model

    from cms.content.pages.models import ContentPage
    from tests.factories.bodies import every_block
    from tests.factories.documents import DocumentFactory

    guide = ContentPage.objects.get(url_path="/pl/poradniki/mieszkanie/")
    image = get_image_model().objects.earliest("pk")
    document = DocumentFactory()
    page = ContentPage(
        title="Każdy blok", slug="wszystkie-bloki", lead=guide.lead, locale=guide.locale
    )
    page.body = every_block(image=image, document=document, page=guide)
    guide.get_parent().add_child(instance=page)
    page.save_revision().publish()
    return page


def _wagtails() -> list[str]:
    """Return the paths of forms of Wagtail's that people of ours type texts into."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model

    return [
        "/admin/account/",
        "/admin/collections/add/",
        "/admin/workflows/add/",
        f"/admin/images/{get_image_model().objects.earliest('pk').pk}/",
        f"/admin/documents/edit/{get_document_model().objects.earliest('pk').pk}/",
    ]


def _preview(page: Any) -> str:
    from django.contrib.auth import get_user_model

    from cms.core.previews import create_token

    admin = get_user_model().objects.get(username="admin")
    return create_token(page, admin.pk)


def _models() -> dict[str, int]:
    """Return an object for each address that edits one of our models."""
    from tests.browser.admin_lists import OURS, admin_patterns

    found = {}
    for route, pattern in admin_patterns():
        model = getattr(pattern.callback, "view_initkwargs", {}).get("model", object)
        if route.endswith("/edit/<int:pk>/") and model.__module__.startswith(OURS):
            one = model.objects.order_by("-pk").first()
            if one:
                found[route] = one.pk
    return found


def _site_forms() -> list[str]:
    from tests.browser.page_states import _registration

    from . import case_fixtures

    made = {**case_fixtures.paths(), **_registration()}
    steps = ("school", "contact", "pupils", "support", "tried", "check", "later")
    return [
        *(made[name] for name in ("sign_up", "registration", "ask", "question", "case")),
        *(f"{made['draft']}{step}/" for step in steps),
    ]


if __name__ == "__main__":
    main()
