"""What the admin's questions say was shown, as a browser sends it back."""

from typing import Any

from django.db import transaction

from cms.core.publication import object_version_tokens, page_version_tokens
from cms.core.publication.object_version_tokens import told
from cms.translation.base.domain.version_tokens import page_mark
from tests.translation.base.translation_steps import fresh


def deciding(url: str, page: Any) -> str:
    """Return where Wagtail's dialog about a step of review of ``page`` leads."""
    return f"{url}?seen={page_mark(fresh(page))}"


def opened(instance: Any) -> dict[str, str]:
    """Return what the editor of a page or snippet says it was opened with: its newest draft."""
    newest = fresh(instance).latest_revision if instance.pk else None
    if newest is None:
        return {}
    return {
        "loaded_revision_id": str(newest.pk),
        "loaded_revision_created_at": newest.created_at.isoformat(),
    }


def in_bulk(*pages: Any, **sent: Any) -> dict[str, Any]:
    """Return what the question about publishing pages sends."""
    return {"seen": [f"{page.pk}:{page_mark(fresh(page))}" for page in pages], **sent}


def whole(*instances: Any) -> dict[str, Any]:
    """Return what the question before unpublishing, deleting or moving sends."""
    return {"seen": told([fresh(each) for each in instances])}


def by_api(page: Any, action: str = "publish", *, below: bool = True) -> dict[str, Any]:
    """Return what a program says that it has read, of what ``action`` takes along."""
    page = fresh(page)
    if action not in {"unpublish", "delete", "move"}:
        return {"seen": page.latest_revision_id}
    with transaction.atomic():
        return {"seen": object_version_tokens.whole(page, below=below and action != "unpublish")}


def in_the_list(page: Any) -> dict[str, Any]:
    """Return what the list of pages due for review sends."""
    return {"seen": page_version_tokens.mark(fresh(page))}
