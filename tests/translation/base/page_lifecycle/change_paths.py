"""The ways by which a page is changed: the editor, in bulk, by the API, by a schedule, in a shell.

Each does what it is told, or is refused: in words, and with nothing changed.
"""

import json
from datetime import timedelta
from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.core.publication.publication_conditions import PublicationRefusedError
from cms.translation.base.domain.errors import TranslationError
from tests.translation.base import shown_state
from tests.translation.base.translation_steps import fresh

REFUSALS = (TranslationError, PermissionDenied, PublicationRefusedError)


def client_of(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def succeeded(response: Any) -> bool:
    """Tell whether the admin says that it did what was asked."""
    said = [message.level_tag for message in get_messages(response.wsgi_request)]
    return response.status_code in {200, 302} and "error" not in said and "success" in said


def _in_bulk(page: Any, user: Any, action: str, body: dict[str, Any]) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    response = client_of(user).post(f"{url}?id={page.pk}", body)
    assert response.status_code < 500


def _by_api(page: Any, user: Any, action: str, **data: Any) -> None:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    response = client_of(user).post(url, data, content_type="application/json")
    assert response.status_code < 500, response.content


def publish(page: Any, user: Any, way: str) -> None:
    """Publish the newest revision; ``editor`` saves the form as it shows it, and publishes."""
    page = fresh(page)
    revision = page.get_latest_revision()
    if way == "bulk":
        _in_bulk(page, user, "publish", shown_state.in_bulk(page))
    elif way == "api":
        _by_api(page, user, "publish", **shown_state.by_api(page))
    elif way == "schedule":
        moment = timezone.now() - timedelta(minutes=1)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=moment)
        call_command("publish_scheduled")
    elif way == "editor":
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = {**form_of(revision.as_object()), "action-publish": "1"}
        assert client_of(user).post(url, form).status_code < 500
    else:
        _or_be_refused(lambda: revision.publish(user=user))


def unpublish(page: Any, user: Any, way: str) -> None:
    if way == "bulk":
        _in_bulk(page, user, "unpublish", shown_state.whole(page))
    elif way == "api":
        _by_api(page, user, "unpublish", **shown_state.by_api(page, "unpublish"))
    else:
        _or_be_refused(lambda: fresh(page).unpublish(user=user))


def delete(page: Any, user: Any, way: str) -> None:
    if way == "bulk":
        _in_bulk(page, user, "delete", shown_state.whole(page))
    elif way == "api":
        _by_api(page, user, "delete", **shown_state.by_api(page, "delete"))
    else:
        _or_be_refused(Page.objects.get(pk=page.pk).delete)


def revert(page: Any, user: Any, revision: Revision) -> None:
    _by_api(page, user, "revert_to_page_revision", revision_id=revision.pk)


def _or_be_refused(act: Any) -> None:
    try:
        with transaction.atomic():
            act()
    except REFUSALS:
        return


def form_of(page: Any) -> dict[str, str]:
    """Return what Wagtail's page editor posts of a page with a table, or none."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "body-count": str(len(page.body)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for number, block in enumerate(page.body):
        table = json.dumps(block.value["table"])
        form |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": "table",
            f"body-{number}-id": block.id,
            f"body-{number}-value-caption": str(block.value["caption"]),
            f"body-{number}-value-table": table,
            f"body-{number}-value-table-before": table,
        }
    return form
