"""The mark of a page, for forms that ask something about it."""

from django import template
from wagtail.models import Page

from cms.core.publication.page_version_tokens import mark

register = template.Library()


@register.filter
def page_mark(page: Page) -> str:
    """Return what the form says was shown of ``page``."""
    return mark(page)
