"""The languages of the content: which is the source, and how addresses carry them."""

from typing import Final

from django.conf import settings

SOURCE: Final = settings.LANGUAGE_CODE
CODES: Final = tuple(code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES)
TARGETS: Final = tuple(code for code in CODES if code != SOURCE)
NAMES: Final = dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def html_url(path: str) -> str:
    """Return the public address of a page path such as ``/uk/zhytlo/``."""
    return f"{settings.SITE_URL}{path}"


def locale_of_path(path: str) -> str:
    """Return the locale code at the head of ``path``, or an empty string."""
    head = path.lstrip("/").split("/", 1)[0]
    return head if head in CODES else ""


def in_locale(path: str, code: str) -> str:
    """Return ``path`` with its locale replaced: ``/pl/praca/`` in ``uk`` is ``/uk/praca/``."""
    rest = path.lstrip("/").partition("/")[2]
    return f"/{code}/{rest}"
