"""A mail's words, in its reader's language: text and simple HTML."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cms.background.outbox import funding_line
from cms.translation.notifications.enums import Delivery
from cms.translation.notifications.models import Mail
from cms.users.admin_language import language_of

from .notification_texts import Line, lines


def compose(mail: Mail) -> EmailMultiAlternatives:
    """Return the mail as it goes out: addressed, with the same ``Message-ID`` every time.

    Titles of published pages, states and links are all that is in it.
    """
    code = language_of(mail.recipient)
    with override(code):
        found = lines(list(mail.notices.select_related("locale").order_by("created_at", "pk")))
        values = _values(mail, found, code)
        message = EmailMultiAlternatives(
            subject=_subject(mail, found),
            body=render_to_string("notices/mail.txt", values),
            to=[mail.recipient.email],
            headers={
                "Message-ID": f"<{mail.pk}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": code,
            },
        )
        message.attach_alternative(render_to_string("notices/mail.html", values), "text/html")
    return message


def _subject(mail: Mail, found: list[Line]) -> str:
    """Name no page: subjects are read over shoulders and on locked screens."""
    if any(line.notice.is_urgent for line in found):
        return _("Urgent: translations that readers need now")
    count = len(found)
    if mail.delivery == Delivery.DIGEST:
        text = ngettext(
            "Translations today: %(count)d notice", "Translations today: %(count)d notices", count
        )
    else:
        text = ngettext("Translations: %(count)d notice", "Translations: %(count)d notices", count)
    return text % {"count": count}


def _values(mail: Mail, found: list[Line], code: str) -> dict[str, Any]:
    base = settings.WAGTAILADMIN_BASE_URL
    return {
        "code": code,
        "name": mail.recipient.get_full_name() or mail.recipient.get_username(),
        "lines": [(line.text, f"{base}{line.url}") for line in found],
        "board_url": f"{base}{reverse('board:index')}",
        "notices_url": f"{base}{reverse('notices:index')}",
        "account_url": f"{base}{reverse('wagtailadmin_account')}",
        "site_name": settings.WAGTAIL_SITE_NAME,
        "funding": funding_line.funding(code),
    }


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
