"""Drafts for the frontend: tokens that say nothing, expire soon and open one draft only."""

import hashlib
import json
import secrets
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from wagtail.models import Page
from wagtail_headless_preview.models import PagePreview

from cms.users.models import User

LIFETIME: Final = timedelta(minutes=15)
TOKEN_BYTES: Final = 32
MAX_TOKEN: Final = 200  # Characters; ours have about 80.
_signer: Final = TimestampSigner(salt="cms.core.previews")


def create_token(page: Page, user_id: int) -> str:
    """Store a draft as it stands in memory, for one user; return the token that opens it.

    Only a digest of the token is stored, with the draft's content and the user's id.
    """
    collect_garbage()
    token = _signer.sign(secrets.token_urlsafe(TOKEN_BYTES))
    PagePreview.objects.create(
        token=_digest(token),
        content_type=ContentType.objects.get_for_model(type(page)),
        content_json=json.dumps({"user": user_id, "page": json.loads(page.to_json())}),
    )
    return token


def find_draft(token: str) -> Page | None:
    """Return the draft that a token opens, or None for whatever reason there is none.

    The token must be ours, at most 15 minutes old and stored; the user it was made for must still
    be active and, for a page that exists, allowed to edit it.
    """
    preview = _stored(token)
    if preview is None:
        return None
    content = json.loads(preview.content_json)
    user = get_user_model().objects.filter(pk=content["user"], is_active=True).first()
    model = preview.content_type.model_class()
    if user is None or model is None or not issubclass(model, Page):
        return None
    return _restore(model, content["page"], user)


def collect_garbage() -> None:
    """Delete what no token opens any more; the stored date is a day."""
    PagePreview.objects.filter(created_at__lt=timezone.localdate() - timedelta(days=1)).delete()


def _stored(token: str) -> PagePreview | None:
    if len(token) > MAX_TOKEN:
        return None
    try:
        _signer.unsign(token, max_age=LIFETIME)
    except BadSignature:
        return None
    found = PagePreview.objects.filter(token=_digest(token)).select_related("content_type")
    preview: PagePreview | None = found.first()
    return preview


def _restore(model: type[Page], content: dict[str, Any], user: User) -> Page | None:
    """Return the draft in its place in the tree, or None if the user may not see it any more."""
    if content["pk"] is None:
        draft: Page | None = model.from_serializable_data(content)
        return draft
    page = model.objects.filter(pk=content["pk"]).first()
    if page is None or not page.permissions_for_user(user).can_edit():
        return None
    restored: Page = page.with_content_json(content)
    return restored


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
