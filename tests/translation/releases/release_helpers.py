"""What happens to a release at its time, in one call each."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.background.jobs.runner import run_due
from cms.translation.releases.domain import lifecycle
from cms.translation.releases.models import Release
from tests.translation.base.translation_steps import fresh, locale


def targets(*codes: str) -> list[Any]:
    return [locale(code) for code in codes]


def drafted(page: Page, **fields: Any) -> Page:
    """Save a draft of ``page`` that nobody has published."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return fresh(page)


def fire(release: Release) -> None:
    """Let its time come, and the worker do what is due then."""
    Release.objects.filter(pk=release.pk).update(go_live_at=timezone.now())
    lifecycle.run_due()
    run_due()
    release.refresh_from_db()


def seen(client: Client, release: Release) -> str:
    """Return what the page of the release says of the plan that it shows."""
    answer = client.get(reverse("releases:detail", args=[release.pk]))
    return str(answer.context["seen"])


def press(client: Client, name: str, release: Release) -> Any:
    """Press a button of the page as it is now; return the page that it leads to."""
    sent = {"seen": seen(client, release)}
    return client.post(reverse(f"releases:{name}", args=[release.pk]), sent, follow=True)
