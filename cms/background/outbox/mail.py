"""What a letter says, and how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from . import funding_line


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A letter in its reader's language (a locale code). Names no case in its subject line.

    ``facts`` are pairs of a word and what it is, ``links`` pairs of a label and an address; the
    first one stands out. ``reply_to`` is who reads answers; empty: whoever sends the site's mails.
    ``text_language`` is that of the paragraphs where nobody wrote them in the reader's.
    """

    to: str
    language: str
    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = ()
    links: Sequence[tuple[str, str]] = ()
    attachments: Sequence[Attachment] = ()
    reply_to: str = ""
    text_language: str = ""


def render(mail: Mail, letter_id: UUID) -> EmailMultiAlternatives:
    """Return the mail as it goes out: the same ``Message-ID`` every time."""
    values = {
        "mail": mail,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "funding": funding_line.funding(mail.language),
    }
    with override(mail.language):
        message = EmailMultiAlternatives(
            subject=" ".join(mail.subject.split()),
            body=render_to_string("letters/letter.txt", values),
            to=[mail.to],
            reply_to=[mail.reply_to] if mail.reply_to else None,
            headers={
                "Message-ID": f"<{letter_id}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
                "Content-Language": _languages(mail),
            },
        )
        message.attach_alternative(render_to_string("letters/letter.html", values), "text/html")
    for file in mail.attachments:
        message.attach(file.name, file.content, file.media_type)
    return message


def _languages(mail: Mail) -> str:
    """Return the languages that a letter's reader has to know (RFC 3282)."""
    others = {mail.text_language} - {"", mail.language}
    return ", ".join([mail.language, *others])


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
