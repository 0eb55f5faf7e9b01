"""The mark of a page, for forms that ask something about it."""

from django import template
from wagtail.models import Page

from cms.core.shown_pages import mark

register = template.Library()


@register.filter
def page_mark(page: Page) -> str:
    """Return what the form says was shown of ``page``."""
    return mark(page)
