"""The bar below the translation editor: where the translation stands, and what comes next."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation.base.domain import (
    permissions,
    review_workflow,
    segments,
    states,
    translation_checks,
)
from cms.translation.base.domain.version_tokens import tokens

register = template.Library()


@register.simple_tag(takes_context=True)
def leave_publishing_to_the_bar(context: dict[str, Any]) -> str:
    """Take “publish” and “convert to alias” out of the footer, from translators more.

    Publishing goes through review, and an alias would show Polish at another language's address.
    """
    props = json.loads(context["props"])
    props["perms"]["canPublish"] = False
    props["links"]["convertToAliasUrl"] = None
    locale = context["translation"].target_locale
    if not permissions.may_publish(context["request"].user, locale):
        props["links"]["stopTranslationUrl"] = None
        props["perms"]["canDelete"] = False
    context["props"] = json.dumps(props)
    return ""


@register.inclusion_tag("translation/review_bar.html", takes_context=True)
def review_bar(context: dict[str, Any], translation: Translation, instance: Any) -> dict[str, Any]:
    """Return what the bar shows to the user of this request."""
    user = context["request"].user
    missing = segments.missing(translation.source, translation.target_locale)
    reviewing = isinstance(instance, Page) and states.in_review(instance)
    may_publish = permissions.may_publish(user, translation.target_locale)
    decides = reviewing and review_workflow.may_review(instance, user)
    return {
        "csrf_token": context.get("csrf_token"),
        "missing": missing,
        "seen": tokens(translation),
        "language": translation.target_locale.language_code,
        "findings": translation_checks.findings(translation),
        "headline": _headline(missing, reviewing=reviewing),
        "hint": _hint(missing, reviewing=reviewing, decides=decides),
        "may_submit": isinstance(instance, Page) and not reviewing and not may_publish,
        "may_publish": decides if reviewing else may_publish,
        "may_send_back": decides,
    }


def _headline(missing: list[str], *, reviewing: bool) -> str:
    if missing:
        count = len(missing)
        return ngettext(
            "%(count)d text is left to translate", "%(count)d texts are left to translate", count
        ) % {"count": count}
    return _("In review") if reviewing else _("Every text is translated")


def _hint(missing: list[str], *, reviewing: bool, decides: bool) -> str:
    if missing:
        return _("Readers see nothing of this draft. Reload to count again.")
    if decides:
        return _("Read it, then approve it or send it back.")
    if reviewing:
        return _("A language reviewer reads it now.")
    return _("Readers see the change when it is published.")
